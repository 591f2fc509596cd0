"""A check as HTML, JSON, JUnit XML and on a terminal."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from junitparser import JUnitXml
from rich.console import Console

from harness.model import Verdict
from harness.published.lines import Result
from harness.report import check_html, check_json, check_junit, check_terminal
from tests.check_samples import SENTENCE, check, line
from tests.samples import INFO, PNG, run, step


@pytest.fixture
def page(tmp_path: Path) -> BeautifulSoup:
    """The HTML report, with one of its pictures there."""
    (tmp_path / "gamb").mkdir()
    (tmp_path / "gamb/steps-1-1.png").write_bytes(PNG)
    return BeautifulSoup(check_html.render([check()], INFO, tmp_path), "lxml")


def test_the_page_has_a_row_for_each_sentence(page: BeautifulSoup) -> None:
    """Court, step, source, result, sentence; what holds is told in our words."""
    rows = [
        [cell.get_text(" ", strip=True) for cell in row]
        for row in (row.find_all(["td", "th"]) for row in page.select(".sentences tbody tr"))
    ]
    assert len(rows) == 6
    assert rows[0] == ["gamb", "1", "D2 step 1", "✓ held", "Do what step 1 says."]
    assert rows[1][3:] == ["≠ deviated", SENTENCE]
    assert rows[2][4].endswith("<nothing> & more")


def test_the_page_needs_nothing_else_and_leads_everywhere(page: BeautifulSoup) -> None:
    """Pictures are in it, a missing one is said to be missing, and every link within it has its goal."""
    assert [str(one["src"])[:22] for one in page.find_all("img")] == ["data:image/png;base64,"]
    assert len(page.select(".missing")) == 4
    goals = {str(one["id"]) for one in page.select("[id]")}
    assert {str(one["href"])[1:] for one in page.select('a[href^="#"]')} <= goals
    assert not page.find_all(["script", "link"])


def test_the_page_shows_the_contradictions(page: BeautifulSoup) -> None:
    """Both sources, what each says, and what the site does."""
    first, second = page.select(".contradiction")
    assert "D2 step 3, note" in first.get_text()
    assert "There." in first.get_text()
    assert "not decided" in second.get_text()


def test_the_json_obeys_its_schema() -> None:
    """Every key is there and no other."""
    document = json.loads(check_json.render([check()], INFO))
    Draft202012Validator.check_schema(check_json.schema())
    assert [*Draft202012Validator(check_json.schema()).iter_errors(document)] == []
    (court,) = document["courts"]
    assert [one["result"] for one in court["lines"]] == [
        result.value
        for result in (
            Result.HELD,
            Result.DEVIATED,
            Result.FAILED,
            Result.BLOCKED,
            Result.NOT_OBSERVED,
            Result.NOT_EXECUTABLE,
        )
    ]
    document["courts"][0]["lines"][0]["result"] = "perhaps"
    assert not Draft202012Validator(check_json.schema()).is_valid(document)


def test_the_junit_xml_counts_what_makes_the_command_fail() -> None:
    """Deviated, failed and not observed are failures, blocked is an error, advice is skipped."""
    (suite,) = JUnitXml.fromstring(check_junit.render([check()], INFO))
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (6, 3, 1, 1)
    assert SENTENCE in str(suite.tostring())


def test_the_terminal_shows_a_table_and_what_contradicts() -> None:
    """Markup in a sentence is no markup, and the tally stands at the end."""
    out = StringIO()
    check_terminal.table([check()], Console(file=out, width=160))
    text = out.getvalue()
    assert SENTENCE in text
    assert "gamb: 1 held, 1 deviated, 1 failed, 1 blocked, 1 not executable, 1 not observed" in text
    assert "The site: There." in text


def test_each_visit_is_told_when_it_is_over() -> None:
    """With how much was looked at in it."""
    out = StringIO()
    over = run("gamb", "claims", steps=(step("1"), step("2", Verdict.NOT_OBSERVED)), seconds=1.25)
    check_terminal.visit(over, Console(file=out, width=160))
    assert out.getvalue() == "gamb  claims: 1 looked at, 1.2 s\n"


def test_the_page_begins_with_what_the_editors_need(page: BeautifulSoup) -> None:
    """What does not hold, or could not be seen, stands first; what holds and advice do not."""
    found = [one.get_text(" ", strip=True) for one in page.select(".editor li")]
    assert len(found) == 4
    assert found[0] == f"≠ deviated gamb, 3 : {SENTENCE}"


def test_a_page_without_anything_wrong_says_so(tmp_path: Path) -> None:
    """An empty list would leave the reader in doubt."""
    html = check_html.render([check(line("1"))], INFO, tmp_path)
    assert "Everything that can be looked at is as it is written." in html

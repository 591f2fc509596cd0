from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from harness.model import Verdict
from harness.report.html import render
from tests.samples import INFO, PNG, mixed_runs, run, step


@pytest.fixture
def page(tmp_path: Path) -> BeautifulSoup:
    """The report of all kinds of runs, with the pictures of azb there and the others missing."""
    (tmp_path / "azb").mkdir()
    for name in ("1", "5", "V1"):
        (tmp_path / "azb" / f"link_account-{name}-1.png").write_bytes(PNG)
    return BeautifulSoup(render(mixed_runs(), INFO, tmp_path), "lxml")


def row(page: BeautifulSoup, court: str) -> dict[str, str]:
    """The cells of a court's row in the first table, by the name of their column."""
    link = page.select_one(f'.courts a[href="#court-{court}"]')
    assert link is not None
    line = link.find_parent("tr")
    assert line is not None
    return {
        str(cell["data-label"]): " ".join(cell.get_text(" ").split()) for cell in line.select("[data-label]")
    }


def section(page: BeautifulSoup, court: str) -> str:
    """The text of a court's part of the report."""
    found = page.select_one(f"#court-{court}")
    assert found is not None
    return " ".join(found.get_text(" ").split())


def test_the_first_table_says_what_came_of_each_court(page: BeautifulSoup) -> None:
    """A court that passed, with its place, its gained menus and its time."""
    assert row(page, "azb") == {
        "Court": "azb",
        "Verdict": "✓ passed",
        "Deviations": "none",
        "Link item stood at": "Utilities › Link a CM/ECF account to my PACER account",
        "Menus gained": "Bankruptcy Adversary Search",
        "Seconds": "2.0",
    }


def test_a_failure_is_told_with_its_reason(page: BeautifulSoup) -> None:
    """A court that failed shows why, and does not claim menus that nobody saw."""
    cells = row(page, "cacd")
    assert cells["Verdict"] == "✗ failed step 2: refused: “Invalid username or password”"
    assert cells["Link item stood at"] == "not seen"
    assert cells["Menus gained"] == "not observed"


def test_what_went_wrong_stands_first(page: BeautifulSoup) -> None:
    """Failed courts stand before blocked ones, these before deviations, and these before the rest."""
    assert [link.get_text() for link in page.select(".courts tbody a")] == ["cacd", "areb", "gamb", "azb"]


def test_a_deviation_is_told_twice(page: BeautifulSoup) -> None:
    """A deviation stands in the first table and in the court's own part."""
    assert "stood under “NextGen Release 1.1 Menu Items”" in row(page, "gamb")["Deviations"]
    assert "Deviation: step 3: stood under “NextGen" in section(page, "gamb")


def test_each_step_says_instruction_source_and_what_was_seen(page: BeautifulSoup) -> None:
    """A step can be answered for: what to do, where it is written, what was expected and observed."""
    text = section(page, "azb")
    for part in (
        "Step 5 Click Utilities, then select “Link a CM/ECF account to my PACER account”.",
        "Source D1 step 5",
        "Expected the page shows the field is “CM/ECF login”",
        "Observed the page shows the field: “CM/ECF login:”",
        "Page https://ecf.azb.uscourts.gov/cgi-bin/link.pl",
        "Menus before Query Reports Utilities Help Log Out",
    ):
        assert part in text


def test_a_step_never_reached_claims_nothing(page: BeautifulSoup) -> None:
    """A step after the failure is shown as not observed, without expectations."""
    steps = page.select("#court-cacd .step.not-observed")
    assert len(steps) == 1
    assert "never reached" in steps[0].get_text()
    assert "Expected" not in steps[0].get_text()


def test_pictures_are_inside_and_missing_ones_are_said_to_be(page: BeautifulSoup) -> None:
    """A picture that is there is part of the page; one that is not is named."""
    images = page.select("#court-azb img")
    assert images
    assert all(str(image["src"]).startswith("data:image/png;base64,iVBOR") for image in images)
    assert all("step" in str(image["alt"]) for image in images)
    assert "The picture azb/link_account-2-1.png is missing." in section(page, "cacd")


def test_the_report_is_one_file_that_loads_nothing(page: BeautifulSoup) -> None:
    """There is no script, and nothing is loaded from elsewhere."""
    assert page.select("script, link, iframe, object") == []
    assert not re.search(r"url\(|@import", "".join(style.get_text() for style in page.select("style")))
    assert all(str(tag["href"]).startswith("#") for tag in page.select("[href]"))


def test_links_lead_somewhere(page: BeautifulSoup) -> None:
    """Every link of the report has its target, and no id is there twice."""
    names = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(names) == len(set(names))
    assert {str(tag["href"]).removeprefix("#") for tag in page.select("a[href]")} <= set(names)


def test_the_circumstances_and_the_sources_are_told(page: BeautifulSoup) -> None:
    """When, where, with what, on which date of the site, and what the marks of the sources mean."""
    text = " ".join(page.get_text(" ").split())
    for part in (
        "When 2026-11-22 09:30 UTC",
        "Site mock",
        "Site’s date 2021-06-01",
        "Engine chromium",
        "D1 azb: Link Your PACER and CM/ECF Accounts",
        "ours A step of this project’s own",
    ):
        assert part in text


def test_verdicts_do_not_live_by_colour_alone(page: BeautifulSoup) -> None:
    """Every verdict is a word, beside its sign and colour."""
    words = {badge.get_text().split(None, 1)[1] for badge in page.select(".badge")}
    assert words == {verdict.value for verdict in Verdict}


def test_what_a_page_said_cannot_become_markup(tmp_path: Path) -> None:
    """Text from a site is shown, not run."""
    evil = "<script>alert(1)</script>"
    steps = (step(observed=evil, expected=evil, instruction=evil, reason=f"{evil} again"),)
    html = render([run(reason=evil, deviations=(evil,), steps=steps)], INFO, tmp_path)
    assert evil not in html
    assert html.count("&lt;script&gt;") >= 5


def test_nothing_run_is_said_to_be_nothing(tmp_path: Path) -> None:
    """A report of no runs does not look like a success."""
    text = BeautifulSoup(render([], INFO, tmp_path), "lxml").get_text(" ")
    assert "nothing can be said" in text
    assert "✓ passed 0" not in text


def test_a_live_site_has_no_clock_of_its_own(tmp_path: Path) -> None:
    """Without a world's clock the report shows none."""
    assert "Site’s date" not in render([run()], replace(INFO, site="live", world_clock=None), tmp_path)


def test_what_the_gate_stopped_is_told(tmp_path: Path) -> None:
    """An address outside the site that something asked for is named; without one nothing is said."""
    html = render([run()], replace(INFO, stopped=("tracker.example:443",)), tmp_path)
    assert "tracker.example:443" in html
    assert "Stopped at the gate" not in render([run()], INFO, tmp_path)

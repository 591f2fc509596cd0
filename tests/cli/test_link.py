"""``ecf link`` from outside: what it says, what it leaves behind and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from harness.report.json import schema
from tests.cli.conftest import Ecf


def test_one_court_is_linked_and_everything_agrees(ecf: Ecf, tmp_path: Path) -> None:
    """Progress, table, JSON, JUnit and report all say that the link was made and holds."""
    done = ecf("link", "azb", "--json", "ci/runs.json", "--junit", "ci/runs.xml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "azb  passed  link_account 1  " in done.stdout
    assert "azb  passed  verify_link V5  " in done.stdout
    assert "Bankruptcy, Adversary" in done.stdout
    assert "Report: ecf-output/report.html" in done.stdout
    document = json.loads((tmp_path / "ci" / "runs.json").read_text("utf-8"))
    Draft202012Validator(schema()).validate(document)
    assert [(run["flow"], run["verdict"]) for run in document["runs"]] == [
        ("link_account", "passed"),
        ("verify_link", "passed"),
    ]
    junit = ET.fromstring((tmp_path / "ci" / "runs.xml").read_bytes())  # noqa: S314  # made a moment ago
    assert [suite.attrib["failures"] for suite in junit.iter("testsuite")] == ["0", "0"]
    page = BeautifulSoup((tmp_path / "ecf-output" / "report.html").read_text("utf-8"), "lxml")
    assert len(page.select("#court-azb .step.passed")) == sum(len(run["steps"]) for run in document["runs"])
    assert page.select(".missing") == []
    assert len(page.select("img")) >= len(page.select(".step"))


def test_a_refusal_is_a_failure_at_its_step(ecf: Ecf, tmp_path: Path) -> None:
    """A court before its go-live fails at the sign-in with the date, and later steps are not observed."""
    done = ecf("link", "cacd", "--at", "2020-02-17", "--json", "runs.json")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "2020-02-18" in done.stdout
    first, *rest = json.loads((tmp_path / "runs.json").read_text("utf-8"))["runs"]
    verdicts = [step["verdict"] for step in first["steps"]]
    at = verdicts.index("failed")
    assert set(verdicts[at + 1 :]) == {"not observed"}
    assert "2020-02-18" in first["steps"][at]["reason"]
    assert [run["verdict"] for run in rest] == ["not observed"]


def test_an_expected_refusal_passes(ecf: Ecf) -> None:
    """--expect turns a refusal at the named step into success."""
    done = ecf("link", "azb", "--persona", "legacy-account", "--expect", "refused:open-form")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "refused as expected" in done.stdout


def test_an_expected_refusal_that_does_not_come_fails(ecf: Ecf) -> None:
    """--expect with an account that is accepted is a failure that says so."""
    done = ecf("link", "azb", "--expect", "refused:open-form")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "expected to refuse here, and did not" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("azbb",), 'There is no court "azbb". Did you mean azb?'),
        ((), "Name the courts, or give --all"),
        (("azb", "--persona", "unlinked"), "unlinked-filer"),
        (("azb", "--expect", "refused:sing-in"), "Did you mean sign-in?"),
        (("azb", "--project", "nightly"), 'There is no project "nightly"'),
        (("azb", "--config", "other.json"), "other.json: cannot be read"),
    ],
)
def test_wrong_use_is_one_clear_line(ecf: Ecf, arguments: tuple[str, ...], said: str) -> None:
    """What cannot be carried out is told in one line with the nearest names, before anything runs."""
    done = ecf("link", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_mistyped_key_of_the_configuration_is_told(ecf: Ecf, tmp_path: Path) -> None:
    """The file in the current folder is read, and its mistake is told with path and nearest name."""
    (tmp_path / "playwright.config.json").write_text(
        '{"use": {"viewport": {"widht": 1, "height": 1}}}', "utf-8"
    )
    done = ecf("link", "azb")
    assert done.returncode == 2
    assert 'playwright.config.json: use.viewport.widht: unknown key; did you mean "width"?' in done.stderr


def test_a_missing_browser_is_told_by_its_variable(ecf: Ecf) -> None:
    """A browser that is named and not there is told by the name of the variable."""
    done = ecf("link", "azb", ECF_BROWSER="/no/such/browser")
    assert done.returncode == 2
    assert done.stderr.startswith("ecf: ECF_BROWSER: no program is at /no/such/browser")


def test_an_output_folder_that_cannot_be_written_stops_before_the_run(ecf: Ecf, tmp_path: Path) -> None:
    """Nothing runs when nothing could be kept."""
    (tmp_path / "file").write_text("in the way", "utf-8")
    done = ecf("link", "azb", "--out", "file/output")
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
    assert done.stdout == ""

"""``ecf instructions check`` from outside: the table, what it leaves behind and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator

from harness.report.check_json import schema
from tests.cli.conftest import Ecf


@pytest.mark.slow  # many visits in a browser
def test_claims_alone_are_held_and_everything_agrees(ecf: Ecf, tmp_path: Path) -> None:
    """Table, JSON, JUnit and report of a court whose document has no steps; pictures are there."""
    done = ecf("instructions", "check", "cacd", "--json", "ci/check.json", "--junit", "ci/check.xml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "cacd  claims: " in done.stdout
    assert "Report: ecf-output/report.html" in done.stdout
    document = json.loads((tmp_path / "ci/check.json").read_text("utf-8"))
    Draft202012Validator(schema()).validate(document)
    (court,) = document["courts"]
    results = [line["result"] for line in court["lines"]]
    assert set(results) == {"held", "not executable"}
    pictures = [name for line in court["lines"] for name in line["screenshots"]]
    assert len(pictures) >= results.count("held")
    assert all((tmp_path / "ecf-output" / name).is_file() for name in pictures)
    (suite,) = ET.fromstring((tmp_path / "ci/check.xml").read_bytes()).iter("testsuite")  # noqa: S314  # our own
    assert (suite.attrib["failures"], suite.attrib["skipped"]) == ("0", str(results.count("not executable")))
    page = BeautifulSoup((tmp_path / "ecf-output/report.html").read_text("utf-8"), "lxml")
    assert len(page.select(".sentences tbody tr")) == len(results)
    assert page.select(".missing") == []


def test_a_court_that_publishes_nothing_is_told_so(ecf: Ecf) -> None:
    """And which courts have documents."""
    done = ecf("instructions", "check", "nysb")
    assert done.returncode == 2
    assert "nysb: expected instructions that the court has published" in done.stderr
    assert "azb" in done.stderr


def test_courts_must_be_named_or_all_be_asked_for(ecf: Ecf) -> None:
    """Neither nothing nor both."""
    for arguments in ((), ("azb", "--all")):
        done = ecf("instructions", "check", *arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.timeout(660)
def test_all_courts_hold_but_for_the_known_deviation(ecf: Ecf, tmp_path: Path) -> None:
    """A row for each sentence of the five documents; the exit code says that one does not hold."""
    done = ecf("instructions", "check", "--all", "--workers", "2", "--json", "check.json", patience=600)
    assert done.returncode == 1, done.stdout + done.stderr
    courts = json.loads((tmp_path / "check.json").read_text("utf-8"))["courts"]
    assert [court["court"] for court in courts] == ["areb", "arwb", "azb", "cacb", "cacd", "gamb"]
    lines = [line for court in courts for line in court["lines"]]
    wrong = [line for line in lines if line["result"] not in ("held", "not executable")]
    assert [(line["court"], line["number"], line["result"]) for line in wrong] == [("gamb", "3", "deviated")]
    (sentence,) = {line["sentence"] for line in wrong}
    assert sentence == "Step 3 says Utilities; the item stands under NextGen Release 1.1 Menu Items"
    undecided = [one["about"] for court in courts for one in court["contradictions"] if not one["decided"]]
    assert undecided == ["When an exempt user upgrades, and which of two accounts"]

"""Courts that a user adds, by the README alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Ecf
from tests.cli.environment import ROOT

SECTION = (ROOT / "README.md").read_text("utf-8").split("### A court of your own", 1)[1].split("\n## ", 1)[0]
PROFILE, INSTRUCTIONS = re.findall(r"^```toml\n(.*?)^```", SECTION, re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the README's example, beside which ``ecf`` is run."""
    courts = tmp_path / "courts"
    courts.mkdir()
    (courts / "demob.profile.toml").write_text(PROFILE, "utf-8")
    (courts / "demob.instructions.toml").write_text(INSTRUCTIONS, "utf-8")
    return courts


def test_the_court_of_the_readme_takes_twenty_lines_and_works(ecf: Ecf, folder: Path) -> None:
    """Both files are valid, an account is linked at the court, and nothing else was needed."""
    assert len((PROFILE + INSTRUCTIONS).splitlines()) <= 20
    checked = ecf("courts", "check", str(folder))
    assert (checked.returncode, checked.stdout) == (
        0,
        "demob: complete: profile and instructions are valid\n",
    )
    linked = ecf("link", "demob", "--courts", "courts", "--out", "out")
    assert linked.returncode == 0, linked.stdout + linked.stderr
    assert "demob  passed" in linked.stdout


def test_a_court_without_instructions_is_told(ecf: Ecf, folder: Path) -> None:
    """What is missing is named, and the exit code is that of wrong use."""
    (folder / "demob.instructions.toml").unlink()
    checked = ecf("courts", "check", str(folder))
    assert checked.returncode == 2
    assert checked.stdout == "demob: demob.instructions.toml is missing\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("profile", "district = ", "distrct = ", "line 4: distrct: unknown key"),
        ("profile", "DEMOBK", "demob-k", "psc_court_id: String should match pattern"),
        ("profile", '"bankruptcy"', '"bankrupcy"', "base: cannot be 'bankrupcy'"),
        ("instructions", "host = ", "hots = ", "hots: Extra inputs"),
        ("instructions", '"demob"', '"demoa"', "court: is 'demoa', expected 'demob'"),
    ],
)
def test_what_is_wrong_is_told_with_its_file(
    ecf: Ecf, folder: Path, file: str, old: str, new: str, said: str
) -> None:
    """A mistake in either file shows before anything is run."""
    path = folder / f"demob.{file}.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    checked = ecf("courts", "check", str(folder))
    assert checked.returncode == 2
    assert said in checked.stdout
    assert f"demob.{file}.toml" in checked.stdout


def test_an_empty_folder_is_told(ecf: Ecf, tmp_path: Path) -> None:
    """Nothing to check is no success."""
    checked = ecf("courts", "check", str(tmp_path))
    assert checked.returncode == 2
    assert "CODE.profile.toml and CODE.instructions.toml" in checked.stderr


def test_a_court_that_links_for_its_users_says_so(ecf: Ecf) -> None:
    """Where users cannot link by themselves, the command says what they do instead."""
    linked = ecf("link", "ord")
    assert linked.returncode == 2
    assert "ord: users cannot link by themselves. The court links for you" in linked.stderr


def test_assumed_courts_are_told_from_documented_ones(ecf: Ecf) -> None:
    """All courts of the directory are listed when asked for, each with its basis."""
    listed = ecf("courts", "--all", COLUMNS="200")
    assert listed.returncode == 0
    assert re.search(r"^azb +.* documented ", listed.stdout, re.MULTILINE)
    assert re.search(r"^flsb +.* assumed ", listed.stdout, re.MULTILINE)
    assert "191 more courts" in ecf("courts").stdout

"""``ecf menus`` as a user runs it; what it makes of odd menus is tested in the units and in browsers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from junitparser import JUnitXml

from tests.cli.conftest import Ecf
from tests.menu_changes import CHANGES, CODES, FIRST, RENAME, write_courts


@pytest.fixture
def courts(tmp_path: Path) -> Path:
    """A folder with a court for each change, which was copied from the first and then changed."""
    folder = tmp_path / "courts"
    folder.mkdir()
    write_courts(folder)
    return folder


@pytest.fixture
def recorded(ecf: Ecf, courts: Path, tmp_path: Path) -> Path:
    """The baselines of all of them from before the changes: what was recorded of the first."""
    done = ecf("menus", "record", FIRST, "--as", "linked", "--courts", str(courts))
    assert (done.returncode, done.stdout) == (0, f"{FIRST}, linked: recorded, 35 things\n"), done.stderr
    folder = tmp_path / "menu-baselines"
    text = (folder / f"{FIRST}.linked.txt").read_text("utf-8")
    for code in CODES:
        (folder / f"{code}.linked.txt").write_text(text.replace(f"court {FIRST}", f"court {code}"), "utf-8")
    return folder


@pytest.mark.parametrize(
    "codes",
    [
        pytest.param((FIRST, RENAME), id="two of them"),
        pytest.param(tuple(CODES), id="all of them", marks=pytest.mark.slow),  # half a minute
    ],
)
def test_each_kind_of_change_is_told_and_no_other(
    ecf: Ecf, courts: Path, recorded: Path, codes: tuple[str, ...]
) -> None:
    """One sentence for the change and none besides; nothing where nothing was changed."""
    options = ("--as", "linked", "--courts", str(courts), "--junit", "result/menus.xml", "--github")
    done = ecf("menus", "check", *codes, *options)
    lines = done.stdout.splitlines()
    told = {code: CHANGES[CODES[code]][1] for code in codes}
    expected = [f"{code}, linked: {sentence}" for code, sentence in told.items() if sentence]
    total, count = len(codes), len(expected)
    assert lines[:count] == expected, done.stderr
    summary = f"Menus looked at: {total}; {total - count} as recorded, {count} with differences."
    assert lines[count] == summary
    assert lines[count + 1 :] == [
        f"::error file=menu-baselines/{line[:5]}.linked.txt,title=menus differ::{line}" for line in expected
    ]
    assert done.returncode == 1
    junit = JUnitXml.fromfile(str(recorded.parent / "result" / "menus.xml"))
    assert (junit.tests, junit.failures, junit.errors) == (total, count, 0)


def test_without_a_browser_nothing_could_be_looked_at(ecf: Ecf, tmp_path: Path) -> None:
    """The exit code is that of the environment, not that of a difference."""
    (tmp_path / "menu-baselines").mkdir()
    (tmp_path / "menu-baselines" / "azb.linked.txt").write_text("court azb\nstate linked\n", "utf-8")
    done = ecf("menus", "check", "azb", "--as", "linked", ECF_BROWSER="/bin/false")
    assert done.returncode == 3, done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check"], "menu-baselines: expected baselines such as azb.linked.txt, found none."),
        (["show", "azz"], 'There is no court "azz".'),
        (["show", "azb", "--as", "link"], "Invalid value for '--as'"),
        (["compare"], "Name the courts to compare, or give --all"),
        (["compare", "azb", "--all"], "and only one of these"),
    ],
)
def test_wrong_use_is_told_before_anything_is_started(ecf: Ecf, words: list[str], said: str) -> None:
    """One or two lines, and the exit code of wrong use."""
    done = ecf("menus", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.slow  # six courts in a browser
def test_courts_are_compared(ecf: Ecf, tmp_path: Path) -> None:
    """First where the link item stands, then the matrix; both also for programs and for browsers."""
    compared = ecf("menus", "compare", "azb", "cacd", "--json", "m/a.json", "--html", "m/a.html")
    item = "'Link a CM/ECF account to my PACER account' stands under Utilities"
    assert compared.stdout.splitlines()[:2] == [
        f"azb, linked: {item} > Your PACER Account",
        f"cacd, linked: {item} > NextGen Release 1.1 Menu Items",
    ], compared.stderr
    assert "Criminal" in compared.stdout
    document = json.loads((tmp_path / "m" / "a.json").read_text("utf-8"))
    assert [column["court"] for column in document["columns"]] == ["azb", "cacd"]
    assert "Menus of azb, cacd" in (tmp_path / "m" / "a.html").read_text("utf-8")


@pytest.mark.slow  # two more looks for a diff that the units test
def test_what_linking_adds_is_told(ecf: Ecf) -> None:
    """The filing menus, each with all that stands below it."""
    gained = ecf("menus", "gained", "azb")
    first = "azb, pacer-only to linked: 'Bankruptcy' and 5 things below it added in the menu bar"
    assert gained.stdout.splitlines()[0] == first, gained.stderr


@pytest.mark.slow  # a browser for a tree that other tests look at, too
def test_a_tree_is_drawn(ecf: Ecf) -> None:
    """In the state that was asked for, or in every one that the court has."""
    shown = ecf("menus", "show", "azb", "--as", "pacer-only")
    assert shown.stdout.startswith("azb, pacer-only\n├─ Query  iquery.pl\n├─ Reports"), shown.stderr
    assert ecf("menus", "show", "cacd").stdout.count("cacd, ") == 4
    refused = ecf("menus", "show", "azb", "--as", "before-go-live")
    assert refused.returncode == 2
    assert "azb: expected the day of going live on NextGen" in refused.stderr

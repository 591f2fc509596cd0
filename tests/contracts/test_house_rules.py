"""Rules of the house that can be read off the files: no court in code, sizes, nothing of one machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.contracts.project import PACKAGES, ROOT, modules, project_files, shown

LARGEST = 350
# Written in parts, so that this file does not hold what it looks for.
REGISTRIES = re.compile(
    "|".join(
        ["pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(?:org|com)", "deb" + r"\.debian\.org"]
    )
)
MACHINE_PATHS = re.compile(
    r"(?:^|[^A-Za-z0-9._-])/(?:" + "|".join(["work", "farm", "root", "home/[a-z]"]) + ")/"
)


def court_codes() -> set[str]:
    """The codes of all courts that the project has data for."""
    data = [*(ROOT / "mock_ecf/courts").glob("*.toml"), *(ROOT / "flows/instructions").glob("*.toml")]
    return {file.stem for file in data if re.fullmatch(r"[a-z]{2,5}[bd]", file.stem)}


def courts_in(source: str, codes: set[str]) -> Iterator[str]:
    """Where a piece of Python names a court as a value: ``line 3: "azb"``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() in codes:
            yield f'line {node.lineno}: "{node.value}"'


def test_the_six_courts_are_looked_for() -> None:
    """The search below knows every court of the documents."""
    assert court_codes() >= {"areb", "arwb", "azb", "gamb", "cacb", "cacd"}


def test_no_court_is_named_in_code() -> None:
    """A court's peculiarity is data: no module holds a court code as a value."""
    codes = court_codes()
    found = [
        f"{shown(file)} {place}"
        for file in modules(*PACKAGES)
        for place in courts_in(file.read_text("utf-8"), codes)
    ]
    assert found == []


@pytest.mark.parametrize("line", ['if court == "azb": pass', 'x = {"AZB": 1}', 'court in ("gamb", "azb")'])
def test_a_court_in_code_is_found(line: str) -> None:
    """The search sees a court wherever it stands as a value."""
    assert list(courts_in(f"\n{line}", {"azb"})) == [f'line 2: "{"AZB" if "AZB" in line else "azb"}"']


def test_a_court_in_a_sentence_is_no_value() -> None:
    """Documentation may name a court as an example."""
    assert list(courts_in('"""One site, such as azb."""', {"azb"})) == []


def test_no_module_is_too_long() -> None:
    """A module that asks to be split is split."""
    sizes = {
        shown(file): len(file.read_text("utf-8").splitlines()) for file in modules(*PACKAGES, "tests", ".ci")
    }
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def test_code_is_synchronous() -> None:
    """There is one colour of code: no coroutine anywhere."""
    asynchronous = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    found = [
        shown(file)
        for file in modules(*PACKAGES)
        if any(isinstance(node, asynchronous) for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    ]
    assert found == []


def test_flows_name_no_engine_and_no_verdict() -> None:
    """Flows speak to the Session protocol alone, and leave the judging to others."""
    texts = {
        shown(file): file.read_text("utf-8")
        for file in (ROOT / "flows").rglob("*")
        if file.suffix in {".py", ".toml"}
    }
    assert texts
    assert [name for name, text in texts.items() if re.search("playwright", text, re.IGNORECASE)] == []
    assert [name for name, text in texts.items() if re.search(r"\bVerdict\b", text)] == []


def texts_of_the_project() -> Iterator[tuple[str, str]]:
    """Name and text of every file of the project that is text."""
    for file in project_files():
        try:
            yield shown(file), file.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or the like


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE_PATHS], ids=["registries", "machine paths"])
def test_nothing_of_one_machine_stands_in_a_file(pattern: re.Pattern[str]) -> None:
    """No file names a package registry's host or a path of the machine that it was written on."""
    found = [
        f"{name}:{number}"
        for name, text in texts_of_the_project()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (REGISTRIES, "index-url = https://" + "pypi" + ".org/simple"),
        (MACHINE_PATHS, "open('/" + "work" + "/main/x')"),
    ],
    ids=["registries", "machine paths"],
)
def test_what_is_of_one_machine_is_found(pattern: re.Pattern[str], line: str) -> None:
    """The search sees what it looks for."""
    assert pattern.search(line)


def test_constraints_name_versions_alone() -> None:
    """The constraints file pins names and versions, and says nothing of where they come from."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)] == []
    assert any(line.startswith("playwright==1.64.") for line in pins)

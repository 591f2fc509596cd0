"""Reading and checking a court's instructions."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.instruction_data import CourtInstructions, InstructionError
from flows.instruction_files import all_courts, courts, for_court, for_flow, parse

STEPS = ("D0", "D1", "D2", "D3")
"""The documents with numbered steps."""

GOOD = """
court = "one"
document = "D1"
title = "How to link"
filing_menus = ["Bankruptcy"]
filing_menus_source = "ours"
[[steps]]
number = "1"
key = "open"
text = "Go there."
source = "D1 step 1"
acts = [{ do = "open", address = "https://ecf.one.uscourts.gov" }, { do = "enter", link = "Enter" }]
"""


def test_good_instructions_are_read() -> None:
    """Numbers, sources and acts are there, and the address comes from the first step that opens one."""
    read = parse(GOOD, "one.toml", CourtInstructions)
    assert (read.address, read.entry_link) == ("https://ecf.one.uscourts.gov", "Enter")
    assert read.steps[0].instruction.number == "1"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('court = "one"', "court = ", "not valid TOML: Invalid value (at line 2"),
        ('court = "one"', "", "court: Field required"),
        ('key = "open"', 'key = "open"\nkye = "x"', "steps.0.kye: Extra inputs"),
        ('do = "enter"', 'do = "entre"', "steps.0.acts.1: Input tag 'entre'"),
        ('"https://ecf', '"http://ecf', "steps.0.acts.0.open.address: String should match"),
        ('"D1 step 1"', '"D9 step 1"', 'steps.0.source: Value error, expected "ours", "web" and a page'),
        ("filing_menus = [", "filing_menus = [] #", "filing_menus: Tuple should have at least 1 item"),
    ],
)
def test_wrong_instructions_are_refused_with_file_and_key(old: str, new: str, said: str) -> None:
    """The message names the file, and the line or the key."""
    with pytest.raises(InstructionError) as caught:
        parse(GOOD.replace(old, new), "one.toml", CourtInstructions)
    assert str(caught.value).startswith("flows/instructions/one.toml: ")
    assert said in str(caught.value)


def test_instructions_that_never_say_where_are_refused() -> None:
    """Without a step that opens an address there is nothing to begin with."""
    lost = GOOD.replace('{ do = "open", address = "https://ecf.one.uscourts.gov" }, ', "")
    with pytest.raises(InstructionError, match=r"one.toml: no step has an act of the kind Open"):
        _ = parse(lost, "one.toml", CourtInstructions).address


def test_a_court_without_instructions_is_named() -> None:
    """The message says which file is missing."""
    with pytest.raises(InstructionError, match=r"add nowhere\.toml"):
        for_court("nowhere")


@pytest.mark.parametrize("court", courts())
def test_every_courts_steps_are_told_apart(court: str) -> None:
    """Numbers and keys are unique, and the keys that all courts share are there."""
    told = for_court(court)
    steps = told.steps
    assert told.court == court
    for names in ([step.number for step in steps], [step.key for step in steps]):
        assert len(set(names)) == len(names)
    keys = {"enter", "sign-in", "open-form", "credentials", "confirm", "linked"}
    assert told.no_self_service or keys <= {step.key for step in steps}


def test_courts_without_a_document_of_steps_say_so() -> None:
    """D4 has no linking steps, so every one of cacd's is ours; the others quote their document."""
    sources = {court: {step.source for step in for_court(court).steps} for court in courts()}
    assert sources["cacd"] == {"ours"}
    with_steps = {court: found for court, found in sources.items() if for_court(court).document in STEPS}
    assert set(with_steps) == {"areb", "arwb", "azb", "cacb", "gamb"}
    assert all("ours" not in found for found in with_steps.values())


@pytest.mark.parametrize("court", all_courts())
def test_every_court_has_instructions(court: str) -> None:
    """A court of the directory is told what is usual for its kind, under its own code and host."""
    told = for_court(court)
    assert told.court == court
    if told.steps:
        assert told.address.startswith("https://ecf.")
        assert "court.uscourts" not in told.address


def test_a_court_without_self_service_says_what_to_do_instead() -> None:
    """Its instructions have no steps to carry out, but a reason with its source."""
    without = [court for court in all_courts() if for_court(court).no_self_service]
    assert without == ["ca5", "ord"]
    assert [for_court(court).steps for court in without] == [(), ()]


LIKE_OTHERS = """
base = "bankruptcy"
court = "demob"
host = "ecf.demob.uscourts.gov"
[[steps]]
number = "1"
key = "enter"
text = "Click “E-File here”."
source = "web demob, linking"
acts = [{ do = "open", address = "https://ecf.demob.uscourts.gov" }, { do = "enter", link = "E-File here" }]
"""


def test_a_users_court_is_like_others_but_for_its_own_steps(tmp_path: Path) -> None:
    """A folder of the user's adds a court, and its own step stands in place of the usual one."""
    (tmp_path / "demob.instructions.toml").write_text(LIKE_OTHERS, "utf-8")
    told = for_court("demob", tmp_path)
    assert "demob" in all_courts(tmp_path)
    assert (told.address, told.entry_link) == ("https://ecf.demob.uscourts.gov", "E-File here")
    assert len(told.steps) == 6
    assert told.steps[0].source == "web demob, linking"


def test_a_step_that_replaces_nothing_is_refused(tmp_path: Path) -> None:
    """A mistyped key would otherwise be left out without a word."""
    (tmp_path / "demob.instructions.toml").write_text(LIKE_OTHERS.replace('"enter"\n', '"entre"\n'), "utf-8")
    with pytest.raises(InstructionError, match="no usual step has the key 'entre'"):
        for_court("demob", tmp_path)


def test_a_users_file_is_named_in_full(tmp_path: Path) -> None:
    """Whoever wrote it must find it."""
    (tmp_path / "demob.instructions.toml").write_text("court =", "utf-8")
    with pytest.raises(InstructionError, match=r"demob\.instructions\.toml: not valid TOML"):
        for_court("demob", tmp_path)


def test_only_the_mock_lends_a_second_person() -> None:
    """The step that needs somebody else's account is for the mock alone; all others are for any site."""
    assert [step.key for step in for_flow("verify_link").steps if step.only] == ["old-credentials"]

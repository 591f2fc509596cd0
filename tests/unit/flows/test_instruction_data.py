"""Reading and checking a court's instructions."""

from __future__ import annotations

import pytest

from flows.instruction_data import (
    CourtInstructions,
    InstructionError,
    courts,
    for_court,
    for_flow,
    parse,
)

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
        ('title = "How to link"', "", "title: Field required"),
        ('key = "open"', 'key = "open"\nkye = "x"', "steps.0.kye: Extra inputs"),
        ('do = "enter"', 'do = "entre"', "steps.0.acts.1: Input tag 'entre'"),
        ('"https://ecf', '"http://ecf', "steps.0.acts.0.open.address: String should match"),
        ('"D1 step 1"', '"D9 step 1"', 'steps.0.source: Value error, expected "ours" or a document'),
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
    steps = for_court(court).steps
    assert for_court(court).court == court
    for names in ([step.number for step in steps], [step.key for step in steps]):
        assert len(set(names)) == len(names)
    assert {"enter", "sign-in", "open-form", "credentials", "confirm", "linked"} <= {s.key for s in steps}


def test_courts_without_a_document_of_steps_say_so() -> None:
    """D4 has no linking steps, so every one of cacd's is ours; the others quote their document."""
    sources = {court: {step.source for step in for_court(court).steps} for court in courts()}
    assert sources["cacd"] == {"ours"}
    assert all("ours" not in found for court, found in sources.items() if court != "cacd")


def test_only_the_mock_lends_a_second_person() -> None:
    """The step that needs somebody else's account is for the mock alone; all others are for any site."""
    assert [step.key for step in for_flow("verify_link").steps if step.only] == ["old-credentials"]

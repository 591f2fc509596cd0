"""Every numbered step and note of the five documents is there, as something that can be looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from flows import instruction_files, published
from flows.instruction_data import CourtInstructions
from flows.instruction_files import for_court, parse
from flows.published import Told, told, visits

# What the documents number, and besides their notes, reminders and pictures with words, by source.
D0 = (
    *("introduction", "step 1", "step 2", "after step 2"),
    *(f"step 2, {which} bullet" for which in ("first", "second", "third", "fourth", "fifth")),
)
DOCUMENTS: Mapping[str, tuple[str, ...]] = {
    "areb": tuple(f"D0 {place}" if place.startswith("step") else f"D0, {place}" for place in D0),
    "azb": (
        "D1, introduction",
        *(f"D1 step {number}" for number in range(1, 10)),
        *("D1 step 6, note", "D1 step 7, reminder"),
        *(f"D1 step 10, {which} remedy" for which in ("first", "second", "third")),
        *(f"D1 step 11, {which} reminder" for which in ("first", "second", "third", "fourth", "fifth")),
    ),
    "gamb": (
        "D2, introduction",
        *(f"D2 step {number}" for number in (1, 2, 4, 5, 6)),
        *("D2 step 2, screen", "D2 step 3 and its note", "D2 step 3, note", "D2 step 5, note"),
    ),
    "cacb": (
        *("D3, introduction", "D3, linking"),
        *(f"D3 step {number}" for number in range(1, 8)),
        *("D3 step 2, screen", "D3 step 3, screen", "D3 step 5, screen", "D3 step 6, screen"),
        "D3 step 6, note",
    ),
    "cacd": (
        *("D4, what is new", "D4, what is new, footnote", "D4, what to do then", "D4, for more information"),
        *(f"D4, what to do now, {which} point" for which in ("first", "second", "third", "fourth")),
    ),
}


def documents(court: str) -> tuple[Told, ...]:
    """What the court's document tells; decisions of ours are left out."""
    return tuple(one for one in told(for_court(court)) if one.source.startswith("D"))


@pytest.mark.parametrize("court", DOCUMENTS)
def test_every_number_and_note_of_the_document_is_there(court: str) -> None:
    """Nothing that the document numbers or notes is left out, and nothing is told that it does not have."""
    assert {one.source for one in documents(court)} == set(DOCUMENTS[court])


def test_both_courts_of_one_notice_are_told_the_same() -> None:
    """The notice D0 is for two courts."""
    first, second = for_court("areb"), for_court("arwb")
    assert (first.claims, first.advice, first.contradictions) == (
        second.claims,
        second.advice,
        second.contradictions,
    )


@pytest.mark.parametrize("court", ["azb", "gamb", "cacb"])
def test_no_numbered_step_is_advice(court: str) -> None:
    """What these documents number can be carried out or looked at, all of it."""
    assert [one.number for one in documents(court) if one.because and re.search("step", one.source)] == []


@pytest.mark.parametrize("court", published.courts_with_documents())
def test_advice_is_the_exception_and_has_its_reason(court: str) -> None:
    """More can be looked at than not, and where not the reason is told."""
    advice = [one for one in told(for_court(court)) if one.because]
    assert len(advice) * 3 <= len(told(for_court(court)))
    assert all(len(one.because.split()) > 5 for one in advice)


@pytest.mark.parametrize("court", published.courts_with_documents())
def test_no_sentence_is_lost_between_file_and_report(court: str) -> None:
    """Each sentence of the file has one line, in a place that exists, under a number of its own."""
    file = for_court(court)
    steps = [step for step in file.steps if not step.is_ours]
    numbers = [one.number for one in told(file)]
    assert len(numbers) == len({*numbers})
    assert len(numbers) == len((*steps, *file.claims, *file.remedies, *file.advice))


@pytest.mark.parametrize("court", published.courts_with_documents())
def test_what_decides_a_contradiction_is_a_line_of_the_report(court: str) -> None:
    """No case waits for a line that is never there."""
    file = for_court(court)
    numbers = {one.number for one in told(file)}
    assert {number for one in file.contradictions for case in one.cases for number in case.when} <= numbers


def test_the_courts_with_documents_are_those_six() -> None:
    """Public web pages are no documents, and what is usual for a kind of court tells nobody anything."""
    assert published.courts_with_documents() == ("areb", "arwb", "azb", "cacb", "cacd", "gamb")


def test_a_court_without_a_document_needs_no_claims() -> None:
    """What is not one of the six has steps and perhaps remedies, and can be asked about without an error."""
    for court in {*instruction_files.all_courts()} - {*published.courts_with_documents()}:
        file = for_court(court)
        assert (file.claims, file.advice, file.contradictions) == ((), (), ())
        assert all(visit.fault or visit.name == "steps" for visit in visits(file))


def test_visits_are_few_and_tell_apart_by_their_names() -> None:
    """Claims of one day share a visit, and each trouble has one of its own."""
    for court in published.courts_with_documents():
        names = [visit.name for visit in visits(for_court(court))]
        assert len(names) == len({*names}) <= 7


def test_what_stands_after_a_sentence_follows_it() -> None:
    """The order is that of the document: a note after its step, the reminders after the remedies."""
    numbers = [one.number for one in told(for_court("azb"))]
    assert numbers.index("6") + 1 == numbers.index("6 note 1")
    assert numbers.index("9") < numbers.index("10a") < numbers.index("10c") < numbers.index("11a")
    assert numbers[:2] == ["intro 1", "intro 2"]


def test_a_step_may_be_followed_by_what_stands_after_none() -> None:
    """A file without steps of a document tells its claims alone."""
    file = parse(
        """court = "x"
filing_menus = ["Civil"]
filing_menus_source = "ours"
steps = [{ number = "1", key = "open", text = "Open.", source = "ours", acts = [{ do = "sign-in" }] }]
[[claims]]
number = "a"
text = "It links."
source = "D4"
checks = [{ see = "linking-offered" }]
""",
        "x.toml",
        CourtInstructions,
    )
    assert [one.number for one in told(file)] == ["a"]
    assert [visit.name for visit in visits(file)] == ["claims"]

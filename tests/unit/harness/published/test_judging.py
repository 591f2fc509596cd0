from __future__ import annotations

from dataclasses import dataclass

import pytest

from harness.model import FlowRun, StepRecord, Verdict
from harness.published.judging import lines, subject
from harness.published.lines import CourtCheck, Line, Result, exit_code
from tests.check_samples import line
from tests.samples import run, step


@dataclass(frozen=True)
class Sentence:
    """A sentence as the flows hand it over."""

    number: str = "3"
    text: str = "Click Utilities."
    source: str = "D2 step 3"
    because: str = ""
    trouble: str = ""


def looked(number: str, verdict: Verdict, **changes: str) -> StepRecord:
    """What came of a step."""
    return step(number, verdict, **changes)


def one_line(sentence: Sentence, *runs: FlowRun) -> Line:
    """The only line."""
    (found,) = lines("gamb", [sentence], runs)
    return found


def visit(name: str, *steps: StepRecord) -> FlowRun:
    """A run of a visit."""
    return run("gamb", name, steps=steps)


@pytest.mark.parametrize(
    ("verdict", "result"),
    [
        (Verdict.PASSED, Result.HELD),
        (Verdict.FAILED, Result.FAILED),
        (Verdict.BLOCKED, Result.BLOCKED),
        (Verdict.NOT_OBSERVED, Result.NOT_OBSERVED),
    ],
)
def test_a_verdict_becomes_a_result(verdict: Verdict, result: Result) -> None:
    """Each verdict has its word in this report."""
    assert one_line(Sentence(), visit("steps", looked("3", verdict))).result is result


def test_a_deviation_says_what_the_step_says_and_where_the_thing_stands() -> None:
    """Passed in another way is deviated, in one sentence."""
    record = looked("3", Verdict.PASSED, deviation="says Utilities; the item stands under Reports")
    found = one_line(Sentence(source="D2 step 3 and its note"), visit("steps", record))
    assert found.result is Result.DEVIATED
    assert found.sentence == "Step 3 says Utilities; the item stands under Reports"


def test_a_failure_repeats_the_sentence_and_says_what_the_site_does() -> None:
    """Who reads the line alone knows what was told and what was found."""
    found = one_line(Sentence(), visit("steps", looked("3", Verdict.FAILED, reason="the menu: expected it")))
    assert found.sentence == ("Step 3 says: Click Utilities. The site does otherwise: the menu: expected it")


def test_what_held_needs_no_words() -> None:
    """A sentence that is right is as written."""
    assert one_line(Sentence(), visit("steps", looked("3", Verdict.PASSED))).sentence == ""


def test_advice_is_not_executable_whatever_was_run() -> None:
    """The reason stands in place of a sentence."""
    found = one_line(Sentence(because="people answer"), visit("steps", looked("3", Verdict.PASSED)))
    assert (found.result, found.sentence) == (Result.NOT_EXECUTABLE, "people answer")


def test_no_evidence_is_never_held() -> None:
    """A sentence for which nothing ran was not observed."""
    assert one_line(Sentence()).result is Result.NOT_OBSERVED
    assert one_line(Sentence(trouble="late")).result is Result.NOT_OBSERVED
    assert one_line(Sentence(), visit("steps", looked("4", Verdict.PASSED))).result is Result.NOT_OBSERVED


def test_a_remedy_is_judged_where_it_must_help_and_says_where_it_did_not() -> None:
    """Helping nothing elsewhere is told and is no failure."""
    runs = (
        visit("never-there", looked("problem", Verdict.PASSED), looked("3", Verdict.FAILED)),
        visit("late-menus", looked("problem", Verdict.PASSED), looked("3", Verdict.PASSED)),
    )
    found = one_line(Sentence(trouble="late-menus"), *runs)
    assert found.result is Result.HELD
    assert found.sentence == "helps where late menus; it does not where never there"
    assert found.visit == "late-menus"


def test_a_remedy_that_does_not_help_where_it_must_has_failed() -> None:
    """Also if it helped somewhere else."""
    runs = (
        visit("other", looked("problem", Verdict.PASSED), looked("3", Verdict.PASSED)),
        visit("late-menus", looked("problem", Verdict.PASSED), looked("3", Verdict.FAILED)),
    )
    assert one_line(Sentence(trouble="late-menus"), *runs).result is Result.FAILED


def test_a_remedy_for_a_problem_that_did_not_come_about_was_not_observed() -> None:
    """And the line says so, instead of praising the remedy."""
    broken = looked("problem", Verdict.FAILED, reason="it links at once")
    found = one_line(Sentence(trouble="late"), visit("late", broken, looked("3", Verdict.NOT_OBSERVED)))
    assert found.result is Result.NOT_OBSERVED
    assert found.sentence == "the problem could not be brought about: it links at once"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("D1 step 10, first remedy", "Step 10, first remedy"),
        ("D2 step 3 and its note", "Step 3"),
        ("D2, introduction", "The document"),
        ("D4", "The document"),
        ("web wvsd, linking", "The document"),
    ],
)
def test_a_sentence_is_spoken_of_by_its_place(source: str, words: str) -> None:
    """As the court's editor knows it."""
    assert subject(source) == words


@pytest.mark.parametrize(
    ("results", "code"),
    [
        ([Result.HELD, Result.NOT_EXECUTABLE], 0),
        ([Result.HELD, Result.DEVIATED], 1),
        ([Result.NOT_OBSERVED, Result.HELD], 1),
        ([Result.BLOCKED, Result.NOT_OBSERVED], 3),
        ([Result.BLOCKED, Result.FAILED], 1),
        ([], 1),
    ],
)
def test_the_exit_code_is_that_of_the_worst(results: list[Result], code: int) -> None:
    """A defect of the site comes before a block, and nothing looked at is no success."""
    checked = CourtCheck("gamb", tuple(line("1", result) for result in results), (), 1.0)
    assert exit_code([checked]) == code

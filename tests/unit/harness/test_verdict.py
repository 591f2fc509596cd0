"""Observations to verdicts."""

from __future__ import annotations

import pytest

from harness.model import Expectation, Observation, Outcome, Relation, Verdict
from harness.verdict import combine, expected_text, holds, judge, observed_text, reason, strictly
from tests.samples import run


def observation(
    relation: Relation, wanted: tuple[str, ...], seen: tuple[str, ...] | None, what: str = "the menu bar"
) -> Observation:
    """One observation in short."""
    return Observation(what, Expectation(relation, wanted), seen)


GOOD = observation(Relation.IS, ("a",), ("a",))
BAD = observation(Relation.IS, ("a",), ("b",))


@pytest.mark.parametrize(
    ("relation", "wanted", "seen"),
    [
        (Relation.IS, ("azb",), ("AZB",)),
        (Relation.INCLUDES, ("Bankruptcy",), ("Query", "Bankruptcy")),
        (Relation.EXCLUDES, ("Bankruptcy",), ("Query", "Reports")),
        (Relation.EXCLUDES, ("Bankruptcy",), ()),
        (Relation.SAYS, ("linked",), ("Your accounts have been LINKED.",)),
    ],
)
def test_what_satisfies_an_expectation(
    relation: Relation, wanted: tuple[str, ...], seen: tuple[str, ...]
) -> None:
    """Each relation holds for what it means, whatever the case of the letters."""
    assert holds(observation(relation, wanted, seen))


@pytest.mark.parametrize(
    ("relation", "wanted", "seen"),
    [
        (Relation.IS, ("azb",), ("cacb",)),
        (Relation.IS, ("azb",), ()),
        (Relation.INCLUDES, ("Bankruptcy", "Adversary"), ("Bankruptcy",)),
        (Relation.INCLUDES, ("Bankruptcy",), ("Bankruptcy Events",)),
        (Relation.EXCLUDES, ("Bankruptcy",), ("Query", "Bankruptcy")),
        (Relation.SAYS, ("linked",), ("An error occurred.",)),
        (Relation.SAYS, ("linked",), ()),
    ],
)
def test_what_does_not_satisfy_an_expectation(
    relation: Relation, wanted: tuple[str, ...], seen: tuple[str, ...]
) -> None:
    """Each relation fails for what is wrong."""
    assert not holds(observation(relation, wanted, seen))


@pytest.mark.parametrize("relation", list(Relation))
def test_nothing_seen_satisfies_nothing(relation: Relation) -> None:
    """Where the page did not offer the thing, not even an exclusion holds."""
    assert not holds(observation(relation, ("Bankruptcy",), None))


def test_without_evidence_a_step_is_not_passed() -> None:
    """An outcome without observations is not observed."""
    assert judge(Outcome()) is Verdict.NOT_OBSERVED


def test_one_wrong_observation_fails_the_step() -> None:
    """All observations must hold."""
    assert judge(Outcome((GOOD,))) is Verdict.PASSED
    assert judge(Outcome((GOOD, BAD))) is Verdict.FAILED


def test_a_refusal_fails_the_step_whatever_else_was_seen() -> None:
    """The page's own no counts, and its words are the reason."""
    refused = Outcome((GOOD,), refusal="Upgrade first.")
    assert judge(refused) is Verdict.FAILED
    assert reason(refused) == "refused: “Upgrade first.”"


def test_the_reason_names_only_what_was_wrong() -> None:
    """The line for people says what was expected and found, and leaves out what held."""
    line = reason(Outcome((GOOD, observation(Relation.IS, ("a",), None, "the link item"))))
    assert line == "the link item: expected “a”, found nothing of the kind on the page"
    assert reason(Outcome((GOOD,))) == ""


def test_expected_and_observed_are_told_in_words() -> None:
    """Both texts name the thing looked at."""
    outcome = Outcome((observation(Relation.INCLUDES, ("Civil", "Criminal"), ("Query",)),))
    assert expected_text(outcome) == "the menu bar: with “Civil”, “Criminal”"
    assert observed_text(outcome) == "the menu bar: “Query”"


@pytest.mark.parametrize(
    ("verdicts", "worst"),
    [
        ([], Verdict.NOT_OBSERVED),
        ([Verdict.PASSED, Verdict.PASSED], Verdict.PASSED),
        ([Verdict.PASSED, Verdict.NOT_OBSERVED], Verdict.NOT_OBSERVED),
        ([Verdict.NOT_OBSERVED, Verdict.BLOCKED], Verdict.BLOCKED),
        ([Verdict.BLOCKED, Verdict.FAILED, Verdict.PASSED], Verdict.FAILED),
    ],
)
def test_several_verdicts_make_the_worst(verdicts: list[Verdict], worst: Verdict) -> None:
    """Failed is worse than blocked, blocked than not observed, and that than passed."""
    assert combine(verdicts) is worst


@pytest.mark.parametrize("verdict", [Verdict.PASSED, Verdict.BLOCKED])
def test_strictly_a_deviation_is_a_failure_that_says_so(verdict: Verdict) -> None:
    """The verdict itself changes, so that table, reports and exit code cannot say different things."""
    strict = strictly(run(verdict=verdict, deviations=("it stood elsewhere",)))
    assert strict.verdict is Verdict.FAILED
    assert "it stood elsewhere" in strict.reason
    assert strictly(run(verdict=verdict)) == run(verdict=verdict)


def test_an_act_cut_short_never_passes() -> None:
    """Where the act could not be carried out, what was seen before it does not make a pass."""
    assert judge(Outcome((GOOD,), cut_short=True)) is Verdict.FAILED

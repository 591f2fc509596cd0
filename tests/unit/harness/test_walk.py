"""Walking through the steps of a flow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest

from harness.engines.session import Session
from harness.errors import SiteProblem, Unreachable
from harness.model import (
    Expectation,
    Instruction,
    Observation,
    Outcome,
    Relation,
    Step,
    StepRecord,
    Verdict,
)
from harness.walk import Walk, walk

NO_SESSION = cast(Session, object())
GOOD = Observation("the page", Expectation(Relation.IS, ("right",)), ("right",))
BAD = Observation("the page", Expectation(Relation.IS, ("right",)), ("wrong",))


class Notes:
    """Evidence that remembers which steps began, and hides one word."""

    def __init__(self) -> None:
        self.began: list[str] = []

    def begin(self, number: str) -> None:
        """Remembers the step."""
        self.began.append(number)

    def finish(self, passed: bool) -> tuple[str, ...]:
        """One picture a step."""
        return (f"{self.began[-1]}-{passed}.png",)

    def clean(self, text: str) -> str:
        """Hides the one secret word."""
        return text.replace("hush", "[secret]")


def step(number: str, outcome: Outcome | Exception, key: str = "some-key") -> Step:
    """A step that comes out as told."""

    def act(_session: Session) -> Outcome:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return Step(Instruction(number, f"Do {number}", "ours", key), act)


def walked(
    *steps: Step, expect: str | None = None, on_record: Callable[[StepRecord], None] | None = None
) -> Walk:
    """Walks with evidence that is thrown away."""
    return walk(steps, NO_SESSION, Notes(), on_record or (lambda _: None), lambda: "https://x/?hush", expect)


def test_all_steps_passed_is_a_pass() -> None:
    """Each step with evidence: the walk passed and has no reason to give."""
    done = walked(step("1", Outcome((GOOD,))), step("2", Outcome((GOOD,))))
    assert (done.verdict, done.reason) == (Verdict.PASSED, "")


def test_it_stops_at_the_first_failure_and_leaves_the_rest_unobserved() -> None:
    """After a failed step nothing is tried, and the reason names the step."""
    done = walked(step("1", Outcome((GOOD,))), step("2", Outcome((BAD,))), step("3", Outcome((GOOD,))))
    assert [record.verdict for record in done.records] == [
        Verdict.PASSED,
        Verdict.FAILED,
        Verdict.NOT_OBSERVED,
    ]
    assert done.reason.startswith("step 2: the page: expected “right”, found “wrong”")


def test_a_step_without_evidence_ends_the_walk_unpassed() -> None:
    """A step that observed nothing is not observed, and what follows is not tried."""
    done = walked(step("1", Outcome()), step("2", Outcome((GOOD,))))
    assert [record.verdict for record in done.records] == [Verdict.NOT_OBSERVED] * 2
    assert done.verdict is Verdict.NOT_OBSERVED


@pytest.mark.parametrize(
    ("problem", "verdict"),
    [(SiteProblem("too late"), Verdict.FAILED), (Unreachable("nobody"), Verdict.BLOCKED)],
)
def test_site_and_environment_are_told_apart(problem: Exception, verdict: Verdict) -> None:
    """What the site did wrong fails the step; what the environment did blocks it."""
    done = walked(step("1", problem), step("2", Outcome((GOOD,))))
    assert done.records[0].verdict is verdict
    assert done.verdict is verdict
    assert done.records[0].reason == str(problem)


def test_a_defect_of_ours_is_not_hidden() -> None:
    """Any other exception comes through."""
    with pytest.raises(ZeroDivisionError):
        walked(step("1", ZeroDivisionError()))


def test_an_expected_refusal_passes_and_ends_the_walk() -> None:
    """By number or key: a refusal where it is expected passes, and the later steps do not count."""
    refused = step("2", Outcome((BAD,), refusal="Upgrade first."), key="open-form")
    for name in ("2", "open-form"):
        done = walked(step("1", Outcome((GOOD,))), refused, step("3", Outcome((GOOD,))), expect=name)
        assert done.verdict is Verdict.PASSED
        assert done.records[1].reason == "refused as expected: “Upgrade first.”"
        assert done.records[2].verdict is Verdict.NOT_OBSERVED


def test_a_refusal_that_does_not_come_fails() -> None:
    """Where a refusal is expected, success is the failure."""
    done = walked(step("1", Outcome((GOOD,))), expect="1")
    assert done.verdict is Verdict.FAILED
    assert "did not" in done.reason


def test_a_refusal_at_another_step_fails() -> None:
    """A refusal before the expected step is an ordinary failure."""
    done = walked(step("1", Outcome((GOOD,), refusal="No.")), step("2", Outcome((GOOD,))), expect="2")
    assert done.verdict is Verdict.FAILED


def test_an_expectation_that_no_step_has_is_not_a_pass() -> None:
    """If the walk never comes to the expected step, nothing was refused there."""
    done = walked(step("1", Outcome((GOOD,))), expect="9")
    assert done.verdict is Verdict.FAILED


def test_every_record_is_told_as_it_comes_with_its_pictures_and_without_secrets() -> None:
    """Progress is told step by step, and the address has passed the cleaning."""
    told: list[StepRecord] = []
    done = walked(step("1", Outcome((GOOD,))), step("2", SiteProblem("hush!")), on_record=told.append)
    assert told == done.records
    assert [record.screenshots for record in told] == [("1-True.png",), ("2-False.png",)]
    assert {record.url for record in told} == {"https://x/?[secret]"}
    assert told[1].reason == told[1].observed == "[secret]!"


def test_menus_place_and_deviations_are_gathered() -> None:
    """The last menus seen and every deviation, with its step, come together."""
    done = walked(
        step("1", Outcome((GOOD,), menus_before=("Query",))),
        step("2", Outcome((GOOD,), deviation="it stood elsewhere", place=("Utilities", "Link"))),
        step("3", Outcome((GOOD,), menus_after=("Query", "Civil"))),
    )
    assert (done.menus_before, done.menus_after) == (("Query",), ("Query", "Civil"))
    assert done.place == ("Utilities", "Link")
    assert done.deviations == ["step 2: it stood elsewhere"]


def test_what_comes_after_an_independent_step_is_carried_out() -> None:
    """Its failure is noted, counts, and ends nothing."""
    alone = replace(step("1", Outcome((BAD,))), independent=True)
    done = walked(alone, step("2", Outcome((GOOD,))))
    assert [record.verdict for record in done.records] == [Verdict.FAILED, Verdict.PASSED]
    assert done.verdict is Verdict.FAILED
    assert done.reason.startswith("step 1")


def test_a_block_ends_the_walk_also_at_an_independent_step() -> None:
    """Without a browser nothing more can be seen."""
    alone = replace(step("1", Unreachable("nobody answered")), independent=True)
    done = walked(alone, step("2", Outcome((GOOD,))))
    assert [record.verdict for record in done.records] == [Verdict.BLOCKED, Verdict.NOT_OBSERVED]


def test_a_record_knows_its_deviation_beside_its_reason() -> None:
    """Cleaned like everything else that is written."""
    done = walked(step("1", Outcome((GOOD,), deviation="stood under hush")))
    assert (done.records[0].verdict, done.records[0].deviation) == (
        Verdict.PASSED,
        "stood under [secret]",
    )

"""Carries out the steps of one flow through one session and notes what each brought to light."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from harness import verdict as verdicts
from harness.engines.session import Session
from harness.errors import Blocked, SiteProblem
from harness.model import Instruction, Outcome, Step, StepRecord, Verdict


class Evidence(Protocol):
    """Where the pictures of a step go, and what must not be written."""

    def begin(self, number: str) -> None:
        """A step begins; pictures taken from now on are its."""

    def finish(self, passed: bool) -> tuple[str, ...]:
        """The step is over: gives the names of its pictures, after one of the page as it stands."""

    def clean(self, text: str) -> str:
        """The text without anything secret."""


@dataclass(slots=True)
class Walk:
    """What came of walking through the steps of one flow."""

    records: list[StepRecord] = field(default_factory=list)
    deviations: list[str] = field(default_factory=list)
    menus_before: tuple[str, ...] | None = None
    menus_after: tuple[str, ...] | None = None
    place: tuple[str, ...] | None = None
    refused_at: str | None = None

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of the steps, as far as the flow was meant to go."""
        reached = [record for record in self.records if record.verdict is not Verdict.NOT_OBSERVED]
        counted = reached if self.refused_at is not None else self.records
        return verdicts.combine(record.verdict for record in counted)

    @property
    def reason(self) -> str:
        """Why the flow did not pass or where it was refused as expected, with the step; else empty."""
        if self.refused_at is not None and self.verdict is Verdict.PASSED:
            last = [one for one in self.records if one.verdict is Verdict.PASSED][-1]
            return f"step {last.number}: {last.reason}"
        for record in self.records:
            if record.verdict is not Verdict.PASSED and self.verdict is not Verdict.PASSED:
                return f"step {record.number}: {record.reason}"
        return ""


def walk(
    steps: Sequence[Step],
    session: Session,
    evidence: Evidence,
    on_record: Callable[[StepRecord], None],
    current_url: Callable[[], str],
    expect_refusal: str | None = None,
    before_writing: Callable[[], None] = lambda: None,
) -> Walk:
    """Carries out ``steps`` in order, up to the first that neither passes nor is independent.

    The steps after that are ``not observed``; a blocked step always ends the walk. ``expect_refusal`` is the
    number or key of the step at which the site is expected to decline: a refusal there passes and ends the
    walk, and its absence fails the step. ``before_writing`` is called before anything of a step is kept, so
    that secrets which came up in it can be made known.
    """
    done = Walk()
    for position, step in enumerate(steps):
        evidence.begin(step.instruction.number)
        expected_here = expect_refusal in (step.instruction.number, step.instruction.key)
        record, outcome = _carry_out(step, session, expected_here)
        before_writing()
        pictures = evidence.finish(record.verdict is Verdict.PASSED)
        record = _cleaned(replace(record, url=current_url(), screenshots=pictures), evidence)
        _note(done, record, outcome, step.instruction, evidence)
        on_record(record)
        if _ends(step, record) or done.refused_at is not None:
            _leave_rest(done, steps[position + 1 :], on_record, done.refused_at is not None)
            break
    else:
        if expect_refusal is not None:
            _note_missing_refusal(done, expect_refusal)
    return done


def _ends(step: Step, record: StepRecord) -> bool:
    """Whether nothing after this step can be carried out."""
    if record.verdict is Verdict.PASSED:
        return False
    return not step.independent or record.verdict is Verdict.BLOCKED


def _note_missing_refusal(done: Walk, step: str) -> None:
    """The walk is over and no refusal came where one was expected."""
    last = done.records[-1]
    done.records[-1] = replace(
        last, verdict=Verdict.FAILED, reason=f"expected a refusal at step {step}, found that none came"
    )


def _carry_out(step: Step, session: Session, refusal_expected: bool) -> tuple[StepRecord, Outcome]:
    try:
        outcome = step.act(session)
    except SiteProblem as problem:
        return not_passed(step.instruction, Verdict.FAILED, str(problem)), Outcome()
    except Blocked as problem:
        return not_passed(step.instruction, Verdict.BLOCKED, str(problem)), Outcome()
    verdict, reason = verdicts.judge(outcome), verdicts.reason(outcome)
    if refusal_expected:
        verdict, reason = _turned_round(outcome)
    record = StepRecord(
        number=step.instruction.number,
        instruction=step.instruction.text,
        source=step.instruction.source,
        verdict=verdict,
        observed=verdicts.observed_text(outcome),
        expected="a refusal" if refusal_expected else verdicts.expected_text(outcome),
        url="",
        reason=reason or outcome.deviation or "",
        deviation=outcome.deviation or "",
    )
    return record, outcome


def _turned_round(outcome: Outcome) -> tuple[Verdict, str]:
    if outcome.refusal is not None:
        return Verdict.PASSED, f"refused as expected: “{outcome.refusal}”"
    instead = verdicts.reason(outcome)
    missing = "the site was expected to refuse here, and did not"
    return Verdict.FAILED, f"{missing}: {instead}" if instead else missing


def not_passed(instruction: Instruction, verdict: Verdict, reason: str) -> StepRecord:
    """The record of a step that brought nothing to light."""
    return StepRecord(
        number=instruction.number,
        instruction=instruction.text,
        source=instruction.source,
        verdict=verdict,
        observed=reason if verdict is not Verdict.NOT_OBSERVED else "",
        expected="",
        url="",
        reason=reason,
    )


def _cleaned(record: StepRecord, evidence: Evidence) -> StepRecord:
    return replace(
        record,
        observed=evidence.clean(record.observed),
        expected=evidence.clean(record.expected),
        url=evidence.clean(record.url),
        reason=evidence.clean(record.reason),
        deviation=evidence.clean(record.deviation),
    )


def _note(
    done: Walk, record: StepRecord, outcome: Outcome, instruction: Instruction, evidence: Evidence
) -> None:
    done.records.append(record)
    if outcome.deviation is not None:
        done.deviations.append(evidence.clean(f"step {record.number}: {outcome.deviation}"))
    done.menus_before = done.menus_before if outcome.menus_before is None else outcome.menus_before
    done.menus_after = done.menus_after if outcome.menus_after is None else outcome.menus_after
    done.place = done.place if outcome.place is None else outcome.place
    if outcome.refusal is not None and record.verdict is Verdict.PASSED:
        done.refused_at = instruction.key


def _leave_rest(
    done: Walk, rest: Sequence[Step], on_record: Callable[[StepRecord], None], as_expected: bool
) -> None:
    why = "not part of a run that expects a refusal" if as_expected else "never reached"
    for step in rest:
        record = not_passed(step.instruction, Verdict.NOT_OBSERVED, why)
        done.records.append(record)
        on_record(record)

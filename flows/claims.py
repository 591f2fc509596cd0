"""Checks what a court's document says besides its steps, each claim by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flows.cast import Cast
from flows.claim_checks import CHECKS
from flows.instruction_files import for_court
from flows.published_data import Claim
from harness.engines.session import Session
from harness.model import Assignment, Instruction, Observation, Outcome, Step


def claims_of_today(assignment: Assignment) -> tuple[Step, ...]:
    """The claims of the assignment's court that name no day.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    return _steps(assignment, lambda day: day is None)


def claims_of_a_day(assignment: Assignment) -> tuple[Step, ...]:
    """Those that name the day on which the assignment's world stands; errors as above."""
    return _steps(assignment, lambda day: day is not None and day.isoformat() == assignment.today)


def in_turn(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims in the order in which they are looked at: what one person sees stands together."""
    people = list(dict.fromkeys(claim.who for claim in claims))
    return tuple(sorted(claims, key=lambda claim: people.index(claim.who)))


def _steps(assignment: Assignment, is_wanted: Callable[[date | None], bool]) -> tuple[Step, ...]:
    told = for_court(assignment.court, assignment.own_courts).claims
    cast = Cast(assignment)
    wanted = in_turn(tuple(claim for claim in told if is_wanted(claim.day)))
    return tuple(Step(_instruction(claim), _check(cast, claim), independent=True) for claim in wanted)


def _instruction(claim: Claim) -> Instruction:
    return Instruction(claim.number, claim.text, claim.source, f"claim-{claim.number}")


def _check(cast: Cast, claim: Claim) -> Callable[[Session], Outcome]:
    def act(session: Session) -> Outcome:
        observations: list[Observation] = []
        for check in claim.checks:
            outcome = CHECKS[check.see](cast, session, claim, check)
            observations.extend(outcome.observations)
            if outcome.refusal is not None or outcome.cut_short:
                return Outcome(tuple(observations), outcome.refusal, cut_short=outcome.cut_short)
        return Outcome(tuple(observations))

    return act

"""From no PACER account at all to a new one that is linked at the court."""

from __future__ import annotations

from pathlib import Path

from flows import account_acts, acts, link_account
from flows.acts import Visit
from flows.instruction_data import StepData
from flows.instruction_files import for_court, for_flow
from harness.model import Assignment, Step


def register_account(assignment: Assignment) -> tuple[Step, ...]:
    """The steps that register at PACER (R1, R2 …), then those of the court's own linking.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    visit = Visit(assignment, for_court(assignment.court, assignment.own_courts))
    return (
        *acts.steps(visit, for_flow("register_account").steps, account_acts.ACTS),
        *link_account.link_account(account_acts.with_chosen(assignment)),
    )


def step_data(court: str, own: Path | None = None) -> tuple[StepData, ...]:
    """The data of all these steps. Errors: :class:`flows.instruction_data.InstructionError`."""
    return (*for_flow("register_account").steps, *for_court(court, own).steps)

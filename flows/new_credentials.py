"""What follows a flow in which the user chose new PACER credentials: the same as ever, with these."""

from __future__ import annotations

from flows import verify_link as verifying
from flows.account_acts import with_chosen
from harness.model import Assignment, Step


def verify_link(assignment: Assignment) -> tuple[Step, ...]:
    """The steps that check the link, signing in with the new credentials.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    return verifying.verify_link(with_chosen(assignment))

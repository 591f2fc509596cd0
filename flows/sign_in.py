"""Signs in as somebody who may file, with all that PACER asks for, and out again."""

from __future__ import annotations

from flows import acts, verify_link
from flows.acts import Visit
from flows.instruction_files import for_court, for_flow
from harness.model import Assignment, Step


def sign_in(assignment: Assignment) -> tuple[Step, ...]:
    """The steps from the court's entry page to Log Out.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    visit = Visit(assignment, for_court(assignment.court, assignment.own_courts))
    return acts.steps(visit, for_flow("sign_in").steps, verify_link.ACTS)

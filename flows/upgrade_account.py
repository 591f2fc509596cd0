"""A Legacy account from the court's refusal through the upgrade at PACER to a link.

In the report the court's steps stand twice: as far as the refusal, numbered L1, L2 …, and after the
upgrade (U1, U2 …) under their own numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from flows import account_acts, acts, link_account
from flows.acts import ActFunction, Visit, observe
from flows.instruction_data import OpenForm, StepData
from flows.instruction_files import for_court, for_flow
from flows.pages import linking
from harness.engines.session import Session
from harness.model import Assignment, Outcome, Relation, Step

_BEFORE, _KEY = "L", "legacy-"
_LAST_BEFORE = "open-form"
_REFUSAL = "The court refuses a Legacy account here, and says so."


def upgrade_account(assignment: Assignment) -> tuple[Step, ...]:
    """The steps from the refusal to the link, at the assignment's court.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    visit = Visit(assignment, for_court(assignment.court, assignment.own_courts))
    return (
        *acts.steps(visit, _until_refused(assignment.court, assignment.own_courts), _REFUSED),
        *acts.steps(visit, for_flow("upgrade_account").steps, account_acts.ACTS),
        *link_account.link_account(account_acts.with_chosen(assignment)),
    )


def step_data(court: str, own: Path | None = None) -> tuple[StepData, ...]:
    """The data of all these steps. Errors: :class:`flows.instruction_data.InstructionError`."""
    upgrade = for_flow("upgrade_account").steps
    return (*_until_refused(court, own), *upgrade, *for_court(court, own).steps)


def _until_refused(court: str, own: Path | None) -> tuple[StepData, ...]:
    """The court's steps as far as the link form, under numbers and keys of their own."""
    steps = for_court(court, own).steps
    last = next(place for place, step in enumerate(steps) if step.key == _LAST_BEFORE)
    return tuple(_before(step) for step in steps[: last + 1])


def _before(step: StepData) -> StepData:
    said = f"{step.text} {_REFUSAL}" if step.key == _LAST_BEFORE else step.text
    changed = {"number": f"{_BEFORE}{step.number}", "key": f"{_KEY}{step.key}", "text": said}
    return step.model_copy(update=changed)


def meet_refusal(visit: Visit, session: Session, act: OpenForm) -> Outcome:
    """Opens the link form, which must be refused to this account and name the upgrade as the remedy."""
    opened = link_account.open_form(visit, session, act)
    if opened.refusal is None and not linking.link_form(visit.page):
        return opened  # no link item, or an error: what was observed says so
    said = opened.refusal or "nothing: the link form is open to this account"
    answer = observe("what the court says to a Legacy account", Relation.SAYS, ("upgrade",), (said,))
    return replace(opened, observations=(answer, *acts.at_court(visit)), refusal=None)


_REFUSED: Mapping[str, ActFunction] = MappingProxyType({**link_account.ACTS, "open-form": meet_refusal})

"""Resets a forgotten CM/ECF password at the court and links with the new one.

These are the court's own linking steps, with the steps of the reset between the link form and its
credentials.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from flows import acts, ask_for_reset, link_account
from flows import verify_link as verifying
from flows.acts import ActFunction, Visit, observe
from flows.instruction_data import InstructionError, OpenForm, StepData
from flows.instruction_files import for_court, for_flow
from flows.pages import mailbox, password
from flows.pages.court import host
from harness.engines.session import Session
from harness.model import Assignment, Credentials, Observation, Outcome, Relation, Step

_AFTER = "the page after Submit"


def reset_cmecf_password(assignment: Assignment) -> tuple[Step, ...]:
    """The steps that reset the persona's CM/ECF password and link at the assignment's court.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    own = assignment.own_courts
    visit = Visit(_with_new_password(assignment), for_court(assignment.court, own))
    return acts.steps(visit, steps_at(assignment.court, own), ACTS)


def verify_link(assignment: Assignment) -> tuple[Step, ...]:
    """The steps that check the link, where the old CM/ECF credentials are those with the new password.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    return verifying.verify_link(_with_new_password(assignment))


def steps_at(court: str, own: Path | None = None) -> tuple[StepData, ...]:
    """The court's steps, with those of the reset after the one that opens the link form.

    ``own`` is a folder with instructions of a user's own courts. Errors:
    :class:`flows.instruction_data.InstructionError`, also if no step opens the link form.
    """
    steps = for_court(court, own).steps
    for position, step in enumerate(steps, 1):
        if any(isinstance(act, OpenForm) for act in step.acts):
            return (*steps[:position], *for_flow("reset_cmecf_password").steps, *steps[position:])
    raise InstructionError(f"{court}.toml: no step has an act of the kind {OpenForm.__name__}")


def choose_password(visit: Visit, session: Session, _act: object) -> Outcome:
    """Opens the link in the mail, which the page before shows, and enters the new password twice."""
    task, home = visit.assignment, host(visit.instructions.address)
    mail = mailbox.reset_mail(visit.page, task.cmecf.name, home) if task.cmecf else None
    if mail is None or task.cmecf is None or task.chosen is None:
        return Outcome((observe("the link in the mail", Relation.IS, ("at hand",), None),))
    opened = visit.view = session.follow(mail.link)
    form = password.new_password_form(opened)
    if form is None:
        seen = observe("the page that the link opens", Relation.SAYS, (password.FIRST,), _words(visit))
        return Outcome((seen, *acts.at_court(visit)))
    whose = observe("whose password it is", Relation.SAYS, (task.cmecf.name,), opened.lines)
    visit.view = form.send(session, task.chosen.password)
    return Outcome((whose, _changed(visit, task.cmecf.name), *acts.at_court(visit)), _refusal(visit))


def _changed(visit: Visit, login: str) -> Observation:
    """That the page says whose password was changed; what else it says of this login is no evidence."""
    if changed := password.changed_lines(visit.page):
        return observe(_AFTER, Relation.SAYS, (login,), changed)
    return observe(_AFTER, Relation.SAYS, (f"that the password of {login} was changed",), _words(visit))


def _words(visit: Visit) -> tuple[str, ...] | None:
    """What the page has to say: its messages, else its headings."""
    return visit.page.messages or visit.page.headings or None


def _refusal(visit: Visit) -> str | None:
    """Why the court did not take the new password: its form is there again with a message."""
    said = visit.page.messages
    return " ".join(said) if said and password.new_password_form(visit.page) else None


def _with_new_password(assignment: Assignment) -> Assignment:
    known, chosen = assignment.cmecf, assignment.chosen
    if known is None or chosen is None:
        return assignment
    return replace(assignment, cmecf=Credentials(known.name, chosen.password))


ACTS: Mapping[str, ActFunction] = MappingProxyType(
    {
        **link_account.ACTS,
        "ask-for-reset": ask_for_reset.ask_for_reset,
        "read-reset-mail": ask_for_reset.read_reset_mail,
        "choose-password": choose_password,
        "return-to-form": link_account.return_to_form,
    }
)

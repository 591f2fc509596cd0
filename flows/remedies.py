"""Carries out what a document tells to do if something does not work, at a site where it does not work.

The site is made to misbehave beforehand. First the problem itself must be seen; then each remedy is carried
out as it is written, in the document's order, until the problem is gone. A remedy after that is not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flows import acts, letter
from flows.acts import Visit, observe
from flows.instruction_data import StepData
from flows.instruction_files import for_court
from flows.pages import court, sign_in
from flows.published_data import Remedy
from harness.engines.session import Session
from harness.model import Assignment, Instruction, Observation, Outcome, Relation, Step

PROBLEM_SEEN = "problem"
_NOT_YET = frozenset({"refresh", "click-menu", "see-filing-menus"})
"""Acts of the steps that would be a remedy themselves, or look for what is missing here."""


def try_remedies(assignment: Assignment) -> tuple[Step, ...]:
    """Links, sees that the menus are missing, and tries the remedies for that.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    return _steps(assignment, "menus-missing", _link_without_menus)


def try_sign_in_remedies(assignment: Assignment) -> tuple[Step, ...]:
    """Signs in, out and in again, sees that it fails, and tries the remedies for that; errors as above."""
    return _steps(assignment, "sign-in-fails", _sign_in_twice)


@dataclass(slots=True)
class _Patient:
    """A visit with a problem, and whether the problem is still there."""

    visit: Visit
    ill: bool = False


def _steps(
    assignment: Assignment, problem: str, bring_about: Callable[[_Patient, Session], Outcome]
) -> tuple[Step, ...]:
    told = for_court(assignment.court, assignment.own_courts)
    patient = _Patient(Visit(assignment, told))
    first = Instruction(PROBLEM_SEEN, "See the problem that the remedies are for.", "ours", PROBLEM_SEEN)
    remedies = [one for one in told.remedies if one.problem == problem]
    return (
        Step(first, lambda session: bring_about(patient, session)),
        *(Step(_instruction(one), _try(patient, one), independent=True) for one in remedies),
    )


def _instruction(remedy: Remedy) -> Instruction:
    return Instruction(remedy.number, remedy.text, remedy.source, f"remedy-{remedy.number}")


def _link_without_menus(patient: _Patient, session: Session) -> Outcome:
    visit = patient.visit
    for step in letter.steps(visit, map(_until_linked, visit.instructions.steps)):
        outcome = step.act(session)
        if outcome.refusal is not None or outcome.cut_short:
            return outcome
    menus, bar = visit.instructions.filing_menus, court.usable_bar(visit.page)
    patient.ill = bar is not None and not set(menus) <= set(bar)
    return Outcome((observe("the menu bar after linking", Relation.EXCLUDES, menus, bar),))


def _until_linked(step: StepData) -> StepData:
    return step.model_copy(update={"acts": tuple(act for act in step.acts if act.do not in _NOT_YET)})


def _sign_in_twice(patient: _Patient, session: Session) -> Outcome:
    _sign_in(patient.visit, session)
    _log_out(patient.visit, session)
    seen = _sign_in(patient.visit, session)
    patient.ill = seen != _INSIDE
    return Outcome((observe("the sign-in after Log Out", Relation.EXCLUDES, (_INSIDE,), (seen,)),))


_INSIDE = "leads to the court"


def _sign_in(visit: Visit, session: Session) -> str:
    """Enters the court and signs in if asked to; says where that led."""
    acts.open_and_enter(visit, session, None)
    if sign_in.form(visit.page) is not None:
        acts.sign_in_as(visit, session, visit.assignment.pacer, redaction=False)
    if court.bar(visit.page) is not None:
        return _INSIDE
    return "leads to the sign-in again" if sign_in.form(visit.page) else f"leads to “{visit.page.title}”"


def _log_out(visit: Visit, session: Session) -> None:
    link = court.bar_link(visit.page, *court.SIGN_OUT)
    if link is not None:
        visit.view = session.follow(link)


def _try(patient: _Patient, remedy: Remedy) -> Callable[[Session], Outcome]:
    def act(session: Session) -> Outcome:
        if not patient.ill:
            return Outcome()  # nothing to remedy, so nothing can be said of the remedy
        signed_in = _DO[remedy.do](patient.visit, session, remedy)
        effect = _effect(patient.visit, remedy, signed_in)
        patient.ill = not (effect.seen is not None and set(effect.expected.values) <= set(effect.seen))
        return Outcome((effect,))

    return act


def _effect(visit: Visit, remedy: Remedy, signed_in: str) -> Observation:
    if remedy.problem == "sign-in-fails":
        return observe("the sign-in after that", Relation.IS, (_INSIDE,), (signed_in,))
    menus = visit.instructions.filing_menus
    return observe("the menu bar after that", Relation.INCLUDES, menus, court.usable_bar(visit.page))


def _refresh(visit: Visit, session: Session, _remedy: Remedy) -> str:
    visit.view = session.refresh()
    return ""


def _click_menu(visit: Visit, session: Session, remedy: Remedy) -> str:
    link = court.bar_link(visit.page, remedy.label)
    if link is not None:
        visit.view = session.follow(link)
    return ""


def _sign_in_again(visit: Visit, session: Session, _remedy: Remedy) -> str:
    _log_out(visit, session)
    session.reopen()
    return _sign_in(visit, session)


def _clear_and_sign_in_again(visit: Visit, session: Session, _remedy: Remedy) -> str:
    session.reopen(cleared=True)
    return _sign_in(visit, session)


_DO: Mapping[str, Callable[[Visit, Session, Remedy], str]] = MappingProxyType(
    {
        "refresh": _refresh,
        "click-menu": _click_menu,
        "sign-in-again": _sign_in_again,
        "clear-and-sign-in-again": _clear_and_sign_in_again,
    }
)

"""Links a CM/ECF account to a PACER account, the way the court's instructions say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from flows import acts
from flows.acts import ActFunction, Visit, observe
from flows.instruction_data import OpenForm
from flows.instruction_files import for_court
from flows.pages import court, linking, mailbox
from harness.engines.session import Session
from harness.model import Assignment, Outcome, Relation, Step
from harness.page_view import PageView

_ARROW = " > "


def link_account(assignment: Assignment) -> tuple[Step, ...]:
    """The steps that link the persona's accounts at the assignment's court.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    instructions = for_court(assignment.court, assignment.own_courts)
    return acts.steps(Visit(assignment, instructions), instructions.steps, ACTS)


def open_form(visit: Visit, session: Session, act: OpenForm) -> Outcome:
    """Opens the link form: where the instructions say, else where a person would look for it."""
    path = act.path[-1:] if act.from_here else act.path
    start = visit.page
    view, missing = court.follow_path(session, start, path, from_bar=not act.from_here)
    if not missing:
        place = (*visit.trail, *path) if act.from_here else act.path
        return at_form(visit, view, place, None)
    if act.or_path is not None:
        view, missing = court.follow_path(session, view, act.or_path)
        if not missing:
            return at_form(visit, view, act.or_path, None)
    found = court.look_for(session, view, act.path[-1])
    visit.view = view
    if found is None:
        item = observe("the link item", Relation.IS, act.path[-1:], None)
        return Outcome((item, *acts.answered_well(view)))
    documented = [one for one in (act.path, act.or_path) if one]
    remark = (
        f"the item stands under {_ARROW.join(found.path)}, "
        f"not under {' or '.join(_ARROW.join(one) for one in documented)}"
    )
    return at_form(visit, session.follow(found.link), found.path, remark)


def return_to_form(visit: Visit, session: Session, act: object) -> Outcome:
    """Comes to the link form again by the court's own way, still signed in.

    Where the item stands was told when the form was opened first, so that a deviation is not told twice.
    """
    entered = acts.open_and_enter(visit, session, act)
    if entered.cut_short:
        return entered
    opened = open_form(visit, session, visit.instructions.form_item)
    return replace(opened, deviation=None, place=None)


def at_form(visit: Visit, view: PageView, path: tuple[str, ...], remark: str | None) -> Outcome:
    """What stands on the page that the link item opened, at the end of ``path``."""
    before, visit.view = visit.page, view
    fields = [field.label for form in view.forms for field in form.fields]
    seen = observe("fields of the link form", Relation.INCLUDES, (linking.LOGIN, linking.PASSWORD), fields)
    refusal = None if linking.link_form(view) else linking.refusal(view, before)
    return Outcome((seen, *acts.at_court(visit)), refusal, deviation=remark, place=path)


def enter_credentials(visit: Visit, session: Session, _act: object) -> Outcome:
    """Enters the old CM/ECF credentials; the page that asks about both names must follow."""
    assignment = visit.assignment
    if assignment.cmecf is None:
        what = f"CM/ECF account of {assignment.persona} at {assignment.court}"
        return Outcome((observe(what, Relation.IS, ("a login to enter",), ("none: nothing to link",)),))
    form = linking.link_form(visit.page)
    if form is None:
        return Outcome((observe("the link form", Relation.IS, ("shown",), None),))
    before, view = visit.page, form.send(session, assignment.cmecf)
    visit.view = view
    shown = linking.confirmation(view)
    seen = "both names, before anything is linked" if shown else _page_in_words(view)
    page = observe("the page after Submit", Relation.IS, ("both names, before anything is linked",), (seen,))
    return Outcome((page, *acts.at_court(visit)), None if shown else linking.refusal(view, before))


def confirm(visit: Visit, session: Session, _act: object) -> Outcome:
    """Compares both names; goes back if they differ, otherwise presses the second Submit."""
    shown = linking.confirmation(visit.page)
    if shown is None:
        return Outcome((observe("the page with both names", Relation.IS, ("shown",), None),))
    names = observe(
        "the PACER name beside the CM/ECF name", Relation.IS, (shown.cmecf_name,), (shown.pacer_name,)
    )
    if shown.cmecf_name.casefold().split() != shown.pacer_name.casefold().split():
        visit.view = session.back()
        went_back = observe("what was done", Relation.IS, ("submitted",), ("gone back, nothing linked",))
        return Outcome((names, went_back))
    before, view = visit.page, session.press(shown.submit)
    visit.view = view
    words = (linking.QUESTION,) if linking.asks_again(view) else linking.words(view) or None
    answer = observe("the page after the second Submit", Relation.EXCLUDES, (linking.QUESTION,), words)
    return Outcome((names, answer, *acts.at_court(visit)), linking.refusal(view, before))


def see_confirmation(visit: Visit, _session: Session, _act: object) -> Outcome:
    """Looks for the message that the accounts are linked."""
    lines = linking.success_lines(visit.page)
    seen = observe("the confirmation message", Relation.SAYS, ("linked",), lines or None)
    return Outcome((seen, *acts.at_court(visit)))


def refresh(visit: Visit, session: Session, _act: object) -> Outcome:
    """Presses F5."""
    visit.view = session.refresh()
    return Outcome(acts.at_court(visit))


def await_approval(visit: Visit, session: Session, _act: object) -> Outcome:
    """Waits for the court's mail and reads what it says."""
    address, old = visit.assignment.mailbox, visit.assignment.cmecf
    if address is None or old is None:
        return Outcome((observe("the mailbox", Relation.IS, ("at hand",), None),))
    answer = mailbox.wait_for_answer(session, address, old.name, visit.assignment.patience)
    if answer is None:
        within = f"mail within {visit.assignment.patience:g} seconds"
        return Outcome((observe(within, Relation.SAYS, ("has been linked",), None),))
    mail = observe("the court's mail", Relation.SAYS, ("has been linked",), (answer.words,))
    return Outcome((mail,), None if answer.approved else answer.words)


ACTS: Mapping[str, ActFunction] = MappingProxyType(
    {
        **acts.SHARED,
        "open-form": open_form,
        "enter-credentials": enter_credentials,
        "confirm": confirm,
        "see-confirmation": see_confirmation,
        "refresh": refresh,
        "await-approval": await_approval,
    }
)


def _page_in_words(view: PageView) -> str:
    if linking.success_lines(view):
        return "accounts linked without showing the names"
    if linking.link_form(view):
        return "the link form again"
    if linking.asks_again(view):
        return "the question without both names"
    return f"“{view.title}”"

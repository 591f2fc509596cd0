"""Checks, in a visit that remembers nothing of the first, that a link really holds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flows import acts, link_account
from flows.acts import ActFunction, Visit, observe
from flows.instruction_data import OpenForm
from flows.instruction_files import for_court, for_flow
from flows.pages import court, linking, sign_in
from harness.engines.session import Session
from harness.model import Assignment, Observation, Outcome, Relation, Step
from harness.page_view import PageView, fold


def verify_link(assignment: Assignment) -> tuple[Step, ...]:
    """The steps that check the link of the persona's accounts at the assignment's court.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    visit = Visit(assignment, for_court(assignment.court, assignment.own_courts))
    return acts.steps(visit, for_flow("verify_link").steps, ACTS)


def open_filing_menus(visit: Visit, session: Session, _act: object) -> Outcome:
    """Opens each filing menu from the bar and looks whether its page came."""
    observations: list[Observation] = []
    for label in visit.instructions.filing_menus:
        link = court.bar_link(visit.page, label)
        if link is None:
            observations.append(observe(f"the menu {label}", Relation.IS, ("in the bar",), None))
            break
        view = visit.view = session.follow(link)
        observations.append(
            observe(f"the page that {label} opens", Relation.IS, (label,), _named(view, label))
        )
        observations.extend(acts.at_court(visit))
    return Outcome(tuple(observations))


def _named(view: PageView, label: str) -> tuple[str, ...]:
    """The label, if a heading is it or begins with it (“Civil Events”); otherwise the headings.

    “U.S. Bankruptcy Court”, in the title of all pages of such a court, says nothing of this one.
    """
    words = fold(label).split()
    own = any(fold(heading).split()[: len(words)] == words for heading in view.headings)
    return (label,) if own else view.headings


def sign_out(visit: Visit, session: Session, act: object) -> Outcome:
    """Logs out, goes to the court again, and looks whether it asks for the sign-in."""
    link = court.bar_link(visit.page, *court.SIGN_OUT)
    if link is None:
        return Outcome((observe("Log Out", Relation.IS, ("in the bar",), None),))
    visit.view = session.follow(link)
    entered = acts.open_and_enter(visit, session, act)
    seen = "PACER's sign-in" if sign_in.form(visit.page) else _still_in(visit.page)
    asked = observe("what the court asks for after Log Out", Relation.IS, ("PACER's sign-in",), (seen,))
    return Outcome((*entered.observations, asked))


def _still_in(view: PageView) -> str:
    return "nothing, the user is still signed in" if court.bar(view) else f"“{view.title}”"


def try_old_credentials(visit: Visit, session: Session, _act: object) -> Outcome:
    """Somebody else, not linked, tries the old CM/ECF credentials; they must be refused."""
    stranger, old = visit.assignment.stranger, visit.assignment.cmecf
    if stranger is None or old is None:
        return Outcome((observe("somebody else to try them", Relation.IS, ("there",), None),))
    signed_in = acts.sign_in_as(visit, session, stranger, redaction=False)
    path = OpenForm(do="open-form", path=visit.instructions.form_path)
    opened = link_account.open_form(visit, session, path) if court.bar(visit.page) else Outcome()
    form = linking.link_form(visit.page)
    if form is None or acts.at_court(visit):
        reached = observe("the link form for somebody else", Relation.IS, ("shown",), None)
        return Outcome((*signed_in.observations, *opened.observations, reached), opened.refusal)
    before, visit.view = visit.page, form.send(session, old)
    seen = observe("the old credentials", Relation.IS, ("refused",), (_answer(visit.page, before),))
    return Outcome((*signed_in.observations, seen, *acts.answered_well(visit.page)))


def _answer(view: PageView, before: PageView) -> str:
    if linking.asks_again(view) or linking.success_lines(view):
        return "accepted"
    return "refused" if linking.refusal(view, before) else f"neither accepted nor refused on “{view.title}”"


ACTS: Mapping[str, ActFunction] = MappingProxyType(
    {
        **acts.SHARED,
        "open-filing-menus": open_filing_menus,
        "sign-out": sign_out,
        "try-old-credentials": try_old_credentials,
    }
)

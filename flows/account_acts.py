"""Acts on PACER's pages about an account: Manage My Account, upgrade and registration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from flows import acts
from flows.acts import ActFunction, Visit, observe
from flows.instruction_data import FillTab, Follow, LeaveAccount, ManageAccount, SeeAccount
from flows.pages import account, court, sign_in
from harness.engines.session import Session
from harness.evidence.secret import Secret
from harness.model import Assignment, Credentials, Outcome, Relation


def with_chosen(assignment: Assignment) -> Assignment:
    """The assignment of somebody who from now on signs in with the credentials that they chose."""
    return replace(assignment, pacer=_chosen(assignment))


def _chosen(assignment: Assignment) -> Credentials:
    # Who was told nothing to choose goes on with the old credentials, and the pages will say so.
    return assignment.chosen or assignment.pacer


def manage_account(visit: Visit, session: Session, act: ManageAccount) -> Outcome:
    """Opens Manage My Account; signs in first if PACER asks for it."""
    visit.view = session.open(act.address)
    mine = visit.assignment
    who = _chosen(mine) if act.chosen else mine.pacer
    refusal = None
    if sign_in.form(visit.page) is not None:
        done = sign_in.sign_in(session, visit.page, who, mine.patience, mine.authenticator)
        visit.view, refusal = done.view, done.refusal
    wanted, seen = court.host(act.address), court.host(visit.page.url)
    where = observe("where Manage My Account leads", Relation.IS, (wanted,), (seen,))
    return Outcome((where, *acts.answered_well(visit.page)), refusal)


def see_account(visit: Visit, _session: Session, act: SeeAccount) -> Outcome:
    """Reads which kind of account it is."""
    kind = account.account_type(visit.page)
    seen = [observe("the account type", Relation.IS, (act.type,), kind)]
    if act.chosen:
        name = _chosen(visit.assignment).name
        seen.append(observe("the user name", Relation.IS, (name,), account.username(visit.page)))
    return Outcome((*seen, *acts.answered_well(visit.page)))


def follow(visit: Visit, session: Session, act: Follow) -> Outcome:
    """Clicks a link, and looks whether it leads to its page."""
    link = visit.page.link(act.link)
    if link is None:
        shown = observe(f"the link “{act.link}”", Relation.IS, ("there",), None)
        return Outcome((shown, *acts.answered_well(visit.page)), cut_short=True)
    visit.view = session.follow(link)
    heading = observe(f"where “{act.link}” leads", Relation.SAYS, (act.heading,), visit.page.headings)
    return Outcome((heading, *acts.answered_well(visit.page)))


def fill_tab(visit: Visit, session: Session, act: FillTab) -> Outcome:
    """Fills in one tab and presses its button; what the page then says shows whether it was taken."""
    before, button = visit.page, visit.page.button(act.press)
    tab = observe("the tab", Relation.INCLUDES, (act.tab,), before.headings)
    fields = observe("fields of the tab", Relation.INCLUDES, act.fields, account.labels(before))
    asked = (tab, fields, *acts.answered_well(before))
    if button is None:
        pressed = observe(f"the button “{act.press}”", Relation.IS, ("there",), None)
        return Outcome((*asked, pressed), cut_short=True)
    account.fill(session, before, _values(visit.assignment, act))
    view = visit.view = session.press(button)
    words = (*view.headings, *view.messages)
    then = observe(f"the page after {act.press}", Relation.SAYS, (act.then,), words)
    return Outcome((*asked, then, *acts.answered_well(view)), account.refusal(view, before))


def _values(assignment: Assignment, act: FillTab) -> dict[str, str | Secret]:
    """What is typed into each field: what the data says, with what the user was given and chose."""
    chosen = _chosen(assignment)
    given, _, family = assignment.person.partition(" ")
    plain = {"given": given, "family": family, "address": assignment.address, "username": chosen.name}
    return {
        label: chosen.password if text == "{password}" else text.format_map(plain)
        for label, text in act.fields.items()
    }


def leave_account(visit: Visit, session: Session, act: LeaveAccount) -> Outcome:
    """Logs out at PACER; Manage My Account must then ask for the sign-in."""
    link = next(filter(None, map(visit.page.link, court.SIGN_OUT)), None)
    if link is None:
        return Outcome((observe("Log Out", Relation.IS, ("on the page",), None),))
    session.follow(link)
    visit.view = session.open(act.address)
    seen = "PACER's sign-in" if sign_in.form(visit.page) else "nothing, the user is still signed in"
    asked = observe("what PACER asks for after Log Out", Relation.IS, ("PACER's sign-in",), (seen,))
    return Outcome((asked, *acts.answered_well(visit.page)))


ACTS: Mapping[str, ActFunction] = MappingProxyType(
    {
        **acts.SHARED,
        "manage-account": manage_account,
        "see-account": see_account,
        "follow": follow,
        "fill-tab": fill_tab,
        "leave-account": leave_account,
    }
)

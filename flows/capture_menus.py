"""Reads the menus of a court as a user in one state sees them: bar, fly-outs and every menu page."""

from __future__ import annotations

from dataclasses import dataclass

from flows.instruction_files import with_steps
from flows.menu_walk import MenuWalk
from flows.pages import court, menus, sign_in
from flows.pages.own_sign_in import own_sign_in
from harness.engines.session import Session
from harness.errors import SiteProblem
from harness.menus.tree import MenuTree, UserState
from harness.model import Assignment
from harness.page_view import PageView

MOST_PAGES = 60
"""How many menu pages are opened at most."""

_LOGIN = "login.pl"


@dataclass(frozen=True, slots=True)
class Captured:
    """The menus, and the targets of the menu pages that could not be read: what they hold is unknown."""

    tree: MenuTree
    unread: frozenset[str] = frozenset()


def capture_menus(
    session: Session, assignment: Assignment, state: UserState, most_pages: int = MOST_PAGES
) -> Captured:
    """Signs in as the state requires and reads all menus; opens menu pages only.

    What was odd on the way (a loop, a dead link, a page that is no menu page, a fly-out that is not as
    its page) is a remark of the tree.

    Raises:
        SiteProblem: the sign-in leads to no page of the court, so that nothing can be seen.
        InstructionError: the court's instructions cannot be read.
    """
    first = _arrive(session, assignment, state)
    walk = MenuWalk(session, first, most_pages)
    nodes = tuple(walk.nodes())
    tree = MenuTree(assignment.court, state, nodes, tuple(walk.remarks))
    return Captured(tree, frozenset(walk.unread))


# the way in --------------------------------------------------------------------------------------


def _arrive(session: Session, assignment: Assignment, state: UserState) -> PageView:
    """The first page on which this user sees the court's menus."""
    told = with_steps(assignment.court, assignment.own_courts)
    looking = f"Looked at the menus of {assignment.court}, {state.value}"
    view = session.open(told.address)
    if state is not UserState.SIGNED_OUT:
        view = _sign_in(session, _enter(session, view, told.entry_link, looking), assignment, state, looking)
    wanted, found = court.host(told.address), court.host(view.url)
    menu_expected = state is not UserState.SIGNED_OUT
    if found != wanted or menus.is_error(view) or (menu_expected and view.menu_bar is None):
        expected = f"a page of {wanted}" + (" with a menu bar" if menu_expected else "")
        raise SiteProblem(f"{looking}: expected {expected}, found “{view.title}” ({view.status}) at {found}.")
    return view


def _enter(session: Session, view: PageView, entry_link: str, looking: str) -> PageView:
    """Follows the link to the sign-in: by its text, else by where it leads, as texts change with releases."""
    link = court.entry_link(view, entry_link) or next(
        (one for one in view.links if menus.target(one, view) == _LOGIN), None
    )
    if link is None:
        raise SiteProblem(f"{looking}: expected “{entry_link}” on the entry page, found no link to sign in.")
    return session.follow(link)


def _sign_in(
    session: Session, view: PageView, assignment: Assignment, state: UserState, looking: str
) -> PageView:
    if state is UserState.BEFORE_GO_LIVE:
        form = own_sign_in(view)
        if form is None or assignment.cmecf is None:
            raise SiteProblem(f"{looking}: expected the court's own sign-in, found “{view.title}”.")
        return form.send(session, assignment.cmecf)
    if sign_in.form(view) is None:
        raise SiteProblem(f"{looking}: expected PACER's sign-in, found “{view.title}”.")
    done = sign_in.sign_in(session, view, assignment.pacer, assignment.patience, assignment.authenticator)
    if done.refusal is not None:
        raise SiteProblem(f"{looking}: expected to be signed in, was refused: {done.refusal}")
    return done.view

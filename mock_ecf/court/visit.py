"""One request at a court: whose it is, which menus they see, and how its pages are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NoReturn
from urllib.parse import quote

from flask import abort, make_response, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import address, court_url, outcome, profile
from mock_ecf.court import stale_menus
from mock_ecf.court.menu_tree import PACER_ONLY_ID, MenuFaults, MenuTree, user_id
from mock_ecf.courts import Profile
from mock_ecf.domain import menus, sign_on
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.menus import MenuUser
from mock_ecf.domain.records import CourtSignOn, SignOn
from mock_ecf.domain.state import State
from mock_ecf.pacer.cookies import COURT_TOKEN, TOKEN

HOME = "/cgi-bin/login.pl"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for a page of a court, and what the court shows them.

    ``sign_on`` is central where the court is live, and the court's own before; ``person`` is empty
    for somebody who is not signed in.
    """

    profile: Profile
    live: bool
    sign_on: SignOn | CourtSignOn | None
    person: str
    tree: MenuTree

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page of the court, with the menu bar that this user sees."""
        body = render_template(
            f"court/{template}", profile=self.profile, tree=self.tree, visit=self, **values
        )
        return make_response(body, status)

    def refusal_text(self, refusal: Refusal) -> str:
        """What the court says to a refusal: why, and what to do next."""
        return self.profile.text(f"refusal-{refusal.code}", minutes=refusal.minutes, date=self.go_live_date())

    def go_live_date(self) -> str:
        """The court's go-live as people write it, such as ``February 18, 2020``; empty if unknown."""
        return long_date(self.profile.go_live.date) if self.profile.go_live else ""


def visit(state: State, on_result_page_first_view: bool = False) -> Visit:
    """Who is here, by the cookies of this request."""
    court = profile()
    live = court.rules.is_live(state.now)
    found: SignOn | CourtSignOn | None
    if live:
        found = sign_on.current(state, request.cookies.get(TOKEN, ""))
    else:
        found = sign_on.current_at_court(state, court.rules, request.cookies.get(COURT_TOKEN, ""))
    user = _user(state, court, menus.bar(state, court.rules, found, on_result_page_first_view))
    person, login = _who(state, court, found)
    number = PACER_ONLY_ID if user is MenuUser.PACER_ONLY else user_id(court.code, login)
    faults = _menu_faults(state, court)
    tree = MenuTree(
        court.menus, user, live, number, court.style.user_id_in_links, faults, court.rules.self_service
    )
    return Visit(court, live, found, person, tree)


def break_if_told(state: State, page: str) -> None:
    """Ends the request with the court's error page if a fault says so of this kind of page."""
    if state.has_fault("error-500", address().court, page):
        show_server_error()


def show_server_error() -> NoReturn:
    """Ends the request with the court's error page."""
    outcome("server error, as the fault says")
    abort(make_response(render_template("court/error.html", profile=profile()), 500))


def to_pacer(path: str) -> Response:
    """Leads to PACER's sign-in and from there back to ``path``; 200 and a script, as the real one."""
    court = profile()
    back = court_url(court, path)
    query = f"pscCourtId={court.psc_court_id}&appurl={quote(back, safe='/:')}"
    outcome("led to PACER's sign-in")
    target = address().url("pacer_login", f"/csologin/login.jsf?{query}")
    return make_response(render_template("court/to_pacer.html", profile=court, target=target))


def sign_in_first(here: Visit) -> Response:
    """What somebody who is not signed in gets instead of a page that needs it."""
    if here.live:
        # What was posted is lost with the sign-on, so the way back is to a page that can be opened.
        return to_pacer(request.full_path.rstrip("?") if request.method == "GET" else HOME)
    outcome("shown the court's own sign-in")
    return here.page("own_sign_in.html", refusal="")


def long_date(day: date) -> str:
    """A date as people write it: ``February 18, 2020``."""
    return f"{day:%B} {day.day}, {day.year}"


def _user(state: State, court: Profile, user: MenuUser) -> MenuUser:
    if user is MenuUser.PACER_ONLY and state.has_fault("menus-without-link", court.code):
        return MenuUser.FILER
    if user is MenuUser.FILER and state.has_fault("menus-never-appear", court.code):
        return MenuUser.PACER_ONLY
    return stale_menus.shown_to(state, court.code, user)


def _who(state: State, court: Profile, found: SignOn | CourtSignOn | None) -> tuple[str, str]:
    """The name of the person and the login by which the court knows them."""
    if found is None:
        return "", ""
    if isinstance(found, CourtSignOn):
        cmecf = state.cmecf_account(court.code, found.login)
        return (cmecf.person if cmecf else found.login), found.login
    pacer = state.pacer_account(found.username)
    link = state.link_of_pacer(court.code, found.username)
    return (pacer.person if pacer else found.username), (link.login if link else found.username)


def _menu_faults(state: State, court: Profile) -> MenuFaults:
    return MenuFaults(
        missing=state.has_fault("link-item-missing", court.code),
        elsewhere=state.has_fault("link-item-elsewhere", court.code),
        renamed=state.has_fault("link-item-renamed", court.code),
        fly_out_differs=state.has_fault("fly-out-differs", court.code),
    )

"""The court's menus: fly-outs, menu pages, and the pages that the mock does not have."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import outcome, read
from mock_ecf.court import search
from mock_ecf.court.visit import Visit, break_if_told, show_server_error, sign_in_first, visit
from mock_ecf.courts import Profile
from mock_ecf.courts.menu_schema import MenuPage
from mock_ecf.domain.state import State

blueprint = Blueprint("court_menus", __name__, template_folder="templates")

_HOST = "<court:address>"


@blueprint.get("/cgi-bin/menu.pl", host=_HOST)
def fly_outs() -> str:
    """The fly-out menus of whoever asks, which a script puts under the bar."""
    with read() as state:
        tree = visit(state).tree
    return render_template("court/fly_outs.html", tree=tree)


@blueprint.get("/cgi-bin/DisplayMenu.pl", host=_HOST)
def menu_page() -> Response:
    """A menu page, named by the first word of the query: ``DisplayMenu.pl?Utilities``."""
    with read() as state:
        here = visit(state)
        if here.sign_on is None:
            return sign_in_first(here)
        page = here.tree.page(next(iter(request.args), ""))
        if page is not None:
            _break_if_told(state, here, page)
        closed = search.refusal(state, here) if page is here.profile.menus.pages["reports"] else None
    return closed or _show(here, page)


@blueprint.get("/cgi-bin/iquery.pl", host=_HOST)
def query() -> Response:
    """Looking for cases, which the mock does not have."""
    with read() as state:
        here = visit(state)
        closed = search.refusal(state, here)
    if here.sign_on is None:
        return sign_in_first(here)
    return closed or _not_built(here, here.profile.menus.bar_items["query"].text)


@blueprint.get("/cgi-bin/not-built.pl", host=_HOST)
def not_built() -> Response:
    """What an item leads to that the mock does not have: a page that names it and says so."""
    with read() as state:
        here = visit(state)
    return _not_built(here, _name(here.profile, request.args.get("item", "")))


def _break_if_told(state: State, here: Visit, page: MenuPage) -> None:
    kind = "utilities" if page is here.profile.menus.pages["utilities"] else "menu"
    break_if_told(state, kind)
    if page.filers_only and state.has_fault("menu-page-broken", here.profile.code):
        show_server_error()


def _show(here: Visit, page: MenuPage | None) -> Response:
    if page is None:
        return here.page("message.html", message=here.profile.text("page-unknown"))
    if not here.tree.may_open(page):
        outcome("refused: no filing rights")
        return here.page("message.html", message=here.profile.text("no-privileges"))
    return here.page("menu.html", page=page, sections=here.tree.sections(page))


def _not_built(here: Visit, item: str) -> Response:
    outcome(f"does not have: {item}")
    return here.page("not_built.html", item=item)


def _name(profile: Profile, identifier: str) -> str:
    menus = profile.menus
    item = menus.items.get(identifier) or menus.bar_items.get(identifier)
    return item.text if item else "this page"

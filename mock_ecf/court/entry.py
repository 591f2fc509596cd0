"""The way into a court: entry page, sign-in, first page, Log Out, and the court's details."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import address, outcome, profile, read, write
from mock_ecf.court.visit import HOME, Visit, break_if_told, sign_in_first, visit
from mock_ecf.domain import sign_on
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.state import State
from mock_ecf.pacer import cookies

blueprint = Blueprint("court_entry", __name__, template_folder="templates")

_HOST = "<court:address>"
_TO_INDEX = "<html><meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'></html>"


@blueprint.get("/", host=_HOST)
def root() -> Response:
    """The index page, or what leads to it: the types of court differ."""
    return make_response(_TO_INDEX) if profile().style.entry == "refresh" else show_index()


@blueprint.get("/cgi-bin/ShowIndex.pl", host=_HOST)
def show_index() -> Response:
    """The index page, the same for everybody."""
    court = profile()
    with read() as state:
        break_if_told(state, "entry")
        with_link = not state.has_fault("entry-link-missing", court.code)
    items = [(identifier, court.menus.items[identifier]) for identifier in court.entry_items]
    return make_response(
        render_template("court/entry.html", profile=court, with_link=with_link, items=items, home=HOME)
    )


@blueprint.get("/cgi-bin/CourtInfo.pl", host=_HOST)
def court_information() -> Response:
    """The court's details and its help desk, for everybody."""
    with read() as state:
        return visit(state).page("information.html")


@blueprint.get("/cgi-bin/login.pl", host=_HOST)
def log_in() -> Response:
    """The first page of a signed-in user; the way to the sign-in for others; and ``?logout``."""
    if "logout" in request.args:
        return _log_out()
    if request.args.get("csession"):
        return _take_session(request.args["csession"])
    with read() as state:
        here = visit(state)
        if not here.live:
            break_if_told(state, "sign-in")
    return sign_in_first(here) if here.sign_on is None else here.page("main.html")


@blueprint.post("/cgi-bin/login.pl", host=_HOST)
def log_in_at_court() -> Response:
    """The court's own sign-in, before its go-live (form ``GetPass``)."""
    with write() as state:
        break_if_told(state, "sign-in")
        here = visit(state)
        login, password = request.form.get("login", "").strip(), request.form.get("key", "")
        agreed = "redaction" in request.form
        result = sign_on.court_sign_in(state, here.profile.rules, login, password, agreed)
    if result.token is None:
        return _declined(here, result.refusal)
    outcome("signed in with court credentials")
    response = redirect(HOME, 303)
    cookies.set_court_token(response, address(), result.token)
    return response


def _declined(here: Visit, refusal: Refusal | None) -> Response:
    if refusal is None or here.live:
        return sign_in_first(here)
    outcome(f"refused: {refusal.code}")
    return here.page("own_sign_in.html", refusal=here.refusal_text(refusal))


def _take_session(token: str) -> Response:
    """The other way back from PACER: the token in the address becomes the cookie."""
    with read() as state:
        found = sign_on.current(state, token)
    response = redirect(HOME)
    if found is not None:
        values = cookies.sign_on_cookies(token, found.username, found.client_code)
        cookies.set_sign_on(response, address(), values)
    return response


def _log_out() -> Response:
    with write() as state:
        here = visit(state)
        works = not state.has_fault("sign-out-does-nothing", here.profile.code)
        if works:
            _end_sign_ons(state)
    response = _signed_out_page(here)
    if works:
        cookies.clear(response, address())
    outcome("signed out" if works else "not signed out, as the fault says")
    return response


def _end_sign_ons(state: State) -> None:
    sign_on.sign_out(state, request.cookies.get(cookies.TOKEN, ""))
    sign_on.court_sign_out(state, request.cookies.get(cookies.COURT_TOKEN, ""))


def _signed_out_page(here: Visit) -> Response:
    if here.live:
        path = f"/csologin/logout.jsf?pscCourtId={here.profile.psc_court_id}"
        return redirect(address().url("pacer_login", path))
    return make_response(render_template("court/signed_out.html", profile=here.profile, home=HOME))

"""PACER's sign-in page: password, then the redaction agreement for filers, then back to the court.

The page is posted by a script, as PrimeFaces does, or plainly; both get the same answers in their
own form (see :mod:`mock_ecf.pacer.answers`).
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, current_app, make_response, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import address, outcome, read, world_name, world_time, write
from mock_ecf.domain import sign_on
from mock_ecf.domain.sign_on import SignInResult
from mock_ecf.domain.state import State
from mock_ecf.domain.tokens import new_identifier
from mock_ecf.pacer import cookies
from mock_ecf.pacer.answers import Page, redirected, shown
from mock_ecf.pacer.texts import text
from mock_ecf.pacer.view_state import Sealer, ViewState
from mock_ecf.pacer.way_back import WayBack, way_back

blueprint = Blueprint("pacer_sign_in", __name__, template_folder="templates")
blueprint.record_once(lambda setup: setup.app.extensions.setdefault("pacer_view_states", Sealer()))

_HOST = "<pacer_login:address>"
_PATH = "/csologin/login.jsf"
_SHORTEST_USERNAME, _SHORTEST_PASSWORD = 6, 8


@blueprint.get(_PATH, host=_HOST)
def show_sign_in() -> Response:
    """The page as it is first shown; sets the cookie that the next step must bring back."""
    way = way_back()
    _break_if_told(way)
    known = _session()
    return _shown(Page(way.query), new_identifier() if not known or sealer().has_ended(known) else known)


@blueprint.post(_PATH, host=_HOST)
def post_sign_in() -> Response:
    """Login, Clear (a page with scripts does that itself), Cancel, or Continue of the redaction agreement."""
    way, pressed = way_back(), _pressed()
    _break_if_told(way)
    if pressed == "loginForm:fbtnCancel":
        return redirected(way.after_cancel)
    if pressed == "loginForm:fbtnClear":
        return show_sign_in()
    if not _session():
        return _shown(Page(way.query, messages=(text("cookies-needed"),)), new_identifier())
    kept = sealer().open(_view_state(), _session(), world_name(), world_time())
    if kept is None:
        return _shown(Page(way.query, messages=(text("timeout"), text("timeout-next"))), new_identifier())
    return _agree(way, kept) if pressed == "regmsg:bpmConfirm" else _log_in(way)


def _log_in(way: WayBack) -> Response:
    form = request.form
    username, client_code = (
        form.get("loginForm:loginName", "").strip(),
        form.get("loginForm:clientCode", "").strip(),
    )
    password = form.get("loginForm:password", "")
    errors = _field_errors(username, password)
    if errors:
        return _shown(Page(way.query, username=username, field_errors=errors), _session())
    with read() as state:
        agreed = state.has_fault("redaction-not-asked", way.code)
    typed = ViewState(_session(), world_name(), username, client_code, verified=True)
    return _sign_in(way, typed, lambda state: sign_on.sign_in(state, username, password, client_code, agreed))


def _agree(way: WayBack, kept: ViewState) -> Response:
    if not kept.verified:
        return _shown(Page(way.query, messages=(text("timeout"), text("timeout-next"))), _session())
    if not request.form.get("regmsg:chkRedact_input"):
        return _shown(Page(way.query, redaction=True, messages=(text("redaction-needed"),)), "", kept)
    return _sign_in(way, kept, lambda state: sign_on.agree_to_redact(state, kept.username, kept.client_code))


def _sign_in(way: WayBack, typed: ViewState, attempt: Callable[[State], SignInResult]) -> Response:
    """Signs in; ``typed`` is kept, as verified, only if the agreement is asked for next."""
    with write() as state:
        result = attempt(state)
        loops = result.token is not None and state.has_fault("sign-in-loops", way.code)
        if loops:
            sign_on.sign_out(state, result.token or "")
        leads_wrong = state.has_fault("wrong-redirect", way.code)
    if loops:
        outcome("sign-in page shown again, as the fault says")
        return _shown(Page(way.query), typed.session)
    return _answer(way, typed, result, leads_wrong)


def _answer(way: WayBack, typed: ViewState, result: SignInResult, leads_wrong: bool) -> Response:
    if result.redaction_needed:
        outcome("asked for the redaction agreement")
        return _shown(Page(way.query, redaction=True), "", typed)
    if result.token is None:
        outcome(f"refused: {result.refusal}")
        page = Page(way.query, username=typed.username, messages=(text("bad-credentials"),))
        return _shown(page, typed.session)
    outcome("signed in")
    here = address()
    response = redirected(
        here.url("nextgen_list", "/psco/cgi-bin/links.pl") if leads_wrong else way.after_login
    )
    values = cookies.sign_on_cookies(result.token, typed.username, typed.client_code)
    cookies.set_sign_on(response, here, values)
    return response


def _shown(page: Page, session: str, kept: ViewState | None = None) -> Response:
    """The page with a fresh view state; ``kept`` is what was typed before the redaction step."""
    state = kept or ViewState(session, world_name())
    response = shown(page, sealer().seal(state, world_time()))
    if state.session != _session():
        cookies.set_session(response, address(), state.session)
    return response


def _field_errors(username: str, password: str) -> dict[str, str]:
    errors = {}
    if len(username) < _SHORTEST_USERNAME:
        errors["username"] = text("username-short" if username else "username-required")
    if len(password) < _SHORTEST_PASSWORD:
        errors["password"] = text("password-short" if password else "password-required")
    return errors


def _pressed() -> str:
    """The name of the button that posted the page."""
    source = request.form.get("jakarta.faces.source") or request.form.get("javax.faces.source")
    buttons = ("loginForm:fbtnClear", "loginForm:fbtnCancel", "regmsg:bpmConfirm")
    return source or next((name for name in buttons if name in request.form), "loginForm:fbtnLogin")


def _view_state() -> str:
    return request.form.get("jakarta.faces.ViewState") or request.form.get("javax.faces.ViewState", "")


def _session() -> str:
    return request.cookies.get(cookies.SESSION, "")


def sealer() -> Sealer:
    """What seals the view states of this application."""
    sealer = current_app.extensions["pacer_view_states"]
    if not isinstance(sealer, Sealer):
        raise TypeError("the application's view states are sealed by something else")
    return sealer


def _break_if_told(way: WayBack) -> None:
    with read() as state:
        if state.has_fault("error-500", way.code, "sign-in"):
            outcome("server error, as the fault says")
            abort(make_response(render_template("pacer/error.html", item=text("heading")), 500))

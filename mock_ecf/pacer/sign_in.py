"""PACER's sign-in page: password, second factor, redaction agreement for filers, then back to the court.

The page is posted by a script, as PrimeFaces does, or plainly; both get the same answers in their
own form (see :mod:`mock_ecf.pacer.answers`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, abort, make_response, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import outcome, read, world_name, world_time
from mock_ecf.domain import sign_on
from mock_ecf.domain.sign_on import SignInResult
from mock_ecf.domain.state import State
from mock_ecf.domain.tokens import new_identifier
from mock_ecf.pacer import passcode
from mock_ecf.pacer.answers import Page, redirected
from mock_ecf.pacer.next_step import show_step, take
from mock_ecf.pacer.passcode import Act
from mock_ecf.pacer.sign_in_page import sealer, session, show_login, view_state
from mock_ecf.pacer.texts import text
from mock_ecf.pacer.view_state import Sealer, SignInStep, ViewState
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
    known = session()
    return show_login(Page(way.query), new_identifier() if not known or sealer().has_ended(known) else known)


@blueprint.post(_PATH, host=_HOST)
def post_sign_in() -> Response:
    """Any button of any step (a page with scripts clears itself). One of another step has timed out."""
    way, pressed = way_back(), _pressed()
    _break_if_told(way)
    if pressed in _CANCEL:
        return redirected(way.after_cancel)
    if pressed == _CLEAR:
        return show_sign_in()
    if not session():
        return show_login(Page(way.query, messages=(text("cookies-needed"),)), new_identifier())
    kept = sealer().open(view_state(), session(), world_name(), world_time())
    if kept is None:
        return _timed_out(way, new_identifier())
    if pressed not in _ACTS:
        return _log_in(way)
    step, act = _ACTS[pressed]
    return act(way, kept) if kept.step is step and _still_known(kept) else _timed_out(way, session())


def _still_known(kept: ViewState) -> bool:
    """Whether the password that was given is still the account's."""
    with read() as state:
        return sign_on.known_by(state, kept.username) == kept.known_by


def _timed_out(way: WayBack, session: str) -> Response:
    return show_login(Page(way.query, messages=(text("timeout"), text("timeout-next"))), session)


def _log_in(way: WayBack) -> Response:
    form = request.form
    username, client_code = (
        form.get("loginForm:loginName", "").strip(),
        form.get("loginForm:clientCode", "").strip(),
    )
    password = form.get("loginForm:password", "")
    errors = _field_errors(username, password)
    if errors:
        return show_login(Page(way.query, username=username, field_errors=errors), session())

    def attempt(state: State) -> SignInResult:
        agreed = state.has_fault("redaction-not-asked", way.code)
        given = state.has_fault("second-factor-not-asked", way.code)
        return sign_on.sign_in(state, username, password, client_code, agreed, given)

    return take(way, ViewState(session(), world_name(), username, client_code), attempt)


def _agree(way: WayBack, kept: ViewState) -> Response:
    if not request.form.get("regmsg:chkRedact_input"):
        return show_step(Page(way.query, SignInStep.REDACTION, messages=(text("redaction-needed"),)), kept)
    return take(way, kept, lambda state: sign_on.agree_to_redact(state, kept.username, kept.client_code))


_CLEAR = "loginForm:fbtnClear"
_CANCEL = ("loginForm:fbtnCancel", *passcode.CANCEL)
_ACTS: Mapping[str, tuple[SignInStep, Act]] = MappingProxyType(
    {"regmsg:bpmConfirm": (SignInStep.REDACTION, _agree), **passcode.ACTS}
)


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
    buttons = (_CLEAR, *_CANCEL, *_ACTS)
    return source or next((name for name in buttons if name in request.form), "loginForm:fbtnLogin")


def _break_if_told(way: WayBack) -> None:
    with read() as state:
        if state.has_fault("error-500", way.code, "sign-in"):
            outcome("server error, as the fault says")
            abort(make_response(render_template("pacer/error.html", item=text("heading")), 500))

"""Enrolling in multifactor authentication at Manage My Account, for whoever is signed in."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import address, mock, outcome, read, world_name, world_time, write
from mock_ecf.domain import second_factor, sign_on
from mock_ecf.domain.second_factor import Refused
from mock_ecf.domain.state import State
from mock_ecf.domain.tokens import digest
from mock_ecf.pacer import cookies
from mock_ecf.pacer.passcode import words
from mock_ecf.pacer.sign_in_page import sealer, view_state
from mock_ecf.pacer.texts import text
from mock_ecf.pacer.view_state import SignInStep, ViewState

blueprint = Blueprint("pacer_enrollment", __name__, template_folder="templates")

_HOST = "<pacer_account:address>"
_PATH = "/mfa"


@blueprint.app_context_processor
def template_helpers() -> dict[str, object]:
    """What the page of the account asks before it shows the link to this one."""
    return {"second_factor_exists": _exists}


@blueprint.get(_PATH, host=_HOST)
def enrollment() -> Response:
    """A new secret to enroll with; to who is enrolled, that they are."""
    with read() as state:
        username = _username(state)
        enrolled = bool(username) and second_factor.is_enrolled(state, username)
    if not username:
        return _to_sign_in()
    return _page(enrolled=True) if enrolled else _form(_kept(username, second_factor.new_secret()))


@blueprint.post(_PATH, host=_HOST)
def enroll() -> Response:
    """The first passcode; the backup codes are shown in the answer and never again."""
    typed, seconds = request.form.get("enrollForm:mfaInput", ""), mock().settings.seconds()
    with write() as state:
        username = _username(state)
        kept = sealer().open(view_state(), _session(), world_name(), state.now)
        codes: tuple[str, ...] | Refused = ()
        if username and kept is not None and kept.username == username:
            codes = second_factor.enroll(state, username, kept.authenticator, typed, seconds)
    if not username:
        return _to_sign_in()
    if kept is None or not codes:
        return _form(_kept(username, second_factor.new_secret()), text("timeout-enroll"))
    if codes is Refused.ENROLLED:
        return redirect(_PATH)
    if isinstance(codes, Refused):
        outcome(f"not enrolled: {codes}")
        return _form(kept, words(codes))
    outcome("enrolled in multifactor authentication")
    return _page(backup_codes=codes)


def _exists() -> bool:
    with read() as state:
        return second_factor.exists(state)


def _username(state: State) -> str:
    """Who is signed in; nobody: empty. Aborts with 404 while PACER does not have the second factor."""
    if not second_factor.exists(state):
        abort(404)
    found = sign_on.current(state, request.cookies.get(cookies.TOKEN, ""))
    return found.username if found else ""


def _session() -> str:
    """What binds the page to its sign-on."""
    return digest(request.cookies.get(cookies.TOKEN, ""))


def _kept(username: str, secret: str) -> ViewState:
    return ViewState(_session(), world_name(), username, step=SignInStep.ENROLL, authenticator=secret)


def _to_sign_in() -> Response:
    here = address().url("pacer_account", _PATH)
    return redirect(address().url("pacer_login", f"/csologin/login.jsf?appurl={here}"))


def _form(kept: ViewState, message: str = "") -> Response:
    secret = kept.authenticator
    where = second_factor.address_of(secret, kept.username)
    sealed = sealer().seal(kept, world_time())
    return _page(message=message, authenticator=secret, authenticator_address=where, view_state=sealed)


def _page(*, enrolled: bool = False, backup_codes: tuple[str, ...] = (), **form: str) -> Response:
    values = {"message": "", **form}
    page = render_template("pacer/enrollment.html", enrolled=enrolled, backup_codes=backup_codes, **values)
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"  # secrets that are shown once
    return response

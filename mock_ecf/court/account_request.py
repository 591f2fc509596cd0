"""The form by which a user asks the court to correct the address on file of a CM/ECF account (D4)."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import mock, outcome, read, write
from mock_ecf.court.visit import Visit, break_if_told, visit
from mock_ecf.domain import address_correction
from mock_ecf.domain.credentials import Refusal

blueprint = Blueprint("court_account_request", __name__, template_folder="templates")

REQUEST: Final = "/e-filing/request-cmecf-account"
"""As D4 gives it, there for the court's web site; here the court has one host."""

_HOST = "<court:address>"
_FIELDS = ("person", "login", "bar_number", "email")


@blueprint.get(REQUEST, host=_HOST)
def account_request() -> Response:
    """The form; with ``?sent`` what happens next."""
    with read() as state:
        break_if_told(state, "request")
        here = visit(state)
    if "sent" in request.args:
        return here.page("account_request_sent.html")
    return _form(here, dict.fromkeys(_FIELDS, ""))


@blueprint.post(REQUEST, host=_HOST)
def send_request() -> Response:
    """Hands the request to the court's staff, or says what is missing and keeps what was entered."""
    entered = {name: " ".join(request.form.get(name, "").split()) for name in _FIELDS}
    with write() as state:
        break_if_told(state, "request")
        here = visit(state)
        asked = address_correction.ask(
            state,
            here.profile.rules,
            entered["person"],
            entered["login"],
            entered["bar_number"],
            entered["email"],
            mock().settings.seconds,
        )
    if isinstance(asked, Refusal):
        outcome(f"refused: {asked.code}")
        return _form(here, entered, asked)
    outcome("address request sent")
    return redirect(f"{REQUEST}?sent", 303)


def _form(here: Visit, entered: dict[str, str], refusal: Refusal | None = None) -> Response:
    message = here.refusal_text(refusal) if refusal else ""
    return here.page("account_request.html", action=REQUEST, entered=entered, message=message)

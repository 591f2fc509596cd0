"""Utilities > Change PACER Exemption Status: exempt or private use in one account (D4; web nvd)."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import outcome, read, write
from mock_ecf.court.visit import Visit, sign_in_first, visit
from mock_ecf.domain import privileges
from mock_ecf.domain.records import CourtSignOn
from mock_ecf.world_state import WorldState

blueprint = Blueprint("court_exemption", __name__, template_folder="templates")

PATH = "/cgi-bin/ChangeExemption.pl"
_HOST = "<court:address>"


@blueprint.get(PATH, host=_HOST)
def show_status() -> Response:
    """The status of this sign-on, and the button that switches it."""
    with read() as state:
        here = visit(state)
        may = _may_switch(state, here)
        exempt = may and state.is_exempt(_token_digest(here))
    if here.sign_on is None:
        return sign_in_first(here)
    return here.page("exemption.html", action=PATH, may=may, exempt=exempt)


@blueprint.post(PATH, host=_HOST)
def switch() -> Response:
    """Switches the status for this sign-on alone; the next one begins non-exempt again."""
    with write() as state:
        here = visit(state)
        if here.sign_on is None:
            return sign_in_first(here)
        if _may_switch(state, here):
            exempt = request.form.get("status") == "exempt"
            state.set_exempt(_token_digest(here), exempt)
            outcome("exempt" if exempt else "non-exempt")
    return redirect(PATH, 303)


def _token_digest(here: Visit) -> str:
    return here.sign_on.token_digest if here.sign_on else ""


def _may_switch(state: WorldState, here: Visit) -> bool:
    if here.sign_on is None or isinstance(here.sign_on, CourtSignOn):
        return False
    return privileges.may_be_exempt(state, here.sign_on.username)

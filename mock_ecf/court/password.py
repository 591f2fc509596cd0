"""Forgotten CM/ECF credentials: asking for the mail, and choosing a new password by its link (D1, D4)."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import address, outcome, profile, read, write
from mock_ecf.court.visit import HOME, Visit, break_if_told, visit
from mock_ecf.courts import Profile
from mock_ecf.domain import password_reset
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.mail import Letter

blueprint = Blueprint("court_password", __name__, template_folder="templates")

FORGOT: Final = "/cgi-bin/ForgotPassword.pl"
NEW_PASSWORD: Final = "/cgi-bin/NewPassword.pl"  # noqa: S105 - the path of a page

_HOST = "<court:address>"


@blueprint.get(FORGOT, host=_HOST)
def forgot() -> Response:
    """Asks for login or mail address; with ``?sent`` the answer, which is the same for everybody."""
    with read() as state:
        break_if_told(state, "forgot")
        here = visit(state)
    return here.page("forgot_sent.html") if "sent" in request.args else _form(here)


@blueprint.post(FORGOT, host=_HOST)
def ask_for_mail() -> Response:
    """Sends the mail, if there is anybody to send it to, and answers alike if there is not."""
    named = request.form.get("account", "").strip()
    with write() as state:
        break_if_told(state, "forgot")
        here = visit(state)
        if not named:
            return _form(here, Refusal("forgot-empty"))
        court = here.profile
        sent = password_reset.ask(state, court.rules, named, court.sender, _letter(court), _address_of_link)
    outcome(f"links mailed: {sent}")
    return redirect(f"{FORGOT}?sent", 303)


@blueprint.after_request
def _keep_address_to_itself(response: Response) -> Response:
    """The address of the page that the link opens holds its token: no other page is to learn it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@blueprint.get(NEW_PASSWORD, host=_HOST)
def new_password() -> Response:
    """What the link in the mail opens. To open it uses nothing up."""
    token = request.args.get("token", "")
    with read() as state:
        break_if_told(state, "new-password")
        here = visit(state)
        found = password_reset.account_of(state, here.profile.rules, token)
    if isinstance(found, Refusal):
        return _refused(here, found)
    return here.page("new_password.html", login=found.login, token=token, refusal="")


@blueprint.post(NEW_PASSWORD, host=_HOST)
def choose() -> Response:
    """Takes the new password, or says why not and leaves the link good."""
    token, password = request.form.get("token", ""), request.form.get("password", "")
    with write() as state:
        break_if_told(state, "new-password")
        here = visit(state)
        rules = here.profile.rules
        found = password_reset.account_of(state, rules, token)
        if isinstance(found, Refusal):
            return _refused(here, found)
        chosen = password_reset.choose(state, rules, token, password, request.form.get("again", ""))
    if isinstance(chosen, Refusal):
        outcome(f"refused: {chosen.code}")
        refusal = here.refusal_text(chosen)
        return here.page("new_password.html", login=found.login, token=token, refusal=refusal)
    outcome("password changed")
    return here.page("new_password_done.html", login=chosen.login, home=HOME)


def _form(here: Visit, refusal: Refusal | None = None) -> Response:
    return here.page("forgot.html", action=FORGOT, message=here.refusal_text(refusal) if refusal else "")


def _refused(here: Visit, refusal: Refusal) -> Response:
    outcome(f"refused: {refusal.code}")
    return here.page("new_password_refused.html", forgot=FORGOT, message=here.refusal_text(refusal))


def _letter(court: Profile) -> Letter:
    return Letter(court.text("mail-reset-subject"), court.text("mail-reset-body"))


def _address_of_link(token: str) -> str:
    path = f"{NEW_PASSWORD}?token={token}"
    return address().url("court", path, court=address().court, real_host=profile().host)

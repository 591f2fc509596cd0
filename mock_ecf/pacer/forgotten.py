"""Forgot Your Password? and Forgot User Name?: by mail, and the page that the mail leads to."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import address, outcome, read, write
from mock_ecf.domain import forgotten
from mock_ecf.pacer.texts import letter, text

blueprint = Blueprint("pacer_forgotten", __name__, template_folder="templates")

PASSWORD = "/pscof/forgotPassword.jsf"  # noqa: S105 - an address
USERNAME = "/pscof/forgotUserName.jsf"
RESET = "/pscof/resetPassword.jsf"
_HOST = "<pacer_account:address>"


@blueprint.get(PASSWORD, host=_HOST)
def forgot_password() -> Response:
    """Asks for the user name."""
    return _asked("forgot-password", PASSWORD, "username")


@blueprint.post(PASSWORD, host=_HOST)
def mail_reset_link() -> Response:
    """Mails the link; says the same whether or not there is such an account."""
    username = request.form.get("username", "").strip()
    if not username:
        return _asked("forgot-password", PASSWORD, "username", wrong="required")
    with write() as state:
        forgotten.send_reset_link(state, username, text("mail-sender"), letter("reset"), _reset_address)
    return _told("forgot-password", text("forgot-password-sent"))


@blueprint.get(USERNAME, host=_HOST)
def forgot_username() -> Response:
    """Asks for the mail address."""
    return _asked("forgot-username", USERNAME, "email")


@blueprint.post(USERNAME, host=_HOST)
def mail_usernames() -> Response:
    """Mails the user names; says the same whether or not there is such an account."""
    email = request.form.get("email", "").strip()
    if not email:
        return _asked("forgot-username", USERNAME, "email", wrong="required")
    with write() as state:
        forgotten.send_usernames(state, email, text("mail-sender"), letter("username"))
    return _told("forgot-username", text("forgot-username-sent"))


@blueprint.get(RESET, host=_HOST)
def show_reset() -> Response:
    """Where the link in the mail leads: asks for a new password, if the link can still be used."""
    token = request.args.get("token", "")
    with read() as state:
        usable = forgotten.account_to_reset(state, token) is not None
    if not token and "done" in request.args:
        return _told("reset-title", text("reset-done"))
    return _reset_form(token, {}) if usable else _useless()


@blueprint.post(RESET, host=_HOST)
def reset() -> Response:
    """Sets the new password; a wrong one does not use up the link."""
    given = request.form
    token = given.get("token", "")
    with write() as state:
        problems = forgotten.reset_password(
            state, token, given.get("password", ""), given.get("password-again", "")
        )
    if problems is None:
        return _useless()
    if problems:
        outcome(f"refused: {', '.join(sorted(problems.values()))}")
        return _reset_form(token, problems)
    outcome("password changed")
    return redirect(f"{RESET}?done", 303)


def _reset_address(token: str) -> str:
    return address().url("pacer_account", f"{RESET}?token={token}")


def _asked(title: str, action: str, field: str, wrong: str = "") -> Response:
    return make_response(
        render_template("pacer/forgotten.html", title=title, action=action, asked=field, wrong=wrong)
    )


def _reset_form(token: str, problems: dict[str, str]) -> Response:
    response = make_response(render_template("pacer/reset.html", token=token, problems=problems))
    response.headers["Referrer-Policy"] = "no-referrer"  # the address of this page is a secret
    return response


def _useless() -> Response:
    outcome("refused: the link cannot be used")
    return _told("reset-title", text("reset-useless"))


def _told(title: str, message: str) -> Response:
    return make_response(render_template("pacer/told.html", title=text(title), messages=(message,)))

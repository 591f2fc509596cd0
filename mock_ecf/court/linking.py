"""Linking a CM/ECF account to a PACER account: form, confirmation, result (D3 steps 4 to 7)."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import outcome, read, write
from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.court.visit import Visit, break_if_told, sign_in_first, visit
from mock_ecf.domain import linking
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.linking import Names, ResultView
from mock_ecf.domain.records import Approval, Confirmation, CourtSignOn
from mock_ecf.domain.state import State

blueprint = Blueprint("court_linking", __name__, template_folder="templates")

_HOST = "<court:address>"


@blueprint.get(LINK_FORM, host=_HOST)
def link_form() -> Response:
    """The link form; with ``?result=`` the result of a confirmation."""
    if "result" in request.args:
        return _result(request.args["result"])
    with read() as state:
        break_if_told(state, "link-form")
        here = visit(state)
        refusal = _refusal_before_form(state, here)
    return sign_in_first(here) if here.sign_on is None else _form(here, refusal)


@blueprint.post(LINK_FORM, host=_HOST)
def enter_credentials() -> Response:
    """The first Submit: old CM/ECF login and password; shows the confirmation with both names."""
    login, password = request.form.get("cmecf_login", "").strip(), request.form.get("cmecf_password", "")
    with write() as state:
        here = visit(state)
        username = _username(here)
        if not username:
            return _without_pacer(state, here)
        entered = linking.enter_credentials(state, here.profile.rules, username, login, password)
        if isinstance(entered, Refusal):
            outcome(f"refused: {entered.code}")
            return _form(here, _refusal_before_form(state, here), entered, login)
        if state.has_fault("confirmation-skipped", here.profile.code):
            linking.submit(state, here.profile.rules, username, entered.identifier)
            return _to_result(entered.identifier)
        break_if_told(state, "confirm")
        return _confirmation(state, here, entered)


@blueprint.post(f"{LINK_FORM}/confirm", host=_HOST)
def confirm() -> Response:
    """The second Submit; then leads to the result, which can be loaded again without harm."""
    identifier = request.form.get("confirmation", "")
    with write() as state:
        here = visit(state)
        username, code = _username(here), here.profile.code
        if not username:
            return _without_pacer(state, here)
        shown = state.confirmation(identifier)
        if shown is not None and state.has_fault("submit-does-nothing", code):
            outcome("nothing done, as the fault says")
            return _confirmation(state, here, shown)
        if state.has_fault("success-without-link", code):
            outcome("success shown without a link, as the fault says")
            return _to_result(identifier)
        done = linking.submit(state, here.profile.rules, username, identifier)
        outcome(done.kind if done.refusal is None else f"refused: {done.refusal.code}")
        return _to_result(identifier) if done.refusal is None else _form(here, done.refusal)


@blueprint.get(f"{LINK_FORM}/confirm", host=_HOST)
def confirm_without_form() -> Response:
    """The confirmation's address by itself, from a history or a bookmark: begins again."""
    return redirect(LINK_FORM)


@blueprint.get("/cgi-bin/UpgradedAccount.pl", host=_HOST)
def more_about_upgraded_accounts() -> Response:
    """What an upgraded PACER account is; the link form leads here."""
    with read() as state:
        return visit(state).page("more.html")


def _result(identifier: str) -> Response:
    with write() as state:
        break_if_told(state, "result")
        here = visit(state)
        username = _username(here)
        if not username:
            return _without_pacer(state, here)
        view = linking.result(state, here.profile.rules, username, identifier)
        if state.has_fault("success-without-link", here.profile.code):
            view = _pretended(here)
        here = visit(state, on_result_page_first_view=view.first_view)
        request_ = state.link_request(identifier)
        account = state.pacer_account(username)
    if view.kind == "unknown":
        return _form(here, Refusal("confirmation-spent"))
    reason = _sentence(request_.reason) if request_ else ""
    return here.page("result.html", kind=view.kind, reason=reason, mail=account.address if account else "")


def _pretended(here: Visit) -> ResultView:
    return ResultView("requested" if here.profile.rules.approval is Approval.BY_COURT else "linked")


def _username(here: Visit) -> str:
    """The PACER user name of whoever is signed in; empty for nobody and for a court's own sign-in."""
    if here.sign_on is None or isinstance(here.sign_on, CourtSignOn):
        return ""
    return here.sign_on.username


def _without_pacer(state: State, here: Visit) -> Response:
    """The sign-in; to somebody who is signed in with court credentials, why nothing can be linked yet."""
    return sign_in_first(here) if here.sign_on is None else _form(here, _refusal_before_form(state, here))


def _sentence(reason: str) -> str:
    """The staff's reason as a sentence of the page."""
    reason = reason.strip() or "No reason was given"
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."


def _refusal_before_form(state: State, here: Visit) -> Refusal | None:
    return linking.refusal_before_form(state, here.profile.rules, _username(here))


def _form(here: Visit, closed: Refusal | None, entered: Refusal | None = None, login: str = "") -> Response:
    """The link form; without its fields if it is closed to this account."""
    refusal = closed or entered
    message = here.refusal_text(refusal) if refusal else ""
    return here.page(
        "link_form.html", action=LINK_FORM, message=message, closed=closed is not None, login=login
    )


def _confirmation(state: State, here: Visit, confirmation: Confirmation) -> Response:
    names = linking.names(state, confirmation)
    if state.has_fault("confirmation-shows-another-name", here.profile.code):
        names = Names(here.profile.text("fault-other-person"), names.pacer)
    action = f"{LINK_FORM}/confirm"
    return here.page("confirm.html", action=action, names=names, identifier=confirmation.identifier)


def _to_result(identifier: str) -> Response:
    return redirect(f"{LINK_FORM}?result={identifier}", 303)

"""Manage My Account, and the forms by which an account is upgraded or registered."""

from __future__ import annotations

from flask import Blueprint, abort, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import address, mock, outcome, read, world_name, write
from mock_ecf.domain import registration, sign_on, upgrade
from mock_ecf.domain.account_form import REGISTRATION_TABS, UPGRADE_TABS, Tab
from mock_ecf.domain.records import AccountType, PacerAccount, SignOn
from mock_ecf.domain.upgrade import Upgraded, Wrong
from mock_ecf.pacer import cookies
from mock_ecf.pacer.account_sheet import Sheet, posted, pressed
from mock_ecf.pacer.texts import letter, text
from mock_ecf.world_state import WorldState

blueprint = Blueprint("pacer_accounts", __name__, template_folder="templates")

UPGRADE = "/pscof/upgrade.jsf"
UPGRADED = "/pscof/upgraded.jsf"
REGISTER = "/pscof/registration.jsf"
REGISTERED = "/pscof/registered.jsf"
_HOST = "<pacer_account:address>"
_COUNTRY = "United States of America"


@blueprint.get("/", host=_HOST)
def account() -> Response:
    """Manage My Account, for whoever is signed in: what kind of account it is (D4)."""
    with read() as state:
        _break_if_told(state)
        found = _signed_in(state)
        if found is None:
            return _to_sign_in("/")
        pacer = found[1]
        details = state.account_details(pacer.username)
        managed = state.managed_accounts(pacer.username)
        upgradable = upgrade.can_be_upgraded(pacer) and not state.has_fault("upgrade-link-missing")
    billing_only = pacer.account_type is AccountType.ADMINISTRATIVE
    active = billing_only or details.search_activated
    return make_response(
        render_template(
            "pacer/account.html",
            account=pacer,
            details=details,
            managed=managed,
            upgrade_address=UPGRADE if upgradable else "",
            billing_only=billing_only,
            account_type=type_text(pacer),
            status_label=text("account-status" if billing_only else "account-search-status"),
            status=text("account-active" if active else "account-not-activated"),
        )
    )


def type_text(account: PacerAccount) -> str:
    """What Manage My Account calls this kind of account."""
    return text(f"account-type-{account.account_type.value}")


@blueprint.get(UPGRADE, host=_HOST)
def show_upgrade() -> Response:
    """The first tab of the upgrade; to an account that needs none, that there is nothing to upgrade."""
    with read() as state:
        _break_if_told(state)
        found = _signed_in(state)
    if found is None:
        return _to_sign_in(UPGRADE)
    pacer = found[1]
    return _upgrade_sheet(pacer).shown() if upgrade.can_be_upgraded(pacer) else _nothing_to_upgrade(pacer)


@blueprint.post(UPGRADE, host=_HOST)
def post_upgrade() -> Response:
    """Next, Back or Submit of the upgrade."""
    with write() as state:
        found = _signed_in(state)
        if found is None or not upgrade.can_be_upgraded(found[1]):
            # A second Submit: the first one has ended this sign-on, and its answer brings a new cookie.
            return redirect(UPGRADED, 303)
        sheet = posted(_upgrade_sheet(found[1]))
        if pressed() != "submit":
            problems = upgrade.upgrade_problems(state, sheet.tab, sheet.answers)
            return _turned(sheet, problems).shown()
        return _submit_upgrade(state, found[0], sheet)


def _submit_upgrade(state: WorldState, signed_on: SignOn, sheet: Sheet) -> Response:
    if state.has_fault("upgrade-does-nothing"):
        outcome("nothing done, as the fault says")
        return redirect(UPGRADED, 303)
    done = upgrade.upgrade(state, signed_on, sheet.answers, text("mail-sender"), letter("upgraded"))
    if isinstance(done, Wrong):
        outcome(f"refused: {', '.join(sorted(set(done.problems.values())))}")
        return sheet.wrong(done.problems, done.tab).shown()
    response = redirect(UPGRADED, 303)
    if isinstance(done, Upgraded):
        outcome("upgraded")
        _show_on_start_page(signed_on.username, done.account)
        values = cookies.sign_on_cookies(done.token, done.account.username, signed_on.client_code)
        cookies.set_sign_on(response, address(), values)
    return response


@blueprint.get(UPGRADED, host=_HOST)
def upgraded() -> Response:
    """What was done, and what to do next."""
    with read() as state:
        found = _signed_in(state)
        pretended = state.has_fault("upgrade-does-nothing")
    if found is None:
        return _to_sign_in(UPGRADED)
    if upgrade.can_be_upgraded(found[1]) and not pretended:
        return redirect(UPGRADE)
    message = text("upgrade-done", username=found[1].username)
    return _told("upgrade-title", message, text("upgrade-next"))


@blueprint.get(REGISTER, host=_HOST)
def show_registration() -> Response:
    """The first tab of the registration, for everybody."""
    with read() as state:
        _break_if_told(state)
    return _registration_sheet().shown()


@blueprint.post(REGISTER, host=_HOST)
def post_registration() -> Response:
    """Next, Back or Submit of the registration."""
    with write() as state:
        sheet = posted(_registration_sheet())
        if pressed() != "submit":
            problems = registration.registration_problems(state, sheet.tab, sheet.answers)
            return _turned(sheet, problems).shown()
        return _submit_registration(state, sheet)


def _submit_registration(state: WorldState, sheet: Sheet) -> Response:
    where = REGISTERED if sheet.answers["card-number"] else f"{REGISTERED}?token-by-mail"
    if state.has_fault("registration-does-nothing"):
        outcome("nothing done, as the fault says")
        return redirect(where, 303)
    done = registration.register(state, sheet.answers, text("mail-sender"), letter("registered"))
    if isinstance(done, Wrong):
        outcome(f"refused: {', '.join(sorted(set(done.problems.values())))}")
        return sheet.wrong(done.problems, done.tab).shown()
    outcome("registered")
    _show_on_start_page("", done)
    return redirect(where, 303)


@blueprint.get(REGISTERED, host=_HOST)
def registered() -> Response:
    """What was done, and what to do next."""
    waits = "token-by-mail" in request.args
    return _told("registration-title", text("registration-done"), text("registration-token") if waits else "")


def _upgrade_sheet(account: PacerAccount) -> Sheet:
    """The upgrade, with what the account says already."""
    first, _, last = account.person.partition(" ")
    known = {"first-name": first, "last-name": last, "email": account.address, "country": _COUNTRY}
    omitted = frozenset({"user-type"})
    leave = address().url("pacer_account")
    return Sheet("upgrade", UPGRADE, leave, UPGRADE_TABS, Tab.PERSON, known, omitted)


def _registration_sheet() -> Sheet:
    leave = address().url("pacer_home")
    known = {"country": _COUNTRY}
    return Sheet("registration", REGISTER, leave, REGISTRATION_TABS, Tab.PERSON, known)


def _turned(sheet: Sheet, problems: dict[str, str]) -> Sheet:
    """The form after Back, or after Next, which wants the tab's answers to be right."""
    if pressed() == "back":
        return sheet.moved(-1)
    return sheet.wrong(problems) if problems else sheet.moved(+1)


def _signed_in(state: WorldState) -> tuple[SignOn, PacerAccount] | None:
    found = sign_on.current(state, request.cookies.get(cookies.TOKEN, ""))
    pacer = state.pacer_account(found.username) if found else None
    return None if found is None or pacer is None else (found, pacer)


def _to_sign_in(path: str) -> Response:
    here = address().url("pacer_account", path)
    return redirect(address().url("pacer_login", f"/csologin/login.jsf?appurl={here}"))


def _nothing_to_upgrade(account: PacerAccount) -> Response:
    return _told("upgrade-title", text("upgrade-nothing", type=type_text(account)))


def _told(title: str, *messages: str) -> Response:
    return make_response(render_template("pacer/told.html", title=text(title), messages=messages))


def _break_if_told(state: WorldState) -> None:
    if state.has_fault("error-500", None, "account"):
        outcome("server error, as the fault says")
        abort(make_response(render_template("pacer/error.html"), 500))


def _show_on_start_page(username: str, account: PacerAccount) -> None:
    """The start page gives people the credentials of personas; here one has chosen others."""
    for persona in mock().shown.get(world_name(), []):
        pacer = persona["pacer"]
        same_person = username or persona["address"] == account.address
        if same_person and isinstance(pacer, dict) and pacer["username"] == username:
            persona["pacer"] = {"username": account.username, "password": text("password-chosen")}

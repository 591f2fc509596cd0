"""Upgrading a Legacy PACER account, after which it can be linked (D4; courts' web pages for the tabs).

The sign-on in which the account is upgraded goes on under the new user name, with a token of its own;
every other sign-on of the old name ends, because whoever opened it knew only the old password. (What the
real site does is not known.) Everything else that named the old user name names the new one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mock_ecf.domain import forgotten, mail
from mock_ecf.domain.account_form import UPGRADE_TABS, Answers, Tab, person, problems
from mock_ecf.domain.account_state import AccountState
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.new_credentials import password_problem, username_problem
from mock_ecf.domain.records import AccountDetails, AccountType, PacerAccount, SignOn
from mock_ecf.domain.tokens import digest, new_token


@dataclass(frozen=True, slots=True)
class Upgraded:
    """An upgraded account, and the token of the sign-on that goes on."""

    account: PacerAccount
    token: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why nothing was done: what is wrong, a code by the field's name. ``tab`` is the first with one."""

    tab: Tab
    problems: dict[str, str]


def can_be_upgraded(account: PacerAccount) -> bool:
    """Only a Legacy account can be upgraded."""
    return account.account_type is AccountType.LEGACY


def upgrade_problems(state: AccountState, tab: Tab, answers: Answers) -> dict[str, str]:
    """What is wrong with the answers of one tab; the user type is not asked for again."""
    known = {**answers, "user-type": "other"}
    found = problems(tab, known, state.now.date())
    return {**found, **credential_problems(state, known)} if tab is Tab.SECURITY else found


def credential_problems(state: AccountState, answers: Answers) -> dict[str, str]:
    """What is wrong with the user name and password of the Security tab."""
    username = answers.get("username", "")
    if state.has_fault("new-credentials-refused"):
        return {"username": "username-taken"}
    codes = {
        "username": username_problem(state, username),
        "password": password_problem(
            answers.get("password", ""), username, person(answers), answers.get("email", "")
        ),
    }
    return {field: code for field, code in codes.items() if code}


def upgrade(
    state: AccountState, sign_on: SignOn, answers: Answers, sender: str, letter: Letter
) -> Upgraded | Wrong | None:
    """Upgrades the account that is signed in; ``None`` if it is not a Legacy account (any more).

    All of it in the caller's transaction. With wrong answers nothing has changed.
    """
    account = state.pacer_account(sign_on.username)
    if account is None or not can_be_upgraded(account):
        return None
    for tab in UPGRADE_TABS:
        if found := upgrade_problems(state, tab, answers):
            return Wrong(tab, found)
    upgraded = _renamed(state, account, answers)
    token = new_token()
    state.save_sign_on(replace(sign_on, token_digest=digest(token), username=upgraded.username))
    filled = letter.filled(person=upgraded.person, username=upgraded.username)
    mail.send(state, "", upgraded.address, sender, filled)
    return Upgraded(upgraded, token)


def _renamed(state: AccountState, account: PacerAccount, answers: Answers) -> PacerAccount:
    upgraded = replace(
        account,
        username=answers["username"],
        password_hash=state.hash_password(answers["password"]),
        person=person(answers),
        address=answers["email"],
        account_type=AccountType.UPGRADED,
    )
    forgotten.withdraw(state, account.username)
    state.remove_sign_ons_of(account.username)
    state.rename_pacer_account(account.username, upgraded.username)
    state.save_pacer_account(upgraded)
    before = state.account_details(upgraded.username)
    state.save_account_details(details(before, answers))
    return upgraded


def details(before: AccountDetails, answers: Answers) -> AccountDetails:
    """What an account's details are after these answers; what was not asked for stays."""
    return replace(
        before,
        born=answers["born"],
        phone=answers.get("phone", ""),
        firm=answers.get("firm", ""),
        street=answers["street"],
        city=answers["city"],
        region=answers["region"],
        postcode=answers["postcode"],
        country=answers["country"],
    )

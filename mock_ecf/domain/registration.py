"""Registering for an individual PACER account (D4: "click on register").

The account is an upgraded individual one and can be used at once. Without a card its search privileges
are not activated: a token comes by U.S. mail in 7 to 10 business days (courts' web pages, nywb). Who seems
to have an account already is told so (web id: two of name, date of birth and mail address agree).
"""

from __future__ import annotations

from dataclasses import replace

from mock_ecf.domain import mail
from mock_ecf.domain.account_form import REGISTRATION_TABS, Answers, Tab, birthday, person, problems
from mock_ecf.domain.account_state import AccountState
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.records import AccountDetails, AccountType, PacerAccount
from mock_ecf.domain.upgrade import Wrong, credential_problems, details

SIMILAR = "similar-account"
"""The code for the whole form, at no field: an account may already exist."""

_FIRST_NUMBER = 8_000_000
_ALIKE = 2


def registration_problems(state: AccountState, tab: Tab, answers: Answers) -> dict[str, str]:
    """What is wrong with the answers of one tab."""
    found = problems(tab, answers, state.now.date())
    return {**found, **credential_problems(state, answers)} if tab is Tab.SECURITY else found


def register(state: AccountState, answers: Answers, sender: str, letter: Letter) -> PacerAccount | Wrong:
    """Makes the account, in the caller's transaction. With wrong answers nothing has changed."""
    for tab in REGISTRATION_TABS:
        if found := registration_problems(state, tab, answers):
            return Wrong(tab, found)
    if _may_exist(state, answers):
        return Wrong(Tab.SECURITY, {"": SIMILAR})
    account = PacerAccount(
        username=answers["username"],
        password_hash=state.hash_password(answers["password"]),
        person=person(answers),
        address=answers["email"],
        account_type=AccountType.UPGRADED,
        number=_next_number(state),
    )
    state.save_pacer_account(account)
    known = AccountDetails(account.username, user_type=answers["user-type"])
    activated = bool(answers.get("card-number"))
    state.save_account_details(replace(details(known, answers), search_activated=activated))
    state.settle_persona(account.address, account.username)
    filled = letter.filled(person=account.person, username=account.username)
    mail.send(state, "", account.address, sender, filled)
    return account


def _may_exist(state: AccountState, answers: Answers) -> bool:
    return any(_alike(state, account, answers) >= _ALIKE for account in state.pacer_accounts())


def _alike(state: AccountState, account: PacerAccount, answers: Answers) -> int:
    same_name = account.person.casefold() == person(answers).casefold()
    same_address = account.address.casefold() == answers["email"].casefold()
    born = birthday(state.account_details(account.username).born)
    return same_name + same_address + (born is not None and born == birthday(answers["born"]))


def _next_number(state: AccountState) -> str:
    numbers = [int(account.number) for account in state.pacer_accounts() if account.number.isdecimal()]
    return str(max([_FIRST_NUMBER, *numbers]) + 1)

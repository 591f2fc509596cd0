"""Forgotten PACER password and user name: by mail to the account's address, never on the page.

What the page answers is the same whether or not there is such an account. The link in the mail is usable
once, within a day (ours; see :mod:`mock_ecf.domain.mailed_links`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mock_ecf.domain import mail, mailed_links
from mock_ecf.domain.account_state import AccountState
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.new_credentials import password_problem
from mock_ecf.domain.records import PacerAccount

PURPOSE = "pacer-password"


def send_reset_link(
    state: AccountState, username: str, sender: str, letter: Letter, link: Callable[[str], str]
) -> None:
    """Mails a link to the account's address, if there is such an account; ``link`` makes it of a token."""
    account = state.pacer_account(username)
    if account is None:
        return
    token = mailed_links.issue(state, PURPOSE, account.username)
    filled = letter.filled(person=account.person, username=account.username, link=link(token))
    mail.send(state, "", account.address, sender, filled)


def account_to_reset(state: AccountState, token: str) -> PacerAccount | None:
    """Whose password this link can still change. Changes nothing."""
    username = mailed_links.subject_of(state, PURPOSE, token)
    return None if username is None else state.pacer_account(username)


def reset_password(state: AccountState, token: str, password: str, again: str) -> dict[str, str] | None:
    """Sets a new password: gives what is wrong by field, nothing if it was done.

    ``None``: the link cannot be used. A link is used up only by a password that is right; then every
    sign-on of the account ends.
    """
    account = account_to_reset(state, token)
    if account is None:
        return None
    code = password_problem(password, account.username, account.person, account.address)
    found = {"password": code} if code else {}
    if not code and again != password:
        found = {"password-again": "not-the-same" if again else "required"}
    if not found:
        mailed_links.redeem(state, PURPOSE, token)
        state.save_pacer_account(replace(account, password_hash=state.hash_password(password)))
        state.remove_sign_ons_of(account.username)
    return found


def withdraw(state: AccountState, username: str) -> None:
    """Makes every link that was mailed for this account useless."""
    state.spend_mailed_links(PURPOSE, username)


def send_usernames(state: AccountState, address: str, sender: str, letter: Letter) -> None:
    """Mails the user names of the accounts with this address to it, if there are any."""
    mine = [one for one in state.pacer_accounts() if one.address.casefold() == address.casefold()]
    if mine:
        names = ", ".join(one.username for one in mine)
        mail.send(state, "", mine[0].address, sender, letter.filled(person=mine[0].person, username=names))

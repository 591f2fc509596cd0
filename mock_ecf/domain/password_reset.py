"""A forgotten CM/ECF password: the court mails a link to the address on file, and a new one is chosen.

Sources: D1 step 6 (note) and D4 for the feature, D4 for the address on file. That the link works once and
within a day is told of one court's reset mail (lawd); the rules for the new password are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from mock_ecf.domain import mailed_links
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.mail import Letter, send
from mock_ecf.domain.records import CmecfAccount, CourtRules
from mock_ecf.domain.state import State

SHORTEST: Final = 8
"""Characters that a new password must have at least."""

_PURPOSE = "choose a CM/ECF password"


def ask(
    state: State,
    rules: CourtRules,
    named: str,
    sender: str,
    letter: Letter,
    address_of: Callable[[str], str],
) -> int:
    """Mails a link for each account that ``named``, a login or mail address, belongs to; gives how many.

    The mail goes to the address on file and nowhere else. ``address_of`` makes a link's address from its
    token. A linked account gets nothing: its credentials are retired, and a new password opens nothing.
    """
    accounts = _named(state, rules, named)
    for account in accounts:
        token = mailed_links.issue(state, _PURPOSE, _subject(account))
        filled = letter.filled(
            person=account.person, court=rules.name, login=account.login, link=address_of(token)
        )
        send(state, rules.code, account.address, sender, filled)
    return len(accounts)


def account_of(state: State, rules: CourtRules, token: str) -> CmecfAccount | Refusal:
    """Whose password a link would change now. Refusal: ``reset-link``. Changes nothing."""
    subject = mailed_links.subject_of(state, _PURPOSE, token)
    if subject is None or state.has_fault("reset-link-dead", rules.code):
        return Refusal("reset-link")
    court, _, login = subject.partition(" ")
    account = state.cmecf_account(court, login) if court == rules.code else None
    if account is None or state.link_of_cmecf(court, login) is not None:
        return Refusal("reset-link")
    return account


def choose(state: State, rules: CourtRules, token: str, password: str, again: str) -> CmecfAccount | Refusal:
    """Gives the account its new password, ends the lock after bad tries, and uses the link up.

    What the old password has opened ends: sign-ins at the court, and links that wait for the second Submit.

    Refusals: ``reset-link``; and, with the link still good, ``new-password-differs``,
    ``new-password-short`` and ``new-password-plain``.
    """
    account = account_of(state, rules, token)
    if isinstance(account, Refusal):
        return account
    if refusal := _refusal_of(password, again):
        return refusal
    mailed_links.redeem(state, _PURPOSE, token)
    if state.has_fault("reset-does-nothing", rules.code):
        return account
    account = replace(account, password_hash=state.hash_password(password), failures=0, locked_until=None)
    state.save_cmecf_account(account)
    state.end_uses_of_cmecf(account.court, account.login)
    return account


def withdraw(state: State, account: CmecfAccount) -> None:
    """Makes every link that was mailed for this account useless."""
    state.spend_mailed_links(_PURPOSE, _subject(account))


def _named(state: State, rules: CourtRules, named: str) -> list[CmecfAccount]:
    if "@" in named:
        wanted = named.casefold()
        found = [one for one in state.cmecf_accounts_at(rules.code) if one.address.casefold() == wanted]
    else:
        account = state.cmecf_account(rules.code, named)
        found = [] if account is None else [account]
    return [one for one in found if state.link_of_cmecf(rules.code, one.login) is None]


def _subject(account: CmecfAccount) -> str:
    return f"{account.court} {account.login}"


def _refusal_of(password: str, again: str) -> Refusal | None:
    if password != again:
        return Refusal("new-password-differs")
    if len(password) < SHORTEST:
        return Refusal("new-password-short")
    kinds = (str.islower, str.isupper, str.isdigit)
    if not all(any(map(kind, password)) for kind in kinds):
        return Refusal("new-password-plain")
    return None

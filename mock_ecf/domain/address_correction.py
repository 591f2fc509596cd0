"""A stale address on file: the user asks the court to correct it, the staff decide (D4).

D4 sends users whose contact information is not current to a form of the court. What the form asks for and
how the staff compare are ours: the name must be that of the account.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from mock_ecf.domain import password_reset
from mock_ecf.domain.approval import NO_REASON, AlreadyDecided, Office
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.mail import send
from mock_ecf.domain.records import AddressRequest, CmecfAccount, CourtRules, RequestState
from mock_ecf.domain.state import State
from mock_ecf.domain.tokens import new_identifier

LONGEST: Final = 100
"""Characters of what is entered in one field (ours)."""

UNKNOWN: Final = "There is no CM/ECF account of this name and login at this court."
LINKED: Final = "The CM/ECF account is linked to a PACER account, which keeps the address now."

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def ask(
    state: State,
    rules: CourtRules,
    person: str,
    login: str,
    bar_number: str,
    address: str,
    seconds: Callable[[], float] = time.time,
) -> AddressRequest | Refusal:
    """Hands a request to the court's staff.

    Refusals: ``account-request-empty``, ``account-request-unreadable``, ``account-request-address``.

    Whether there is such an account is for the staff to find out, so that the page tells nobody.
    """
    if not person or not address:
        return Refusal("account-request-empty")
    given = (person, login, bar_number, address)
    if not all(one.isprintable() and len(one) <= LONGEST for one in given):
        return Refusal("account-request-unreadable")
    if not _ADDRESS.fullmatch(address):
        return Refusal("account-request-address")
    plan = state.staff_decision(rules.code)
    due = None if plan is None else seconds() + plan.after_seconds
    request = AddressRequest(
        new_identifier(), rules.code, person, login, bar_number, address, state.now, due=due
    )
    state.save_address_request(request)
    return request


def decide(
    state: State, office: Office, request: AddressRequest, approve: bool, reason: str = ""
) -> AddressRequest:
    """Corrects the address on file or rejects the request, and writes to the new address.

    An approval without an account that it could be about becomes a rejection with its reason. Errors:
    :class:`~mock_ecf.domain.approval.AlreadyDecided`.
    """
    if request.state is not RequestState.PENDING:
        raise AlreadyDecided(f"request {request.identifier} was {request.state} before")
    account = _account(state, request)
    if approve and account is None:
        approve, reason = False, UNKNOWN
    elif approve and account is not None and state.link_of_cmecf(request.court, account.login) is not None:
        approve, reason = False, LINKED
    if approve and account is not None and not state.has_fault("correction-does-nothing", request.court):
        password_reset.withdraw(state, account)  # whoever has the old address may still get its mail
        state.save_cmecf_account(replace(account, address=request.address))
    decided = replace(
        request, state=RequestState.APPROVED if approve else RequestState.REJECTED, reason=reason
    )
    state.save_address_request(decided)
    _notify(state, office, decided, account)
    return decided


def decide_due(state: State, office: Callable[[str], Office], seconds: float) -> int:
    """Carries out what the staff were told to decide by now; gives how many were decided."""
    due = [
        request
        for request in state.address_requests()
        if request.state is RequestState.PENDING and request.due is not None and request.due <= seconds
    ]
    for request in due:
        plan = state.staff_decision(request.court)
        approve, reason = (True, "") if plan is None else (plan.approve, plan.reason)
        decide(state, office(request.court), request, approve, reason)
    return len(due)


def _account(state: State, request: AddressRequest) -> CmecfAccount | None:
    """The account that a request is about: by its login if given, else the only one of this name."""
    found = [
        account
        for account in state.cmecf_accounts_at(request.court)
        if _same_name(account.person, request.person) and request.login in ("", account.login)
    ]
    return found[0] if len(found) == 1 else None


def _same_name(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _notify(state: State, office: Office, request: AddressRequest, account: CmecfAccount | None) -> None:
    # Only the mail of an approval tells the login: whoever is turned away must not learn it.
    approved = request.state is RequestState.APPROVED
    login = account.login if approved and account is not None else request.login
    letter = office.approved if approved else office.rejected
    filled = letter.filled(
        person=request.person,
        court=office.rules.name,
        login=login or "not given",
        reason=request.reason or NO_REASON,
    )
    send(state, request.court, request.address, office.sender, filled)

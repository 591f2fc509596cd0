"""The court's staff decide requests to link, and the user gets mail (D0)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mock_ecf.domain.mail import Letter, send
from mock_ecf.domain.records import CourtRules, Link, LinkRequest, RequestState
from mock_ecf.domain.state import State

NO_REASON = "none was given"
TAKEN = "One of the two accounts has been linked in the meantime."


@dataclass(frozen=True, slots=True)
class Office:
    """What a court's staff need in order to decide: its rules, its address and its letters."""

    rules: CourtRules
    sender: str
    approved: Letter
    rejected: Letter


class AlreadyDecided(Exception):
    """A request can be decided once; the message says how it was decided."""


def decide(
    state: State, office: Office, request: LinkRequest, approve: bool, reason: str = ""
) -> LinkRequest:
    """Approves or rejects a pending request and sends the mail.

    An approval that would link an account twice becomes a rejection with its reason. Errors:
    :class:`AlreadyDecided`.
    """
    if request.state is not RequestState.PENDING:
        raise AlreadyDecided(f"request {request.identifier} was {request.state} before")
    if approve and _taken(state, request):
        approve, reason = False, TAKEN
    if approve:
        state.add_link(Link(request.court, request.username, request.login, state.now))
    decided = replace(
        request, state=RequestState.APPROVED if approve else RequestState.REJECTED, reason=reason
    )
    state.save_link_request(decided)
    _notify(state, office, decided)
    return decided


def decide_due(state: State, office: Callable[[str], Office], seconds: float) -> int:
    """Carries out what the staff were told to decide by now; gives how many were decided."""
    due = [
        request
        for request in state.link_requests()
        if request.state is RequestState.PENDING and request.due is not None and request.due <= seconds
    ]
    for request in due:
        plan = state.staff_decision(request.court)
        approve, reason = (True, "") if plan is None else (plan.approve, plan.reason)
        decide(state, office(request.court), request, approve, reason)
    return len(due)


def _taken(state: State, request: LinkRequest) -> bool:
    return (
        state.link_of_pacer(request.court, request.username) is not None
        or state.link_of_cmecf(request.court, request.login) is not None
    )


def _notify(state: State, office: Office, request: LinkRequest) -> None:
    account = state.pacer_account(request.username)
    if account is None:
        return
    letter = office.approved if request.state is RequestState.APPROVED else office.rejected
    filled = letter.filled(
        person=account.person,
        court=office.rules.name,
        login=request.login,
        username=request.username,
        reason=request.reason or NO_REASON,
    )
    send(state, request.court, account.address, office.sender, filled)

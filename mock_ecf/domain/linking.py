"""Linking a CM/ECF account to a PACER account: who may, what is checked, what happens once.

Sources: D3 steps 4 to 7 for the order of the pages, D0 for courts that approve, D1 step 8 for the
old credentials, D2 and D4 for the kinds of account. That nothing is undone is D3's "permanently".
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from mock_ecf.domain.credentials import Refusal, try_credentials
from mock_ecf.domain.records import (
    AccountType,
    Approval,
    Confirmation,
    CourtRules,
    Link,
    LinkRequest,
    PacerAccount,
    RequestState,
)
from mock_ecf.domain.state import State
from mock_ecf.domain.tokens import new_identifier

ACCOUNT_REFUSALS = MappingProxyType(
    {
        AccountType.LEGACY: "legacy-account",
        AccountType.SHARED_FIRM: "shared-firm-account",
        AccountType.ADMINISTRATIVE: "administrative-account",
    }
)
"""Only an upgraded individual account can link; the others are told why not."""

_SPECIAL = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True)
class Names:
    """The two names that the confirmation page shows side by side (D3 step 6)."""

    cmecf: str
    pacer: str


@dataclass(frozen=True, slots=True)
class LinkOutcome:
    """What the second Submit did."""

    kind: Literal["linked", "requested", "refused"]
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class ResultView:
    """What the result page has to say; ``first_view`` is true the first time it is shown."""

    kind: Literal["linked", "requested", "approved", "rejected", "unknown"]
    first_view: bool = False


def refusal_before_form(state: State, rules: CourtRules, username: str) -> Refusal | None:
    """Why this PACER account cannot link at this court, known before any credentials."""
    if not rules.is_live(state.now):
        return Refusal("not-live")
    if not rules.self_service:
        return Refusal("no-self-service")
    account = state.pacer_account(username)
    if account is None:
        return Refusal("not-signed-in")
    if account.account_type in ACCOUNT_REFUSALS and not _is_taken_nevertheless(state, rules, account):
        return Refusal(ACCOUNT_REFUSALS[account.account_type])
    if _is_linked(state, rules, username) and not state.has_fault("second-account-accepted", rules.code):
        return Refusal("already-linked")
    if state.pending_request(rules.code, username=username) is not None:
        return Refusal("request-pending")
    return None


def _is_taken_nevertheless(state: State, rules: CourtRules, account: PacerAccount) -> bool:
    legacy = account.account_type is AccountType.LEGACY
    return state.has_fault("legacy-account-accepted" if legacy else "unfit-account-accepted", rules.code)


def _is_linked(state: State, rules: CourtRules, username: str) -> bool:
    return state.link_of_pacer(rules.code, username) is not None


def enter_credentials(
    state: State, rules: CourtRules, username: str, login: str, password: str
) -> Confirmation | Refusal:
    """Checks old CM/ECF credentials; nothing but the count of bad tries and a confirmation is kept."""
    refusal = refusal_before_form(state, rules, username)
    if refusal is not None:
        return refusal
    if state.has_fault("good-credentials-refused", rules.code):
        return Refusal("bad-credentials")
    if rules.plain_logins_only and _SPECIAL.search(login):
        return Refusal("special-characters")
    tried = try_credentials(state, rules.code, login, password)
    if isinstance(tried, Refusal):
        return tried
    taken = _refusal_when_taken(state, rules, login)
    if taken is not None and not state.has_fault("old-credentials-accepted", rules.code):
        return taken
    confirmation = Confirmation(new_identifier(), rules.code, username, login, state.now)
    state.save_confirmation(confirmation)
    return confirmation


def _refusal_when_taken(state: State, rules: CourtRules, login: str) -> Refusal | None:
    if state.link_of_cmecf(rules.code, login) is not None:
        return Refusal("credentials-retired")
    if state.pending_request(rules.code, login=login) is not None:
        return Refusal("request-pending")
    return None


def names(state: State, confirmation: Confirmation) -> Names:
    """The names of both accounts. Errors: ``LookupError`` if one of them is gone."""
    cmecf = state.cmecf_account(confirmation.court, confirmation.login)
    pacer = state.pacer_account(confirmation.username)
    if cmecf is None or pacer is None:
        raise LookupError("an account of this confirmation no longer exists")
    return Names(cmecf.person, pacer.person)


def submit(
    state: State,
    rules: CourtRules,
    username: str,
    confirmation_id: str,
    seconds: Callable[[], float] = time.time,
) -> LinkOutcome:
    """The second Submit: links, or asks the court. However often it is sent, it acts once."""
    confirmation = _own_confirmation(state, rules, username, confirmation_id)
    if confirmation is None:
        return LinkOutcome("refused", Refusal("confirmation-spent"))
    if confirmation.spent:
        return _outcome_of_spent(state, confirmation)
    refusal = refusal_before_form(state, rules, username) or _refusal_when_taken(
        state, rules, confirmation.login
    )
    if refusal is None and _is_linked(state, rules, username):
        refusal = Refusal("already-linked")  # also where the form was offered nevertheless
    if refusal is not None:
        return LinkOutcome("refused", refusal)
    state.save_confirmation(replace(confirmation, spent=True))
    if rules.approval is Approval.BY_COURT:
        _ask_court(state, confirmation, seconds)
        return LinkOutcome("requested")
    state.add_link(Link(rules.code, username, confirmation.login, state.now))
    return LinkOutcome("linked")


def result(state: State, rules: CourtRules, username: str, confirmation_id: str) -> ResultView:
    """What the result page of a confirmation shows; remembers that it was shown."""
    confirmation = _own_confirmation(state, rules, username, confirmation_id)
    if confirmation is None or not confirmation.spent:
        return ResultView("unknown")
    if not confirmation.seen:
        state.save_confirmation(replace(confirmation, seen=True))
    request = state.link_request(confirmation_id)
    return ResultView(_result_kind(request), first_view=not confirmation.seen)


def _result_kind(
    request: LinkRequest | None,
) -> Literal["linked", "requested", "approved", "rejected"]:
    if request is None:
        return "linked"
    if request.state is RequestState.PENDING:
        return "requested"
    return "approved" if request.state is RequestState.APPROVED else "rejected"


def _own_confirmation(
    state: State, rules: CourtRules, username: str, confirmation_id: str
) -> Confirmation | None:
    confirmation = state.confirmation(confirmation_id)
    if confirmation is None or confirmation.court != rules.code or confirmation.username != username:
        return None
    return confirmation


def _outcome_of_spent(state: State, confirmation: Confirmation) -> LinkOutcome:
    request = state.link_request(confirmation.identifier)
    if request is not None and request.state is RequestState.REJECTED:
        return LinkOutcome("refused", Refusal("confirmation-spent"))
    return LinkOutcome("linked" if request is None else "requested")


def _ask_court(state: State, confirmation: Confirmation, seconds: Callable[[], float]) -> None:
    decision = state.staff_decision(confirmation.court)
    due = None if decision is None else seconds() + decision.after_seconds
    state.save_link_request(
        LinkRequest(
            confirmation.identifier,  # one request for one confirmation
            confirmation.court,
            confirmation.username,
            confirmation.login,
            state.now,
            due=due,
        )
    )

"""CM/ECF credentials of a court and their lock after bad tries.

Source: the release note of the older CM/ECF sign-in (five bad tries lock for five minutes, each
further try adds one). That the link form shares the lock is an assumption of ours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mock_ecf.domain.records import CmecfAccount
from mock_ecf.domain.state import State

TRIES_BEFORE_LOCK = 5
LOCK = timedelta(minutes=5)
FURTHER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was declined. ``code`` names the text that the court's profile shows.

    ``minutes`` says for how long, where a lock is the reason.
    """

    code: str
    minutes: int | None = None


def try_credentials(state: State, court: str, login: str, password: str) -> CmecfAccount | Refusal:
    """The account that these credentials open, or why not; bad tries are counted.

    Refusals: ``empty``, ``bad-credentials`` (unknown login and wrong password read the same) and
    ``locked``.
    """
    if not login or not password:
        return Refusal("empty")
    account = state.cmecf_account(court, login)
    if account is None:
        return Refusal("bad-credentials")
    account = _unlock_when_over(account, state.now)
    if account.locked_until is not None:
        return _lock(state, account, account.locked_until + FURTHER)
    if not state.password_matches(account.password_hash, password):
        return _count_failure(state, account)
    if account.failures:
        account = replace(account, failures=0)
        state.save_cmecf_account(account)
    return account


def _unlock_when_over(account: CmecfAccount, now: datetime) -> CmecfAccount:
    if account.locked_until is not None and now >= account.locked_until:
        return replace(account, failures=0, locked_until=None)
    return account


def _count_failure(state: State, account: CmecfAccount) -> Refusal:
    account = replace(account, failures=account.failures + 1)
    if account.failures >= TRIES_BEFORE_LOCK:
        return _lock(state, account, state.now + LOCK)
    state.save_cmecf_account(account)
    return Refusal("bad-credentials")


def _lock(state: State, account: CmecfAccount, until: datetime) -> Refusal:
    state.save_cmecf_account(replace(account, locked_until=until))
    return Refusal("locked", minutes=math.ceil((until - state.now) / timedelta(minutes=1)))

"""What a PACER account may do besides linking: search cases, and use PACER without fees.

Sources: D4 for administrative accounts, which serve for billing, and for CJA attorneys, who have exempt
and private use in one account; web nvd for the status that is non-exempt at each sign-on.
"""

from __future__ import annotations

from mock_ecf.domain.account_state import AccountState
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.records import AccountType


def search_refusal(state: AccountState, username: str) -> Refusal | None:
    """Why this account cannot search for cases; ``None`` if it can."""
    account = state.pacer_account(username)
    if account is not None and account.account_type is AccountType.ADMINISTRATIVE:
        return Refusal("search-administrative")
    if not state.account_details(username).search_activated:
        return Refusal("search-not-activated")
    return None


def may_be_exempt(state: AccountState, username: str) -> bool:
    """Whether the account has exemption privileges, and so a status to switch."""
    return state.account_details(username).exempt

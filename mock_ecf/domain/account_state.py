"""What the rules about PACER accounts ask of a world's state, beyond what linking asks. Only the shape."""

from __future__ import annotations

from typing import Protocol

from mock_ecf.domain.records import AccountDetails, PacerAccount
from mock_ecf.domain.state import State


class AccountState(State, Protocol):
    """One world inside one transaction, for those who make, change and manage PACER accounts."""

    def pacer_accounts(self) -> tuple[PacerAccount, ...]:
        """Every PACER account of the world."""

    def account_details(self, username: str) -> AccountDetails:
        """What else is known of a PACER account; the defaults if nothing was noted."""

    def save_account_details(self, details: AccountDetails) -> None:
        """Notes what else is known of a PACER account."""

    def rename_pacer_account(self, old: str, new: str) -> None:
        """Gives an account another user name, wherever the world names it."""

    def remove_sign_ons_of(self, username: str) -> None:
        """Ends every sign-on of this PACER account."""

    def settle_persona(self, address: str, username: str) -> None:
        """Notes the user name of the persona with this mail address, if it had no PACER account."""

    def managed_accounts(self, administrator: str) -> tuple[PacerAccount, ...]:
        """The accounts that a PACER Administrative Account manages."""

    def is_exempt(self, token_digest: str) -> bool:
        """Whether this sign-on is in exempt status."""

    def set_exempt(self, token_digest: str, exempt: bool) -> None:
        """Puts a sign-on into exempt status, or takes it out."""

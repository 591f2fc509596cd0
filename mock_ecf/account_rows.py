"""PACER accounts and what belongs to them, as rows of a world's state."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import update

from mock_ecf import tables
from mock_ecf.domain.records import AccountDetails, AccountType, PacerAccount
from mock_ecf.world_rows import WorldRows


def _account(values: dict[str, Any]) -> PacerAccount:
    return PacerAccount(**{**values, "account_type": AccountType(values["account_type"])})


class AccountRows(WorldRows):
    """What a world's state knows of PACER accounts."""

    def pacer_account(self, username: str) -> PacerAccount | None:
        """The PACER account with this user name."""
        values = self._one(tables.pacer_account, username=username)
        return None if values is None else _account(values)

    def pacer_accounts(self) -> tuple[PacerAccount, ...]:
        """Every PACER account of the world."""
        return tuple(_account(values) for values in self._all(tables.pacer_account))

    def save_pacer_account(self, account: PacerAccount) -> None:
        """Adds or replaces a PACER account."""
        self._put(tables.pacer_account, asdict(account))

    def account_details(self, username: str) -> AccountDetails:
        """What else is known of a PACER account; the defaults if nothing was noted."""
        values = self._one(tables.account_details, username=username)
        return AccountDetails(username) if values is None else AccountDetails(**values)

    def save_account_details(self, details: AccountDetails) -> None:
        """Notes what else is known of a PACER account."""
        self._put(tables.account_details, asdict(details))

    def rename_pacer_account(self, old: str, new: str) -> None:
        """Gives an account another user name, in every table that has one."""
        for table in tables.metadata.sorted_tables:
            if "username" in table.c:
                mine = self._where(table, {"username": old})
                self._connection.execute(update(table).where(*mine).values(username=new))

    def remove_sign_ons_of(self, username: str) -> None:
        """Ends every sign-on of this PACER account."""
        self._remove(tables.sign_on, username=username)

    def settle_persona(self, address: str, username: str) -> None:
        """Notes the user name of the persona with this mail address, if it had no PACER account."""
        table = tables.world_persona
        mine = self._where(table, {"address": address, "username": ""})
        self._connection.execute(update(table).where(*mine).values(username=username))

    def managed_accounts(self, administrator: str) -> tuple[PacerAccount, ...]:
        """The accounts that a PACER Administrative Account manages, in the order they were added."""
        rows = self._all(tables.managed_account, administrator=administrator)
        found = (self.pacer_account(row["username"]) for row in rows)
        return tuple(account for account in found if account is not None)

    def add_managed_account(self, administrator: str, username: str) -> None:
        """Puts an account under a PACER Administrative Account."""
        self._add(tables.managed_account, {"administrator": administrator, "username": username})

    def is_exempt(self, token_digest: str) -> bool:
        """Whether this sign-on is in exempt status."""
        return self._one(tables.exempt_sign_on, token_digest=token_digest) is not None

    def set_exempt(self, token_digest: str, exempt: bool) -> None:
        """Puts a sign-on into exempt status, or takes it out."""
        self._remove(tables.exempt_sign_on, token_digest=token_digest)
        if exempt:
            self._add(tables.exempt_sign_on, {"token_digest": token_digest})

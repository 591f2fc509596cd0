"""What the tests of the rules share: the rules of a court, and a world with verbs to fill it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mock_ecf.domain.records import (
    AccountType,
    Approval,
    CmecfAccount,
    CourtRules,
    MenusAppear,
    PacerAccount,
)
from mock_ecf.store import Store
from mock_ecf.world_state import WorldState

NOW = datetime(2021, 6, 1, 9, 0)
PASSWORD, OLD_PASSWORD = "right-pacer-password", "right-cmecf-password"


def rules(code: str = "one", **changed: object) -> CourtRules:
    """The rules of a court that is live and links at once, with what a test changes."""
    values: dict[str, object] = {
        "code": code,
        "name": f"Court {code}",
        "approval": Approval.AT_ONCE,
        "menus_appear": MenusAppear.ON_NEXT_PAGE,
        "filing_menus": ("Bankruptcy", "Adversary"),
        "go_live": date(2021, 3, 29),
        **changed,
    }
    return CourtRules(**values)  # type: ignore[arg-type]  # a test names what it changes


@dataclass(frozen=True)
class World:
    """The state of one world, and verbs that put people into it."""

    state: WorldState
    store: Store

    def pacer(self, username: str = "attorney1", kind: AccountType = AccountType.UPGRADED) -> str:
        """Adds a PACER account and gives its user name."""
        password_hash = self.store.passwords.hash_generated(PASSWORD)
        address = f"{username}@example"
        self.state.save_pacer_account(
            PacerAccount(username, password_hash, "John Attorney", address, kind, "7000001")
        )
        return username

    def cmecf(self, login: str = "filer1", court: str = "one") -> str:
        """Adds a CM/ECF account and gives its login."""
        password_hash = self.store.passwords.hash_generated(OLD_PASSWORD)
        self.state.save_cmecf_account(
            CmecfAccount(court, login, password_hash, "John Attorney", f"{login}@example")
        )
        return login

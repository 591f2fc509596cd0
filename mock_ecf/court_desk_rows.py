"""What a court's staff have to do with CM/ECF accounts, as rows of a world's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import exists, or_, select

from mock_ecf import tables
from mock_ecf.domain.records import AddressRequest, CmecfAccount, RequestState
from mock_ecf.world_rows import WorldRows


class CourtDeskRows(WorldRows):
    """The accounts of a court, the requests to correct their addresses, and what is due."""

    def cmecf_accounts_at(self, court: str) -> tuple[CmecfAccount, ...]:
        """Every CM/ECF account of this court."""
        return tuple(CmecfAccount(**values) for values in self._all(tables.cmecf_account, court=court))

    def end_uses_of_cmecf(self, court: str, login: str) -> None:
        """Ends all sign-ins with these court credentials, and forgets confirmations that are not spent."""
        self._remove(tables.court_sign_on, court=court, login=login)
        self._remove(tables.confirmation, court=court, login=login, spent=False)

    def address_request(self, identifier: str) -> AddressRequest | None:
        """The request to correct an address on file with this identifier."""
        values = self._one(tables.address_request, identifier=identifier)
        return None if values is None else _address_request(values)

    def address_requests(self) -> tuple[AddressRequest, ...]:
        """All requests to correct an address on file, oldest first."""
        return tuple(_address_request(values) for values in self._all(tables.address_request))

    def save_address_request(self, request: AddressRequest) -> None:
        """Adds or replaces a request to correct an address on file."""
        self._put(tables.address_request, asdict(request))

    def has_due_request(self, seconds: float) -> bool:
        """Whether the staff should have decided some request, of whichever kind, by now."""
        due = [
            exists().where(
                table.c.world == self._world,
                table.c.state == RequestState.PENDING.value,
                table.c.due <= seconds,
            )
            for table in (tables.link_request, tables.address_request)
        ]
        return bool(self._connection.execute(select(or_(*due))).scalar())


def _address_request(values: Mapping[str, Any]) -> AddressRequest:
    return AddressRequest(**{**values, "state": RequestState(values["state"])})

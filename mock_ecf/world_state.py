"""One world inside one transaction: the domain's State upon SQLAlchemy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    exists,
    insert,
    or_,
    select,
)

from mock_ecf import tables
from mock_ecf.account_rows import AccountRows
from mock_ecf.court_desk_rows import CourtDeskRows
from mock_ecf.domain.records import (
    ActiveFault,
    CmecfAccount,
    Confirmation,
    CourtSignOn,
    JournalEntry,
    Link,
    LinkRequest,
    Mail,
    PacerAccount,
    RequestState,
    SignOn,
    StaffDecision,
)
from mock_ecf.mailed_link_rows import MailedLinkRows
from mock_ecf.passwords import Passwords
from mock_ecf.second_factor_rows import SecondFactorRows


class WorldState(CourtDeskRows, MailedLinkRows, SecondFactorRows, AccountRows):
    """The state of one world; see :class:`mock_ecf.domain.state.State` for what each method does."""

    def __init__(self, connection: Connection, world: str, clock: datetime, passwords: Passwords) -> None:
        super().__init__(connection, world, clock, passwords)
        self._mail_added: list[Mail] = []

    # accounts -----------------------------------------------------------------------------

    def cmecf_account(self, court: str, login: str) -> CmecfAccount | None:
        """The CM/ECF account with this login at this court."""
        values = self._one(tables.cmecf_account, court=court, login=login)
        return None if values is None else CmecfAccount(**values)

    def cmecf_accounts(self, address: str) -> tuple[CmecfAccount, ...]:
        """Every CM/ECF account whose mail goes to ``address``."""
        return tuple(CmecfAccount(**values) for values in self._all(tables.cmecf_account, address=address))

    def add_accounts(
        self, pacer: Sequence[PacerAccount], cmecf: Sequence[CmecfAccount], links: Sequence[Link]
    ) -> None:
        """Adds many accounts and links at once, as a new world needs them."""
        for table, records in (
            (tables.pacer_account, pacer),
            (tables.cmecf_account, cmecf),
            (tables.link, links),
        ):
            if records:
                rows = [{"world": self._world, **asdict(record)} for record in records]
                self._connection.execute(insert(table), rows)

    def save_cmecf_account(self, account: CmecfAccount) -> None:
        """Adds or replaces a CM/ECF account."""
        self._put(tables.cmecf_account, asdict(account))

    # links --------------------------------------------------------------------------------

    def link_of_pacer(self, court: str, username: str) -> Link | None:
        """The link of this PACER account at this court."""
        values = self._one(tables.link, court=court, username=username)
        return None if values is None else Link(**values)

    def link_of_cmecf(self, court: str, login: str) -> Link | None:
        """The link of this CM/ECF account at this court."""
        values = self._one(tables.link, court=court, login=login)
        return None if values is None else Link(**values)

    def links(self) -> tuple[Link, ...]:
        """Every link of the world."""
        return tuple(Link(**values) for values in self._all(tables.link))

    def has_filing_rights(self, username: str) -> bool:
        """Whether this PACER account is linked at any court."""
        return self._one(tables.link, username=username) is not None

    def add_link(self, link: Link) -> None:
        """Adds a link. Errors: ``sqlalchemy.exc.IntegrityError`` when a side is linked."""
        self._add(tables.link, asdict(link))

    # sign-ons -----------------------------------------------------------------------------

    def sign_on(self, token_digest: str) -> SignOn | None:
        """The central sign-on with this token."""
        values = self._one(tables.sign_on, token_digest=token_digest)
        return None if values is None else SignOn(**values)

    def save_sign_on(self, sign_on: SignOn) -> None:
        """Adds or replaces a sign-on."""
        self._put(tables.sign_on, asdict(sign_on))

    def remove_sign_on(self, token_digest: str) -> None:
        """Ends a sign-on everywhere."""
        self._remove(tables.sign_on, token_digest=token_digest)

    def court_sign_on(self, token_digest: str) -> CourtSignOn | None:
        """The sign-in with court credentials with this token."""
        values = self._one(tables.court_sign_on, token_digest=token_digest)
        return None if values is None else CourtSignOn(**values)

    def save_court_sign_on(self, sign_on: CourtSignOn) -> None:
        """Adds or replaces a sign-in with court credentials."""
        self._put(tables.court_sign_on, asdict(sign_on))

    def remove_court_sign_on(self, token_digest: str) -> None:
        """Ends a sign-in with court credentials."""
        self._remove(tables.court_sign_on, token_digest=token_digest)

    # confirmations and requests -------------------------------------------------------------

    def confirmation(self, identifier: str) -> Confirmation | None:
        """The confirmation with this identifier."""
        values = self._one(tables.confirmation, identifier=identifier)
        return None if values is None else Confirmation(**values)

    def save_confirmation(self, confirmation: Confirmation) -> None:
        """Adds or replaces a confirmation."""
        self._put(tables.confirmation, asdict(confirmation))

    def link_request(self, identifier: str) -> LinkRequest | None:
        """The request to link with this identifier."""
        values = self._one(tables.link_request, identifier=identifier)
        return None if values is None else _link_request(values)

    def link_requests(self) -> tuple[LinkRequest, ...]:
        """All requests to link, oldest first."""
        return tuple(_link_request(values) for values in self._all(tables.link_request))

    def pending_request(
        self, court: str, *, username: str | None = None, login: str | None = None
    ) -> LinkRequest | None:
        """The pending request at this court of this PACER user, or for this CM/ECF login."""
        sides = {"username": username, "login": login}
        wanted = {name: value for name, value in sides.items() if value is not None}
        values = self._one(tables.link_request, court=court, state=RequestState.PENDING.value, **wanted)
        return None if values is None else _link_request(values)

    def save_link_request(self, request: LinkRequest) -> None:
        """Adds or replaces a request to link."""
        self._put(tables.link_request, asdict(request))

    def staff_decision(self, court: str) -> StaffDecision | None:
        """How the staff of this court will decide, if they were told beforehand."""
        values = self._one(tables.staff_decision, court=court)
        return None if values is None else StaffDecision(**values)

    def save_staff_decision(self, decision: StaffDecision) -> None:
        """Tells the staff of a court how to decide."""
        self._put(tables.staff_decision, asdict(decision))

    # mail, faults, journal ------------------------------------------------------------------

    def add_mail(self, mail: Mail) -> None:
        """Puts a mail into the mailbox of its receiver."""
        self._add(tables.mail, asdict(mail))
        self._mail_added.append(mail)

    @property
    def mail_added(self) -> tuple[Mail, ...]:
        """What was added in this transaction, oldest first."""
        return tuple(self._mail_added)

    def mail(self, address: str | None = None) -> tuple[Mail, ...]:
        """The world's mail, oldest first; only that of ``address`` if one is given."""
        wanted = {} if address is None else {"to": address}
        return tuple(Mail(**values) for values in self._all(tables.mail, **wanted))

    def has_fault(self, name: str, court: str | None = None, page: str | None = None) -> bool:
        """Whether a fault is set that reaches this court and this page."""
        table = tables.fault
        reaches = and_(
            table.c.world == self._world,
            table.c.name == name,
            or_(table.c.court.is_(None), table.c.court == court),
            or_(table.c.page.is_(None), table.c.page == page),
        )
        return bool(self._connection.execute(select(exists().where(reaches))).scalar())

    def faults(self) -> tuple[ActiveFault, ...]:
        """Every fault that is set."""
        return tuple(ActiveFault(**values) for values in self._all(tables.fault))

    def add_fault(self, fault: ActiveFault) -> None:
        """Sets a fault."""
        self._add(tables.fault, asdict(fault))

    def clear_faults(self, name: str | None = None) -> None:
        """Ends every fault, or those of one name."""
        self._remove(tables.fault, **({} if name is None else {"name": name}))

    def add_journal_entry(self, entry: JournalEntry) -> None:
        """Notes a request."""
        self._add(tables.journal, asdict(entry))

    def journal(self) -> tuple[JournalEntry, ...]:
        """Every request, oldest first."""
        return tuple(JournalEntry(**values) for values in self._all(tables.journal))

    # courts and personas --------------------------------------------------------------------

    def courts(self) -> tuple[str, ...]:
        """The codes of the world's courts, in the order they were named."""
        return tuple(values["court"] for values in self._all(tables.world_court))

    def add_courts(self, courts: Sequence[str]) -> None:
        """Gives the world its courts; at least one."""
        rows = [{"world": self._world, "court": court} for court in courts]
        self._connection.execute(insert(tables.world_court), rows)

    def personas(self) -> tuple[Mapping[str, str], ...]:
        """Name, user name, person and mail address of every persona."""
        return tuple(self._all(tables.world_persona))

    def add_persona(self, name: str, username: str, person: str, address: str) -> None:
        """Notes who a persona is in this world."""
        persona = {"name": name, "username": username, "person": person, "address": address}
        self._add(tables.world_persona, persona)


def _link_request(values: Mapping[str, Any]) -> LinkRequest:
    return LinkRequest(**{**values, "state": RequestState(values["state"])})

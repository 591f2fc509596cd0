"""What the world consists of: accounts, links, sign-ons, requests and mail. Frozen and pure.

Every time is the world's clock: a naive :class:`datetime.datetime` in the court's local time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class AccountType(StrEnum):
    """The kinds of PACER account that the documents tell apart (D1 step 3, D2 intro, D4)."""

    UPGRADED = "upgraded"
    LEGACY = "legacy"
    SHARED_FIRM = "shared-firm"
    ADMINISTRATIVE = "administrative"


class Approval(StrEnum):
    """Who completes a link: the page at once (D1 step 8), or the court's staff (D0)."""

    AT_ONCE = "at-once"
    BY_COURT = "by-court"


class MenusAppear(StrEnum):
    """When the filing menus are first shown after the link holds."""

    ON_RESULT_PAGE = "on-result-page"
    ON_NEXT_PAGE = "on-next-page"


class RequestState(StrEnum):
    """Where a request to link stands with the court's staff (D0)."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class CourtRules:
    """What the rules need to know of a court; everything else about it is presentation.

    ``go_live`` is ``None`` for a court whose documents state no date and which is live. Without
    ``self_service`` the court links for its users; ``plain_logins_only``: logins with special characters
    cannot be linked.
    """

    code: str
    name: str
    approval: Approval
    menus_appear: MenusAppear
    filing_menus: tuple[str, ...]
    go_live: date | None = None
    self_service: bool = True
    plain_logins_only: bool = False

    def is_live(self, now: datetime) -> bool:
        """Whether the court is on NextGen at ``now``."""
        return self.go_live is None or now.date() >= self.go_live


@dataclass(frozen=True, slots=True)
class PacerAccount:
    """A PACER account. ``password_hash`` never leaves the store and the domain."""

    username: str
    password_hash: str = field(repr=False)
    person: str
    address: str
    account_type: AccountType
    number: str


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """What is known of a PACER account beyond what linking needs; most have the defaults.

    ``born`` is as the user wrote it, ``MM/DD/YYYY``; ``exempt`` says that the account has exemption
    privileges, as that of a CJA panel attorney (D4).
    """

    username: str
    user_type: str = ""
    born: str = ""
    phone: str = ""
    firm: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    search_activated: bool = True
    exempt: bool = False


@dataclass(frozen=True, slots=True)
class CmecfAccount:
    """A filer's account at one court, from before the court moved to NextGen.

    ``failures`` and ``locked_until`` are the state of the lock after bad tries.
    """

    court: str
    login: str
    password_hash: str = field(repr=False)
    person: str
    address: str
    failures: int = 0
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One PACER account linked to one CM/ECF account at one court; never removed by a user."""

    court: str
    username: str
    login: str
    linked_at: datetime


@dataclass(frozen=True, slots=True)
class SignOn:
    """One central sign-on, valid at every court. ``token_digest`` is the hash of the cookie."""

    token_digest: str = field(repr=False)
    username: str
    started: datetime
    last_seen: datetime
    client_code: str
    redaction_agreed: bool


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What PACER keeps of an account's second factor; ``secret`` is empty until it is enrolled.

    ``skips`` counts how often enrolling was put off, ``last_step`` is the latest thirty seconds whose
    passcode was used, ``mailed`` the digest of a mailed passcode. Times are seconds of the machine's clock.
    """

    username: str
    secret: str = field(default="", repr=False)
    skips: int = 0
    last_step: int = 0
    failures: int = 0
    locked_until: float | None = None
    mailed: str = field(default="", repr=False)
    mailed_until: float = 0.0


@dataclass(frozen=True, slots=True)
class CourtSignOn:
    """A sign-in with court credentials, at a court that is not live on NextGen yet."""

    token_digest: str = field(repr=False)
    court: str
    login: str
    started: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The page that shows both names before the second Submit; good for one Submit.

    ``spent`` is set by the Submit; ``seen`` once its result page has been shown.
    """

    identifier: str
    court: str
    username: str
    login: str
    made_at: datetime
    spent: bool = False
    seen: bool = False


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """A request to link that waits for the court's staff, or was decided by them."""

    identifier: str
    court: str
    username: str
    login: str
    asked_at: datetime
    state: RequestState = RequestState.PENDING
    reason: str = ""
    due: float | None = None
    """When the staff decide, in seconds of the machine's clock; ``None``: when told to."""


@dataclass(frozen=True, slots=True)
class AddressRequest:
    """A request to correct the address on file of a CM/ECF account (D4), or what became of it.

    ``login`` and ``bar_number`` are empty where the user did not give them; ``address`` is the new one.
    """

    identifier: str
    court: str
    person: str
    login: str
    bar_number: str
    address: str
    asked_at: datetime
    state: RequestState = RequestState.PENDING
    reason: str = ""
    due: float | None = None
    """As :attr:`LinkRequest.due`."""


@dataclass(frozen=True, slots=True)
class StaffDecision:
    """How the staff of a court will decide requests of either kind, and how long they take."""

    court: str
    approve: bool
    after_seconds: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was sent in the world."""

    to: str
    sender: str
    subject: str
    body: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class MailedLink:
    """A link that was mailed. ``purpose`` says what it opens, ``subject`` for which account."""

    token_digest: str = field(repr=False)
    purpose: str
    subject: str
    made_at: datetime
    used: bool = False


@dataclass(frozen=True, slots=True)
class ActiveFault:
    """A fault that is set: its name, and the court and page it is limited to, if any."""

    name: str
    court: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One request: when (the world's clock), what, and with which outcome. Holds no secret."""

    at: datetime
    method: str
    host: str
    path: str
    status: int
    outcome: str

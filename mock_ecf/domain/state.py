"""What the rules ask of a world's state, inside one transaction. Pure: only the shape."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from mock_ecf.domain.records import (
    AddressRequest,
    CmecfAccount,
    Confirmation,
    CourtSignOn,
    Link,
    LinkRequest,
    Mail,
    MailedLink,
    PacerAccount,
    SecondFactor,
    SignOn,
    StaffDecision,
)


class State(Protocol):
    """One world inside one transaction; what is saved holds when the transaction ends well."""

    @property
    def now(self) -> datetime:
        """The world's clock."""

    def has_fault(self, name: str, court: str | None = None, page: str | None = None) -> bool:
        """Whether a fault is set that reaches this court and this page."""

    def password_matches(self, password_hash: str, password: str) -> bool:
        """Whether ``password`` is the one that was hashed."""

    def hash_password(self, password: str) -> str:
        """What is kept of a password that a person chose."""

    def pacer_account(self, username: str) -> PacerAccount | None:
        """The PACER account with this user name."""

    def save_pacer_account(self, account: PacerAccount) -> None:
        """Adds or replaces a PACER account."""

    def cmecf_account(self, court: str, login: str) -> CmecfAccount | None:
        """The CM/ECF account with this login at this court."""

    def save_cmecf_account(self, account: CmecfAccount) -> None:
        """Adds or replaces a CM/ECF account."""

    def link_of_pacer(self, court: str, username: str) -> Link | None:
        """The link of this PACER account at this court."""

    def link_of_cmecf(self, court: str, login: str) -> Link | None:
        """The link of this CM/ECF account at this court."""

    def has_filing_rights(self, username: str) -> bool:
        """Whether this PACER account is linked at any court."""

    def add_link(self, link: Link) -> None:
        """Adds a link; the store refuses a second one for either side."""

    def sign_on(self, token_digest: str) -> SignOn | None:
        """The central sign-on with this token."""

    def save_sign_on(self, sign_on: SignOn) -> None:
        """Adds or replaces a sign-on."""

    def remove_sign_on(self, token_digest: str) -> None:
        """Ends a sign-on everywhere."""

    def second_factor(self, username: str) -> SecondFactor | None:
        """What is kept of this account's second factor."""

    def save_second_factor(self, kept: SecondFactor) -> None:
        """Adds or replaces what is kept of an account's second factor."""

    def has_backup_code(self, username: str, code_digest: str) -> bool:
        """Whether the account has a backup code with this digest that was not used yet."""

    def remove_backup_code(self, username: str, code_digest: str) -> None:
        """Uses a backup code up."""

    def replace_backup_codes(self, username: str, code_digests: Sequence[str]) -> None:
        """Gives the account these backup codes and takes away any others."""

    def court_sign_on(self, token_digest: str) -> CourtSignOn | None:
        """The sign-in with court credentials with this token."""

    def save_court_sign_on(self, sign_on: CourtSignOn) -> None:
        """Adds or replaces a sign-in with court credentials."""

    def remove_court_sign_on(self, token_digest: str) -> None:
        """Ends a sign-in with court credentials."""

    def end_uses_of_cmecf(self, court: str, login: str) -> None:
        """Ends all sign-ins with these court credentials, and forgets confirmations that are not spent."""

    def confirmation(self, identifier: str) -> Confirmation | None:
        """The confirmation with this identifier."""

    def save_confirmation(self, confirmation: Confirmation) -> None:
        """Adds or replaces a confirmation."""

    def link_request(self, identifier: str) -> LinkRequest | None:
        """The request to link with this identifier."""

    def link_requests(self) -> tuple[LinkRequest, ...]:
        """All requests to link, oldest first."""

    def pending_request(
        self, court: str, *, username: str | None = None, login: str | None = None
    ) -> LinkRequest | None:
        """The pending request at this court of this PACER user, or for this CM/ECF login."""

    def save_link_request(self, request: LinkRequest) -> None:
        """Adds or replaces a request to link."""

    def staff_decision(self, court: str) -> StaffDecision | None:
        """How the staff of this court will decide, if they were told beforehand."""

    def cmecf_accounts_at(self, court: str) -> tuple[CmecfAccount, ...]:
        """Every CM/ECF account of this court."""

    def address_request(self, identifier: str) -> AddressRequest | None:
        """The request to correct an address on file with this identifier."""

    def address_requests(self) -> tuple[AddressRequest, ...]:
        """All requests to correct an address on file, oldest first."""

    def save_address_request(self, request: AddressRequest) -> None:
        """Adds or replaces a request to correct an address on file."""

    def add_mail(self, mail: Mail) -> None:
        """Puts a mail into the mailbox of its receiver."""

    def mailed_link(self, token_digest: str) -> MailedLink | None:
        """The link in a mail with this token."""

    def save_mailed_link(self, link: MailedLink) -> None:
        """Adds or replaces a link in a mail."""

    def spend_mailed_links(self, purpose: str, subject: str) -> None:
        """Uses up every link in a mail of this purpose and subject."""

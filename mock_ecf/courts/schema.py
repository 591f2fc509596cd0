"""The shape of a court's profile: what the mock shows for the court, with the provenance of each text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Generic, Literal, Self, TypeVar

from pydantic import Field, model_validator

from mock_ecf.courts.menu_schema import Menus
from mock_ecf.courts.sources import Provenance
from mock_ecf.courts.text_names import COMMON_BRACES, TEXT_SPECS
from mock_ecf.courts.texts import Text, check_braces, check_texts, filled
from mock_ecf.data_files import Record
from mock_ecf.domain.records import Approval, CourtRules, MenusAppear

Value = TypeVar("Value")
CourtType = Literal["bankruptcy", "district", "appellate", "national"]

_REVISION = re.compile(r"Revision ([\d.]+)")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_HOST = r"^ecf\.[a-z0-9]+(\.[a-z0-9]+)?\.uscourts\.gov$"


class Choice(Record, Generic[Value]):
    """Something that a document decides, and which document."""

    value: Value
    provenance: Provenance


class HelpDesk(Record):
    """How to reach the court's help desk. ``hours`` and ``web`` are there if a source states them."""

    phone: Text
    mail: Text
    """Also the sender of the court's mail, if it is an address; ours where no source states one."""
    hours: Text | None = None
    web: Text | None = None

    @property
    def stated(self) -> Mapping[str, str]:
        """What a source states of it, by kind; an empty text for what none does."""
        facts = {"phone": self.phone, "mail": self.mail, "hours": self.hours, "web": self.web}
        return {kind: fact.text if fact and fact.is_stated else "" for kind, fact in facts.items()}


class GoLive(Record):
    """The day from which the court is on NextGen."""

    date: date
    provenance: Provenance


class PageStyle(Record):
    """How the software of this type of court writes its pages."""

    entry: Literal["index", "refresh"]
    """Whether ``/`` is the index page itself, or only leads to ``ShowIndex.pl``."""
    user_id_in_links: bool
    """Whether menu links carry ``&id=``: -1, or the filer's number."""
    bar_wrapped: bool
    """Whether the menu bar stands in ``div.noprint`` and has a place for alerts."""
    success_in_dialog: bool = False
    """Whether a dialog of the browser, not the page, says that the accounts have been linked."""
    provenance: Provenance


class Profile(Record):
    """One court as the mock shows it. ``provenance`` is that of the court's names and numbers."""

    type: CourtType
    basis: Literal["documented", "assumed"]
    """Whether documents tell of this court, or only the directory, and all else is as for its kind."""
    code: str = Field(pattern="^[a-z0-9]+$")
    name: str = Field(min_length=1)
    district: str = Field(min_length=1)
    host: str = Field(pattern=_HOST)
    psc_court_id: str = Field(pattern="^[A-Z0-9]+$")
    provenance: Provenance
    version: Text
    title: Text
    help_desk: HelpDesk
    go_live: GoLive | None = None
    self_service: Choice[bool]
    plain_logins_only: Choice[bool]
    approval: Choice[Approval]
    menus_appear: Choice[MenusAppear]
    style: PageStyle
    entry_items: tuple[str, ...] = ()
    menus: Menus
    texts: dict[str, Text]

    @model_validator(mode="after")
    def _check_texts(self) -> Self:
        check_texts(self.texts, TEXT_SPECS, COMMON_BRACES)
        check_braces(self.title.text, COMMON_BRACES, "title", "text")
        return self

    @property
    def rules(self) -> CourtRules:
        """What the domain needs to know of the court."""
        return CourtRules(
            code=self.code,
            name=self.name,
            approval=self.approval.value,
            menus_appear=self.menus_appear.value,
            filing_menus=self.filing_menus,
            go_live=self.go_live.date if self.go_live else None,
            self_service=self.self_service.value,
            plain_logins_only=self.plain_logins_only.value,
        )

    @property
    def filing_menus(self) -> tuple[str, ...]:
        """The labels that a linked account gains, from left to right."""
        items = (self.menus.bar_items[identifier] for identifier in self.menus.bar.filer)
        return tuple(item.text for item in items if item.filing)

    @property
    def revision(self) -> str:
        """The number of the software, such as ``1.6.4``."""
        found = _REVISION.search(self.version.text)
        return found[1] if found else self.version.text

    @property
    def facts(self) -> Mapping[str, str]:
        """What texts may name in braces."""
        return {
            "name": self.name,
            "district": self.district,
            "host": self.host,
            "phone": self.help_desk.phone.text,
            "mail": self.help_desk.mail.text,
            "revision": self.revision,
            "link_item": self.menus.link_item.text,
            "menus": " and ".join(self.filing_menus),
        }

    @property
    def sender(self) -> str:
        """The address that the court's mail comes from: the help desk's, else one that is nobody's (ours)."""
        stated = self.help_desk.mail.text
        return stated if _ADDRESS.fullmatch(stated) else f"ecf-help-desk@{self.code}.example"

    @property
    def page_title(self) -> str:
        """What the court's pages bear as their title."""
        return self.title.text.format_map(self.facts)

    def text(self, name: str, **values: object) -> str:
        """A text with its braces filled in; the braces of a letter are left to its sender.

        Errors: ``KeyError`` for an unknown name, or for a brace without a value.
        """
        return filled(self.texts[name].text, TEXT_SPECS[name], self.facts, values)

    def summary(self) -> dict[str, object]:
        """What lists of courts show: strings and ``None`` alone, and one list of strings."""
        return {
            "code": self.code,
            "name": self.name,
            "type": self.type,
            "host": self.host,
            "basis": self.basis,
            "version": self.version.text,
            "entry_link": self.text("entry-link"),
            "link_item": self.menus.link_item.text,
            "link_item_page": self.menus.link_item_page.title.text,
            "self_service": self.self_service.value,
            "approval": self.approval.value.value,
            "menus_appear": self.menus_appear.value.value,
            "filing_menus": list(self.filing_menus),
            "go_live": self.go_live.date.isoformat() if self.go_live else None,
            "help_desk_phone": self.help_desk.phone.text,
            "help_desk_mail": self.help_desk.mail.text,
        }

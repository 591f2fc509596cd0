"""The shape of what a document tells besides the steps of linking: claims, remedies and advice.

They stand in a court's file of instructions, in lists of their own, because ``ecf link`` carries out the
steps alone; ``ecf instructions check`` looks at all of them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from flows.record import Record, Source

Page = Literal["entry", "sign-in", "own-sign-in", "forgot", "utilities", "link-form"]


class Sentence(Record):
    """One sentence of a document in our words, with its source.

    ``number`` is how the report names it: that of its step with a letter or word, or ``intro 1``; ``after``
    is the number of the step or sentence that it stands after, empty for the beginning.
    """

    number: str
    text: str
    source: Source
    after: str = ""


class CourtSays(Record):
    """The court refuses to link for this user, and gives a reason with these words."""

    see: Literal["linking-refused"]
    says: tuple[str, ...] = Field(min_length=1)


class ItemStands(Record):
    """The link item stands at the end of this path, or has been found before at ``unless``."""

    see: Literal["item-stands"]
    path: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] | None = None


class PageSays(Record):
    """A page shows these words; with ``address`` the page there, with the user signed in."""

    see: Literal["page-says"]
    page: Page | None = None
    address: str | None = Field(default=None, pattern=r"^https://[a-z0-9.-]+(/.*)?$")
    says: tuple[str, ...] = Field(min_length=1)


class LinkAnswers(Record):
    """A page has a link of this text, and what it leads to is no error.

    ``asks_for`` is the form that must stand there: for a new password, or for a new mail address.
    """

    see: Literal["link-answers"]
    page: Page | None = None
    address: str | None = Field(default=None, pattern=r"^https://[a-z0-9.-]+(/.*)?$")
    link: str
    asks_for: Literal["new password", "new address"] | None = None


class ContactShown(Record):
    """The court's page of information shows this telephone number or mail address."""

    see: Literal["contact-shown"]
    says: tuple[str, ...] = Field(min_length=1)


class PacerLeads(Record):
    """The list of courts at an address of PACER leads to the court, where no other sign-in is asked for."""

    see: Literal["pacer-leads-to-court"]
    address: str = Field(pattern=r"^https://[a-z0-9.-]+(/.*)?$")


class OthersCredentials(Record):
    """The link form refuses CM/ECF credentials of somebody else's: of ``whose``, a persona."""

    see: Literal["credentials-refused"]
    whose: str


class Plain(Record):
    """What can be looked at without being told more: see :mod:`flows.claim_checks`."""

    see: Literal[
        "linking-offered",
        "filing-menus-shown",
        "filing-menus-hidden",
        "empty-form-refused",
        "led-to-pacer",
        "one-sign-on",
        "court-credentials-taken",
        "no-link-item",
        "go-live-told",
        "not-asked-to-link",
    ]


Check = Annotated[
    CourtSays | ItemStands | PageSays | LinkAnswers | ContactShown | PacerLeads | OthersCredentials | Plain,
    Field(discriminator="see"),
]


class Claim(Sentence):
    """What a document says of the site, and what is looked at to see whether it is so.

    ``who`` is the persona who looks, ``at`` another court at which to look, ``day`` the date then, such as
    the one before a court's go-live.
    """

    who: str = "unlinked-filer"
    at: str | None = None
    day: date | None = None
    checks: tuple[Check, ...] = Field(min_length=1)

    @property
    def people(self) -> tuple[str, ...]:
        """Every persona whom it needs."""
        return (self.who, *(one.whose for one in self.checks if isinstance(one, OthersCredentials)))


class Remedy(Sentence):
    """What a document tells to do about a problem; ``trouble`` is the fault of the site that brings it about.

    ``problem`` is what the remedy is for. ``label`` is the menu to click, for ``click-menu``.
    """

    do: Literal["refresh", "click-menu", "sign-in-again", "clear-and-sign-in-again"]
    trouble: str
    problem: Literal["menus-missing", "sign-in-fails"] = "menus-missing"
    label: str = "Reports"


class Advice(Sentence):
    """What cannot be carried out by a program, and ``because`` of what."""

    because: str


class Statement(Record):
    """What one source says, in our words."""

    source: Source
    says: str


class Case(Record):
    """What the site does, if each of these sentences came to one of these results."""

    when: dict[str, tuple[Literal["held", "deviated", "failed"], ...]] = Field(min_length=1)
    site: str


class Contradiction(Record):
    """Two statements that cannot both be so, and how to tell which of them the site follows.

    The first case that applies tells it; none need, where only people can.
    """

    about: str
    first: Statement
    second: Statement
    cases: tuple[Case, ...] = ()


class Published(Record):
    """The lists that a court's file may have besides its steps."""

    claims: tuple[Claim, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    advice: tuple[Advice, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

"""What a user can read on a page, parsed from HTML in one place for every engine. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

_ENDS = " :*.,;!?…\"'“”‘’()[]"  # noqa: RUF001 - typographic quotation marks are meant


def fold(text: str) -> str:
    """A label as it is compared: without regard to case, white space and punctuation at its ends.

    ``"CM/ECF  Login: *"`` and ``"cm/ecf login"`` fold to the same. Pure decoration folds to ``""``.
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(_ENDS)


class _Labelled(Protocol):
    """A record with the text that a user reads on it."""

    @property
    def text(self) -> str: ...


_Record = TypeVar("_Record", bound=_Labelled)


def _first(records: Iterable[_Record], text: str) -> _Record | None:
    """The first record whose text folds to the same as ``text``; nothing matches an empty text."""
    wanted = fold(text)
    return next((record for record in records if wanted and fold(record.text) == wanted), None)


class Region(StrEnum):
    """Where on the page a link stands."""

    MENU_BAR = "menu bar"
    FLY_OUT = "fly-out"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Link:
    """A visible link. ``href`` is absolute; ``nth`` counts the page's links of the same text from 0.

    A greyed link is shown but not offered; ``href`` is empty where it leads nowhere.
    """

    text: str
    href: str
    region: Region
    nth: int
    greyed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Links of the content, or of a fly-out, that stand together below one heading.

    ``level`` is that of the heading, from 1; 0 where the links stand below none, and ``heading`` is then
    empty. A heading below which no link stands makes a section without links.
    """

    heading: str
    level: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FlyOut:
    """What opens below an item of the menu bar when it is pointed at, whether it is open now or not.

    ``label`` is the bar item's. The links of a fly-out that is not open cannot be followed.
    """

    label: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """An input that a user can fill. ``name`` and ``form`` let an engine find it again.

    ``kind`` is the input's type in lower case, ``"select"`` or ``"textarea"``; ``form`` counts all
    forms of the document from 0, ``-1`` stands for a field outside every form.
    """

    label: str
    name: str
    kind: str
    form: int
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button. ``nth`` counts the page's buttons of the same text from 0.

    ``form`` counts all forms of the document from 0; ``None`` stands for a button outside them.
    """

    text: str
    name: str
    form: int | None
    nth: int
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """A form with what a user can fill and press; hidden inputs are not part of it."""

    name: str
    fields: tuple[Field, ...]
    buttons: tuple[Button, ...]

    def field(self, label: str) -> Field | None:
        """The first field with this label (folded: case, colons and asterisks do not count)."""
        wanted = fold(label)
        return next((field for field in self.fields if wanted and fold(field.label) == wanted), None)

    def button(self, text: str) -> Button | None:
        """The first button with this text (folded)."""
        return _first(self.buttons, text)


@dataclass(frozen=True, slots=True)
class PageView:
    """One page as a user sees it; hidden elements and comments are not part of it.

    ``messages`` are errors and notices that the page sets apart, then the texts of its pop-up
    dialogs; ``rows`` are the texts of table rows, cell by cell; ``lines`` is all visible text, block
    by block; ``status`` is the HTTP status; ``visit`` counts the documents of this session, so that a
    page that came again can be told from one that stayed. ``menu_bar`` is ``None`` where the page has
    no menu bar at all. ``sections`` are the links of the content once more, heading by heading, and
    ``fly_outs`` all menus below the bar. What stands outside every form makes up a last, nameless one.
    """

    url: str
    title: str
    headings: tuple[str, ...]
    messages: tuple[str, ...]
    menu_bar: tuple[Link, ...] | None
    links: tuple[Link, ...]
    forms: tuple[Form, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[str, ...]
    status: int
    visit: int
    sections: tuple[Section, ...] = ()
    fly_outs: tuple[FlyOut, ...] = ()

    def link(self, text: str, region: Region | None = None) -> Link | None:
        """The first link with this text (folded), of one region or of any."""
        return _first((link for link in self.links if region in (None, link.region)), text)

    def button(self, text: str) -> Button | None:
        """The first button with this text (folded), form by form."""
        return _first((button for form in self.forms for button in form.buttons), text)

    def field(self, label: str) -> Field | None:
        """The first field with this label (folded), form by form."""
        found = (form.field(label) for form in self.forms)
        return next((field for field in found if field), None)

    def says(self, text: str) -> bool:
        """Whether the page shows this text, as whole words; case and line breaks do not count."""
        wanted = fold(text)
        shown = fold(" ".join((*self.lines, *self.messages)))
        return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", shown) is not None

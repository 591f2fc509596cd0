"""The shape of a court's menus in its profile: bars, pages, sections and items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, Self

from pydantic import Field, model_validator

from mock_ecf.courts.sources import Provenance
from mock_ecf.courts.texts import Text
from mock_ecf.data_errors import wrong
from mock_ecf.data_files import Record


class Item(Record):
    """Something to choose in a menu.

    It leads to a menu page (``page``) or to a path at the court (``path``); with neither, the
    project does not have what it leads to, and a plain page says so.
    """

    text: str = Field(min_length=1)
    provenance: Provenance
    page: str | None = None
    path: str | None = Field(default=None, pattern="^/")
    filers_only: bool = False
    nextgen_only: bool = False
    """Whether the item is not there before the court's go-live."""
    greyed: bool = False
    """Whether the item is shown but cannot be chosen."""


class BarItem(Item):
    """An item of the menu bar. ``access_key`` is the letter of its text that is underlined."""

    access_key: str = Field(default="", max_length=1)
    opens: Literal["help", "search"] | None = None
    """What a script of the page opens, for the items that lead nowhere."""
    filing: bool = False
    """Whether the item is a filing menu, which a linked account gains."""

    @model_validator(mode="after")
    def _has_its_access_key(self) -> Self:
        if self.access_key not in self.text:
            raise wrong(f"{self.access_key!r} is no letter of {self.text!r}", "access_key")
        return self


class Section(Record):
    """Items below one heading, or below none."""

    heading: Text | None = None
    items: tuple[str, ...] = ()


class MenuPage(Record):
    """A page of ``DisplayMenu.pl``; ``query`` is what stands behind the question mark."""

    title: Text
    query: str = Field(pattern="^[A-Za-z0-9]+$")
    sections: tuple[str, ...]
    filers_only: bool = False


class Bars(Record):
    """The menu bars by kind of user, as ids of bar items from left to right."""

    pacer_only: tuple[str, ...]
    filer: tuple[str, ...]
    provenance: Provenance


class LinkItemPlace(Record):
    """The section in which the item stands; ``with_fault`` is where the fault moves it."""

    section: str
    provenance: Provenance
    with_fault: str


class LinkItem(Record):
    """The item that opens the link form."""

    text: str = Field(min_length=1)
    provenance: Provenance
    place: LinkItemPlace
    text_with_fault: Text


class Menus(Record):
    """All menus of a court."""

    bar: Bars
    landing: str | None = None
    """The menu page that is shown on the first page after the sign-in, if there is one."""
    bar_items: dict[str, BarItem]
    pages: dict[str, MenuPage]
    sections: dict[str, Section]
    items: dict[str, Item]
    link_item: LinkItem

    @model_validator(mode="after")
    def _name_only_what_exists(self) -> Self:
        for user in ("pacer_only", "filer"):
            _check_ids(getattr(self.bar, user), self.bar_items, "bar item", "bar", user)
        for name, page in self.pages.items():
            _check_ids(page.sections, self.sections, "section", "pages", name, "sections")
        for name, section in self.sections.items():
            _check_ids(section.items, self.items, "item", "sections", name, "items")
        self._check_pages_of_items()
        _check_ids([self.landing] if self.landing else [], self.pages, "page", "landing")
        for key in ("section", "with_fault"):
            section_id = getattr(self.link_item.place, key)
            _check_ids([section_id], self._sections_shown(), "shown section", "link_item", "place", key)
        return self

    @property
    def link_item_page(self) -> MenuPage:
        """The menu page on which the link item stands."""
        return next(page for page in self.pages.values() if self.link_item.place.section in page.sections)

    def _check_pages_of_items(self) -> None:
        tables: Mapping[str, Mapping[str, Item]] = {"items": self.items, "bar_items": self.bar_items}
        for table, items in tables.items():
            for name, item in items.items():
                _check_ids([item.page] if item.page else [], self.pages, "page", table, name, "page")

    def _sections_shown(self) -> dict[str, None]:
        return {section: None for page in self.pages.values() for section in page.sections}


def _check_ids(ids: Iterable[str], known: Mapping[str, object], what: str, *keys: str) -> None:
    for identifier in ids:
        if identifier not in known:
            raise wrong(f"there is no {what} {identifier!r}", *keys, allowed=known, found=identifier)

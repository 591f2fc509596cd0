"""Walks through a court's menus: each menu page once, never an item that acts, and back again."""

from __future__ import annotations

from collections.abc import Iterator

from flows.pages import court, menus
from harness.engines.session import Session
from harness.errors import SiteProblem
from harness.menus.tree import Kind, Node
from harness.page_view import Link, PageView, Region, Section

LANDING = "Landing page"
"""Under this heading stands what the first page after the sign-in offers, where it offers anything."""

Trail = tuple[Link, ...]
"""The links that lead from the menu bar, or the first page, to a menu page."""

Path = tuple[str, ...]
"""The labels from the bar down to something, headings among them."""


class MenuWalk:
    """Reads the menus that begin at ``first``, the page on which the session stands.

    Afterwards ``remarks`` says what was odd, and ``unread`` holds the targets of the menu pages that
    could not be read. At most ``most_pages`` are opened.
    """

    def __init__(self, session: Session, first: PageView, most_pages: int) -> None:
        self._session = session
        self._first = first
        self._view = first
        self._host = court.host(first.url)
        self._left = most_pages
        self._bar = {self._target(link) for link in first.menu_bar or ()}
        self._read: dict[str, Path] = {}
        self.unread: set[str] = set()
        self.remarks: list[str] = []

    def nodes(self) -> Iterator[Node]:
        """The bar from left to right, then what the first page offers."""
        if self._first.menu_bar is None:
            return
        for link in self._first.menu_bar:
            yield Node(
                link.text, Kind.BAR_ITEM, self._target(link), link.greyed, tuple(self._below_bar(link))
            )
        landing = tuple(self._offered(self._first.sections, (), (LANDING,)))
        if landing:
            yield Node(LANDING, Kind.HEADING, children=landing)

    def _below_bar(self, link: Link) -> Iterator[Node]:
        """What the page of a bar item offers; its fly-out, where it has no page."""
        fly_out, target = menus.fly_out(self._first, link.text), self._target(link)
        if not menus.is_menu(target):
            yield from self._offered(fly_out.sections, (link,), (link.text,)) if fly_out else ()
        elif page := self._open((link,), (link.text,)):
            if fly_out:
                there, here = menus.shown(fly_out.sections, self._first), menus.shown(page.sections, page)
                self.remarks.extend(menus.disagreements(link.text, there, here))
            yield from self._offered(page.sections, (link,), (link.text,))

    def _offered(self, sections: tuple[Section, ...], trail: Trail, path: Path) -> Iterator[Node]:
        for heading, links in menus.offered(sections):
            place = (*path, heading) if heading else path
            items = (self._item(link, trail, (*place, link.text)) for link in links)
            if heading:
                yield Node(heading, Kind.HEADING, children=tuple(items))
            else:
                yield from items

    def _item(self, link: Link, trail: Trail, path: Path) -> Node:
        target, children = self._target(link), tuple[Node, ...]()
        if menus.is_menu(target):
            # What the bar leads to stands below the bar, wherever else it is also to be had.
            page = None if target in self._bar else self._open((*trail, link), path)
            if page:
                children = tuple(self._offered(page.sections, (*trail, link), path))
            if target in map(self._target, trail):
                self.remarks.append(f"{_named(path)} leads back to the page on the way to it.")
        return Node(link.text, Kind.ITEM, target, link.greyed, children)

    # --- opening ----------------------------------------------------------------------------------

    def _open(self, way: Trail, path: Path) -> PageView | None:
        """The menu page at the end of a way; ``None``, with a remark, if it was read before or cannot be."""
        target = self._target(way[-1])
        if way[-1].greyed:
            return None
        if target in self._read:
            self._remark_twice(way, path, self._read[target])
            return None
        if not self._left:
            self._not_read(target, f"{_named(path)} was not opened: there are too many menu pages.")
            return None
        self._left -= 1
        self._read[target] = path
        try:
            self._go(way)
        except SiteProblem as problem:
            self._not_read(target, f"{_named(path)} could not be opened. {problem}")
            return None
        wrong = menus.wrong_with(self._view, target, self._host)
        if wrong:
            self._not_read(target, f"{_named(path)} leads to {wrong}.")
        return None if wrong else self._view

    def _remark_twice(self, way: Trail, path: Path, first: Path) -> None:
        if self._target(way[-1]) not in map(self._target, way[:-1]):
            self.remarks.append(f"{_named(path)} leads to the same page as {_named(first)}.")

    def _not_read(self, target: str, remark: str) -> None:
        self.unread.add(target)
        self.remarks.append(remark)

    def _go(self, way: Trail) -> None:
        """Follows the last link of a way, from the page that shows it."""
        *before, link = way
        if link.region is Region.FLY_OUT:
            self._view = self._session.open(link.href)
            return
        if not self._shows(link):
            self._go_back()
        if not self._shows(link):
            self._go(tuple(before)) if before else self._begin_again()
        self._view = self._session.follow(link)

    def _go_back(self) -> None:
        try:
            self._view = self._session.back()
        except SiteProblem:
            self._begin_again()

    def _begin_again(self) -> None:
        self._view = self._session.open(self._first.url)

    def _shows(self, link: Link) -> bool:
        return link in self._view.links

    def _target(self, link: Link) -> str:
        return menus.target(link, self._first)


def _named(path: Path) -> str:
    *place, label = path
    return f"'{label}' under {' > '.join(place)}" if place else f"'{label}' in the menu bar"

"""Walks through a court's menus: each menu page once, never an item that acts, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.pages import court, menus
from harness.engines.session import Session
from harness.errors import SiteProblem
from harness.menus.tree import Kind, Node
from harness.page_view import Link, PageView, Region, Section

LANDING = "Landing page"
"""Under this heading stands what the first page after the sign-in offers, where it offers anything."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A link on a way, and where it leads, normalised."""

    link: Link
    target: str


Way = tuple[Turn, ...]
"""The turns that lead from the menu bar, or the first page, to a menu page."""

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
        self._bar = {menus.target(link, first) for link in first.menu_bar or ()}
        self._read: dict[str, Path] = {}
        self.unread: set[str] = set()
        self.remarks: list[str] = []

    def nodes(self) -> Iterator[Node]:
        """The bar from left to right, then what the first page offers."""
        if self._first.menu_bar is None:
            return
        for link in self._first.menu_bar:
            turn = Turn(link, menus.target(link, self._first))
            yield Node(link.text, Kind.BAR_ITEM, turn.target, link.greyed, tuple(self._below_bar(turn)))
        landing = tuple(self._offered(self._first.sections, self._first, (), (LANDING,)))
        if landing:
            yield Node(LANDING, Kind.HEADING, children=landing)

    def _below_bar(self, turn: Turn) -> Iterator[Node]:
        """What the page of a bar item offers; its fly-out, where it has no page."""
        label, fly_out = turn.link.text, menus.fly_out(self._first, turn.link.text)
        if not menus.is_menu(turn.target):
            yield from self._offered(fly_out.sections, self._first, (turn,), (label,)) if fly_out else ()
        elif page := self._open((turn,), (label,)):
            if fly_out:
                there, here = menus.shown(fly_out.sections, self._first), menus.shown(page.sections, page)
                self.remarks.extend(menus.disagreements(label, there, here))
            yield from self._offered(page.sections, page, (turn,), (label,))

    def _offered(self, sections: tuple[Section, ...], page: PageView, way: Way, path: Path) -> Iterator[Node]:
        for heading, links in menus.offered(sections):
            place = (*path, heading) if heading else path
            items = (self._item(Turn(one, menus.target(one, page)), way, (*place, one.text)) for one in links)
            if heading:
                yield Node(heading, Kind.HEADING, children=tuple(items))
            else:
                yield from items

    def _item(self, turn: Turn, way: Way, path: Path) -> Node:
        children: tuple[Node, ...] = ()
        if menus.is_menu(turn.target):
            # What the bar leads to stands below the bar, wherever else it is also to be had.
            page = None if turn.target in self._bar else self._open((*way, turn), path)
            if page:
                children = tuple(self._offered(page.sections, page, (*way, turn), path))
            if any(one.target == turn.target for one in way):
                self.remarks.append(f"{_named(path)} leads back to the page on the way to it.")
        return Node(turn.link.text, Kind.ITEM, turn.target, turn.link.greyed, children)

    # --- opening ----------------------------------------------------------------------------------

    def _open(self, way: Way, path: Path) -> PageView | None:
        """The menu page at the end of a way; ``None``, with a remark, if it was read before or cannot be."""
        *before, turn = way
        if turn.link.greyed:
            return None
        if turn.target in self._read:
            if all(one.target != turn.target for one in before):
                first = _named(self._read[turn.target])
                self.remarks.append(f"{_named(path)} leads to the same page as {first}.")
            return None
        wrong = self._reach(way, path)
        if wrong:
            self.unread.add(turn.target)
            self.remarks.append(f"{_named(path)} {wrong}")
        return None if wrong else self._view

    def _reach(self, way: Way, path: Path) -> str:
        """Goes to the page at the end of a way; gives what is wrong about it, or nothing."""
        if not self._left:
            return "was not opened: there are too many menu pages."
        self._left -= 1
        target = way[-1].target
        self._read[target] = path
        try:
            self._go(way)
        except SiteProblem as problem:
            return f"could not be opened. {problem}"
        wrong = menus.wrong_with(self._view, target, self._host)
        return f"leads to {wrong}." if wrong else ""

    def _go(self, way: Way) -> None:
        """Follows the last link of a way, from the page that shows it."""
        *before, turn = way
        link = turn.link
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


def _named(path: Path) -> str:
    *place, label = path
    return f"'{label}' under {' > '.join(place)}" if place else f"'{label}' in the menu bar"

"""A court's pages with the menu bar: reading the bar, walking through menus, signing out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from harness.engines.session import Session
from harness.page_view import Link, PageView, Region, fold

SIGN_OUT = ("Log Out", "Logout")
_ACTS_OR_COSTS = tuple(map(fold, (*SIGN_OUT, "Query", "Search", "Help")))
_MENU_PAGE = fold("Menu Items")
_PAGES_LOOKED_THROUGH = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A link item, the page it stands on, and the labels that lead to it, its own last."""

    link: Link
    path: tuple[str, ...]


def host(url: str) -> str:
    """The host name in an address."""
    return urlsplit(url).hostname or ""


def bar(view: PageView) -> tuple[str, ...] | None:
    """The labels of the menu bar; ``None`` where the page has none."""
    return None if view.menu_bar is None else tuple(link.text for link in view.menu_bar)


def usable_bar(view: PageView) -> tuple[str, ...] | None:
    """The same, where an item that is greyed says so and is not taken for one that can be opened."""
    if view.menu_bar is None:
        return None
    return tuple(f"{link.text} (greyed)" if link.greyed else link.text for link in view.menu_bar)


def bar_link(view: PageView, *labels: str) -> Link | None:
    """The first item of the menu bar with one of these labels."""
    wanted = set(map(fold, labels))
    return next((link for link in view.menu_bar or () if fold(link.text) in wanted), None)


def item_link(view: PageView, label: str) -> Link | None:
    """The first link with this label that is not an item of the menu bar itself."""
    return view.link(label, Region.CONTENT) or view.link(label, Region.FLY_OUT)


def entry_link(view: PageView, text: str) -> Link | None:
    """The entry page's link to the sign-in: the text itself, or the text with more around it."""
    exact = view.link(text)
    if exact is not None:
        return exact
    return next((link for link in view.links if fold(text) in fold(link.text)), None)


def follow_path(
    session: Session, view: PageView, path: Sequence[str], *, from_bar: bool = True
) -> tuple[PageView, tuple[str, ...]]:
    """Clicks through menus as far as the labels are there; gives the page and the labels not found.

    ``from_bar``: the first label may stand in the menu bar. The others stand on the page that the one
    before them opened, where the bar does not count.
    """
    for position, label in enumerate(path):
        link = bar_link(view, label) if from_bar and position == 0 else None
        link = link or item_link(view, label)
        if link is None or link.greyed:
            return view, tuple(path[position:])
        view = session.follow(link)
    return view, ()


def look_for(session: Session, view: PageView, label: str) -> Found | None:
    """Looks for an item where a person would: on each menu page that the bar leads to.

    Opens menu pages only, never an item that acts or costs, and a bounded number of them.
    """
    in_bar = bar_link(view, label)
    if in_bar is not None and not in_bar.greyed:
        return Found(in_bar, (in_bar.text,))
    for page, path in _menu_pages(session, view):
        link = item_link(page, label) or _alike(page, label)
        if link is not None and not link.greyed:
            return Found(link, (*path, link.text))
    return None


def _menu_pages(session: Session, view: PageView) -> Iterator[tuple[PageView, tuple[str, ...]]]:
    looked = 0
    for label in _worth_opening(view):
        item = bar_link(view, label)
        if item is None or looked >= _PAGES_LOOKED_THROUGH:
            return
        view = menu = session.follow(item)
        looked += 1
        yield menu, (label,)
        for link in [one for one in menu.links if fold(one.text).endswith(_MENU_PAGE)]:
            looked += 1
            view = session.follow(link)
            yield view, (label, link.text)
            view = session.back()


def _worth_opening(view: PageView) -> list[str]:
    labels = [link.text for link in view.menu_bar or () if fold(link.text) not in _ACTS_OR_COSTS]
    # People look under Utilities first, because every document names it.
    return sorted(labels, key=lambda label: fold(label) != "utilities")


def _alike(view: PageView, label: str) -> Link | None:
    """A link with another label that says nearly the same: of all words in both, three fifths in common."""
    wanted = set(fold(label).split())
    for link in view.links:
        words = set(fold(link.text).split())
        if link.region is Region.CONTENT and len(words & wanted) * 5 >= len(words | wanted) * 3:
            return link
    return None

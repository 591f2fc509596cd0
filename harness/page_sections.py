"""Which links of a page stand below which heading, and what opens below the menu bar. Pure."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable

from bs4 import Tag

from harness.page_text import attribute, drop_unseen, text_of
from harness.page_view import Link, Section

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_USUAL_LEVEL = 2
_HEADING_CLASSES = frozenset({"ui-dialog-title", "ui-panel-title"})
_MENU = "yuimenu"
_HIDING = ("hidden", "aria-hidden", "data-ecf-unseen", "style")


def is_heading(tag: Tag) -> bool:
    """Whether a user takes an element for a heading."""
    if tag.name in _LEVELS or attribute(tag, "role").strip().casefold() == "heading":
        return True
    return not _HEADING_CLASSES.isdisjoint(attribute(tag, "class").split())


def sections_of(tags: Iterable[Tag], link_of: Callable[[Tag], Link | None]) -> tuple[Section, ...]:
    """The links among ``tags``, heading by heading, in the order of the document.

    A link stands below the nearest heading before it whose parent is also around the link, so that the
    heading of one block does not reach into the next. ``link_of`` gives the link that a tag is, if any.
    """
    headings: list[Tag] = []
    sections: list[tuple[Tag | None, list[Link]]] = []
    for tag in tags:
        if is_heading(tag) and text_of(tag):
            headings.append(tag)
            sections.append((tag, []))
        if (link := link_of(tag)) is not None:
            heading = _heading_of(tag, headings)
            if not sections or sections[-1][0] is not heading:
                sections.append((heading, []))
            sections[-1][1].append(link)
    return tuple(_section(heading, links) for heading, links in sections)


def fly_outs_of(bar: Tag) -> list[tuple[Tag, Tag]]:
    """The fly-outs below a menu bar, each with the bar's item: copies that are shown as if they were open.

    To be called before what is hidden is taken out of the document.
    """
    menus = [menu for menu in bar.find_all(class_=_MENU) if menu.find_parent(class_=_MENU) is None]
    found = [(menu.find_parent("li"), menu) for menu in menus]
    return [(item, _opened(menu)) for item, menu in found if item is not None]


def _opened(menu: Tag) -> Tag:
    """A copy of a fly-out, without what is hidden even when it is open."""
    opened = copy.copy(menu)
    for name in _HIDING:
        del opened[name]
    drop_unseen(opened)
    return opened


def _heading_of(tag: Tag, headings: list[Tag]) -> Tag | None:
    around = {id(parent) for parent in tag.parents}
    return next((one for one in reversed(headings) if id(one.parent) in around), None)


def _section(heading: Tag | None, links: list[Link]) -> Section:
    if heading is None:
        return Section("", 0, tuple(links))
    told = attribute(heading, "aria-level")
    level = _LEVELS.get(heading.name) or (int(told) if told.isdecimal() else _USUAL_LEVEL)
    return Section(text_of(heading), level, tuple(links))

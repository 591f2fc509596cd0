"""What a court's menu page looks like, and what of it stands in the fly-out below its bar item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from flows.pages.court import host
from harness.menus.folding import normalise_target
from harness.page_view import FlyOut, Link, PageView, Section, fold

_MENU_PAGE = "DisplayMenu.pl?"
_FIRST_ERROR_STATUS = 400
_PAGE_TITLE = 1  # a heading of this level names the page and no section of it

Shown = tuple[str, str, str, bool]
"""One thing to choose as it is shown: heading, label, normalised target, greyed."""


def target(link: Link, view: PageView) -> str:
    """Where a link of this page leads, normalised; ``""`` where it leads nowhere."""
    page, mark, _ = link.href.partition("#")
    nowhere = not link.href or (mark and page == view.url.partition("#")[0])
    return "" if nowhere else normalise_target(link.href, view.url)


def address(view: PageView) -> str:
    """The page's own address, normalised like a target."""
    return normalise_target(view.url, view.url)


def is_menu(link_target: str) -> bool:
    """Whether a target is a menu page of the court itself: nothing that acts, costs or files."""
    return link_target.startswith(_MENU_PAGE)


def is_error(view: PageView) -> bool:
    """Whether the site answered with an error."""
    return view.status >= _FIRST_ERROR_STATUS


def wrong_with(view: PageView, wanted: str, court_host: str) -> str:
    """Why this is not the menu page ``wanted``, as ``"an error, 404 …"``; ``""`` if it is."""
    if is_error(view):
        return f"an error, {view.status} {view.title}".rstrip()
    if host(view.url) != court_host:
        return f"a page of {host(view.url) or 'no host'}"
    if address(view) != wanted:
        return f"another page, {address(view) or view.title}"
    if view.menu_bar is None:
        return f"a page without a menu bar, “{_says(view)}”"
    if not any(section.links for section in view.sections) and view.messages:
        return f"a page that is no menu, “{_says(view)}”"
    return ""


def offered(sections: Iterable[Section]) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """Headings of sections with their links; what stands below the page's title has no heading."""
    for section in sections:
        heading = section.heading if section.level > _PAGE_TITLE else ""
        if section.links or heading:
            yield heading, section.links


def shown(sections: Iterable[Section], view: PageView) -> list[Shown]:
    """All that sections offer, in order."""
    return [
        (heading, link.text, target(link, view), link.greyed)
        for heading, links in offered(sections)
        for link in links
    ]


def fly_out(view: PageView, label: str) -> FlyOut | None:
    """The fly-out below a bar item."""
    return next((one for one in view.fly_outs if fold(one.label) == fold(label)), None)


def disagreements(label: str, fly_out: list[Shown], page: list[Shown]) -> Iterator[str]:
    """How the fly-out of a bar item differs from the page that the item opens, a sentence each."""
    lacks, adds = Counter(page) - Counter(fly_out), Counter(fly_out) - Counter(page)
    for one in lacks.elements():
        yield f"The fly-out of {label} lacks {_quoted(one)}, which its page has{_place(label, one)}."
    for one in adds.elements():
        yield f"The fly-out of {label} has {_quoted(one)}{_place(label, one)}, which its page lacks."
    if not lacks and not adds and fly_out != page:
        yield f"The fly-out of {label} has the same as its page in another order."


def _quoted(one: Shown) -> str:
    _, label, link_target, greyed = one
    leads = f" (to {link_target})" if link_target else ""
    return f"'{label}'{', greyed,' if greyed else ''}{leads}"


def _place(label: str, one: Shown) -> str:
    return f" under {label} > {one[0]}" if one[0] else f" under {label}"


def _says(view: PageView) -> str:
    return " ".join(view.messages or view.headings) or view.title

"""What a user can choose at a court: the bar, its fly-outs and the menu pages. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mock_ecf.courts.menu_schema import BarItem, Item, MenuPage, Menus
from mock_ecf.domain.menus import MenuUser

LINK_FORM = "/cgi-bin/LinkAccount.pl"
NOT_BUILT = "/cgi-bin/not-built.pl?item="
PACER_ONLY_ID = "-1"

_SCRIPTS: Mapping[str, tuple[str, str]] = {
    "help": ("", "CMECF.MainMenu.showHelpPage(''); return false"),
    "search": ("javascript: CMECF.MainMenu.searchPrompt();", ""),
}


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One thing to choose, or greyed. ``menu`` names the menu page that it opens, by its query, if any."""

    text: str
    href: str
    access_key: str = ""
    menu: str = ""
    onclick: str = ""
    greyed: bool = False

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before the access key, the access key, and the text after it."""
        if not self.access_key:
            return self.text, "", ""
        return self.text.partition(self.access_key)


@dataclass(frozen=True, slots=True)
class MenuSection:
    """Links below one heading, or below none (an empty one)."""

    heading: str
    links: tuple[MenuLink, ...]


@dataclass(frozen=True, slots=True)
class MenuFaults:
    """How the site misbehaves about the item that opens the link form, and about its fly-outs."""

    missing: bool = False
    elsewhere: bool = False
    renamed: bool = False
    fly_out_differs: bool = False


@dataclass(frozen=True, slots=True)
class MenuTree:
    """The menus of one court for one user; what belongs to NextGen is not there before its go-live.

    ``user_id`` is what menu links carry as ``id``, at the courts whose links carry one.
    """

    menus: Menus
    user: MenuUser
    live: bool = True
    user_id: str = PACER_ONLY_ID
    id_in_links: bool = False
    faults: MenuFaults = MenuFaults()
    self_service: bool = True

    def bar(self) -> tuple[MenuLink, ...]:
        """The menu bar from left to right; empty for somebody who is not signed in."""
        if self.user is MenuUser.SIGNED_OUT:
            return ()
        bar = self.menus.bar.filer if self.user is MenuUser.FILER else self.menus.bar.pacer_only
        return tuple(self._bar_link(identifier, self.menus.bar_items[identifier]) for identifier in bar)

    def page(self, query: str) -> MenuPage | None:
        """The menu page with this query, if the court has it."""
        return next((page for page in self.menus.pages.values() if page.query == query), None)

    def may_open(self, page: MenuPage) -> bool:
        """Whether this user may see the page."""
        return self.user is MenuUser.FILER or not page.filers_only

    def sections(self, page: MenuPage) -> tuple[MenuSection, ...]:
        """What the page offers this user; a section without anything to choose is left out."""
        sections = (self._section(identifier) for identifier in page.sections)
        return tuple(section for section in sections if section.links)

    def fly_outs(self) -> Iterator[tuple[str, tuple[MenuSection, ...]]]:
        """The query and the sections of every menu page that the bar opens."""
        for link in self.bar():
            page = self.page(link.menu)
            if page is not None:
                sections = self.sections(page)
                yield link.menu, _without_last(sections) if self.faults.fly_out_differs else sections

    def landing(self) -> tuple[MenuSection, ...]:
        """What the first page after the sign-in offers, at the courts where it offers anything."""
        return self.sections(self.menus.pages[self.menus.landing]) if self.menus.landing else ()

    def _section(self, identifier: str) -> MenuSection:
        section = self.menus.sections[identifier]
        links = [
            self._link(name, self.menus.items[name])
            for name in section.items
            if self._is_shown(self.menus.items[name])
        ]
        if identifier == self._link_item_section():
            links.append(self._link_item())
        return MenuSection(section.heading.text if section.heading else "", tuple(links))

    def _is_shown(self, item: Item) -> bool:
        return (self.live or not item.nextgen_only) and (self.user is MenuUser.FILER or not item.filers_only)

    def _link_item_section(self) -> str:
        place = self.menus.link_item.place
        if self.faults.missing or not self.live or not self.self_service:
            return ""
        return place.with_fault if self.faults.elsewhere else place.section

    def _link_item(self) -> MenuLink:
        item = self.menus.link_item
        return MenuLink(item.text_with_fault.text if self.faults.renamed else item.text, LINK_FORM)

    def _bar_link(self, identifier: str, item: BarItem) -> MenuLink:
        link = self._link(identifier, item)
        href, onclick = _SCRIPTS[item.opens] if item.opens else ("", "")
        return MenuLink(link.text, href or link.href, item.access_key, link.menu, onclick, item.greyed)

    def _link(self, identifier: str, item: Item) -> MenuLink:
        if item.page:
            query = self.menus.pages[item.page].query
            return MenuLink(item.text, self._menu_address(query), menu=query, greyed=item.greyed)
        return MenuLink(item.text, item.path or f"{NOT_BUILT}{identifier}", greyed=item.greyed)

    def _menu_address(self, query: str) -> str:
        suffix = f"&id={self.user_id}" if self.id_in_links else ""
        return f"/cgi-bin/DisplayMenu.pl?{query}{suffix}"


def _without_last(sections: tuple[MenuSection, ...]) -> tuple[MenuSection, ...]:
    """The sections, the last of them without its last link."""
    if not sections:
        return ()
    *others, last = sections
    return (*others, MenuSection(last.heading, last.links[:-1]))


def user_id(court: str, login: str) -> str:
    """The number that a filer's menu links carry: six digits, the same for the same account."""
    return str(100_000 + zlib.crc32(f"{court} {login}".encode()) % 900_000)

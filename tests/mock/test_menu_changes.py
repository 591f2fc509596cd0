"""Each kind of change to the menus of a served court is one difference from before, and the only one.

The pages are those of the mock, without a browser and so without fly-outs; ``tests/cli/test_menus.py`` does
the same with both.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from flows.menu_walk import MenuWalk
from harness.menus.drift import differences
from harness.menus.tree import MenuTree, UserState
from harness.page_parser import parse
from harness.page_view import PageView
from tests.menu_changes import CHANGES, CODES, FIRST, write_courts
from tests.mock_site import Site, Visitor, make_site
from tests.paper_session import PaperSession


class Pages(PaperSession):
    """The pages of one court as a visitor gets them."""

    def __init__(self, visitor: Visitor, court: str) -> None:
        super().__init__({})
        self._visitor = visitor
        self._court = court

    def open(self, url: str) -> PageView:
        """Gets the page of an address."""
        parts = urlsplit(url)
        page = self._visitor.open(self._court, f"{parts.path}?{parts.query}")
        self._history.append(parse(page.raw, url, page.status, len(self._history) + 1))
        return self._history[-1]


@pytest.fixture(scope="module")
def changed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with all of the changed courts."""
    folder = tmp_path_factory.mktemp("changed")
    write_courts(folder)
    made = make_site(folder, folder)
    yield made
    made.settings.store.close()


def menus(site: Site, court: str) -> MenuTree:
    """The menus of a linked filer at a court."""
    visitor = site.world(courts=[court], personas=["linked-filer"]).visitor("linked-filer")
    visitor.sign_in(court)
    session = Pages(visitor, court)
    walk = MenuWalk(session, session.open(f"https://ecf.{court}.uscourts.gov/cgi-bin/login.pl"), 60)
    return MenuTree(FIRST, UserState.LINKED, tuple(walk.nodes()), tuple(walk.remarks))


@pytest.fixture(scope="module")
def before(changed_site: Site) -> MenuTree:
    """The menus from before any change."""
    return menus(changed_site, FIRST)


@pytest.mark.parametrize("code", CODES)
def test_a_change_is_told_and_no_other(changed_site: Site, before: MenuTree, code: str) -> None:
    """One sentence for the change and none besides; nothing where nothing was changed."""
    sentence = CHANGES[CODES[code]][1]
    assert differences(before, menus(changed_site, code)) == ((sentence,) if sentence else ())


def test_a_greyed_item_is_shown_and_cannot_be_chosen(changed_site: Site) -> None:
    """On its page and in the fly-out, for eyes and for programs that read the page aloud."""
    code = next(code for code, name in CODES.items() if name == "an item greyed")
    visitor = changed_site.world(courts=[code], personas=["linked-filer"]).visitor("linked-filer")
    visitor.sign_in(code)
    for path in ("/cgi-bin/DisplayMenu.pl?Utilities", "/cgi-bin/menu.pl?id=1"):
        (greyed,) = visitor.open(code, path).html.select("a[aria-disabled=true]")
        assert (greyed.get_text(), greyed["onclick"]) == ("Maintain Your ECF Account", "return false")

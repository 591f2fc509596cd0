"""Faults in which the menus come late, and those that the link form's checks need."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.mock_site import SIGN_IN, Page, Site, Visitor, World, make_site

LIMITED, FULL = "Query", "Bankruptcy"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The mock's pages, without a server."""
    return make_site(tmp_path)


def linked(site: Site, fault: str) -> tuple[World, Visitor]:
    """Somebody who has seen the limited menus and has just linked, at a court with the fault."""
    world = site.world(courts=("azb",), personas=("unlinked-filer", "pacer-only"))
    world.fault(fault)
    visitor = world.visitor()
    visitor.sign_in("azb")
    assert visitor.link("azb").bar[0] == LIMITED
    return world, visitor


def opened(visitor: Visitor, path: str = "/cgi-bin/login.pl") -> str:
    """The first item of the bar on a page."""
    return visitor.open("azb", path).bar[0]


REPORTS = "/cgi-bin/DisplayMenu.pl?Reports"


def test_the_same_page_again_is_what_refreshing_means(site: Site) -> None:
    """Another page shows the old menus still; the same twice running shows the new ones, and so it stays."""
    _, visitor = linked(site, "menus-appear-after-refresh")
    assert [opened(visitor), opened(visitor, REPORTS)] == [LIMITED, LIMITED]
    assert opened(visitor, REPORTS) == FULL
    assert opened(visitor) == FULL


def test_a_click_is_another_page(site: Site) -> None:
    """The page again does not help; another page does."""
    _, visitor = linked(site, "menus-appear-after-click")
    result = visitor.client.get_cookie("OldMenus", "ecf.azb.uscourts.gov")
    assert result is not None
    assert opened(visitor, unquote(result.value).split(" ")[0]) == LIMITED
    assert opened(visitor, REPORTS) == FULL


def test_scripts_that_ask_for_fly_outs_change_nothing(site: Site) -> None:
    """What a page asks for by itself is no refreshing and no click."""
    _, visitor = linked(site, "menus-appear-after-refresh")
    opened(visitor)
    visitor.open("azb", "/cgi-bin/menu.pl?id=-1")
    visitor.open("azb", "/cgi-bin/menu.pl?id=-1")
    assert opened(visitor, REPORTS) == LIMITED


def test_after_a_new_sign_in_the_menus_are_there(site: Site) -> None:
    """However often pages are loaded before that."""
    _, visitor = linked(site, "menus-appear-after-sign-in")
    assert [opened(visitor), opened(visitor), opened(visitor, REPORTS)] == [LIMITED] * 3
    visitor.open("azb", "/cgi-bin/login.pl?logout")
    visitor.sign_in("azb")
    assert opened(visitor) == FULL


def test_old_cookies_outlive_a_new_sign_in(site: Site) -> None:
    """Only a browser without them sees the new menus."""
    world, visitor = linked(site, "menus-appear-after-clearing-cookies")
    visitor.open("azb", "/cgi-bin/login.pl?logout")
    visitor.sign_in("azb")
    assert opened(visitor) == LIMITED
    cleared = world.visitor()
    cleared.sign_in("azb")
    assert opened(cleared) == FULL


def test_without_the_fault_no_cookie_is_set(site: Site) -> None:
    """The mock as it is remembers nothing of the kind."""
    world = site.world(courts=("azb",), personas=("unlinked-filer",))
    visitor = world.visitor()
    visitor.sign_in("azb")
    assert visitor.client.get_cookie("OldMenus", "ecf.azb.uscourts.gov") is None
    assert visitor.link("azb").bar[0] == FULL


def test_who_was_signed_in_before_needs_fresh_cookies(site: Site) -> None:
    """The sign-in page comes again to the same browser, and lets another one in."""
    world = site.world(courts=("azb",), personas=("unlinked-filer",))
    world.fault("sign-in-needs-fresh-cookies")
    visitor = world.visitor()
    visitor.sign_in("azb")
    visitor.open("azb", "/cgi-bin/login.pl?logout")
    assert _sign_in_again(visitor).status == 200
    assert _sign_in_again(world.visitor()).status == 302


def _sign_in_again(visitor: Visitor) -> Page:
    query = "pscCourtId=AZBK"
    return visitor.log_in(visitor.request("GET", "pacer.login.uscourts.gov", f"{SIGN_IN}?{query}"), query)


@pytest.mark.parametrize("persona", ["shared-firm-account", "administrative-account"])
def test_an_unfit_account_is_taken_with_the_fault_alone(site: Site, persona: str) -> None:
    """The form is offered, which otherwise says why not."""
    world = site.world(courts=("azb",), personas=(persona,))
    visitor = world.visitor(persona)
    visitor.sign_in("azb")
    assert "No link was made" in visitor.enter("azb").text
    world.fault("unfit-account-accepted")
    assert "Do you want to link" in visitor.enter("azb").text


def test_a_second_account_is_offered_with_the_fault_and_still_never_linked(site: Site) -> None:
    """The site misbehaves on the page; the world keeps its rule that a side is linked once."""
    world = site.world(courts=("azb",), personas=("linked-filer", "unlinked-filer"))
    world.fault("second-account-accepted")
    visitor = world.visitor("linked-filer")
    visitor.sign_in("azb")
    asked = visitor.enter("azb", *world.visitor("unlinked-filer").cmecf("azb"))
    assert "Do you want to link" in asked.text
    before = world.links()
    assert "already linked" in visitor.submit("azb", asked).text
    assert world.links() == before

"""Who sees which menu bar."""

from __future__ import annotations

from datetime import datetime

import pytest

from mock_ecf.domain.menus import MenuUser, bar
from mock_ecf.domain.records import CourtSignOn, Link, MenusAppear, SignOn
from tests.domain_world import NOW, World, rules


def sign_on(username: str, now: datetime = NOW) -> SignOn:
    """A central sign-on of this user."""
    return SignOn("digest", username, now, now, "", redaction_agreed=False)


def test_nobody_signed_in_has_no_filer_menus(world: World) -> None:
    """Without a sign-on the user is signed out."""
    assert bar(world.state, rules(), None) is MenuUser.SIGNED_OUT


def test_an_unlinked_account_sees_the_limited_bar(world: World) -> None:
    """Until linked in this court, the bar is PACER's only; a link elsewhere does not help."""
    username = world.pacer()
    world.state.add_link(Link("two", username, world.cmecf(court="two"), NOW))
    assert bar(world.state, rules(), sign_on(username)) is MenuUser.PACER_ONLY


def test_a_linked_account_sees_the_filing_menus(world: World) -> None:
    """Linked in this court, the bar is a filer's."""
    username = world.pacer()
    world.state.add_link(Link("one", username, world.cmecf(), NOW))
    assert bar(world.state, rules(), sign_on(username)) is MenuUser.FILER


@pytest.mark.parametrize(
    ("appear", "shown"),
    [(MenusAppear.ON_NEXT_PAGE, MenuUser.PACER_ONLY), (MenusAppear.ON_RESULT_PAGE, MenuUser.FILER)],
)
def test_the_result_page_shows_what_its_court_says(
    world: World, appear: MenusAppear, shown: MenuUser
) -> None:
    """At courts that tell users to refresh, the first view of the result page has the old bar."""
    username = world.pacer()
    world.state.add_link(Link("one", username, world.cmecf(), NOW))
    court = rules(menus_appear=appear)
    assert bar(world.state, court, sign_on(username), on_result_page_first_view=True) is shown


def test_court_credentials_before_go_live_give_the_filing_menus(world: World) -> None:
    """Who signed in with court credentials can file."""
    own = CourtSignOn("digest", "one", world.cmecf(), NOW, NOW)
    assert bar(world.state, rules(), own) is MenuUser.FILER

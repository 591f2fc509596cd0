"""What a PACER account may do at a court besides linking: search, and exempt use."""

from __future__ import annotations

import pytest

from mock_ecf.court.exemption import PATH
from mock_ecf.courts import Profiles
from tests.account_forms import PASSWORD, REGISTER, USERNAME, addressed, submit
from tests.mock_site import Site, Visitor, World

AZB = Profiles().get("azb")
SEARCHES = ["/cgi-bin/iquery.pl", "/cgi-bin/DisplayMenu.pl?Reports"]
EXEMPT, PRIVATE = AZB.text("exemption-exempt"), AZB.text("exemption-private")


@pytest.fixture
def world(site: Site) -> World:
    """A world with everybody in it."""
    return site.world(courts=["azb"])


def signed_in(world: World, persona: str) -> Visitor:
    """A persona at the court."""
    visitor = world.visitor(persona)
    visitor.sign_in("azb")
    return visitor


def status(visitor: Visitor) -> str:
    """The exemption status that the court shows."""
    return visitor.open("azb", PATH).row[AZB.text("exemption-status")]


@pytest.mark.parametrize("path", SEARCHES)
def test_an_administrative_account_cannot_search(world: World, path: str) -> None:
    """Query and Reports say why; Utilities opens."""
    visitor = signed_in(world, "administrative-account")
    assert visitor.open("azb", path).messages == [AZB.text("search-administrative")]
    assert visitor.open("azb", "/cgi-bin/DisplayMenu.pl?Utilities").messages == []


@pytest.mark.parametrize("path", SEARCHES)
def test_who_registered_without_a_card_cannot_search_yet(world: World, path: str) -> None:
    """The notice says what can be done all the same."""
    visitor = world.visitor("no-pacer-account")
    submit(visitor, REGISTER, **addressed(visitor))
    visitor.person["pacer"] = {"username": USERNAME, "password": PASSWORD}
    visitor.sign_in("azb")
    assert visitor.open("azb", path).messages == [AZB.text("search-not-activated")]


@pytest.mark.parametrize("path", SEARCHES)
def test_others_can_search(world: World, path: str) -> None:
    """As far as the mock has it."""
    assert "search privileges" not in signed_in(world, "pacer-only").open("azb", path).text


def test_the_status_is_switched_for_one_sign_on(world: World) -> None:
    """Non-exempt at first, exempt when switched, back again, and non-exempt at the next sign-on."""
    attorney = signed_in(world, "cja-attorney")
    links = attorney.open("azb", "/cgi-bin/DisplayMenu.pl?Utilities").links
    assert links["Change PACER Exemption Status"] == PATH
    assert status(attorney) == PRIVATE
    assert attorney.post("azb", PATH, status="exempt").status == 303
    assert status(attorney) == EXEMPT
    assert status(signed_in(world, "cja-attorney")) == PRIVATE
    attorney.post("azb", PATH, status="private")
    assert status(attorney) == PRIVATE


def test_it_holds_at_every_court_of_the_sign_on(site: Site) -> None:
    """One account, one sign-on, one status."""
    attorney = site.world(courts=["azb", "gamb"]).visitor("cja-attorney")
    attorney.sign_in("azb")
    attorney.post("azb", PATH, status="exempt")
    assert attorney.open("gamb", PATH).row[AZB.text("exemption-status")] == EXEMPT


def test_who_has_no_exemption_has_nothing_to_switch(world: World) -> None:
    """The page says so, and a form that is sent all the same changes nothing."""
    visitor = signed_in(world, "pacer-only")
    visitor.post("azb", PATH, status="exempt")
    page = visitor.open("azb", PATH)
    assert page.messages == [AZB.text("exemption-none")]
    assert page.html.find("form") is None


def test_who_is_not_signed_in_is_led_to_the_sign_in(world: World) -> None:
    """The status belongs to a sign-on, for reading and for switching."""
    visitor = world.visitor()
    assert "pacer.login.uscourts.gov" in visitor.open("azb", PATH).raw
    assert "pacer.login.uscourts.gov" in visitor.post("azb", PATH, status="exempt").raw

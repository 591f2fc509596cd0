"""Hosts, worlds and pages that the mock does not have."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from mock_ecf.app_context import Settings
from mock_ecf.control.worlds import open_world
from mock_ecf.courts import Profiles
from mock_ecf.personas import Personas
from tests.mock_server import TOKEN, running_mock
from tests.mock_site import PACER_LOGIN, SIGN_IN, Site


@pytest.mark.parametrize(("method", "status"), [("GET", 404), ("POST", 404)])
def test_a_page_that_a_court_does_not_have_says_so_and_is_noted(site: Site, method: str, status: int) -> None:
    """The page speaks of the mock, and the journal has the request like any other."""
    world = site.world(courts=["azb"], personas=["pacer-only"])
    page = world.visitor("pacer-only").request(method, "ecf.azb.uscourts.gov", "/cgi-bin/DktRpt.pl")
    assert page.status == status
    assert "This mock does not have this page." in page.text
    assert world.journal() == [("/cgi-bin/DktRpt.pl", "no such page")]


def test_a_post_that_a_page_does_not_take_is_noted(site: Site) -> None:
    """Whoever looks for what went wrong finds the request."""
    world = site.world(courts=["azb"], personas=["pacer-only"])
    assert world.visitor("pacer-only").post("azb", "/cgi-bin/DisplayMenu.pl").status == 405
    assert [path for path, _ in world.journal()] == ["/cgi-bin/DisplayMenu.pl"]


def test_an_unknown_page_of_an_unknown_world_is_not_another_worlds(site: Site) -> None:
    """The world is named before the page is missed."""
    client = site.app.test_client()
    answer = client.get(
        "/nothing", base_url="https://ecf.azb.uscourts.gov", headers={"X-ECF-World": "nobodys"}
    )
    assert answer.status_code == 404
    assert "no world of this name" in answer.get_data(as_text=True)


@pytest.mark.parametrize("host", ["example.org", "ecf.azb.uscourts.gov.", "[::1]:80"])
def test_a_host_that_is_none_of_ours_is_told_where_to_look(site: Site, host: str) -> None:
    """Somebody who mistypes an address learns where the addresses stand."""
    answer = site.app.test_client().get("/", headers={"Host": host})
    assert answer.status_code == 404
    assert "start page, at localhost" in answer.get_data(as_text=True)


def test_the_host_of_the_sign_in_leads_to_it(site: Site) -> None:
    """Its root has nothing else to show."""
    visitor = site.world(courts=["azb"], personas=["pacer-only"]).visitor("pacer-only")
    assert visitor.request("GET", PACER_LOGIN, "/").response.headers["Location"] == SIGN_IN


def test_an_empty_name_is_no_world_not_even_the_peoples(tmp_path: Path) -> None:
    """An engine that forgets its world's name must not land in the world for people."""
    with running_mock(tmp_path, default_world="people") as mock:
        settings = Settings(store=mock.store, profiles=Profiles(), personas=Personas(), token=TOKEN)
        open_world(settings, "people")
        headers = {"Host": "ecf.azb.uscourts.gov", "X-ECF-World": ""}
        answer = httpx.get(f"{mock.control_url}/", headers=headers)
        assert answer.status_code == 400
        assert "X-ECF-World is empty" in answer.text


def test_a_header_with_underscores_names_no_world(tmp_path: Path) -> None:
    """``X_ECF_World`` is another header than ``X-ECF-World``, and cannot stand for it or beside it."""
    with running_mock(tmp_path) as mock:
        world = mock.world(courts=["azb"])["world"]
        host = {"Host": "ecf.azb.uscourts.gov"}
        for headers, status in (
            ({"X-ECF-World": world}, 200),
            ({"X_ECF_World": world}, 400),
            ({"X-ECF-World": world, "X_ECF_World": "another"}, 200),
            ({"X_ECF_World": world, "X-ECF-World": "another"}, 404),
        ):
            assert httpx.get(f"{mock.control_url}/", headers=host | headers).status_code == status


def test_a_host_that_only_begins_like_a_courts_is_no_court(site: Site) -> None:
    """One court's host has a label more than the others; with that label, no other court answers."""
    world = site.world(courts=["azb", "ohndad"], personas=["pacer-only"])
    visitor = world.visitor("pacer-only")
    assert visitor.request("GET", "ecf.azb.anything.uscourts.gov", "/").status == 404
    assert (
        "The host of this court is ecf.azb.uscourts.gov."
        in visitor.request("GET", "ecf.azb.anything.uscourts.gov", "/").text
    )
    assert visitor.request("GET", "ecf.ohndad.uscourts.gov", "/").status == 404
    assert visitor.request("GET", "ecf.ohndad.ohnd.uscourts.gov", "/").status == 200

"""What clients tell a sign-in by: the link to log out is on pages for who is signed in, and on no other.

Here somebody clicks on everything; ``test_signed_out_pages.py`` asks every route with odd queries.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from mock_ecf.app_context import Settings
from mock_ecf.control.worlds import open_world
from mock_ecf.courts import Profiles
from mock_ecf.domain.faults import PAGES
from mock_ecf.personas import Personas
from tests.crawl import COURTS, addresses_of_routes, crawl
from tests.mock_server import TOKEN, running_mock
from tests.mock_site import PACER_ACCOUNT, PACER_LOGIN, Page, Site, Visitor, World, make_site
from tests.wrong_answers import Wrong, WrongAnswers, added, all_of, replaced

LOGOUT = "login.pl?logout"
LIVE, EVE = "2021-06-01T09:00:00", "2020-02-17T09:00:00"
NOBODYS = ("https://ecf.azb.uscourts.gov/no/such/page", f"https://{PACER_LOGIN}/no/such/page")
SAME_FOR_ALL = ("/", "/cgi-bin/ShowIndex.pl")
AZB = "https://ecf.azb.uscourts.gov"


def with_the_link(pages: Mapping[str, Page]) -> list[str]:
    """The addresses of pages with the link."""
    return sorted(address for address, page in pages.items() if LOGOUT in page.raw)


def without_the_link(pages: Mapping[str, Page]) -> list[str]:
    """The addresses of a court's pages that should have the link, and do not."""
    courts = tuple(f"https://{host}/" for host in COURTS)
    return sorted(
        address
        for address, page in pages.items()
        if address.startswith(courts) and 'id="cmecfMainContent"' in page.raw and LOGOUT not in page.raw
    )


def nobody(world: World) -> Visitor:
    """Somebody with an empty browser."""
    return world.visitor()


def not_validated(world: World) -> Visitor:
    """Somebody with the cookie by which PACER marks that nobody is signed in."""
    visitor = world.visitor()
    visitor.client.set_cookie("PacerSession", "unvalidated", domain="uscourts.gov", origin_only=False)
    return visitor


def with_a_made_up_token(world: World) -> Visitor:
    """Somebody with cookies that no sign-on gave."""
    visitor = world.visitor()
    visitor.take_token("f" * 128)
    visitor.client.set_cookie("CourtSession", "f" * 43, domain="ecf.cacd.uscourts.gov")
    return visitor


def asked_to_agree(world: World) -> Visitor:
    """A filer who gave the password and has not agreed to redact."""
    visitor = world.visitor("linked-filer")
    assert visitor.log_in(visitor.sign_in_page()).html.find(id="regmsg") is not None
    return visitor


def logged_out(world: World) -> Visitor:
    """Somebody who was signed in, and pressed Log Out."""
    visitor = signed_in(world)
    left = visitor.open("azb", f"/cgi-bin/{LOGOUT}").response.headers["Location"]
    visitor.request("GET", PACER_LOGIN, left.removeprefix(f"https://{PACER_LOGIN}"))
    return visitor


def idle_for_too_long(world: World) -> Visitor:
    """Somebody whose sign-on has expired; the cookies are still there."""
    visitor = signed_in(world)
    with world.site.settings.store.write(world.name) as state:
        state.set_clock(state.now + timedelta(minutes=31))
    return visitor


def signed_in(world: World) -> Visitor:
    """A filer who is signed in at PACER and at the court."""
    visitor = world.visitor("linked-filer")
    assert LOGOUT in visitor.sign_in("azb").raw
    return visitor


def signed_in_at_the_court_before(world: World) -> Visitor:
    """A filer who signed in with court credentials, on the day before the court's go-live."""
    visitor = world.visitor()
    login, password = visitor.cmecf("cacd")
    visitor.post("cacd", "/cgi-bin/login.pl", login=login, key=password, redaction="1")
    assert LOGOUT in visitor.open("cacd").raw
    with world.site.settings.store.write(world.name) as state:
        state.set_clock(datetime.fromisoformat(LIVE))
    return visitor


def everything(visitor: Visitor) -> dict[str, Page]:
    """Every page that somebody signed out comes to."""
    return crawl(visitor, [*addresses_of_routes(visitor.world.site), *NOBODYS])


@pytest.mark.parametrize("clock", [LIVE, EVE], ids=["live", "before go-live"])
@pytest.mark.parametrize("who", [nobody, not_validated, with_a_made_up_token])
def test_nobody_who_is_signed_out_is_shown_it(
    site: Site, who: Callable[[World], Visitor], clock: str
) -> None:
    """On no page of any host, whatever is clicked on, and whatever cookies are left over."""
    pages = everything(who(site.world(courts=["azb", "cacd"], clock=clock)))
    assert len(pages) > 60
    assert with_the_link(pages) == []


@pytest.mark.parametrize(
    "who", [asked_to_agree, logged_out, idle_for_too_long, signed_in_at_the_court_before]
)
def test_nobody_whose_sign_on_is_over_is_shown_it(site: Site, who: Callable[[World], Visitor]) -> None:
    """Nor before it has begun: it is the sign-on that counts, not where one has been."""
    clock = EVE if who is signed_in_at_the_court_before else LIVE
    assert with_the_link(everything(who(site.world(courts=["azb", "cacd"], clock=clock)))) == []


def test_no_error_page_shows_it_to_nobody(site: Site) -> None:
    """Pages that a fault breaks are errors, without the bar."""
    world = site.world(courts=["azb", "cacd"])
    for page in PAGES:
        world.fault("error-500", page=page)
    pages = everything(world.visitor())
    assert {page.status for page in pages.values()} >= {200, 302, 404, 500}
    assert with_the_link(pages) == []


def test_whoever_is_signed_in_at_pacer_is_not_at_a_court_before_its_go_live(site: Site) -> None:
    """The court has a sign-in of its own until that day, and shows its pages without the link."""
    visitor = signed_in(site.world(courts=["azb", "cacd"], clock=EVE))
    pages = crawl(visitor, addresses_of_routes(site), never="ecf.azb.uscourts.gov")
    assert with_the_link({address: page for address, page in pages.items() if "cacd" in address}) == []


def test_the_start_page_for_people_does_not_have_it(tmp_path: Path) -> None:
    """It names addresses and people, and nobody is signed in there."""
    with running_mock(tmp_path, default_world="people") as mock:
        open_world(Settings(mock.store, Profiles(), Personas(), TOKEN), "people")
        answer = httpx.get(mock.control_url, headers={"Host": f"localhost:{mock.http_port}"})
        assert answer.status_code == 200
        assert LOGOUT not in answer.text


@pytest.mark.parametrize("persona", ["linked-filer", "pacer-only", "legacy-account"])
def test_every_page_of_the_court_shows_it_to_who_is_signed_in(site: Site, persona: str) -> None:
    """All but the entry page, which is the same for everybody; also where the page is a refusal."""
    visitor = site.world(courts=["azb"]).visitor(persona)
    visitor.sign_in("azb")
    pages = crawl(visitor, [f"{AZB}/cgi-bin/login.pl"], never="logout")
    assert len(with_the_link(pages)) > 15
    assert without_the_link(pages) == []


def spoilt(folder: Path, wrong: Wrong) -> World:
    """A world of a site that is wrong in one point."""
    site, answers = make_site(folder), WrongAnswers()
    site.app.wsgi_app = answers.before(site.app.wsgi_app)  # type: ignore[assignment, method-assign]  # as Flask's manual says
    world = site.world(courts=["azb", "cacd"])
    answers.spoil(world.name, wrong)
    return world


def test_a_link_for_somebody_signed_out_is_found(tmp_path: Path) -> None:
    """Wherever a wrong mock shows it, the walk through the pages comes to it."""
    shown_at = {
        f"{AZB}/",
        f"{AZB}/cgi-bin/login.pl",
        f"{AZB}/cgi-bin/not-built.pl",
        f"{AZB}/cgi-bin/menu.pl",
        f"{AZB}/lib/core.js",
        f"https://{PACER_LOGIN}/csologin/login.jsf",
        f"https://{PACER_ACCOUNT}/pscof/registration.jsf",
        "https://www.pacer.gov/psco/cgi-bin/links.pl",
        NOBODYS[0],
    }
    wrongs = [
        added("/" + one.split("/", 3)[3], f'<a href="/cgi-bin/{LOGOUT}">Log Out</a>') for one in shown_at
    ]
    world = spoilt(tmp_path, all_of(wrongs))
    assert set(with_the_link(everything(world.visitor()))) >= shown_at
    world.site.settings.store.close()


def test_a_page_without_the_link_for_who_is_signed_in_is_found(tmp_path: Path) -> None:
    """A bar that lacks it on one page is told by its address."""
    world = spoilt(tmp_path, replaced("/cgi-bin/iquery.pl", r"login\.pl\?logout", "logout.pl"))
    pages = crawl(signed_in(world), [f"{AZB}/cgi-bin/login.pl"], never="logout")
    assert without_the_link(pages) == [f"{AZB}/cgi-bin/iquery.pl"]
    world.site.settings.store.close()

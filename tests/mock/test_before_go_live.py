"""A court before its go-live: its own sign-in, its own pages, and nothing to link."""

from __future__ import annotations

import pytest

from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.courts import Profiles
from tests.mock_site import CONFIRM, Page, Site, Visitor

PROFILES = Profiles()
EVE = "2020-02-17T09:00:00"
UTILITIES = "/cgi-bin/DisplayMenu.pl?Utilities"


@pytest.fixture
def visitor(site: Site) -> Visitor:
    """Somebody with a CM/ECF account at cacd, on the day before its go-live."""
    return site.world(courts=["cacd"], clock=EVE).visitor()


def own_sign_in(visitor: Visitor, login: str, password: str, tick: bool = True) -> Page:
    """Posts the court's own sign-in."""
    form = {"login": login, "key": password, "clcode": "", "button1": "Login"}
    form |= {"redaction": "1"} if tick else {}
    return visitor.request("POST", "ecf.cacd.uscourts.gov", "/cgi-bin/login.pl", data=form)


def test_the_court_shows_its_own_sign_in(visitor: Visitor) -> None:
    """login.pl is the form GetPass, with a notice of the go-live date and no word of PACER's page."""
    page = visitor.open("cacd")
    form = page.html.find("form", attrs={"name": "GetPass"})
    assert form is not None
    assert form["enctype"] == "multipart/form-data"
    names = [str(one.get("name")) for one in page.html.select("form input") if one.get("name")]
    assert names == ["login", "key", "clcode", "redaction", "button1"]
    assert "This court goes live on NextGen CM/ECF on February 18, 2020." in page.messages[0]
    assert "location.assign" not in page.raw
    for label in page.html.find_all("label"):
        assert page.html.find("input", attrs={"id": label["for"]}) is not None


def test_on_the_day_itself_the_court_leads_to_pacer(site: Site) -> None:
    """The go-live date is the first day of the new sign-in."""
    page = site.world(courts=["cacd"], clock="2020-02-18T00:00:00").visitor().open("cacd")
    assert "location.assign" in page.raw


def test_court_credentials_sign_in_and_file(visitor: Visitor) -> None:
    """The filer has the filing menus and can open them; the cookie stays with the court."""
    done = own_sign_in(visitor, *visitor.cmecf("cacd"))
    assert done.status == 303
    (cookie,) = done.response.headers.getlist("Set-Cookie")
    assert cookie.startswith("CourtSession=")
    assert "Domain" not in cookie
    page = visitor.open("cacd")
    assert page.bar[:2] == ["Civil", "Criminal"]
    assert visitor.person["person"] in page.text
    assert visitor.open("cacd", "/cgi-bin/DisplayMenu.pl?CivilEvents").links != {}


def test_there_is_nothing_to_link(visitor: Visitor) -> None:
    """The item is on no page, and the form itself says when the court goes live."""
    own_sign_in(visitor, *visitor.cmecf("cacd"))
    utilities = visitor.open("cacd", UTILITIES)
    item = PROFILES.get("cacd").menus.link_item.text
    assert item not in utilities.links
    assert "NextGen Release 1.1 Menu Items" not in utilities.links
    assert item not in visitor.open("cacd", "/cgi-bin/DisplayMenu.pl?NextGenRelease11").links
    (message,) = visitor.open("cacd", LINK_FORM).messages
    assert PROFILES.get("cacd").text("refusal-not-live", date="February 18, 2020") in message


def test_pacer_credentials_do_not_open_the_court(visitor: Visitor) -> None:
    """Somebody who is signed in at PACER is not signed in here."""
    assert visitor.sign_in("cacd").html.find("form", attrs={"name": "GetPass"}) is not None
    assert visitor.open("cacd", UTILITIES).bar == []
    pacer = visitor.person["pacer"]
    assert own_sign_in(visitor, pacer["username"], pacer["password"]).messages[-1] == PROFILES.get(
        "cacd"
    ).text("refusal-bad-credentials")


@pytest.mark.parametrize(("password", "code"), [("", "empty"), ("wrong", "bad-credentials")])
def test_wrong_credentials_are_refused(visitor: Visitor, password: str, code: str) -> None:
    """The reason stands above the form."""
    page = own_sign_in(visitor, visitor.cmecf("cacd")[0], password)
    assert page.messages[-1] == PROFILES.get("cacd").text(f"refusal-{code}")
    assert visitor.open("cacd").bar == []


def test_without_the_tick_nobody_gets_in(visitor: Visitor) -> None:
    """A filer must agree to redact: the form says so to who knows the password, and takes a second try."""
    text = PROFILES.get("cacd").text
    page = own_sign_in(visitor, *visitor.cmecf("cacd"), tick=False)
    assert page.status == 200
    assert page.messages[-1] == text("refusal-redaction-needed")
    assert page.response.headers.getlist("Set-Cookie") == []
    assert visitor.open("cacd").bar == []
    wrong = own_sign_in(visitor, visitor.cmecf("cacd")[0], "wrong", tick=False)
    assert wrong.messages[-1] == text("refusal-bad-credentials")
    assert own_sign_in(visitor, *visitor.cmecf("cacd")).status == 303
    assert visitor.open("cacd").bar != []


def test_log_out_ends_the_courts_own_sign_in(visitor: Visitor) -> None:
    """Log Out stays at the court and says that the session ended."""
    own_sign_in(visitor, *visitor.cmecf("cacd"))
    page = visitor.open("cacd", "/cgi-bin/login.pl?logout")
    assert page.heading == PROFILES.get("cacd").text("signed-out-heading")
    assert visitor.open("cacd").bar == []


def test_once_live_court_credentials_lead_to_pacer(site: Site) -> None:
    """A post of the old form is not taken any more."""
    visitor = site.world(courts=["cacd"]).visitor()
    page = own_sign_in(visitor, *visitor.cmecf("cacd"))
    assert "location.assign" in page.raw
    assert page.response.headers.getlist("Set-Cookie") == []


def test_a_sign_in_from_before_does_not_outlive_the_go_live(visitor: Visitor) -> None:
    """When the clock passes the go-live, court credentials no longer count."""
    own_sign_in(visitor, *visitor.cmecf("cacd"))
    with visitor.world.site.settings.store.write(visitor.world.name) as state:
        state.set_clock(state.now.replace(day=18))
    assert "location.assign" in visitor.open("cacd").raw


def test_a_post_of_the_form_is_told_why_not(visitor: Visitor) -> None:
    """Whoever is signed in with court credentials gets the same answer from every address of the form."""
    own_sign_in(visitor, *visitor.cmecf("cacd"))
    why = PROFILES.get("cacd").text("refusal-not-live", date="February 18, 2020")
    for page in (
        visitor.enter("cacd"),
        visitor.post("cacd", CONFIRM, confirmation="x"),
        visitor.open("cacd", f"{LINK_FORM}?result=x"),
    ):
        assert why in page.messages[0]
        assert page.html.find("input", attrs={"name": "cmecf_login"}) is None
    assert visitor.world.links() == []


def test_nobody_is_linked_before_the_go_live(site: Site) -> None:
    """A persona who is linked already is so at the courts that are live, and at no other."""
    world = site.world(courts=["azb", "cacd"], clock=EVE)
    linked = world.visitor("linked-filer").person["pacer"]["username"]
    assert [court for court, username, _ in world.links() if username == linked] == ["azb"]
    assert {court for court, _, _ in world.links()} == {"azb"}

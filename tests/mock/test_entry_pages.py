"""The way into a court: entry page, redirect to PACER and back, first page, Log Out."""

from __future__ import annotations

import re

import pytest

from mock_ecf.courts import Profiles
from tests.mock_site import PACER_LOGIN, Site, Visitor

PROFILES = Profiles()
COURTS = PROFILES.documented()


@pytest.mark.parametrize("code", COURTS)
def test_the_entry_page_has_the_link_of_its_documents(site: Site, code: str) -> None:
    """The index page greets, and its entry link bears the text of the profile and leads to login.pl."""
    profile = PROFILES.get(code)
    page = site.world(courts=[code]).visitor().open(code, "/cgi-bin/ShowIndex.pl")
    assert page.heading == profile.text("entry-welcome")
    assert page.links[profile.text("entry-link")] == "/cgi-bin/login.pl"
    assert profile.text("entry-notice") in page.text
    assert page.bar == []
    assert page.html.find(id="cmecfMainContentScroll") is not None
    assert page.html.title is not None
    assert page.html.title.get_text() == profile.page_title


@pytest.mark.parametrize("code", COURTS)
def test_the_root_is_the_index_or_leads_to_it(site: Site, code: str) -> None:
    """A bankruptcy or appellate court serves the index at the root; a district court only leads to it."""
    page = site.world(courts=[code]).visitor().open(code, "/")
    if PROFILES.get(code).type in ("bankruptcy", "appellate"):
        assert page.heading == PROFILES.get(code).text("entry-welcome")
    else:
        assert page.raw == "<html><meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'></html>"


def test_headers_are_those_of_captures(site: Site) -> None:
    """A court answers as Apache, without letting pages be kept, and sets no cookie at its entry."""
    headers = site.world(courts=["azb"]).visitor().open("azb", "/").response.headers
    assert headers["Server"] == "Apache"
    assert headers["Cache-Control"] == "max-age=0"
    assert headers["Content-Type"].lower() == "text/html; charset=utf-8"
    assert "Set-Cookie" not in headers


def test_the_training_link_of_azb_is_there(site: Site) -> None:
    """A second link with almost the same words stands beside the entry link, and leads elsewhere."""
    page = site.world(courts=["azb"]).visitor().open("azb", "/")
    target = page.links["District of Arizona - Train Document Filing System"]
    assert "not-built" in target
    assert site.world(courts=["azb"]).visitor().open("azb", target).status == 200


@pytest.mark.parametrize("code", COURTS)
def test_login_leads_to_pacer_by_script(site: Site, code: str) -> None:
    """Who is not signed in gets 200 and a script that goes to PACER with court id and way back."""
    profile = PROFILES.get(code)
    page = site.world(courts=[code]).visitor().open(code)
    found = re.search(r'location\.assign\("([^"]+)"\)', page.raw)
    assert page.status == 200
    assert found is not None
    assert found[1] == (
        f"https://{PACER_LOGIN}/csologin/login.jsf?pscCourtId={profile.psc_court_id}"
        f"&appurl=https://{profile.host}/cgi-bin/login.pl"
    )
    assert page.bar == []


def test_a_page_inside_is_the_way_back(site: Site) -> None:
    """Who asks for a menu page without being signed in comes back to that page."""
    visitor = site.world(courts=["azb"]).visitor()
    page = visitor.open("azb", "/cgi-bin/DisplayMenu.pl?Utilities&id=-1")
    found = re.search(r'location\.assign\("https://[^/]+/csologin/login.jsf\?([^"]+)"\)', page.raw)
    assert found is not None
    done = visitor.log_in(visitor.sign_in_page(found[1]), found[1])
    assert done.response.headers["Location"] == (
        "https://ecf.azb.uscourts.gov/cgi-bin/DisplayMenu.pl?Utilities&id=-1"
    )


def test_the_first_page_names_the_user(site: Site) -> None:
    """After the sign-in the court greets the user by name and has a menu bar."""
    visitor = site.world(courts=["azb"]).visitor()
    page = visitor.sign_in("azb")
    assert page.heading == "U.S. Bankruptcy Court, District of Arizona"
    assert visitor.person["person"] in page.text
    assert page.bar == ["Query", "Reports", "Utilities", "Help", "Log Out"]


def test_a_token_in_the_address_becomes_the_cookie(site: Site) -> None:
    """``login.pl?csession=`` signs in with a token that PACER gave, and not with another one."""
    visitor = site.world(courts=["azb"]).visitor()
    body = {"loginId": visitor.person["pacer"]["username"], "password": visitor.person["pacer"]["password"]}
    token = visitor.request("POST", PACER_LOGIN, "/services/cso-auth", json=body).response.get_json()[
        "nextGenCSO"
    ]
    assert (
        visitor.open("azb", "/cgi-bin/login.pl?csession=wrong").response.headers.getlist("Set-Cookie") == []
    )
    assert visitor.open("azb").bar == []
    assert visitor.open("azb", f"/cgi-bin/login.pl?csession={token}").status == 302
    assert visitor.open("azb").bar != []


def test_log_out_ends_the_sign_on_everywhere(site: Site) -> None:
    """Log Out of one court leads to PACER's page, and no court knows the user afterwards."""
    visitor = site.world(courts=["azb", "gamb"]).visitor()
    visitor.sign_in("azb")
    assert visitor.open("gamb").bar != []
    done = visitor.open("azb", "/cgi-bin/login.pl?logout")
    assert done.response.headers["Location"].startswith(f"https://{PACER_LOGIN}/csologin/logout.jsf")
    page = visitor.request("GET", PACER_LOGIN, "/csologin/logout.jsf?pscCourtId=AZBK")
    assert page.heading == "You are logged out"
    assert visitor.open("gamb").bar == []


def test_log_out_ends_the_sign_on_and_not_only_the_cookie(site: Site) -> None:
    """Whoever kept the cookie is signed out as well."""
    visitor = site.world(courts=["azb"]).visitor()
    visitor.sign_in("azb")
    cookie = visitor.client.get_cookie("NextGenCSO", domain="uscourts.gov")
    assert cookie is not None
    second = Visitor(visitor.world, visitor.person)
    second.take_token(cookie.value)
    assert second.open("azb").bar != []
    visitor.open("azb", "/cgi-bin/login.pl?logout")
    assert second.open("azb").bar == []


@pytest.mark.parametrize("code", COURTS)
def test_court_information_names_the_help_desk(site: Site, code: str) -> None:
    """Everybody can read name, version and help desk of the court."""
    profile = PROFILES.get(code)
    page = site.world(courts=[code]).visitor().open(code, "/cgi-bin/CourtInfo.pl?location=main")
    assert page.row["Court"] == profile.name
    assert page.row["Version"] == profile.version.text
    assert page.row["Help desk"] == profile.help_desk.phone.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/css/default.css", "text/css"),
        ("/css/print.css", "text/css"),
        ("/lib/core.js", "text/javascript"),
        ("/graphics/cmecf.svg", "image/svg+xml"),
    ],
)
def test_styles_and_scripts_are_there(site: Site, path: str, kind: str) -> None:
    """What the head of a page names can be loaded, and may be kept by the browser."""
    page = site.world(courts=["azb"]).visitor().open("azb", path)
    assert page.status == 200
    assert page.response.mimetype == kind
    assert "max-age=86400" in page.response.headers["Cache-Control"]

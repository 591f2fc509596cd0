"""Where PACER's sign-in is played with: pages posted once more, odd signs, and bodies that are none."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from lxml import etree

from mock_ecf.pacer.texts import text
from mock_ecf.pacer.view_state import LIFETIME
from tests.mock_site import PACER_LOGIN, SIGN_IN, Page, Site, Visitor

AZB = "pscCourtId=AZBK"
SERVICE = "/services/cso-auth"


@pytest.fixture
def filer(site: Site) -> Visitor:
    """Somebody who is linked everywhere, and so is asked for the redaction agreement."""
    return site.world(courts=["azb"], personas=["linked-filer"]).visitor("linked-filer")


def signed_out(visitor: Visitor) -> Page:
    """The page after Log Out, as a browser reaches it from a court."""
    left = visitor.open("azb", "/cgi-bin/login.pl?logout").response.headers["Location"]
    return visitor.request("GET", PACER_LOGIN, left.removeprefix(f"https://{PACER_LOGIN}"))


def test_after_log_out_the_agreement_cannot_be_posted_once_more(filer: Visitor) -> None:
    """Whoever goes back to the agreement on a computer that others use is not the one who left it."""
    agreement = filer.log_in(filer.sign_in_page(AZB), AZB)
    assert filer.agree(agreement, AZB).status == 302
    assert filer.open("azb").bar
    signed_out(filer)
    page = filer.agree(agreement, AZB)
    assert page.messages[0].startswith(text("timeout"))
    assert filer.open("azb").bar == []


def test_after_log_out_one_can_sign_in_again(filer: Visitor) -> None:
    """With the page as it is shown then, in the same browser, as often as one likes."""
    for _ in range(2):
        filer.sign_in("azb")
        assert filer.open("azb").bar
        signed_out(filer)


@pytest.mark.parametrize("scripted", [False, True])
@pytest.mark.parametrize("sign", ["%0D%0ASet-Cookie:%20stray=1", "%09x", "%00"])
def test_an_address_with_line_breaks_is_no_way_back(site: Site, sign: str, scripted: bool) -> None:
    """A plain and a scripted post both lead to the court's first page, and no header comes of it."""
    visitor = site.world(courts=["azb"], personas=["pacer-only"]).visitor("pacer-only")
    query = f"{AZB}&appurl=/x{sign}"
    done = visitor.log_in(visitor.sign_in_page(query), query, scripted=scripted)
    home = "https://ecf.azb.uscourts.gov/cgi-bin/login.pl"
    if scripted:
        assert f'<redirect url="{home}">' in done.raw
    else:
        assert done.response.headers["Location"] == home
    assert "stray" not in str(done.response.headers)


def test_a_sign_that_xml_forbids_does_not_spoil_the_answer(site: Site) -> None:
    """The page's script can read what comes back, whatever was typed."""
    visitor = site.world(courts=["azb"], personas=["pacer-only"]).visitor("pacer-only")
    page = visitor.log_in(visitor.sign_in_page(AZB), AZB, scripted=True, loginName="attor\x0bney1")
    answer = etree.fromstring(page.raw.encode())
    panel = next(str(one.text) for one in answer.iter("update") if one.get("id") == "pscLoginPanel")
    assert "attorney1" in panel
    assert text("bad-credentials") in panel


@pytest.mark.parametrize(
    "body",
    [
        b'{"loginId": "\\ud800", "password": "long enough"}',
        b'{"loginId": "attorney1", "password": "\\ud800 long enough"}',
        b"[" * 100_000,
        b"\xff\xfe",
        b"",
    ],
)
def test_a_body_that_says_nothing_is_refused_as_bad_credentials(site: Site, body: bytes) -> None:
    """The interface answers with HTTP 200 and a result, whatever it was sent."""
    visitor = site.world(courts=["azb"], personas=["pacer-only"]).visitor("pacer-only")
    page = visitor.request("POST", PACER_LOGIN, SERVICE, data=body, content_type="application/json")
    assert page.status == 200
    assert json.loads(page.raw)["loginResult"] == "13"


def test_a_client_code_with_half_a_sign_does_no_harm(site: Site) -> None:
    """What cannot be written is replaced; the credentials are right, so the sign-in is."""
    visitor = site.world(courts=["azb"], personas=["pacer-only"]).visitor("pacer-only")
    pacer = visitor.person["pacer"]
    body = {"loginId": pacer["username"], "password": pacer["password"], "clientCode": "\ud800 12"}
    page = visitor.request("POST", PACER_LOGIN, SERVICE, json=body)
    assert json.loads(page.raw)["loginResult"] == "0"


@pytest.mark.parametrize(
    ("accept", "mimetype"),
    [
        ("text/xml", "application/xml"),
        ("application/xml", "application/xml"),
        ("*/*", "application/json"),
        ("application/json, text/xml;q=0.5", "application/json"),
    ],
)
def test_accept_picks_json_or_xml(site: Site, accept: str, mimetype: str) -> None:
    """Both names of XML are known; JSON is for those who do not mind."""
    visitor = site.world(courts=["azb"], personas=["pacer-only"]).visitor("pacer-only")
    page = visitor.request("POST", PACER_LOGIN, SERVICE, json={}, headers={"Accept": accept})
    assert page.response.mimetype == mimetype


def test_the_sign_in_page_of_an_ended_session_begins_a_new_one(filer: Visitor) -> None:
    """A browser keeps the cookie of the session that was ended; the page gives it another."""
    page = filer.sign_in_page(AZB)
    assert filer.request("GET", PACER_LOGIN, "/csologin/logout.jsf").status == 200
    assert filer.log_in(page, AZB).messages[0].startswith(text("timeout"))
    again = filer.request("GET", PACER_LOGIN, f"{SIGN_IN}?{AZB}")
    assert filer.log_in(again, AZB).html.find(id="regmsg") is not None


@pytest.mark.parametrize("scripted", [False, True], ids=["plain", "scripted"])
def test_clear_after_an_error_gives_the_page_as_it_was_at_first(filer: Visitor, scripted: bool) -> None:
    """The user name that came back with the error goes, and so does the error; one can log in after it."""
    refused = filer.log_in(filer.sign_in_page(AZB), AZB, password="wrong password")
    form = {
        "loginForm:loginName": filer.person["pacer"]["username"],
        "loginForm:fbtnClear": "",
        "jakarta.faces.ViewState": refused.hidden("jakarta.faces.ViewState"),
    }
    if scripted:
        form |= {"jakarta.faces.partial.ajax": "true", "jakarta.faces.source": "loginForm:fbtnClear"}
    cleared = filer.request("POST", PACER_LOGIN, f"{SIGN_IN}?{AZB}", data=form)
    assert filer.person["pacer"]["username"] not in cleared.raw
    assert text("bad-credentials") not in cleared.raw
    if not scripted:
        assert filer.log_in(cleared, AZB).html.find(id="regmsg") is not None


def test_the_page_times_out_by_the_worlds_clock(filer: Visitor) -> None:
    """Half an hour of the world is too long, both for the password and for the agreement after it."""
    page = filer.sign_in_page(AZB)
    agreement = filer.log_in(page, AZB)
    with filer.world.site.settings.store.write(filer.world.name) as state:
        state.set_clock(state.now + LIFETIME + timedelta(seconds=1))
    for late in (filer.log_in(page, AZB), filer.agree(agreement, AZB)):
        assert late.messages[0].startswith(text("timeout"))
    assert filer.log_in(late, AZB).html.find(id="regmsg") is not None

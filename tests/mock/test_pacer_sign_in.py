"""PACER's sign-in page: fields, cookies, both ways of posting, redaction, and where it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from mock_ecf.pacer.texts import text
from tests.mock_site import PACER_ACCOUNT, PACER_LOGIN, SIGN_IN, Page, Site, Visitor

AZB = "pscCourtId=AZBK"
AZB_HOME = "https://ecf.azb.uscourts.gov/cgi-bin/login.pl"


@pytest.fixture
def filer(site: Site) -> Visitor:
    """Somebody who is linked everywhere, and so may file."""
    return site.world(courts=["azb"], personas=["linked-filer"]).visitor("linked-filer")


@pytest.fixture
def visitor(site: Site) -> Visitor:
    """Somebody without any filing rights."""
    return site.world(courts=["azb"], personas=["unlinked-filer"]).visitor()


def updates(page: Page) -> dict[str, BeautifulSoup]:
    """The parts of a partial response by id, parsed."""
    assert page.response.mimetype == "text/xml"
    answer = BeautifulSoup(page.raw, "xml")
    return {str(one["id"]): BeautifulSoup(one.get_text(), "lxml") for one in answer.find_all("update")}


def test_the_page_has_what_clients_look_for(visitor: Visitor) -> None:
    """Title, header, form, fields, button and messages bear the ids of the real page."""
    page = visitor.sign_in_page(AZB)
    assert page.html.title is not None
    assert page.html.title.get_text() == "PACER: Login"
    for identifier in (
        "pscHeaderContainer",
        "loginForm",
        "loginForm:loginName",
        "loginForm:password",
        "loginForm:clientCode",
        "loginForm:fbtnLogin",
        "loginForm:pclLoginMessages",
        "redactionConfirmation",
    ):
        assert page.html.find(id=identifier) is not None, identifier
    for name in ("loginForm:loginName", "loginForm:password", "loginForm:clientCode"):
        assert page.html.find("input", attrs={"id": name, "name": name}) is not None


@pytest.mark.parametrize(
    "name",
    [
        "heading",
        "cookies-notice",
        "required-information",
        "username",
        "password",
        "client-code",
        "login",
        "clear",
        "cancel",
        "need-account",
        "forgot-password",
        "forgot-username",
        "restricted-notice",
    ],
)
def test_the_page_says_what_the_documents_show(visitor: Visitor, name: str) -> None:
    """The notices, labels, buttons and links of the documents' pictures are on the page."""
    assert text(name) in visitor.sign_in_page(AZB).text


def test_the_redaction_agreement_is_not_on_the_first_screen(filer: Visitor) -> None:
    """Its container is empty and hidden until the password was right."""
    container = filer.sign_in_page(AZB).html.find(id="redactionConfirmation")
    assert container is not None
    assert container.get_text(strip=True) == ""
    assert "hidden" in container.attrs
    assert container["aria-hidden"] == "true"


def test_good_credentials_lead_back_to_the_court(visitor: Visitor) -> None:
    """A plain post is answered with a redirect to the court that sent the user."""
    done = visitor.log_in(visitor.sign_in_page(AZB), AZB)
    assert done.status == 302
    assert done.response.headers["Location"] == AZB_HOME
    assert visitor.open("azb").bar == ["Query", "Reports", "Utilities", "Help", "Log Out"]


def test_a_scripted_post_is_told_where_to_go(visitor: Visitor) -> None:
    """A scripted post gets a partial response with the redirect, and the cookies with it."""
    done = visitor.log_in(visitor.sign_in_page(AZB), AZB, scripted=True)
    assert done.status == 200
    assert f'<partial-response id="j_id1"><redirect url="{AZB_HOME}"></redirect>' in done.raw
    assert visitor.open("azb").bar != []


def test_cookies_are_those_of_captures(visitor: Visitor) -> None:
    """The sign-on's cookies are for the parent domain and over TLS; two have 128 characters."""
    form = visitor.log_in(visitor.sign_in_page(AZB), AZB, clientCode="case 12")
    found = {one.split("=", 1)[0]: one for one in form.response.headers.getlist("Set-Cookie")}
    assert set(found) == {"NextGenCSO", "PacerSession", "PacerUser", "PacerClientCode", "PacerPref"}
    for cookie in found.values():
        assert "Domain=uscourts.gov" in cookie
        assert "Path=/" in cookie
        assert "Secure" in cookie
    values = {name: visitor.client.get_cookie(name, domain="uscourts.gov") for name in found}
    lengths = {name: len(cookie.value) for name, cookie in values.items() if cookie}
    assert lengths["NextGenCSO"] == lengths["PacerSession"] == 128
    assert values["NextGenCSO"] != values["PacerSession"]
    assert "HttpOnly" in found["NextGenCSO"]
    assert "HttpOnly" not in found["PacerSession"]
    assert "receipt=Y" in found["PacerPref"]


def test_without_the_cookie_of_the_page_it_says_so(visitor: Visitor) -> None:
    """A browser that refuses cookies is told that they are needed, even with good credentials."""
    page = visitor.sign_in_page(AZB)
    visitor.client.delete_cookie("JSESSIONID", domain=PACER_LOGIN, path="/csologin")
    answer = visitor.log_in(page, AZB)
    assert text("cookies-needed") in answer.messages
    assert visitor.open("azb").bar == []


def test_a_page_of_another_session_has_timed_out(visitor: Visitor) -> None:
    """A page that was made for another session or world cannot be used, and says so."""
    page = visitor.sign_in_page(AZB)
    visitor.client.set_cookie("JSESSIONID", "somebody-else", domain=PACER_LOGIN, path="/csologin")
    assert any(text("timeout") in message for message in visitor.log_in(page, AZB).messages)
    assert visitor.open("azb").bar == []


def test_a_page_of_another_world_has_timed_out(site: Site, visitor: Visitor) -> None:
    """What the page keeps between its steps is good in its own world alone."""
    page = visitor.sign_in_page(AZB)
    stranger = Visitor(site.world(courts=["azb"]), visitor.person)
    stranger.client = visitor.client
    assert any(text("timeout") in message for message in stranger.log_in(page, AZB).messages)


@pytest.mark.parametrize("scripted", [False, True], ids=["plain", "scripted"])
@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"loginName": ""}, "username-required"),
        ({"password": ""}, "password-required"),
        ({"loginName": "short"}, "username-short"),
        ({"password": "1234567"}, "password-short"),
    ],
)
def test_a_field_that_is_wrong_says_how(
    visitor: Visitor, changed: dict[str, str], name: str, scripted: bool
) -> None:
    """Missing and short fields are named beside the field, and nobody is signed in."""
    answer = visitor.log_in(visitor.sign_in_page(AZB), AZB, scripted=scripted, **changed)
    html = updates(answer)["pscLoginPanel"] if scripted else answer.html
    errors = html.select(".psc-login-input-error.ui-message-error .ui-message-error-detail")
    assert [one.get_text() for one in errors] == [text(name)]
    assert visitor.open("azb").bar == []


@pytest.mark.parametrize("scripted", [False, True], ids=["plain", "scripted"])
@pytest.mark.parametrize("changed", [{"password": "wrong password"}, {"loginName": "nobody here"}])
def test_wrong_credentials_are_refused(visitor: Visitor, changed: dict[str, str], scripted: bool) -> None:
    """An unknown user and a wrong password read the same; the user name stays, the password goes."""
    answer = visitor.log_in(visitor.sign_in_page(AZB), AZB, scripted=scripted, **changed)
    html = updates(answer)["pscLoginPanel"] if scripted else answer.html
    alert = html.select_one("#loginForm\\:pclLoginMessages [role=alert]")
    assert alert is not None
    assert alert.get_text(strip=True) == "Invalid username or password"
    username = html.find(id="loginForm:loginName")
    password = html.find(id="loginForm:password")
    assert username is not None
    assert password is not None
    assert username["value"] == changed.get("loginName", visitor.person["pacer"]["username"])
    assert password["value"] == ""
    assert visitor.open("azb").bar == []


def test_one_may_try_again_on_the_page_that_refused(visitor: Visitor) -> None:
    """The page that shows a refusal can be posted again."""
    refused = visitor.log_in(visitor.sign_in_page(AZB), AZB, password="wrong password")
    assert visitor.log_in(refused, AZB).response.headers["Location"] == AZB_HOME


def test_a_filer_must_agree_to_redact(filer: Visitor) -> None:
    """After the password comes the agreement; without the tick it is asked for again, with it one is in."""
    asked = filer.log_in(filer.sign_in_page(AZB), AZB)
    container = asked.html.find(id="redactionConfirmation")
    panel = asked.html.find(id="pscLoginPanel")
    assert container is not None
    assert panel is not None
    assert "hidden" not in container.attrs
    assert "hidden" in panel.attrs
    assert text("redaction-title") in asked.text
    assert "Fed. R. Bankr. P. 9037" in asked.text
    assert filer.open("azb").bar == []
    unticked = filer.agree(asked, AZB, tick=False)
    assert text("redaction-needed") in unticked.messages
    assert filer.open("azb").bar == []
    assert filer.agree(unticked, AZB).response.headers["Location"] == AZB_HOME
    assert filer.open("azb").bar[:2] == ["Bankruptcy", "Adversary"]


def test_the_agreement_has_the_ids_of_the_real_one(filer: Visitor) -> None:
    """Form, checkbox and button bear their ids; the button waits for the tick."""
    asked = filer.log_in(filer.sign_in_page(AZB), AZB)
    for identifier in ("regmsg", "regmsg:chkRedact", "regmsg:chkRedact_input", "regmsg:bpmConfirm"):
        assert asked.html.find(id=identifier) is not None, identifier
    button = asked.html.find(id="regmsg:bpmConfirm")
    assert button is not None
    assert button["aria-disabled"] == "true"


def test_a_scripted_filer_gets_the_agreement_as_parts(filer: Visitor) -> None:
    """A script gets the login panel hidden and the agreement shown."""
    parts = updates(filer.log_in(filer.sign_in_page(AZB), AZB, scripted=True))
    assert set(parts) >= {"pscLoginPanel", "redactionConfirmation", "popupMsgId"}
    panel = parts["pscLoginPanel"].find(id="pscLoginPanel")
    assert panel is not None
    assert "hidden" in panel.attrs
    assert parts["redactionConfirmation"].find(id="regmsg:bpmConfirm") is not None


def test_no_password_is_in_the_page_of_the_agreement(filer: Visitor) -> None:
    """What was typed is sealed: neither the page nor the journal shows it."""
    asked = filer.log_in(filer.sign_in_page(AZB), AZB)
    assert filer.person["pacer"]["password"] not in asked.raw
    filer.agree(asked, AZB)
    assert filer.person["pacer"]["password"] not in str(filer.world.journal())


def test_after_a_new_password_the_steps_begin_anew(filer: Visitor) -> None:
    """Who gave the old password and waits at the agreement does not get in by it."""
    asked = filer.log_in(filer.sign_in_page(AZB), AZB)
    with filer.world.site.settings.store.write(filer.world.name) as state:
        account = state.pacer_account(filer.person["pacer"]["username"])
        assert account is not None
        state.save_pacer_account(replace(account, password_hash=state.hash_password("Another-password-1")))
    assert any(text("timeout") in message for message in filer.agree(asked, AZB).messages)
    assert filer.open("azb").bar == []


def test_the_agreement_of_somebody_else_is_worth_nothing(filer: Visitor) -> None:
    """The sealed page of one browser does not sign another browser in."""
    asked = filer.log_in(filer.sign_in_page(AZB), AZB)
    thief = Visitor(filer.world, filer.person)
    thief.sign_in_page(AZB)
    assert any(text("timeout") in message for message in thief.agree(asked, AZB).messages)
    assert thief.open("azb").bar == []


@pytest.mark.parametrize(
    ("query", "location"),
    [
        (AZB, AZB_HOME),
        (f"{AZB}&appurl=https://ecf.azb.uscourts.gov/cgi-bin/iquery.pl", "https://ecf.azb.uscourts.gov/cgi-bin/iquery.pl"),
        (f"{AZB}&appurl=/cgi-bin/showpage.pl?16", "https://ecf.azb.uscourts.gov/cgi-bin/showpage.pl?16"),
        (f"{AZB}&appurl=https://elsewhere.example/", AZB_HOME),
        (f"{AZB}&appurl=//elsewhere.example/", AZB_HOME),
        ("appurl=https://pacer.psc.uscourts.gov/", "https://pacer.psc.uscourts.gov/"),
        ("appurl=https://elsewhere.example/", "https://pacer.uscourts.gov/"),
        ("pscCourtId=NOBODY", "https://pacer.uscourts.gov/"),
        ("", "https://pacer.uscourts.gov/"),
    ],
)  # fmt: skip
def test_the_way_back_never_leaves_the_site(visitor: Visitor, query: str, location: str) -> None:
    """After the sign-in one comes to the court or to PACER, whatever the address asked for."""
    done = visitor.log_in(visitor.sign_in_page(query), query)
    assert done.response.headers["Location"] == location


def test_the_way_back_survives_a_refusal(visitor: Visitor) -> None:
    """The form keeps court and page, so that a second try leads there as well."""
    query = f"{AZB}&appurl=https://ecf.azb.uscourts.gov/cgi-bin/DisplayMenu.pl%3FUtilities%26id=-1"
    refused = visitor.log_in(visitor.sign_in_page(query), query, password="wrong password")
    form = refused.html.find(id="loginForm")
    assert form is not None
    done = visitor.log_in(refused, str(form["action"]).partition("?")[2])
    assert done.response.headers["Location"].endswith("/cgi-bin/DisplayMenu.pl?Utilities&id=-1")


def test_cancel_leads_to_the_entry_page(visitor: Visitor) -> None:
    """Cancel gives up and goes back to where the user came from."""
    form = {"loginForm:fbtnCancel": "", "loginForm:loginName": ""}
    done = visitor.request("POST", PACER_LOGIN, f"{SIGN_IN}?{AZB}", data=form)
    assert done.response.headers["Location"] == "https://ecf.azb.uscourts.gov/"


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("need-account", "registration-title"),
        ("forgot-password", "forgot-password"),
        ("forgot-username", "forgot-username"),
    ],
)
def test_the_links_below_the_form_lead_to_their_pages(visitor: Visitor, name: str, heading: str) -> None:
    """Who has no account or has forgotten something is led to the page for it."""
    link = visitor.sign_in_page(AZB).html.find("a", string=text(name))
    assert link is not None
    page = visitor.request("GET", PACER_ACCOUNT, str(link["href"]).removeprefix(f"https://{PACER_ACCOUNT}"))
    assert (page.status, page.heading) == (200, text(heading))


def test_what_was_typed_is_not_html(visitor: Visitor) -> None:
    """A user name with markup in it is shown as text, in both kinds of answer."""
    name = '"><script>x</script>]]>'
    for scripted in (False, True):
        answer = visitor.log_in(visitor.sign_in_page(AZB), AZB, scripted=scripted, loginName=name)
        assert "<script>x" not in answer.raw
    assert BeautifulSoup(answer.raw, "xml").find("partial-response") is not None

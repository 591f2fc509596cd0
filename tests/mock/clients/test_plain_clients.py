"""curl and a plain form post sign in at the mock, step by step; and notice when a step is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.mock.clients.place import COURT, PACER_LOGIN, Place
from tests.plain_clients import Answer, Cookie, Curl, Httpx, PlainClient, post
from tests.wrong_answers import Wrong, added, cookies_for, replaced, with_cookie, with_status, without_cookie

HOME = "/cgi-bin/login.pl"
SIGN_IN = "/csologin/login.jsf"
LOGOUT_LINK = "/cgi-bin/login.pl?logout"
VIEW_STATE = "jakarta.faces.ViewState"
A_TOKEN = "NextGenCSO=x; Path=/; Domain=uscourts.gov"
Check = Callable[[PlainClient, Place], None]


def form_of(page: Answer, identifier: str) -> tuple[str, dict[str, str]]:
    """Where a form leads, and its hidden fields. Errors: ``AssertionError`` if the page has none."""
    form = BeautifulSoup(page.text, "lxml").find("form", id=identifier)
    assert isinstance(form, Tag), f"no form {identifier!r} on the page"
    hidden = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}
    return PACER_LOGIN + str(form["action"]), hidden


def open_sign_in(client: PlainClient) -> Answer:
    """From the court's page to the sign-in, by the address in its script."""
    page = client.send(f"{COURT}{HOME}")
    found = re.search(r'location\.assign\("([^"]+)"\)', page.text)
    assert found is not None, "the court does not lead to the sign-in"
    assert found[1].startswith(f"{PACER_LOGIN}{SIGN_IN}?pscCourtId=AZBK&appurl={COURT}")
    assert LOGOUT_LINK not in page.text
    return client.send(found[1])


def log_in(client: PlainClient, page: Answer, pacer: dict[str, str], **changed: str) -> Answer:
    """Posts the form with the credentials; ``changed`` replaces fields, an empty one is not sent."""
    action, fields = form_of(page, "loginForm")
    fields |= {"loginForm:loginName": pacer["username"], "loginForm:password": pacer["password"]}
    fields |= {"loginForm:clientCode": "", "loginForm:fbtnLogin": ""} | changed
    return post(
        client, action, {name: value for name, value in fields.items() if value or name not in changed}
    )


def check_sign_on_cookies(kept: dict[str, Cookie], pacer: dict[str, str]) -> None:
    """Token and session are for every court, over TLS alone, and of 128 characters."""
    for name in ("NextGenCSO", "PacerSession", "PacerUser", "PacerPref"):
        assert name in kept, f"no cookie {name}"
        where = (kept[name].domain, kept[name].path, kept[name].secure)
        assert where == (".uscourts.gov", "/", True), name
    assert [len(kept[name].value) for name in ("NextGenCSO", "PacerSession")] == [128, 128]
    assert kept["PacerUser"].value == pacer["username"]


def check_signs_in(client: PlainClient, place: Place, persona: str = "pacer-only") -> None:
    """GET the form, post it, be led back, be signed in at the court; and out again."""
    page = open_sign_in(client)
    session = client.cookies().get("JSESSIONID")
    assert session is not None, "no cookie JSESSIONID"
    assert (session.domain, session.path) == ("pacer.login.uscourts.gov", "/csologin")
    done = log_in(client, page, place.pacer(persona))
    if persona == "linked-filer":
        action, fields = form_of(done, "regmsg")
        assert "NextGenCSO" not in client.cookies()
        done = post(client, action, fields | {"regmsg:chkRedact_input": "on", "regmsg:bpmConfirm": ""})
    assert done.status == 302, "not led back to the court"
    assert done.headers["Location"] == f"{COURT}{HOME}"
    check_sign_on_cookies(client.cookies(), place.pacer(persona))
    court = client.send(done.headers["Location"])
    assert LOGOUT_LINK in court.text, "the court does not show Log Out"
    assert place.person(persona) in unescape(court.text)
    left = client.send(f"{COURT}{LOGOUT_LINK}")
    assert client.send(left.headers["Location"]).status == 200
    assert LOGOUT_LINK not in client.send(f"{COURT}{HOME}").text


def check_is_refused(client: PlainClient, place: Place) -> None:
    """A wrong password shows the form again with what is wrong, and signs nobody in."""
    page = log_in(client, open_sign_in(client), place.pacer() | {"password": "not the password"})
    assert page.status == 200
    form_of(page, "loginForm")
    said = BeautifulSoup(page.text, "lxml").find(id="loginForm:pclLoginMessages")
    assert said is not None
    assert said.get_text(strip=True) == "Invalid username or password"
    assert "NextGenCSO" not in client.cookies(), "signed in with a wrong password"
    assert LOGOUT_LINK not in client.send(f"{COURT}{HOME}").text


def check_needs_view_state(client: PlainClient, place: Place) -> None:
    """A post without the state of the page is a timeout, good credentials or not; the next try works."""
    page = log_in(client, open_sign_in(client), place.pacer(), **{VIEW_STATE: ""})
    assert "timeout error" in page.text
    assert "NextGenCSO" not in client.cookies()
    assert log_in(client, page, place.pacer()).status == 302


@pytest.mark.parametrize("persona", ["pacer-only", "linked-filer"])
def test_a_plain_client_signs_in(client: PlainClient, place: Place, persona: str) -> None:
    """Form by form, with cookies and no script; a filer agrees to redact in between."""
    check_signs_in(client, place, persona)


@pytest.mark.parametrize("check", [check_is_refused, check_needs_view_state])
def test_a_plain_client_is_refused(client: PlainClient, place: Place, check: Check) -> None:
    """With a wrong password, and with a form that is not the page's own."""
    check(client, place)


def test_without_curl_its_tests_say_so(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without curl leaves them out and gives the reason; it does not pass them."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match="curl is not installed here"):
        Curl(place.mock, place.world, tmp_path)


def test_the_page_of_one_client_is_of_no_use_to_another(client: PlainClient, place: Place) -> None:
    """The form's state belongs to the cookie JSESSIONID: without it good credentials are not enough."""
    page = open_sign_in(client)
    stranger = Httpx(place.mock, place.world)
    answer = log_in(stranger, page, place.pacer())
    assert answer.status == 200
    assert "did not send back the cookie" in answer.text
    assert "NextGenCSO" not in stranger.cookies()
    stranger.close()


@pytest.mark.parametrize(
    ("check", "wrong", "says"),
    [
        (check_signs_in, replaced(HOME, r"location\.assign", "goto"), "does not lead to the sign-in"),
        (check_signs_in, replaced(HOME, "pscCourtId=AZBK", "pscCourtId=AZB"), "pscCourtId=AZBK"),
        (check_signs_in, replaced(SIGN_IN, 'id="loginForm"', 'id="login"'), "no form 'loginForm'"),
        (check_signs_in, without_cookie("JSESSIONID"), "no cookie JSESSIONID"),
        (check_signs_in, replaced(SIGN_IN, VIEW_STATE, "ViewState"), "not led back to the court"),
        (check_signs_in, with_status(SIGN_IN, 200), "not led back to the court"),
        (check_signs_in, without_cookie("NextGenCSO"), "no cookie NextGenCSO"),
        (check_signs_in, cookies_for("ecf.azb.uscourts.gov"), "no cookie NextGenCSO"),
        (check_signs_in, cookies_for("login.uscourts.gov"), r"\.login\.uscourts\.gov"),
        (check_signs_in, replaced(HOME, r"login\.pl\?logout", "logout.pl"), "does not show Log Out"),
        (check_signs_in, added(HOME, LOGOUT_LINK), "login.pl.logout"),
        (check_is_refused, replaced(SIGN_IN, "Invalid username or password", ""), "Invalid username"),
        (check_is_refused, with_cookie(SIGN_IN, A_TOKEN), "wrong password"),
        (check_needs_view_state, replaced(SIGN_IN, "timeout error", "error"), "timeout error"),
    ],
    ids=[
        "another way to PACER",
        "another court",
        "another form",
        "no JSESSIONID",
        "another name for the ViewState",
        "no redirect",
        "no token",
        "cookies for one court",
        "cookies for PACER alone",
        "no Log Out at the court",
        "Log Out for everybody",
        "no word of the refusal",
        "a token for a wrong password",
        "no word of the timeout",
    ],
)  # fmt: skip
def test_a_mock_that_is_wrong_is_found_out(
    client: PlainClient, place: Place, check: Check, wrong: Wrong, says: str
) -> None:
    """Each check above fails when the mock is wrong in the point that it checks, and says so."""
    place.spoil(wrong)
    with pytest.raises(AssertionError, match=says):
        check(client, place)
    assert place.was_spoilt

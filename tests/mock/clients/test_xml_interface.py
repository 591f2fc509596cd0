"""PACER's interface for programs in XML, held against schemas of what PACER's guide documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.mock.clients.place import COURT, PACER_LOGIN, Place
from tests.plain_clients import PlainClient
from tests.wrong_answers import Wrong, replaced, with_status, with_type

SIGN_IN, SIGN_OUT = "/services/cso-auth", "/services/cso-logout"
XML = {"Content-Type": "application/xml", "Accept": "application/xml"}
LOGOUT_LINK = "/cgi-bin/login.pl?logout"
BROWSERS_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FOLDER = Path(__file__).parent
Check = Callable[[PlainClient, Place], None]


def body(**fields: str) -> str:
    """A request as the guide words it."""
    root = etree.Element("CsoAuth")
    for name, value in fields.items():
        etree.SubElement(root, name).text = value
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8").decode()


def ask(client: PlainClient, path: str, sent: str, **headers: str) -> dict[str, str]:
    """Asks in XML; the answer must be of the documented shape. Errors: ``AssertionError`` with the place."""
    answer = client.send(PACER_LOGIN + path, sent, **(XML | headers))
    assert answer.status == 200
    assert answer.headers["Content-Type"].partition(";")[0] == "application/xml"
    schema = etree.XMLSchema(file=str(FOLDER / f"{path.rpartition('/')[2]}.xsd"))
    root = etree.fromstring(answer.text.encode())
    assert schema.validate(root), f"not the documented shape: {schema.error_log}"
    return {str(one.tag): one.text or "" for one in root}


def credentials(place: Place, persona: str = "pacer-only", **more: str) -> str:
    """A good request of a persona, with ``more`` or other fields."""
    pacer = place.pacer(persona)
    return body(**{"loginId": pacer["username"], "password": pacer["password"]} | more)


def check_signs_in_and_out(client: PlainClient, place: Place) -> None:
    """The token of the answer opens the court as a cookie, until it is given to cso-logout."""
    answer = ask(client, SIGN_IN, credentials(place, clientCode="case-12"))
    assert (answer["loginResult"], answer["errorDescription"]) == ("0", "")
    cookie = f"NextGenCSO={answer['nextGenCSO']}"
    assert LOGOUT_LINK in client.send(f"{COURT}/cgi-bin/login.pl", Cookie=cookie).text
    left = ask(client, SIGN_OUT, body(nextGenCSO=answer["nextGenCSO"]))
    assert left == {"loginResult": "0", "errorDescription": ""}
    assert LOGOUT_LINK not in client.send(f"{COURT}/cgi-bin/login.pl", Cookie=cookie).text


def check_is_refused(client: PlainClient, place: Place) -> None:
    """A wrong password, another root, and what is no XML are refused alike, with HTTP 200."""
    good = credentials(place)
    for sent in (
        credentials(place, password="not the password"),
        good.replace("CsoAuth", "Credentials"),
        good.replace("<CsoAuth>", '<CsoAuth xmlns="urn:other">'),
        good.removesuffix("</CsoAuth>"),
        "",
    ):
        assert ask(client, SIGN_IN, sent) == {
            "nextGenCSO": "",
            "loginResult": "13",
            "errorDescription": "Invalid username, password, or one-time passcode.",
        }


def check_filer_must_agree(client: PlainClient, place: Place) -> None:
    """A filer without redactFlag gets 1, no token and a reason; with it, a token."""
    without = ask(client, SIGN_IN, credentials(place, "linked-filer"))
    assert (without["loginResult"], without["nextGenCSO"]) == ("1", "")
    assert without["errorDescription"] != ""
    assert ask(client, SIGN_IN, credentials(place, "linked-filer", redactFlag="1"))["loginResult"] == "0"


def check_accept_picks_the_form(client: PlainClient, place: Place) -> None:
    """XML may be asked and JSON answered; what a browser accepts is XML."""
    ask(client, SIGN_IN, credentials(place), Accept=BROWSERS_ACCEPT)
    for accept in ("application/json", "*/*"):
        headers = XML | {"Accept": accept}
        answer = client.send(PACER_LOGIN + SIGN_IN, credentials(place), **headers)
        assert answer.headers["Content-Type"].partition(";")[0] == "application/json"
        assert '"loginResult": "0"' in answer.text


CHECKS = [check_signs_in_and_out, check_is_refused, check_filer_must_agree, check_accept_picks_the_form]


@pytest.mark.parametrize("check", CHECKS)
def test_the_answers_are_as_documented(client: PlainClient, place: Place, check: Check) -> None:
    """Root, fields, their order and their values."""
    check(client, place)


ELEMENT = "<{0}>[^<]*</{0}>"


@pytest.mark.parametrize(
    ("check", "wrong", "says"),
    [
        (check_signs_in_and_out, replaced(SIGN_IN, "CsoAuth", "CsoResponse"), "CsoResponse"),
        (check_signs_in_and_out, replaced(SIGN_OUT, "CsoAuth", "CsoLogout"), "CsoLogout"),
        (check_signs_in_and_out, replaced(SIGN_IN, "<CsoAuth>", '<CsoAuth xmlns="urn:x">'), "urn:x"),
        (check_signs_in_and_out, replaced(SIGN_IN, "nextGenCSO", "NextGenCSO"), "NextGenCSO"),
        (check_signs_in_and_out, replaced(SIGN_IN, ELEMENT.format("errorDescription"), ""), "Missing child"),
        (check_signs_in_and_out, replaced(SIGN_IN, "</CsoAuth>", "<more/></CsoAuth>"), "'more'"),
        (check_signs_in_and_out, replaced(SIGN_IN, "(?<=<nextGenCSO>)....", ""), "pattern"),
        (check_signs_in_and_out, replaced(SIGN_IN, ">0<", ">2<"), "'2'"),
        (check_signs_in_and_out, replaced(SIGN_OUT, ">0<", ">1<"), "'1'"),
        (check_signs_in_and_out, with_status(SIGN_OUT, 204), "204"),
        (check_is_refused, replaced(SIGN_IN, ">13<", ">0<"), "loginResult"),
        (check_is_refused, with_status(SIGN_IN, 401), "401"),
        (check_filer_must_agree, replaced(SIGN_IN, ">1<", ">13<"), "13"),
        (check_accept_picks_the_form, with_type(SIGN_IN, "application/json"), "application/xml"),
        (check_accept_picks_the_form, with_type(SIGN_IN, "application/xml"), "application/json"),
    ],
    ids=[
        "another root",
        "another root after logging out",
        "a namespace",
        "another name for the token",
        "no errorDescription",
        "an element too many",
        "a short token",
        "an unknown result",
        "logging out refused",
        "logging out without content",
        "0 without a token",
        "401 for a wrong password",
        "13 where the agreement is missing",
        "always JSON",
        "always XML",
    ],
)
def test_a_mock_that_is_wrong_is_found_out(
    client: PlainClient, place: Place, check: Check, wrong: Wrong, says: str
) -> None:
    """Each check above fails when the mock is wrong in the point that it checks, and says so."""
    place.spoil(wrong)
    with pytest.raises(AssertionError, match=says):
        check(client, place)
    assert place.was_spoilt

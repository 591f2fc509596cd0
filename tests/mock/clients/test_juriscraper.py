"""juriscraper, unmodified, at the mock; and what it says of a mock that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from tests.juriscraper_client import Juriscraper, PacerLoginException, check_if_logged_in_page
from tests.mock.clients.place import COURT, PACER_LOGIN, Place
from tests.wrong_answers import Wrong, added, replaced, with_status, without_cookie

SERVICE = "/services/cso-auth"
HOME = "/cgi-bin/login.pl"
UTILITIES = "/cgi-bin/DisplayMenu.pl?Utilities"
SIGNED_OUT_PAGES = (
    f"{COURT}/",
    f"{COURT}{HOME}",
    f"{COURT}{UTILITIES}",
    f"{COURT}/cgi-bin/CourtInfo.pl?location=main",
    f"{PACER_LOGIN}/csologin/login.jsf?pscCourtId=AZBK",
)
SIGNED_IN_PAGES = (f"{COURT}{HOME}", f"{COURT}{UTILITIES}", f"{COURT}/cgi-bin/iquery.pl")
HALF_AN_HOUR_AND_MORE = 31 * 60
LOGOUT_LINK = '<a href="/cgi-bin/login.pl?logout">Log Out</a>'


def check_signs_in(place: Place, persona: str = "pacer-only") -> None:
    """The session takes the token for a cookie of every court, and the court knows the person by it."""
    client = Juriscraper(place.mock, place.world, place.pacer(persona))

    async def visit(session: Any) -> tuple[Any, Any]:
        await session.login()
        return await session.get(f"{COURT}{HOME}", auto_login=False), session.cookies.jar

    page, jar = client.visit(visit)
    token = next(cookie for cookie in jar if cookie.name == "NextGenCSO")
    assert (token.domain, token.path, len(token.value)) == (".uscourts.gov", "/", 128)
    assert client.answers[-1] == {"nextGenCSO": token.value, "loginResult": "0", "errorDescription": ""}
    assert check_if_logged_in_page(page.content)
    assert place.person(persona) in unescape(page.text)


def check_is_refused(place: Place) -> None:
    """A wrong password gives code 13 and no token; juriscraper says that it is not signed in."""
    client = Juriscraper(place.mock, place.world, place.pacer() | {"password": "not the password"})
    with pytest.raises(PacerLoginException, match="Did not get NextGenCSO cookie"):
        client.visit(lambda session: session.login())
    assert client.answers[-1] == {
        "nextGenCSO": "",
        "loginResult": "13",
        "errorDescription": "Invalid username, password, or one-time passcode.",
    }


def check_filer_must_agree(place: Place) -> None:
    """Without redactFlag a filer gets code 1, and somebody who only searches gets in."""
    filer = Juriscraper(place.mock, place.world, place.pacer("linked-filer"), unsent=("redactFlag",))
    with pytest.raises(PacerLoginException, match="Invalid username/password: "):
        filer.visit(lambda session: session.login())
    assert (filer.answers[-1]["loginResult"], filer.answers[-1]["nextGenCSO"]) == ("1", "")
    assert "redactFlag" in filer.answers[-1]["errorDescription"]
    searcher = Juriscraper(place.mock, place.world, place.pacer(), unsent=("redactFlag",))
    searcher.visit(lambda session: session.login())
    assert searcher.answers[-1]["loginResult"] == "0"


def check_client_code(place: Place) -> None:
    """The code is sent as a cookie by the client, and the sign-on itself knows it as well."""
    client = Juriscraper(place.mock, place.world, place.pacer(), client_code="case-12")

    async def visit(session: Any) -> tuple[Any, Any]:
        await session.login()
        token = session.cookies.get("NextGenCSO")
        page = await session.get(f"{COURT}{HOME}?csession={token}", auto_login=False)
        return page, {cookie.name: cookie.value for cookie in session.cookies.jar}

    page, cookies = client.visit(visit)
    assert cookies["PacerClientCode"] == "case-12"
    of_the_court = page.history[0].cookies.get("PacerClientCode")
    assert of_the_court == "case-12"


def check_tells_who_is_signed_in(place: Place) -> None:
    """Every page of the court is taken for what it is: before the sign-in, after it, and after Log Out."""

    async def visit(session: Any) -> dict[str, bool]:
        async def looks_signed_in(url: str) -> bool:
            return check_if_logged_in_page((await session.get(url, auto_login=False)).content) is True

        seen = {f"before {url}": not await looks_signed_in(url) for url in SIGNED_OUT_PAGES}
        await session.login()
        seen |= {f"signed in {url}": await looks_signed_in(url) for url in SIGNED_IN_PAGES}
        seen["logging out"] = not await looks_signed_in(f"{COURT}{HOME}?logout")
        return seen | {f"after {url}": not await looks_signed_in(url) for url in SIGNED_OUT_PAGES}

    seen = Juriscraper(place.mock, place.world, place.pacer()).visit(visit)
    mistaken = [where for where, right in seen.items() if not right]
    assert mistaken == [], f"taken for what they are not: {mistaken}"


def check_needs_credentials(place: Place) -> None:
    """A session without credentials raises at a court page, after a second try."""
    with pytest.raises(PacerLoginException, match="do not have credentials"):
        Juriscraper(place.mock, place.world).visit(lambda session: session.get(f"{COURT}{HOME}"))
    assert len(place.outcomes(HOME)) == 2


def check_signs_in_again(place: Place) -> None:
    """When the sign-on has expired, juriscraper notices by the page, signs in again and gets it."""

    async def visit(session: Any) -> Any:
        await session.login()
        place.wait(HALF_AN_HOUR_AND_MORE)
        return await session.get(f"{COURT}{HOME}")

    page = Juriscraper(place.mock, place.world, place.pacer()).visit(visit)
    assert place.outcomes(SERVICE) == ["signed in", "signed in"]
    assert place.person() in unescape(page.text)


@pytest.mark.parametrize("persona", ["pacer-only", "linked-filer"])
def test_juriscraper_signs_in(place: Place, persona: str) -> None:
    """Whoever has an account, and a filer as well, because it agrees to redact by itself."""
    check_signs_in(place, persona)


@pytest.mark.parametrize(
    "check",
    [
        check_is_refused,
        check_filer_must_agree,
        check_client_code,
        check_tells_who_is_signed_in,
        check_needs_credentials,
        check_signs_in_again,
    ],
)
def test_juriscraper_and_the_mock_agree(place: Place, check: Callable[[Place], None]) -> None:
    """In each point that a client depends on."""
    check(place)


TOKEN = r'"nextGenCSO": "[^"]*"'
STRANGER = '"nextGenCSO": "' + "f" * 128 + '"'
ADMITTED = STRANGER + ', "loginResult": "0"'


@pytest.mark.parametrize(
    ("check", "wrong", "says"),
    [
        (check_signs_in, replaced(SERVICE, TOKEN, STRANGER), "check_if_logged_in_page"),
        (check_signs_in, replaced(SERVICE, "nextGenCSO", "nextgenCso"), "Did not get NextGenCSO cookie"),
        (check_signs_in, replaced(SERVICE, '"0"', "0"), "loginResult"),
        (check_signs_in, replaced(SERVICE, '"0"', '"1"'), "Invalid username/password"),
        (check_signs_in, with_status(SERVICE, 201), "Unable connect to PACER site: '201"),
        (check_is_refused, replaced(SERVICE, '"13"', '"0"'), "loginResult"),
        (check_is_refused, replaced(SERVICE, '"13"', '"1"'), "Actual message: 'Invalid username"),
        (check_is_refused, replaced(SERVICE, TOKEN, STRANGER), "DID NOT RAISE"),
        (check_is_refused, with_status(SERVICE, 401), "Unable connect to PACER site: '401"),
        (check_filer_must_agree, replaced(SERVICE, '"1"', '"13"'), "Actual message: 'Did not get NextGenCSO"),
        (
            check_filer_must_agree,
            replaced(SERVICE, TOKEN + ', "loginResult": "1"', ADMITTED),
            "DID NOT RAISE",
        ),
        (check_client_code, without_cookie("PacerClientCode"), "case-12"),
        (check_tells_who_is_signed_in, added("/", LOGOUT_LINK), "before .*uscourts.gov/'"),
        (check_tells_who_is_signed_in, added("/csologin/login.jsf", LOGOUT_LINK), "after .*login.jsf"),
        (
            check_tells_who_is_signed_in,
            replaced("/cgi-bin/iquery.pl", r"login\.pl\?logout", "logout.pl"),
            "signed in .*iquery.pl",
        ),
        (check_needs_credentials, added(HOME, LOGOUT_LINK), "DID NOT RAISE"),
        (check_signs_in_again, added(HOME, LOGOUT_LINK), "signed in"),
    ],
    ids=[
        "a token of nobody",
        "another name for the token",
        "a number for a result",
        "refused with a token",
        "another status",
        "0 without a token",
        "1 for a wrong password",
        "13 with a token",
        "401 for a wrong password",
        "13 where the agreement is missing",
        "filers need not agree",
        "no client code",
        "Log Out at the entry",
        "Log Out at PACER's sign-in",
        "no Log Out for who is signed in",
        "Log Out for everybody",
        "Log Out after the end",
    ],
)
def test_a_mock_that_is_wrong_is_found_out(
    place: Place, check: Callable[[Place], None], wrong: Wrong, says: str
) -> None:
    """Each check above fails when the mock is wrong in the point that it checks, and says so."""
    place.spoil(wrong)
    with pytest.raises((AssertionError, PacerLoginException, pytest.fail.Exception), match=says):
        check(place)
    assert place.was_spoilt

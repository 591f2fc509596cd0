"""Passcodes of programs, and many uses of one code at the same time."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyotp
import pytest

from tests.mock_site import PACER_LOGIN, Site, Visitor

SERVICE = "/services/cso-auth"
SINCE = "2025-05-11T00:00:00"
AT_ONCE = 8


def of_app(person: dict[str, Any]) -> str:
    """What the persona's authenticator app shows."""
    return pyotp.TOTP(str(person["authenticator"])).now()


def first_backup_code(person: dict[str, Any]) -> str:
    """The first backup code of the persona."""
    return str(person["backup_codes"][0])


def visitor(site: Site, persona: str = "mfa-filer", clock: str = SINCE) -> Visitor:
    """A persona in a world of its own."""
    return site.world(courts=["azb"], personas=[persona], clock=clock).visitor(persona)


def sign_in(who: Visitor, **more: str) -> dict[str, str]:
    """What the interface answers to the persona's credentials and more."""
    pacer = who.person["pacer"]
    body = {"loginId": pacer["username"], "password": pacer["password"], "redactFlag": "1", **more}
    page = who.request("POST", PACER_LOGIN, SERVICE, json=body, headers={"Accept": "application/json"})
    assert page.status == 200
    answer: dict[str, str] = json.loads(page.raw)
    return answer


@pytest.mark.parametrize("code", [of_app, first_backup_code])
def test_a_code_signs_in_once(site: Site, code: Callable[[dict[str, Any]], str]) -> None:
    """With otpCode there is a token; with the same one again there is none."""
    who = visitor(site)
    good = code(who.person)
    assert sign_in(who, otpCode=good)["loginResult"] == "0"
    again = sign_in(who, otpCode=good)
    assert (again["loginResult"], again["nextGenCSO"]) == ("13", "")


@pytest.mark.parametrize("more", [{}, {"otpCode": ""}, {"otpCode": "000000"}])
def test_without_a_good_code_it_reads_like_a_wrong_password(site: Site, more: dict[str, str]) -> None:
    """The sentence of the guide names all three, so that nobody learns which was wrong."""
    who = visitor(site)
    answer = sign_in(who, **more)
    assert answer == sign_in(who, password="wrong password", **more)
    assert (answer["loginResult"], answer["nextGenCSO"]) == ("13", "")
    assert answer["errorDescription"] == "Invalid username, password, or one-time passcode."


def test_before_its_day_no_code_is_needed(site: Site) -> None:
    """The interface follows the world's clock as the page does."""
    assert sign_in(visitor(site, clock="2025-05-10T23:59:00"))["loginResult"] == "0"


def test_who_is_not_enrolled_signs_in_without_a_code(site: Site) -> None:
    """The pop-up is the page's; the interface asks for what the account has."""
    assert sign_in(visitor(site, "linked-filer"))["loginResult"] == "0"


@pytest.mark.parametrize("code", [of_app, first_backup_code])
def test_of_many_uses_at_once_one_succeeds(site: Site, code: Callable[[dict[str, Any]], str]) -> None:
    """However many come with one code at the same moment, one gets a token and the others none."""
    who = visitor(site)
    good = code(who.person)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        visitors = [Visitor(who.world, who.person) for _ in range(AT_ONCE)]
        answers = list(pool.map(lambda one: sign_in(one, otpCode=good), visitors))
    results = sorted(answer["loginResult"] for answer in answers)
    assert results[0] == "0"
    assert set(results[1:]) == {"13"}
    assert sum(bool(answer["nextGenCSO"]) for answer in answers) == 1

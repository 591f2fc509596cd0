"""Enrolling in multifactor authentication, at the sign-in and at Manage My Account."""

from __future__ import annotations

import pyotp
import pytest

from mock_ecf.pacer.texts import text
from tests.mock_site import PACER_ACCOUNT, Site, Visitor, World
from tests.second_factor import (
    AZB_HOME,
    agrees,
    asked,
    heading,
    part,
    press,
    secret_on,
    skip,
    state_of,
    world_of_all,
)


@pytest.fixture
def world(site: Site) -> World:
    """A world with all kinds of users."""
    return world_of_all(site)


@pytest.fixture
def filer(world: World) -> Visitor:
    """Somebody who may file and is not enrolled."""
    return world.visitor("linked-filer")


@pytest.mark.parametrize("scripted", [False, True], ids=["plain", "scripted"])
def test_enrolling_at_the_sign_in(filer: Visitor, scripted: bool) -> None:
    """Secret and address are shown; the first passcode enrolls, shows ten backup codes, and signs in."""
    skip(filer, 3)
    page = press(filer, asked(filer), "updateForm:btnEnroll")
    secret = secret_on(page)
    assert f"secret={secret}" in page.row["Address"]
    assert page.row["Address"].startswith("otpauth://totp/")
    assert page.response.headers["Cache-Control"] == "no-store"
    wrong = press(filer, page, "enrollForm:btnVerify", "000000")
    assert wrong.messages == [text("passcode-wrong")]
    assert secret_on(wrong) == secret
    done = press(filer, wrong, "enrollForm:btnVerify", pyotp.TOTP(secret).now(), scripted)
    html = part(done, "secondFactor") if scripted else done.html
    codes = [one.get_text() for one in html.select("ul.codes code")]
    assert len(set(codes)) == 10
    assert secret not in done.raw
    assert agrees(press(filer, done, "codesForm:btnContinue"))
    assert heading(asked(filer)) == text("passcode-heading")
    assert agrees(press(filer, asked(filer), "mfaForm:btnOk", codes[0]))


def test_enrolling_at_manage_my_account(world: World) -> None:
    """Who may not file may enroll too, and is asked from then on."""
    visitor = world.visitor("pacer-only")
    assert visitor.request("GET", PACER_ACCOUNT, "/mfa").response.headers["Location"].endswith("/mfa")
    asked(visitor)
    account = visitor.request("GET", PACER_ACCOUNT, "/")
    link = account.html.find("a", string=text("enroll-page"))
    assert link is not None
    assert str(link["href"]) == f"https://{PACER_ACCOUNT}/mfa"
    page = visitor.request("GET", PACER_ACCOUNT, "/mfa")
    form = {"jakarta.faces.ViewState": state_of(page), "enrollForm:mfaInput": "000000"}
    refused = visitor.request("POST", PACER_ACCOUNT, "/mfa", data=form)
    assert refused.messages == [text("passcode-wrong")]
    form["enrollForm:mfaInput"] = pyotp.TOTP(secret_on(refused)).now()
    done = visitor.request("POST", PACER_ACCOUNT, "/mfa", data=form)
    assert len(done.html.select("ul.codes code")) == 10
    assert visitor.request("GET", PACER_ACCOUNT, "/mfa").messages == [text("enrolled")]
    assert visitor.request("POST", PACER_ACCOUNT, "/mfa", data=form).status == 302
    assert heading(asked(visitor)) == text("passcode-heading")


def test_nobody_enrolls_somebody_else(world: World) -> None:
    """A page of another sign-on, and none at all, enroll nobody and give a new setup key."""
    here = world
    one, other = here.visitor("pacer-only"), here.visitor("unlinked-filer")
    asked(one)
    asked(other)
    page = one.request("GET", PACER_ACCOUNT, "/mfa")
    typed = {"enrollForm:mfaInput": pyotp.TOTP(secret_on(page)).now()}
    for sealed in (state_of(page), "", "nonsense"):
        form = {**typed, "jakarta.faces.ViewState": sealed}
        answer = other.request("POST", PACER_ACCOUNT, "/mfa", data=form)
        assert answer.messages == [text("timeout-enroll")]
        assert secret_on(answer) != secret_on(page)
    stranger = here.visitor("linked-filer")
    assert stranger.request("POST", PACER_ACCOUNT, "/mfa", data=typed).status == 302


def test_an_enrolled_user_without_filing_rights_is_in_after_the_passcode(world: World) -> None:
    """There is no agreement for them."""
    visitor = world.visitor("pacer-only")
    asked(visitor)
    page = visitor.request("GET", PACER_ACCOUNT, "/mfa")
    form = {
        "jakarta.faces.ViewState": state_of(page),
        "enrollForm:mfaInput": pyotp.TOTP(secret_on(page)).now(),
    }
    done = visitor.request("POST", PACER_ACCOUNT, "/mfa", data=form)
    backup = done.html.select("ul.codes code")[0].get_text()
    assert press(visitor, asked(visitor), "mfaForm:btnOk", backup).response.headers["Location"] == AZB_HOME


def test_the_secret_is_sealed_in_the_page(filer: Visitor) -> None:
    """The view state does not tell it to who reads the form."""
    page = press(filer, asked(filer), "updateForm:btnEnroll")
    assert secret_on(page) not in state_of(page)

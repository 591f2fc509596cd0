"""The second factor on PACER's pages: asked for between password and agreement, and never to be left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mock_ecf.pacer.texts import text
from tests.mock_site import MAILBOX, PACER_ACCOUNT, PACER_LOGIN, SIGN_IN, Page, Site, Visitor, World
from tests.second_factor import (
    AZB,
    AZB_HOME,
    BEFORE,
    SINCE,
    agrees,
    asked,
    code,
    heading,
    press,
    secret_on,
    skip,
    state_of,
    world_of_all,
)

MENUS = ["Bankruptcy", "Adversary"]

MakeWorld = Callable[..., World]


@pytest.fixture
def world(site: Site) -> MakeWorld:
    """Makes a world with all kinds of users, on the first day unless told otherwise."""

    def make(clock: str = SINCE) -> World:
        return world_of_all(site, clock)

    return make


@pytest.fixture
def enrolled(world: MakeWorld) -> Visitor:
    """Somebody who is enrolled and may file."""
    return world().visitor("mfa-filer")


@pytest.fixture
def filer(world: MakeWorld) -> Visitor:
    """Somebody who may file and is not enrolled."""
    return world().visitor("linked-filer")


@pytest.mark.parametrize("persona", ["mfa-filer", "linked-filer"])
def test_before_its_day_nothing_of_it_exists(world: MakeWorld, persona: str) -> None:
    """No passcode, no update, no link at Manage My Account, and no page there."""
    visitor = world(BEFORE).visitor(persona)
    page = asked(visitor)
    assert agrees(page)
    assert heading(page) == ""
    visitor.agree(page, AZB)
    assert visitor.open("azb").bar[:2] == MENUS
    assert text("enroll-page") not in visitor.request("GET", PACER_ACCOUNT, "/").text
    assert visitor.request("GET", PACER_ACCOUNT, "/mfa").status == 404


@pytest.mark.parametrize("persona", ["unlinked-filer", "pacer-only"])
def test_who_may_not_file_and_is_not_enrolled_is_not_asked(world: MakeWorld, persona: str) -> None:
    """They come back to the court as before."""
    assert asked(world().visitor(persona)).response.headers["Location"] == AZB_HOME


@pytest.mark.parametrize("scripted", [False, True], ids=["plain", "scripted"])
def test_passcode_then_agreement_then_the_court(enrolled: Visitor, scripted: bool) -> None:
    """The three steps come in this order, in both kinds of post."""
    page = enrolled.log_in(enrolled.sign_in_page(AZB), AZB, scripted=scripted)
    assert heading(page) == text("passcode-heading")
    assert not agrees(page)
    page = press(enrolled, page, "mfaForm:btnOk", code(enrolled), scripted)
    assert agrees(page)
    assert heading(page) == ""
    assert enrolled.open("azb").bar == []


def test_the_passcode_page_has_what_clients_look_for(enrolled: Visitor) -> None:
    """Form, input, button, prompt and link are those of the real page; the login is hidden."""
    page = asked(enrolled)
    for identifier in ("mfaForm", "mfaForm:mfaInput", "mfaForm:btnOk"):
        assert page.html.find(id=identifier) is not None, identifier
    assert page.html.select_one('label[for="mfaForm:mfaInput"]').get_text() == "One-Time Passcode"  # type: ignore[union-attr]  # the page has one
    assert "Click here if you need a one-time passcode" in page.text
    panel = page.html.find(id="pscLoginPanel")
    assert panel is not None
    assert "hidden" in panel.attrs


def test_a_filer_with_a_passcode_gets_to_the_court(enrolled: Visitor) -> None:
    """From the password to the filing menus."""
    page = press(enrolled, asked(enrolled), "mfaForm:btnOk", code(enrolled))
    assert enrolled.agree(page, AZB).response.headers["Location"] == AZB_HOME
    assert enrolled.open("azb").bar[:2] == MENUS


@pytest.mark.parametrize("scripted", [False, True], ids=["plain", "scripted"])
@pytest.mark.parametrize(("typed", "name"), [("000000", "passcode-wrong"), ("  ", "passcode-needed")])
def test_a_bad_passcode_says_so_and_may_be_tried_again(
    enrolled: Visitor, typed: str, name: str, scripted: bool
) -> None:
    """The step is shown again with a message, and what was typed is not in the page."""
    refused = press(enrolled, asked(enrolled), "mfaForm:btnOk", typed, scripted)
    assert text(name) in refused.raw
    assert heading(refused) == text("passcode-heading")
    assert "000000" not in refused.raw
    assert agrees(press(enrolled, refused, "mfaForm:btnOk", code(enrolled)))


def test_five_bad_passcodes_lock(enrolled: Visitor) -> None:
    """The right passcode and a backup code are then refused as well, for a while."""
    page = asked(enrolled)
    for _ in range(5):
        page = press(enrolled, page, "mfaForm:btnOk", "000000")
    for right in (code(enrolled), enrolled.person["backup_codes"][0]):
        assert text("passcode-locked") in press(enrolled, page, "mfaForm:btnOk", right).messages


def test_codes_are_good_once(enrolled: Visitor) -> None:
    """A passcode and a backup code that were used do not sign in again."""
    for right in (code(enrolled), enrolled.person["backup_codes"][3]):
        assert agrees(press(enrolled, asked(enrolled), "mfaForm:btnOk", right))
        again = press(enrolled, asked(enrolled), "mfaForm:btnOk", right)
        assert again.messages == [text("passcode-wrong")]


def test_a_passcode_comes_by_mail_to_the_address_on_file(enrolled: Visitor) -> None:
    """The link sends it, tells to look in the junk folder, and then offers another one."""
    page = press(enrolled, asked(enrolled), "mfaForm:lnkCode")
    assert page.messages == [text("passcode-mailed")]
    assert "Get New Codes" in page.text
    mail = enrolled.request("GET", MAILBOX, f"/?address={enrolled.person['address']}").text
    found = mail.partition("passcode is ")[2][:6]
    assert found.isdigit()
    assert found not in page.raw
    assert agrees(press(enrolled, page, "mfaForm:btnOk", found))


@pytest.mark.parametrize("button", ["mfaForm:btnCancel", "updateForm:btnCancel", "enrollForm:btnCancel"])
def test_cancel_leads_to_the_entry_page(enrolled: Visitor, filer: Visitor, button: str) -> None:
    """Whoever gives up in between comes back to where they came from, not signed in."""
    visitor = enrolled if button.startswith("mfa") else filer
    page = asked(visitor)
    if button.startswith("enroll"):
        page = press(visitor, page, "updateForm:btnEnroll")
    done = press(visitor, page, button)
    assert done.response.headers["Location"] == "https://ecf.azb.uscourts.gov/"
    assert visitor.open("azb").bar == []


BUTTONS = {
    "mfaForm:btnOk": "passcode",
    "mfaForm:lnkCode": "passcode",
    "updateForm:btnSkip": "update",
    "updateForm:btnEnroll": "update",
    "enrollForm:btnVerify": "enroll",
    "codesForm:btnContinue": "backup-codes",
    "regmsg:bpmConfirm": "redaction",
}


def at_step(step: str, enrolled: Visitor, filer: Visitor) -> tuple[Visitor, Page]:
    """Somebody whose page is at a step, not further."""
    if step == "password":
        return filer, filer.sign_in_page(AZB)
    if step == "passcode":
        return enrolled, asked(enrolled)
    page = asked(filer)
    return filer, press(filer, page, "updateForm:btnEnroll") if step == "enroll" else page


@pytest.mark.parametrize("scripted", [False, True], ids=["plain", "scripted"])
@pytest.mark.parametrize("step", ["password", "passcode", "update", "enroll"])
def test_no_step_is_left_out_by_posting_a_later_one(
    enrolled: Visitor, filer: Visitor, step: str, scripted: bool
) -> None:
    """A button of another step than the page's has timed out, whoever writes the post by hand."""
    for button, belongs in BUTTONS.items():
        if belongs == step:
            continue
        visitor, page = at_step(step, enrolled, filer)
        form = {
            button: "",
            "jakarta.faces.ViewState": state_of(page),
            "regmsg:chkRedact_input": "on",
            "mfaForm:mfaInput": code(enrolled),
        }
        if scripted:
            form |= {"jakarta.faces.partial.ajax": "true", "jakarta.faces.source": button}
        done = visitor.request("POST", PACER_LOGIN, f"{SIGN_IN}?{AZB}", data=form)
        assert done.status == 200, button
        assert text("timeout-next") in done.raw, button
        assert visitor.open("azb").bar == [], button


def test_a_filer_who_is_not_enrolled_may_skip_three_times(filer: Visitor) -> None:
    """It says how often; then Skip is gone, and a post written by hand does not bring it back."""
    said = [text("update-skips", count="3"), text("update-skips", count="2"), text("update-last-skip")]
    for words in said:
        page = asked(filer)
        assert heading(page) == "User Update Required"
        assert page.messages == [words]
        assert agrees(press(filer, page, "updateForm:btnSkip"))
    last = asked(filer)
    assert last.messages == [text("update-no-skip")]
    assert last.html.find(id="updateForm:btnSkip") is None
    forged = press(filer, last, "updateForm:btnSkip")
    assert not agrees(forged)
    assert forged.messages == [text("update-no-skip")]


def test_a_page_with_a_skip_is_of_no_use_when_they_are_used_up(filer: Visitor) -> None:
    """Skips are counted where they are kept, not on the page."""
    old = asked(filer)
    skip(filer, 3)
    assert not agrees(press(filer, old, "updateForm:btnSkip"))


def test_no_code_and_no_secret_is_in_the_journal(enrolled: Visitor, filer: Visitor) -> None:
    """It says what was asked for and how it went."""
    right, backup = code(enrolled), enrolled.person["backup_codes"][0]
    press(enrolled, asked(enrolled), "mfaForm:btnOk", right)
    press(enrolled, asked(enrolled), "mfaForm:btnOk", backup)
    press(enrolled, asked(enrolled), "mfaForm:btnOk", "000000")
    told = str(enrolled.world.journal())
    assert "one-time passcode refused: wrong" in told
    for secret in (right, backup, "000000", enrolled.person["authenticator"]):
        assert secret not in told
    page = press(filer, asked(filer), "updateForm:btnEnroll")
    assert secret_on(page) not in str(filer.world.journal())


def test_with_the_fault_nothing_is_asked(world: MakeWorld) -> None:
    """Both kinds of filers come to the agreement at once."""
    here = world()
    here.fault("second-factor-not-asked")
    assert agrees(asked(here.visitor("mfa-filer")))
    assert agrees(asked(here.visitor("linked-filer")))


def test_with_the_fault_every_passcode_is_refused(enrolled: Visitor) -> None:
    """The right one and a backup code, too; they are not used up."""
    enrolled.world.fault("passcode-refused")
    for right in (code(enrolled), enrolled.person["backup_codes"][0]):
        page = press(enrolled, asked(enrolled), "mfaForm:btnOk", right)
        assert page.messages == [text("passcode-wrong")]

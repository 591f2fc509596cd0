"""The second factor on PACER's pages: asked for between password and agreement, and never to be left out."""

from __future__ import annotations

from collections.abc import Callable

import pyotp
import pytest
from bs4 import BeautifulSoup

from mock_ecf.pacer.texts import text
from tests.mock_site import MAILBOX, PACER_ACCOUNT, PACER_LOGIN, SIGN_IN, Page, Site, Visitor, World

AZB = "pscCourtId=AZBK"
AZB_HOME = "https://ecf.azb.uscourts.gov/cgi-bin/login.pl"
BEFORE, SINCE = "2025-05-10T23:59:00", "2025-05-11T00:00:00"
MENUS = ["Bankruptcy", "Adversary"]

MakeWorld = Callable[..., World]


@pytest.fixture
def world(site: Site) -> MakeWorld:
    """Makes a world with all kinds of users, on the first day unless told otherwise."""

    def make(clock: str = SINCE) -> World:
        people = ["mfa-filer", "linked-filer", "unlinked-filer", "pacer-only"]
        return site.world(courts=["azb"], personas=people, clock=clock)

    return make


@pytest.fixture
def enrolled(world: MakeWorld) -> Visitor:
    """Somebody who is enrolled and may file."""
    return world().visitor("mfa-filer")


@pytest.fixture
def filer(world: MakeWorld) -> Visitor:
    """Somebody who may file and is not enrolled."""
    return world().visitor("linked-filer")


def asked(visitor: Visitor) -> Page:
    """The page after the right password."""
    return visitor.log_in(visitor.sign_in_page(AZB), AZB)


def press(
    visitor: Visitor, page: Page, button: str, typed: str | None = None, scripted: bool = False
) -> Page:
    """Presses a button of the page, with something typed into the passcode's field of the same form."""
    form = {button: "", "jakarta.faces.ViewState": state_of(page)}
    if typed is not None:
        form[f"{button.partition(':')[0]}:mfaInput"] = typed
    if scripted:
        form |= {"jakarta.faces.partial.ajax": "true", "jakarta.faces.source": button}
    return visitor.request("POST", PACER_LOGIN, f"{SIGN_IN}?{AZB}", data=form)


def state_of(page: Page) -> str:
    """The view state of a page or of the parts of one."""
    if page.response.mimetype == "text/xml":
        return part(page, "j_id1:jakarta.faces.ViewState:0").get_text()
    return page.hidden("jakarta.faces.ViewState")


def part(page: Page, identifier: str) -> BeautifulSoup:
    """One part of a partial response, parsed."""
    found = BeautifulSoup(page.raw, "xml").find("update", id=identifier)
    assert found is not None
    return BeautifulSoup(found.get_text(), "lxml")


def heading(page: Page) -> str:
    """The heading of the second step; empty if it is not shown."""
    scripted = page.response.mimetype == "text/xml"
    html = part(page, "secondFactor") if scripted else page.html
    found = html.find(id="secondFactor_title")
    return found.get_text() if found else ""


def code(visitor: Visitor) -> str:
    """What the persona's authenticator app shows now."""
    return pyotp.TOTP(str(visitor.person["authenticator"])).now()


def agrees(page: Page) -> bool:
    """Whether the page asks for the redaction agreement."""
    html = part(page, "redactionConfirmation") if page.response.mimetype == "text/xml" else page.html
    return html.find(id="regmsg") is not None


def skip(visitor: Visitor, times: int) -> None:
    """Uses skips up."""
    for _ in range(times):
        assert agrees(press(visitor, asked(visitor), "updateForm:btnSkip"))


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


def secret_on(page: Page) -> str:
    """The setup key that a page shows."""
    return page.row["Setup key"]


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


def test_enrolling_at_manage_my_account(world: MakeWorld) -> None:
    """Who may not file may enroll too, and is asked from then on."""
    visitor = world().visitor("pacer-only")
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


def test_nobody_enrolls_somebody_else(world: MakeWorld) -> None:
    """A page of another sign-on, and none at all, enroll nobody and give a new setup key."""
    here = world()
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


def test_an_enrolled_user_without_filing_rights_is_in_after_the_passcode(world: MakeWorld) -> None:
    """There is no agreement for them."""
    visitor = world().visitor("pacer-only")
    asked(visitor)
    page = visitor.request("GET", PACER_ACCOUNT, "/mfa")
    form = {
        "jakarta.faces.ViewState": state_of(page),
        "enrollForm:mfaInput": pyotp.TOTP(secret_on(page)).now(),
    }
    done = visitor.request("POST", PACER_ACCOUNT, "/mfa", data=form)
    backup = done.html.select("ul.codes code")[0].get_text()
    assert press(visitor, asked(visitor), "mfaForm:btnOk", backup).response.headers["Location"] == AZB_HOME


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


def test_the_secret_is_sealed_in_the_page(filer: Visitor) -> None:
    """The view state does not tell it to who reads the form."""
    page = press(filer, asked(filer), "updateForm:btnEnroll")
    assert secret_on(page) not in state_of(page)


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

"""Verbs for the steps between password and agreement, for tests of the mock's pages without a server."""

from __future__ import annotations

import pyotp
from bs4 import BeautifulSoup

from tests.mock_site import PACER_LOGIN, SIGN_IN, Page, Site, Visitor, World

AZB = "pscCourtId=AZBK"
AZB_HOME = "https://ecf.azb.uscourts.gov/cgi-bin/login.pl"
BEFORE, SINCE = "2025-05-10T23:59:00", "2025-05-11T00:00:00"
PEOPLE = ("mfa-filer", "linked-filer", "unlinked-filer", "pacer-only")


def world_of_all(site: Site, clock: str = SINCE) -> World:
    """A world with all kinds of users, on the first day unless told otherwise."""
    return site.world(courts=["azb"], personas=list(PEOPLE), clock=clock)


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


def secret_on(page: Page) -> str:
    """The setup key that a page shows."""
    return page.row["Setup key"]

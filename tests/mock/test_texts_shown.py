"""Every text of every profile is shown by some page: a text that nobody can read would be dead data."""

from __future__ import annotations

import re

import pytest

from mock_ecf.court.account_request import REQUEST
from mock_ecf.court.exemption import PATH as EXEMPTION
from mock_ecf.court.help_desk import HELP_DESK
from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.court.password import FORGOT, NEW_PASSWORD
from mock_ecf.courts import Profile, Profiles
from mock_ecf.courts.text_names import TEXT_SPECS
from mock_ecf.courts.texts import braces_in
from tests.account_forms import PASSWORD, REGISTER, USERNAME, addressed, submit
from tests.mock_site import MAILBOX, Page, Site, Visitor, World, plain

PROFILES = Profiles()
COURTS = [code for code in PROFILES.documented() if PROFILES.get(code).self_service.value]
OWN_SIGN_IN = {name for name in TEXT_SPECS if name.startswith("own-sign-in")}
BEFORE_GO_LIVE = OWN_SIGN_IN | {
    "go-live-notice",
    "refusal-not-live",
    "refusal-redaction-needed",
    "signed-out",
    "signed-out-heading",
}
BY_COURT = {"request-sent", "request-next", "request-rejected", "refusal-request-pending"} | {
    name for name in TEXT_SPECS if name.startswith(("mail-approved", "mail-rejected"))
}
NEVER = {"refusal-not-signed-in"}
"""Shown only if an account is removed under somebody who is signed in, which no page does."""


def expected(profile: Profile) -> set[str]:
    """The names of the texts that the pages of this court can show."""
    names = set(TEXT_SPECS) - NEVER - {"refusal-no-self-service"}
    if not profile.plain_logins_only.value:
        names.remove("refusal-special-characters")
    if profile.go_live is None:
        names -= BEFORE_GO_LIVE
    if profile.approval.value.value == "at-once":
        names -= BY_COURT
    return names


def pattern(profile: Profile, name: str) -> re.Pattern[str]:
    """What a text looks like on a page: facts of the court filled in, the rest anything."""
    text = profile.texts[name].text
    values = {brace: "\0" for brace in braces_in(text)} | dict(profile.facts)
    whole = plain(text.format_map(values))
    return re.compile(re.escape(whole).replace("\0", ".*?"))


def everything_readable(page: Page) -> str:
    """All text of a page, the labels of its buttons, and what its dialogs say."""
    buttons = [str(one["value"]) for one in page.html.select("input[type=submit], input[type=reset]")]
    dialogs = [str(one.string) for one in page.html.find_all("script") if "alert(" in str(one.string)]
    return " ".join([page.text, *buttons, *dialogs])


def visit(world: World, court: str, persona: str) -> Visitor:
    """A persona who is signed in."""
    visitor = world.visitor(persona)
    visitor.sign_in(court)
    return visitor


def pages_of_the_way_in(site: Site, court: str) -> list[Page]:
    """Entry page, details, first page, pages that the mock does not have, and the menus."""
    visitor = visit(site.world(courts=[court]), court, "unlinked-filer")
    paths = ["/cgi-bin/ShowIndex.pl", "/cgi-bin/CourtInfo.pl", "/cgi-bin/login.pl", LINK_FORM]
    paths += ["/cgi-bin/iquery.pl", "/cgi-bin/UpgradedAccount.pl", "/cgi-bin/DisplayMenu.pl?Nothing"]
    filing = next(page.query for page in PROFILES.get(court).menus.pages.values() if page.filers_only)
    return [visitor.open(court, path) for path in [*paths, f"/cgi-bin/DisplayMenu.pl?{filing}"]]


def pages_of_linking(site: Site, court: str) -> list[Page]:
    """Confirmation, result, and every refusal."""
    world = site.world(courts=[court])
    visitor = visit(world, court, "unlinked-filer")
    pages = [visitor.enter(court), visitor.enter(court, "", ""), visitor.submit(court, visitor.enter(court))]
    for persona in ("linked-filer", "legacy-account", "shared-firm-account", "administrative-account"):
        pages.append(visit(world, court, persona).open(court, LINK_FORM))
    pages.append(visitor.open(court, LINK_FORM))
    other = visit(world, court, "pacer-only")
    pages.append(other.enter(court, *world.visitor("linked-filer").cmecf(court)))
    pages.append(other.open(court, f"{LINK_FORM}?result=x"))
    pages.append(other.enter(court, "filer&co", "some password"))
    login, _ = world.visitor("names-differ").cmecf(court)
    return [*pages, *(other.enter(court, login, "wrong") for _ in range(5))]


def pages_of_privileges(site: Site, court: str) -> list[Page]:
    """Query to accounts that cannot search, and the exemption status with its two values and none."""
    world = site.world(courts=[court])
    newcomer = world.visitor("no-pacer-account")
    submit(newcomer, REGISTER, **addressed(newcomer))
    newcomer.person["pacer"] = {"username": USERNAME, "password": PASSWORD}
    newcomer.sign_in(court)
    administrator = visit(world, court, "administrative-account")
    pages = [one.open(court, "/cgi-bin/iquery.pl") for one in (newcomer, administrator)]
    attorney = visit(world, court, "cja-attorney")
    pages += [administrator.open(court, EXEMPTION), attorney.open(court, EXEMPTION)]
    attorney.post(court, EXEMPTION, status="exempt")
    return [*pages, attorney.open(court, EXEMPTION)]


def pages_of_decisions(site: Site, court: str) -> list[Page]:
    """The result and the mail after an approval and after a rejection."""
    pages = []
    for decision in ("approve", "reject"):
        world = site.world(courts=[court], staff={court: {"decision": decision, "reason": "Why."}})
        visitor = visit(world, court, "unlinked-filer")
        confirmation = visitor.enter(court)
        visitor.submit(court, confirmation)
        visitor.open(court)
        pages.append(visitor.open(court, f"{LINK_FORM}?result={confirmation.hidden('confirmation')}"))
        pages.append(visitor.request("GET", MAILBOX, "/"))
    return pages


def pages_of_forgotten_passwords(site: Site, court: str) -> list[Page]:
    """Forgot login/password, the mail, the new password, the request form, and the help desk."""
    world = site.world(courts=[court])
    visitor = world.visitor("forgotten-password")
    login = visitor.cmecf(court)[0]
    visitor.post(court, FORGOT, account=login)
    mailbox = visitor.request("GET", MAILBOX, "/")
    path = str(mailbox.html.select("pre a")[0]["href"]).partition(".gov")[2]
    token = path.partition("=")[2]
    passwords = [("Aa1", "x"), ("Aa1", "Aa1"), ("aaaaaaaa", "aaaaaaaa"), ("Chosen-word-1", "Chosen-word-1")]
    chosen = [
        visitor.post(court, NEW_PASSWORD, token=token, password=one, again=two) for one, two in passwords
    ]
    paths = [FORGOT, f"{FORGOT}?sent", REQUEST, f"{REQUEST}?sent", HELP_DESK, path]
    empty = [visitor.post(court, FORGOT), visitor.post(court, REQUEST)]
    wrong = [visitor.post(court, REQUEST, person="x", email=one) for one in ("x", "x" * 101)]
    return [mailbox, *chosen, *(visitor.open(court, path) for path in paths), *empty, *wrong]


def pages_of_corrections(site: Site, court: str) -> list[Page]:
    """The mail after a correction and without one."""
    pages = []
    for decision in ("approve", "reject"):
        world = site.world(courts=[court], staff={court: {"decision": decision}})
        visitor = world.visitor("stale-address")
        entered = {"person": visitor.person["person"], "email": visitor.person["address"]}
        visitor.post(court, REQUEST, **entered)
        pages.append(visitor.request("GET", MAILBOX, "/"))
    return pages


def pages_before_go_live(site: Site, court: str) -> list[Page]:
    """The court's own sign-in without the tick and with it, the link form, and the page after Log Out."""
    visitor = site.world(courts=[court], clock="2020-01-02T09:00:00").visitor()
    form = visitor.open(court)
    login, password = visitor.cmecf(court)
    unticked = visitor.post(court, "/cgi-bin/login.pl", login=login, key=password)
    visitor.post(court, "/cgi-bin/login.pl", login=login, key=password, redaction="1")
    return [form, unticked, visitor.open(court, LINK_FORM), visitor.open(court, "/cgi-bin/login.pl?logout")]


def pages_of_faults(site: Site, court: str) -> list[Page]:
    """The name of somebody else, and the error page."""
    world = site.world(courts=[court])
    world.fault("confirmation-shows-another-name")
    world.fault("error-500", page="entry")
    visitor = visit(world, court, "unlinked-filer")
    return [visitor.enter(court), visitor.open(court, "/cgi-bin/ShowIndex.pl")]


@pytest.mark.parametrize("court", COURTS)
def test_every_text_is_shown_by_some_page(site: Site, court: str) -> None:
    """Walks through every page in every state that a user can reach, and looks for each text."""
    profile = PROFILES.get(court)
    pages = pages_of_the_way_in(site, court) + pages_of_linking(site, court) + pages_of_faults(site, court)
    pages += pages_of_forgotten_passwords(site, court) + pages_of_corrections(site, court)
    pages += pages_of_decisions(site, court) if profile.approval.value.value == "by-court" else []
    pages += pages_of_privileges(site, court)
    pages += pages_before_go_live(site, court) if profile.go_live else []
    shown = [everything_readable(page) for page in pages]
    missing = {
        name for name in expected(profile) if not any(pattern(profile, name).search(text) for text in shown)
    }
    assert missing == set()


def test_a_text_that_no_page_has_would_be_missed(site: Site) -> None:
    """The search above does not find what is not there."""
    profile = PROFILES.get("azb")
    shown = [everything_readable(page) for page in pages_of_the_way_in(site, "azb")]
    assert not any(pattern(profile, "go-live-notice").search(text) for text in shown)


@pytest.mark.parametrize("court", [code for code in PROFILES.documented() if code not in COURTS])
def test_a_court_that_links_for_its_users_says_so(site: Site, court: str) -> None:
    """Its menus have no item, and who opens the form by its address reads what to do instead."""
    visitor = visit(site.world(courts=[court]), court, "unlinked-filer")
    assert PROFILES.get(court).menus.link_item.text not in visitor.open(court, "/cgi-bin/login.pl").text
    assert pattern(PROFILES.get(court), "refusal-no-self-service").search(visitor.open(court, LINK_FORM).text)

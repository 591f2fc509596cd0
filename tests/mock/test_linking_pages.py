"""The pages on which an account is linked: form, confirmation, result, and every refusal."""

from __future__ import annotations

import re

import pytest

from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.courts import Profiles
from tests.mock_site import CONFIRM, Page, Site, Visitor

PROFILES = Profiles()
COURTS = [code for code in PROFILES.documented() if PROFILES.get(code).self_service.value]
AT_ONCE = [code for code in COURTS if PROFILES.get(code).approval.value == "at-once"]
BY_COURT = [code for code in COURTS if code not in AT_ONCE]


def signed_in(site: Site, court: str, persona: str = "unlinked-filer", **body: object) -> Visitor:
    """A persona who is signed in at a court, in a world with every persona."""
    visitor = site.world(courts=[court], **body).visitor(persona)
    visitor.sign_in(court)
    return visitor


def refused(page: Page, court: str, code: str, **values: object) -> bool:
    """Whether the page shows this refusal of the court's profile, with its heading."""
    profile = PROFILES.get(court)
    wanted = profile.text(f"refusal-{code}", **values)
    return any(profile.text("refusal-heading") in one and wanted in one for one in page.messages)


def dialogs(page: Page) -> list[str]:
    """What the page says in dialogs of the browser."""
    return re.findall(r'alert\("(.*?)"\)', page.raw)


@pytest.mark.parametrize("court", COURTS)
def test_the_form_has_the_texts_and_labels_of_the_documents(site: Site, court: str) -> None:
    """Heading, three sentences, two labelled fields, two buttons, two links."""
    profile = PROFILES.get(court)
    page = signed_in(site, court).open(court, LINK_FORM)
    assert page.heading == profile.text("link-heading")
    for name in ("link-purpose", "link-pacer-only", "link-how"):
        assert profile.text(name) in page.text
    for name, field in (("link-login", "cmecf_login"), ("link-password", "cmecf_password")):
        label = page.html.find("label", attrs={"for": field})
        assert label is not None
        assert label.get_text() == profile.text(name)
        assert page.html.find("input", attrs={"id": field}) is not None
    buttons = [str(one["value"]) for one in page.html.select("input[type=submit], input[type=reset]")]
    assert buttons == [profile.text("submit"), profile.text("clear")]
    assert list(page.links) == [profile.text("link-forgot"), profile.text("link-more")]


def test_the_links_of_the_form_lead_to_pages(site: Site) -> None:
    """Forgot login/password asks for login or address; More explains the kinds of account."""
    visitor = signed_in(site, "azb")
    links = visitor.open("azb", LINK_FORM).links
    assert visitor.open("azb", links["Forgot login/password"]).html.find(id="account") is not None
    more = visitor.open("azb", links["More about Upgraded PACER account"])
    assert more.heading == "More about Upgraded PACER account"
    assert "Legacy PACER Account (Upgrade)" in more.text


@pytest.mark.parametrize("court", COURTS)
def test_the_confirmation_shows_both_names_and_changes_nothing(site: Site, court: str) -> None:
    """After the first Submit both names stand side by side, and nothing is linked yet."""
    visitor = signed_in(site, court)
    before = visitor.world.links()
    page = visitor.enter(court)
    profile = PROFILES.get(court)
    assert page.heading == profile.text("link-heading")
    assert profile.text("confirm-question") in page.text
    assert profile.text("confirm-warning") in page.text
    assert page.row == {"CM/ECF": visitor.person["person"], "PACER": visitor.person["person"]}
    assert visitor.world.links() == before


def test_the_confirmation_shows_two_names_that_differ(site: Site) -> None:
    """For somebody who holds another person's login the two names are not the same."""
    row = signed_in(site, "azb", "names-differ").enter("azb").row
    assert row["CM/ECF"] != row["PACER"]


@pytest.mark.parametrize("court", AT_ONCE)
def test_the_second_submit_links_at_once(site: Site, court: str) -> None:
    """The result says so in the court's words, the link is there, and the page can be loaded again."""
    visitor = signed_in(site, court)
    done = visitor.post(court, CONFIRM, confirmation=visitor.enter(court).hidden("confirmation"))
    assert done.status == 303
    assert (court, visitor.person["pacer"]["username"], visitor.cmecf(court)[0]) in visitor.world.links()
    profile = PROFILES.get(court)
    for _ in range(2):
        page = visitor.open(court, done.response.headers["Location"])
        assert (page.messages or dialogs(page)) == [profile.text("linked")]
        assert profile.text("linked-next") in page.text
        assert profile.text("linked-menus") in page.text


@pytest.mark.parametrize("court", AT_ONCE)
def test_the_filing_menus_appear_when_the_court_says(site: Site, court: str) -> None:
    """At one court on the result page itself, at the others from the next load on."""
    profile = PROFILES.get(court)
    visitor = signed_in(site, court)
    result = visitor.link(court)
    gained = set(profile.filing_menus)
    assert gained.isdisjoint(result.bar) == (profile.menus_appear.value != "on-result-page")
    assert gained <= set(visitor.open(court).bar)


@pytest.mark.parametrize("court", BY_COURT)
def test_the_second_submit_asks_the_court(site: Site, court: str) -> None:
    """The result says that the request was sent; there is no link and no filing menu yet."""
    profile = PROFILES.get(court)
    visitor = signed_in(site, court)
    before = visitor.world.links()
    page = visitor.link(court)
    assert page.messages == [profile.text("request-sent")]
    assert profile.text("request-next", address=visitor.person["address"]) in page.text
    assert visitor.world.links() == before
    assert set(profile.filing_menus).isdisjoint(visitor.open(court).bar)
    assert refused(visitor.open(court, LINK_FORM), court, "request-pending")


@pytest.mark.parametrize("court", BY_COURT)
def test_after_the_approval_the_result_says_linked(site: Site, court: str) -> None:
    """The same page, loaded again, has the words of the document, and the menus are there."""
    profile = PROFILES.get(court)
    visitor = signed_in(site, court, staff={court: {"decision": "approve"}})
    done = visitor.post(court, CONFIRM, confirmation=visitor.enter(court).hidden("confirmation"))
    visitor.open(court)
    page = visitor.open(court, done.response.headers["Location"])
    assert page.messages == [profile.text("linked")]
    assert set(profile.filing_menus) <= set(visitor.open(court).bar)


@pytest.mark.parametrize("court", BY_COURT)
def test_after_a_rejection_the_result_gives_the_reason(site: Site, court: str) -> None:
    """The page gives the staff's reason, and one may try again."""
    plan = {court: {"decision": "reject", "reason": "The names differ."}}
    visitor = signed_in(site, court, staff=plan)
    done = visitor.post(court, CONFIRM, confirmation=visitor.enter(court).hidden("confirmation"))
    visitor.open(court)
    page = visitor.open(court, done.response.headers["Location"])
    assert page.messages == [PROFILES.get(court).text("request-rejected", reason="The names differ.")]
    assert visitor.enter(court).row["PACER"] == visitor.person["person"]


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("", "No reason was given. You may"),
        ("wrong person", "wrong person. You may"),
        ("Who is this?", "Who is this? You may"),
    ],
)
def test_the_staffs_reason_is_a_sentence(site: Site, reason: str, shown: str) -> None:
    """However the staff wrote it, the page stays readable."""
    visitor = signed_in(site, "areb", staff={"areb": {"decision": "reject", "reason": reason}})
    done = visitor.post("areb", CONFIRM, confirmation=visitor.enter("areb").hidden("confirmation"))
    visitor.open("areb")
    assert shown in visitor.open("areb", done.response.headers["Location"]).messages[0]


@pytest.mark.parametrize("court", COURTS)
@pytest.mark.parametrize(
    ("persona", "code"),
    [
        ("legacy-account", "legacy-account"),
        ("shared-firm-account", "shared-firm-account"),
        ("administrative-account", "administrative-account"),
        ("linked-filer", "already-linked"),
    ],
)
def test_some_accounts_are_told_why_not(site: Site, court: str, persona: str, code: str) -> None:
    """Instead of the fields the page gives the reason and the help desk; so does a post."""
    visitor = signed_in(site, court, persona)
    for page in (visitor.open(court, LINK_FORM), visitor.enter(court)):
        assert refused(page, court, code)
        assert PROFILES.get(court).help_desk.phone.text in page.messages[0]
        assert page.html.find("input", attrs={"name": "cmecf_login"}) is None


@pytest.mark.parametrize(
    ("login", "password", "code"),
    [("", "", "empty"), ("someone", "", "empty"), ("nobody", "x" * 12, "bad-credentials")],
)
def test_wrong_entries_leave_the_form_to_try_again(site: Site, login: str, password: str, code: str) -> None:
    """The reason stands above the form; the login stays in its field, the password does not."""
    page = signed_in(site, "azb").enter("azb", login, password)
    assert refused(page, "azb", code)
    assert page.hidden("cmecf_login") == login
    field = page.html.find("input", attrs={"name": "cmecf_password"})
    assert field is not None
    assert "value" not in field.attrs


def test_the_lock_says_for_how_long(site: Site) -> None:
    """The fifth bad try locks for five minutes, a further one for six, and the page says so."""
    visitor = signed_in(site, "azb")
    login, password = visitor.cmecf("azb")
    for _ in range(4):
        assert refused(visitor.enter("azb", login, "wrong"), "azb", "bad-credentials")
    assert refused(visitor.enter("azb", login, "wrong"), "azb", "locked", minutes=5)
    assert refused(visitor.enter("azb", login, password), "azb", "locked", minutes=6)


def test_old_credentials_are_refused_after_linking(site: Site) -> None:
    """Another PACER account cannot use CM/ECF credentials that are linked."""
    visitor = signed_in(site, "azb")
    login, password = visitor.cmecf("azb")
    visitor.link("azb")
    other = visitor.world.visitor("pacer-only")
    other.sign_in("azb")
    assert refused(other.enter("azb", login, password), "azb", "credentials-retired")


def test_a_confirmation_is_good_for_one_link(site: Site) -> None:
    """A repeated second Submit leads to the same result and makes no second link."""
    visitor = signed_in(site, "azb")
    confirmation = visitor.enter("azb")
    first, second = visitor.submit("azb", confirmation), visitor.submit("azb", confirmation)
    assert first.messages == second.messages
    assert sum(link[1] == visitor.person["pacer"]["username"] for link in visitor.world.links()) == 1


@pytest.mark.parametrize("identifier", ["", "forged"])
def test_a_forged_confirmation_is_refused(site: Site, identifier: str) -> None:
    """An identifier that nobody was given does nothing, neither to confirm nor to read a result."""
    visitor = signed_in(site, "azb")
    before = visitor.world.links()
    assert refused(visitor.post("azb", CONFIRM, confirmation=identifier), "azb", "confirmation-spent")
    assert refused(visitor.open("azb", f"{LINK_FORM}?result={identifier}"), "azb", "confirmation-spent")
    assert visitor.world.links() == before


def test_somebody_elses_confirmation_is_refused(site: Site) -> None:
    """A confirmation belongs to the account that it was shown to."""
    visitor = signed_in(site, "azb")
    confirmation = visitor.enter("azb")
    other = visitor.world.visitor("pacer-only")
    other.sign_in("azb")
    before = visitor.world.links()
    assert refused(other.submit("azb", confirmation), "azb", "confirmation-spent")
    assert visitor.world.links() == before


@pytest.mark.parametrize("path", [LINK_FORM, f"{LINK_FORM}?result=x"])
def test_without_a_sign_in_the_form_leads_to_pacer(site: Site, path: str) -> None:
    """Neither form nor result is for somebody who is not signed in; a post is not taken either."""
    visitor = site.world(courts=["azb"]).visitor()
    assert "location.assign" in visitor.open("azb", path).raw
    assert "location.assign" in visitor.enter("azb").raw
    assert "location.assign" in visitor.post("azb", CONFIRM, confirmation="x").raw


def test_a_sign_on_that_ends_in_the_middle_leads_back_to_a_page(site: Site) -> None:
    """Whoever is signed out before a Submit comes back, after the sign-in, to a page that opens."""
    visitor = signed_in(site, "azb")
    confirmation = visitor.enter("azb")
    visitor.open("azb", "/cgi-bin/login.pl?logout")
    page = visitor.submit("azb", confirmation)
    assert "appurl=https://ecf.azb.uscourts.gov/cgi-bin/login.pl" in page.raw
    visitor.sign_in("azb")
    assert visitor.open("azb", CONFIRM).response.headers["Location"] == LINK_FORM


def test_names_are_text_and_not_html(site: Site) -> None:
    """What a visitor typed comes back as text."""
    page = signed_in(site, "azb").enter("azb", '"><b>x</b>', "wrong password")
    assert "<b>x" not in page.raw


def test_no_password_reaches_the_journal(site: Site) -> None:
    """The journal has path and outcome of each request, and nothing that was typed."""
    visitor = signed_in(site, "azb")
    visitor.link("azb")
    journal = visitor.world.journal()
    assert (CONFIRM, "linked") in journal
    assert visitor.cmecf("azb")[1] not in str(journal)

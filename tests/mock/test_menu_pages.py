"""The court's menus: bars, fly-outs, menu pages, and what the mock does not have."""

from __future__ import annotations

import pytest

from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.courts import Profiles
from tests.mock_site import Page, Site, Visitor, plain

PROFILES = Profiles()
COURTS = PROFILES.documented()
UTILITIES = "/cgi-bin/DisplayMenu.pl?Utilities"
LINK_ITEM = "Link a CM/ECF account to my PACER account"
NEXTGEN, OLDER = "NextGen Release 1.1 Menu Items", "Release 5.0 Menu Items"


def signed_in(site: Site, court: str, persona: str = "unlinked-filer") -> Visitor:
    """A persona who is signed in at a court."""
    visitor = site.world(courts=[court], personas=[persona]).visitor(persona)
    visitor.sign_in(court)
    return visitor


def fly_outs(page: Page) -> dict[str, list[str]]:
    """The labels of each fly-out by the menu it belongs to."""
    return {
        str(menu["data-for"]): [plain(link.get_text()) for link in menu.select("a.yuimenuitemlabel")]
        for menu in page.html.select(".yuimenu")
    }


@pytest.mark.parametrize(
    ("court", "filing", "help_item", "log_out"),
    [
        ("azb", "Bankruptcy Adversary", "Help", "Log Out"),
        ("gamb", "Bankruptcy Adversary", "Help", "Log Out"),
        ("cacb", "Bankruptcy Adversary", "Help", "Log Out"),
        ("areb", "Bankruptcy Adversary", "Help", "Log Out"),
        ("arwb", "Bankruptcy Adversary", "Help", "Log Out"),
        ("cacd", "Civil Criminal", "Help", "Log Out"),
    ],
)
def test_the_bar_depends_on_the_user_and_the_court(
    site: Site, court: str, filing: str, help_item: str, log_out: str
) -> None:
    """PACER-only users see a limited bar, filers the filing menus of the type of court."""
    common, end = ["Query", "Reports", "Utilities"], [*help_item.split(), log_out]
    assert signed_in(site, court).open(court).bar == [*common, *end]
    filer = signed_in(site, court, "linked-filer").open(court)
    assert filer.bar == [*filing.split(), *common, "Search", *end]


def test_the_bar_has_the_ids_and_classes_of_captures(site: Site) -> None:
    """The markup that clients look for: wrapper, logo, list, labels, arrows, access keys, separator."""
    page = signed_in(site, "azb", "linked-filer").open("azb")
    assert page.html.select_one("div.noprint > div#topmenu.yuimenubar > div.bd > img#cmecfLogo.cmecfLogo")
    first = page.html.select_one("ul.first-of-type > li.yuimenubaritem > a.yuimenubaritemlabel")
    assert first is not None
    assert first.select_one("div.spritedownarrow") is not None
    keys = [plain(one.get_text()) for one in page.html.select("#topmenu a u")]
    assert keys == ["n", "A", "Q", "R", "U", "c"]
    assert page.html.select_one("hr.hrmenuseparator") is not None
    assert page.html.find(id="placeholderForAlertsIcon") is not None


def test_menu_links_carry_the_user_at_bankruptcy_courts_alone(site: Site) -> None:
    """``id=-1`` for PACER-only users, the filer's number for filers, nothing at district courts."""

    def utilities(court: str, persona: str) -> str:
        bar = signed_in(site, court, persona).open(court).html.select("#topmenu a")
        return next(str(one["href"]) for one in bar if plain(one.get_text()) == "Utilities")

    assert utilities("azb", "unlinked-filer") == f"{UTILITIES}&id=-1"
    number = utilities("azb", "linked-filer").removeprefix(f"{UTILITIES}&id=")
    assert len(number) == 6
    assert number.isdigit()
    assert utilities("cacd", "linked-filer") == UTILITIES


@pytest.mark.parametrize(
    ("court", "place"),
    [
        ("areb", UTILITIES),
        ("arwb", UTILITIES),
        ("azb", UTILITIES),
        ("gamb", NEXTGEN),
        ("cacb", NEXTGEN),
        ("cacd", NEXTGEN),
    ],
)
def test_the_link_item_stands_where_the_documents_say(site: Site, court: str, place: str) -> None:
    """It is on the Utilities page, or one page deeper under NextGen Release 1.1 Menu Items."""
    visitor = signed_in(site, court)
    utilities = visitor.open(court, UTILITIES)
    if place == UTILITIES:
        assert utilities.links[LINK_ITEM] == LINK_FORM
        assert NEXTGEN not in utilities.links
    else:
        assert LINK_ITEM not in utilities.links
        assert visitor.open(court, utilities.links[place]).links == {LINK_ITEM: LINK_FORM}


def test_utilities_of_cacb_has_the_sections_of_its_picture(site: Site) -> None:
    """The headings stand in the order of D3, with the two release pages around them."""
    page = signed_in(site, "cacb", "linked-filer").open("cacb", UTILITIES)
    assert [plain(one.get_text()) for one in page.html.select("h2")] == [
        "Your Account",
        "Your PACER Account",
        "Miscellaneous",
        "Legal Research",
        "Mailings",
        "Court Information",
        "Judgment Index",
    ]
    links = list(page.links)
    assert links[0] == NEXTGEN
    assert links[-1] == OLDER


def test_only_filers_see_the_items_for_filers(site: Site) -> None:
    """Maintain Your ECF Account is not offered to somebody who has none here."""
    assert "Maintain Your ECF Account" not in signed_in(site, "azb").open("azb", UTILITIES).links
    assert "Maintain Your ECF Account" in signed_in(site, "azb", "linked-filer").open("azb", UTILITIES).links


@pytest.mark.parametrize("court", COURTS)
@pytest.mark.parametrize("persona", ["unlinked-filer", "linked-filer"])
def test_fly_outs_offer_what_their_pages_offer(site: Site, court: str, persona: str) -> None:
    """Each fly-out has the links of the page that its item of the bar opens, and is hidden at first."""
    visitor = signed_in(site, court, persona)
    page = visitor.open(court, "/cgi-bin/menu.pl?id=-1")
    for query, labels in fly_outs(page).items():
        assert labels == list(visitor.open(court, f"/cgi-bin/DisplayMenu.pl?{query}").links)
    assert all("hidden" in menu.attrs for menu in page.html.select(".yuimenu"))
    assert "Utilities" in fly_outs(page)


def test_fly_outs_go_by_the_cookie_and_not_by_the_address(site: Site) -> None:
    """An id in the address opens nothing; somebody who is not signed in gets no menus."""
    visitor = signed_in(site, "azb")
    assert "BankruptcyEvents" not in fly_outs(visitor.open("azb", "/cgi-bin/menu.pl?id=123456"))
    stranger = Visitor(visitor.world, visitor.person)
    assert fly_outs(stranger.open("azb", "/cgi-bin/menu.pl?id=123456")) == {}


@pytest.mark.parametrize(("court", "query"), [("azb", "BankruptcyEvents"), ("cacd", "CriminalEvents")])
def test_filing_pages_need_filing_rights(site: Site, court: str, query: str) -> None:
    """By its address alone a filing page does not open for a PACER-only user."""
    path = f"/cgi-bin/DisplayMenu.pl?{query}"
    assert signed_in(site, court).open(court, path).messages == [
        "This user has no access privileges defined."
    ]
    assert signed_in(site, court, "linked-filer").open(court, path).links != {}


def test_a_menu_page_that_does_not_exist_says_so(site: Site) -> None:
    """The message is the one of the real site."""
    page = signed_in(site, "azb").open("azb", "/cgi-bin/DisplayMenu.pl?Nothing")
    assert page.messages == ["The page ID does not exist. Please enter a valid page ID number."]


@pytest.mark.parametrize("court", COURTS)
def test_every_item_leads_somewhere(site: Site, court: str) -> None:
    """No link of any menu is dead: what the mock does not have is a page that names the item."""
    visitor = signed_in(site, court, "linked-filer")
    seen: dict[str, str] = {}
    waiting = {"Utilities": UTILITIES}
    for one in visitor.open(court).html.select("#topmenu a"):
        if str(one["href"]).startswith("/") and "logout" not in str(one["href"]):
            waiting[plain(one.get_text())] = str(one["href"])
    while waiting:
        label, path = waiting.popitem()
        page = visitor.open(court, path)
        seen[path] = label
        assert page.status == 200, path
        if "not-built" in path:
            assert page.heading == label
            assert page.html.title is not None
            assert label in page.html.title.get_text()
            assert "does not have" in page.messages[0]
        waiting |= {text: href for text, href in page.links.items() if href not in seen}
    assert len(seen) > 20


def test_search_and_help_are_scripted_as_in_captures(site: Site) -> None:
    """Help calls its function, Search is a script address; both pages exist."""
    visitor = signed_in(site, "areb", "linked-filer")
    bar = {plain(one.get_text()): one for one in visitor.open("areb").html.select("#topmenu a")}
    assert bar["Help"]["onclick"] == "CMECF.MainMenu.showHelpPage(''); return false"
    assert bar["Search"]["href"] == "javascript: CMECF.MainMenu.searchPrompt();"
    for item, heading in (("help", "Help"), ("search", "Search")):
        assert visitor.open("areb", f"/cgi-bin/not-built.pl?item={item}").heading == heading


def test_query_says_that_the_mock_does_not_have_it(site: Site) -> None:
    """Looking for cases is out of the mock's scope; the page says so."""
    page = signed_in(site, "azb").open("azb", "/cgi-bin/iquery.pl")
    assert page.heading == "Query"
    assert page.status == 200

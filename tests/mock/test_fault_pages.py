"""Faults that concern pages: with the fault the site misbehaves as its sentence says, without it not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.courts import Profiles
from tests.mock_site import MAILBOX, PACER_LOGIN, Page, Site, Visitor, World

PROFILES = Profiles()
AZB = "pscCourtId=AZBK"
UTILITIES = "/cgi-bin/DisplayMenu.pl?Utilities"
OLDER = "/cgi-bin/DisplayMenu.pl?Release50"
LINK_ITEM = PROFILES.get("azb").menus.link_item.text
PROBLEM = "Internal Server Error"


@pytest.fixture
def world(site: Site) -> World:
    """A world with two courts, so that a fault can be limited to one of them."""
    return site.world(courts=["azb", "gamb"])


@pytest.fixture
def visitor(world: World) -> Visitor:
    """Somebody who is not linked and not signed in yet."""
    return world.visitor()


def test_entry_link_missing(world: World, visitor: Visitor) -> None:
    """The entry page lacks its link, at the court that the fault names alone."""
    text = PROFILES.get("azb").text("entry-link")
    assert text in visitor.open("azb", "/").links
    world.fault("entry-link-missing", "azb")
    assert text not in visitor.open("azb", "/").links
    assert PROFILES.get("gamb").text("entry-link") in visitor.open("gamb", "/").links


@pytest.mark.parametrize("scripted", [False, True], ids=["plain", "scripted"])
@pytest.mark.parametrize("court", [None, "azb"])
def test_sign_in_loops(world: World, visitor: Visitor, court: str | None, scripted: bool) -> None:
    """The page comes again without a message and without a sign-on."""
    world.fault("sign-in-loops", court)
    again = visitor.log_in(visitor.sign_in_page(AZB), AZB, scripted=scripted)
    assert again.status == 200
    assert "loginForm:loginName" in again.raw
    assert 'role="alert"' not in again.raw
    assert visitor.open("azb").bar == []
    if court:
        assert visitor.log_in(visitor.sign_in_page("pscCourtId=GAMBK"), "pscCourtId=GAMBK").status == 302


def test_sign_in_loops_still_refuses_a_wrong_password(world: World, visitor: Visitor) -> None:
    """The fault is about good credentials."""
    world.fault("sign-in-loops")
    page = visitor.log_in(visitor.sign_in_page(AZB), AZB, password="wrong password")
    assert page.messages == ["Invalid username or password"]


def test_wrong_redirect(world: World, visitor: Visitor) -> None:
    """PACER leads to its list of courts instead of the court."""
    world.fault("wrong-redirect", "azb")
    done = visitor.log_in(visitor.sign_in_page(AZB), AZB)
    assert done.response.headers["Location"] == "https://www.pacer.gov/psco/cgi-bin/links.pl"


def test_redaction_not_asked(world: World) -> None:
    """A filer is in after the password alone."""
    world.fault("redaction-not-asked")
    filer = world.visitor("linked-filer")
    assert filer.log_in(filer.sign_in_page(AZB), AZB).status == 302
    assert filer.open("azb").bar[0] == "Bankruptcy"


def test_menus_without_link(world: World, visitor: Visitor) -> None:
    """An account that is not linked sees the filing menus, and can open them."""
    visitor.sign_in("azb")
    assert "Bankruptcy" not in visitor.open("azb").bar
    world.fault("menus-without-link")
    assert visitor.open("azb").bar[:2] == ["Bankruptcy", "Adversary"]
    assert visitor.open("azb", "/cgi-bin/DisplayMenu.pl?BankruptcyEvents").links != {}


@pytest.mark.parametrize(
    ("fault", "utilities", "older"),
    [
        ("link-item-missing", None, None),
        ("link-item-elsewhere", None, LINK_ITEM),
        ("link-item-renamed", "Link my filer account to my PACER account", None),
    ],
)
def test_faults_of_the_link_item(
    world: World, visitor: Visitor, fault: str, utilities: str | None, older: str | None
) -> None:
    """The item is gone, stands under another page, or has another name."""
    visitor.sign_in("azb")
    world.fault(fault, "azb")

    def item(path: str) -> str | None:
        links = visitor.open("azb", path).links
        return next((text for text, href in links.items() if href == LINK_FORM), None)

    assert item(UTILITIES) == utilities
    assert item(OLDER) == older


def test_fly_out_differs(world: World, visitor: Visitor) -> None:
    """The fly-outs lack the last item of their pages; the pages have it."""
    visitor.sign_in("azb")

    def last_of_reports() -> str:
        menu = visitor.open("azb", "/cgi-bin/menu.pl?id=-1").html.select(".yuimenu[data-for=Reports] a")
        return menu[-1].get_text()

    assert last_of_reports() == "Calendar Events"
    world.fault("fly-out-differs", "azb")
    assert last_of_reports() == "Cases Filed"
    assert "Calendar Events" in visitor.open("azb", "/cgi-bin/DisplayMenu.pl?Reports").links


def test_confirmation_shows_another_name(world: World, visitor: Visitor) -> None:
    """The CM/ECF row bears the name of somebody else."""
    world.fault("confirmation-shows-another-name")
    visitor.sign_in("azb")
    row = visitor.enter("azb").row
    assert row["PACER"] == visitor.person["person"]
    assert row["CM/ECF"] == PROFILES.get("azb").text("fault-other-person")


def test_confirmation_skipped(world: World, visitor: Visitor) -> None:
    """The first Submit already links."""
    world.fault("confirmation-skipped")
    visitor.sign_in("azb")
    before = len(world.links())
    done = visitor.enter("azb")
    assert done.status == 303
    assert len(world.links()) == before + 1
    result = visitor.open("azb", done.response.headers["Location"])
    assert result.messages == [PROFILES.get("azb").text("linked")]


def test_submit_does_nothing(world: World, visitor: Visitor) -> None:
    """The confirmation comes again, and nothing is linked."""
    world.fault("submit-does-nothing")
    visitor.sign_in("azb")
    before = world.links()
    again = visitor.submit("azb", visitor.enter("azb"))
    assert PROFILES.get("azb").text("confirm-question") in again.text
    assert again.hidden("confirmation")
    assert world.links() == before


@pytest.mark.parametrize(("court", "name"), [("azb", "linked"), ("areb", "request-sent")])
def test_success_without_link(site: Site, court: str, name: str) -> None:
    """Success is shown, yet no link and no request is made, and no menu appears."""
    world = site.world(courts=[court])
    world.fault("success-without-link")
    visitor = world.visitor()
    visitor.sign_in(court)
    before = world.links()
    assert visitor.link(court).messages == [PROFILES.get(court).text(name)]
    assert world.links() == before
    assert "Bankruptcy" not in visitor.open(court).bar
    assert "No mail yet" in visitor.request("GET", MAILBOX, "/").text


def test_menus_never_appear(world: World, visitor: Visitor) -> None:
    """The link is made, but the bar stays limited, on the result page and ever after."""
    world.fault("menus-never-appear")
    visitor.sign_in("azb")
    before = len(world.links())
    assert "Bankruptcy" not in visitor.link("azb").bar
    assert "Bankruptcy" not in visitor.open("azb").bar
    assert len(world.links()) == before + 1


def test_menu_page_broken(world: World) -> None:
    """The filing menus are in the bar, but their pages are errors; the other pages are not."""
    world.fault("menu-page-broken")
    filer = world.visitor("linked-filer")
    filer.sign_in("azb")
    assert filer.open("azb").bar[0] == "Bankruptcy"
    broken = filer.open("azb", "/cgi-bin/DisplayMenu.pl?BankruptcyEvents")
    assert (broken.status, broken.heading) == (500, PROBLEM)
    assert filer.open("azb", UTILITIES).status == 200


@pytest.mark.parametrize("court", [None, "azb"])
def test_sign_out_does_nothing(world: World, visitor: Visitor, court: str | None) -> None:
    """Log Out shows its page, and the user is still signed in everywhere."""
    world.fault("sign-out-does-nothing", court)
    visitor.sign_in("azb")
    target = visitor.open("azb", "/cgi-bin/login.pl?logout").response.headers["Location"]
    page = visitor.request("GET", PACER_LOGIN, target.partition(PACER_LOGIN)[2])
    assert page.heading == "You are logged out"
    assert visitor.open("azb").bar != []
    assert visitor.open("gamb").bar != []


def entry(visitor: Visitor) -> Page:
    """The entry page."""
    return visitor.open("azb", "/")


def sign_in(visitor: Visitor) -> Page:
    """PACER's sign-in page."""
    return visitor.sign_in_page(AZB)


def utilities(visitor: Visitor) -> Page:
    """The Utilities page."""
    visitor.sign_in("azb")
    return visitor.open("azb", UTILITIES)


def link_form(visitor: Visitor) -> Page:
    """The link form."""
    visitor.sign_in("azb")
    return visitor.open("azb", LINK_FORM)


def confirm(visitor: Visitor) -> Page:
    """The confirmation."""
    visitor.sign_in("azb")
    return visitor.enter("azb")


def result(visitor: Visitor) -> Page:
    """The result."""
    visitor.sign_in("azb")
    return visitor.link("azb")


def menu(visitor: Visitor) -> Page:
    """Another menu page than Utilities."""
    visitor.sign_in("azb")
    return visitor.open("azb", "/cgi-bin/DisplayMenu.pl?Reports")


@pytest.mark.parametrize(
    ("name", "reach"),
    [
        ("entry", entry),
        ("sign-in", sign_in),
        ("utilities", utilities),
        ("link-form", link_form),
        ("confirm", confirm),
        ("result", result),
        ("menu", menu),
    ],
)
def test_error_500_hits_the_page_it_names(
    world: World, visitor: Visitor, name: str, reach: Callable[[Visitor], Page]
) -> None:
    """The page named answers with status 500 and a page that says so; without the fault it does not."""
    assert reach(world.visitor("names-differ")).status == 200
    world.fault("error-500", "azb", name)
    page = reach(visitor)
    assert (page.status, page.heading) == (500, PROBLEM)
    assert page.bar == []


def test_error_500_on_the_confirmation_keeps_nothing(world: World, visitor: Visitor) -> None:
    """What the first Submit would have kept is undone with the error."""
    visitor.sign_in("azb")
    world.fault("error-500", "azb", "confirm")
    assert visitor.enter("azb").status == 500
    assert all(link[1] != visitor.person["pacer"]["username"] for link in world.links())


def test_error_500_at_the_courts_own_sign_in(site: Site) -> None:
    """Before the go-live the sign-in page is the court's own."""
    world = site.world(courts=["cacd"], clock="2020-02-17T09:00:00")
    world.fault("error-500", "cacd", "sign-in")
    assert world.visitor().open("cacd").status == 500

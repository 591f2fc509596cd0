"""PACER's pages about an account: Manage My Account, upgrade and registration."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.domain.sign_on import sign_in
from mock_ecf.pacer.texts import text
from mock_ecf.population import reissue
from tests.account_forms import (
    ANSWERS,
    PASSWORD,
    REGISTER,
    UPGRADE,
    USERNAME,
    addressed,
    field_messages,
    my_account,
    post,
    submit,
)
from tests.mock_site import MAILBOX, PACER_ACCOUNT, PACER_HOME, PACER_LOGIN, Page, Site, Visitor, World

UPGRADED = "/pscof/upgraded.jsf"
TABS = [("person", "address"), ("address", "security")]


@pytest.fixture
def world(site: Site) -> World:
    """A world with everybody in it."""
    return site.world(courts=["azb"])


@pytest.fixture
def legacy(world: World) -> Visitor:
    """Somebody with a Legacy account, signed in at a court."""
    visitor = world.visitor("legacy-account")
    visitor.sign_in("azb")
    return visitor


def open_page(visitor: Visitor, path: str) -> Page:
    """A page of PACER's about accounts."""
    return visitor.request("GET", PACER_ACCOUNT, path)


def values(page: Page) -> dict[str, str]:
    """What every field of a form holds, hidden ones as well."""
    fields = {str(one["name"]): str(one["value"]) for one in page.html.select("form input[name]")}
    chosen = {str(one["name"]): one.select_one("option[selected]") for one in page.html.select("select")}
    return fields | {name: str(one["value"]) for name, one in chosen.items() if one}


def test_a_legacy_account_is_led_to_the_upgrade(legacy: Visitor) -> None:
    """Manage My Account has the link, and its page the three tabs with what is known filled in."""
    (link,) = my_account(legacy).html.select("td a")
    assert (link.get_text(), link["href"]) == ("Upgrade", UPGRADE)
    page = open_page(legacy, UPGRADE)
    assert [one.get_text() for one in page.html.select(".tabs li")] == ["Person", "Address", "Security"]
    assert values(page)["email"] == legacy.person["address"]
    assert f"{values(page)['first-name']} {values(page)['last-name']}" == legacy.person["person"]


@pytest.mark.parametrize("path", ["/", UPGRADE, UPGRADED])
def test_who_is_not_signed_in_is_led_to_the_sign_in(world: World, path: str) -> None:
    """And from there back to the page."""
    where = open_page(world.visitor(), path).response.headers["Location"]
    assert where == f"https://{PACER_LOGIN}/csologin/login.jsf?appurl=https://{PACER_ACCOUNT}{path}"


@pytest.mark.parametrize(("tab", "following"), TABS)
def test_next_leads_on_and_back_leads_back_with_everything(legacy: Visitor, tab: str, following: str) -> None:
    """All answers travel with the form; back asks for nothing to be right."""
    there = post(legacy, UPGRADE, tab, "next")
    assert values(there)["tab"] == following
    back = post(legacy, UPGRADE, following, "back", {**values(there), "username": "?"})
    assert values(back)["tab"] == tab
    kept = {name: answer for name, answer in ANSWERS.items() if name != "user-type"}
    del kept["password"], kept["password-again"]
    assert values(back).items() >= {**kept, "username": "?"}.items()


def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_lost(legacy: Visitor) -> None:
    """The same tab comes again with the message, and with what was typed."""
    page = post(legacy, UPGRADE, "person", "next", {**ANSWERS, "born": "yesterday", "email-again": ""})
    assert field_messages(page) == {
        "born": text("wrong-not-a-date", field=text("field-born")),
        "email-again": text("wrong-required", field=text("field-email-again")),
    }
    assert values(page).items() >= {"first-name": "John", "born": "yesterday", "city": "Phoenix"}.items()


def test_passwords_are_never_shown_again(legacy: Visitor) -> None:
    """Not in the page that refuses, not in the one before, and not in the journal."""
    pages = [submit(legacy, UPGRADE, username="short"), post(legacy, UPGRADE, "security", "back")]
    assert all(PASSWORD not in page.raw for page in pages)
    submit(legacy, UPGRADE)
    assert PASSWORD not in str(legacy.world.journal())


def test_a_wrong_answer_of_an_earlier_tab_leads_back_to_it(legacy: Visitor) -> None:
    """Whoever sends the last tab without the others is asked for them."""
    assert values(submit(legacy, UPGRADE, city=""))["tab"] == "address"
    assert my_account(legacy).row["Account Type"] == "Legacy PACER Account (Upgrade)"


def test_after_the_upgrade_everything_bears_the_new_name(legacy: Visitor) -> None:
    """The page says so, the visit goes on, the court opens its link form, a mail came."""
    done = submit(legacy, UPGRADE, **addressed(legacy))
    assert (done.status, done.response.headers["Location"]) == (303, UPGRADED)
    assert USERNAME in open_page(legacy, UPGRADED).messages[0]
    row = my_account(legacy).row
    assert (row["Account Type"], row["Username"]) == ("Upgraded PACER Account", USERNAME)
    assert "CM/ECF login:" in legacy.open("azb", LINK_FORM).text
    mail = legacy.request("GET", MAILBOX, f"/?address={legacy.person['address']}").text
    assert text("mail-upgraded-subject") in mail


def test_the_new_account_links_like_any_other(legacy: Visitor) -> None:
    """Signed in with the new credentials, with the names of both accounts the same."""
    first, _, last = legacy.person["person"].partition(" ")
    submit(legacy, UPGRADE, **{"first-name": first, "last-name": last})
    visitor = Visitor(legacy.world, {**legacy.person, "pacer": {"username": USERNAME, "password": PASSWORD}})
    visitor.sign_in("azb")
    visitor.link("azb")
    assert ("azb", USERNAME, visitor.cmecf("azb")[0]) in legacy.world.links()


def test_an_upgraded_account_has_nothing_to_upgrade(legacy: Visitor) -> None:
    """Sent once more, the form does nothing and the page says what is done."""
    submit(legacy, UPGRADE)
    again = submit(legacy, UPGRADE, username="another-name")
    assert again.response.headers["Location"] == UPGRADED
    assert my_account(legacy).row["Username"] == USERNAME
    assert "nothing to upgrade" in open_page(legacy, UPGRADE).messages[0]


def test_of_two_simultaneous_upgrades_one_is_made(legacy: Visitor) -> None:
    """Two windows of one browser send different names at once: one holds, and one mail was sent."""
    windows = [legacy, Visitor(legacy.world, legacy.person)]
    windows[1].sign_in("azb")
    names = ["first-window", "second-window"]
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda window, name: submit(window, UPGRADE, username=name), windows, names))
    with legacy.world.site.settings.store.read(legacy.world.name) as state:
        accounts = [state.pacer_account(name) for name in names]
        letters = state.mail("john@example")
    assert [account is None for account in accounts].count(True) == 1
    assert len(letters) == 1


def test_the_upgraded_page_is_for_who_was_upgraded(legacy: Visitor) -> None:
    """Opened by itself, with a Legacy account, it leads to the upgrade."""
    assert open_page(legacy, UPGRADED).response.headers["Location"] == UPGRADE


def test_the_home_page_leads_to_the_registration(world: World) -> None:
    """By a link that says so; the form asks for a user type and offers a card."""
    link = world.visitor().request("GET", PACER_HOME, "/").html.find("a", string=text("home-register"))
    assert link is not None
    assert link["href"] == f"https://{PACER_ACCOUNT}{REGISTER}"
    page = open_page(world.visitor(), REGISTER)
    tabs = [one.get_text() for one in page.html.select(".tabs li")]
    assert tabs == ["Person", "Address", "Payment", "Security"]
    assert page.html.find("select", id="user-type") is not None


@pytest.mark.parametrize(
    ("card", "status"),
    [({}, "Not Activated"), ({"card-number": "4111111111111111", "card-expires": "05/30"}, "Active")],
)
def test_who_registers_can_sign_in_at_once(world: World, card: dict[str, str], status: str) -> None:
    """Without a card, search is not activated, and the pages say when it will be."""
    visitor = world.visitor("no-pacer-account")
    done = submit(visitor, REGISTER, **addressed(visitor), **card)
    told = open_page(visitor, done.response.headers["Location"])
    assert told.messages[0] == text("registration-done")
    assert (text("registration-token") in told.messages) == (not card)
    visitor.person["pacer"] = {"username": USERNAME, "password": PASSWORD}
    visitor.sign_in("azb")
    row = my_account(visitor).row
    assert (row["Account Type"], row["Case Search Status"]) == ("Upgraded PACER Account", status)
    assert "CM/ECF login:" in visitor.open("azb", LINK_FORM).text
    assert (text("registration-token") in my_account(visitor).messages) == (not card)


def test_a_similar_account_is_told_of(world: World) -> None:
    """Who registers with the name and address of an account is sent to look for it."""
    somebody = world.visitor("pacer-only")
    first, _, last = somebody.person["person"].partition(" ")
    page = submit(somebody, REGISTER, **addressed(somebody), **{"first-name": first, "last-name": last})
    assert page.messages == [text("wrong-similar-account")]
    assert values(page)["username"] == USERNAME


def test_what_was_typed_is_not_html(world: World) -> None:
    """Markup in an answer is shown as text, in fields and in what travels with the form."""
    name = '"><script>x</script>'
    for tab in ("person", "address"):
        page = post(world.visitor(), REGISTER, tab, "next", {**ANSWERS, "last-name": name, "born": ""})
        assert "<script>x" not in page.raw
        assert values(page)["last-name"] == name


def test_an_administrative_account_shows_what_it_manages(world: World) -> None:
    """The firm's accounts and who is billed; it cannot search, and so sees no Query."""
    visitor = world.visitor("administrative-account")
    visitor.sign_in("azb")
    page = my_account(visitor)
    rows = [[cell.get_text() for cell in row.select("td")] for row in page.html.select("tbody tr")]
    number = page.row["Account Number"]
    managed = ("unlinked-filer", "linked-filer", "shared-firm-account")
    assert [(row[0], row[2]) for row in rows] == [
        (world.visitor(name).person["pacer"]["username"], number) for name in managed
    ]
    assert "Account Status" in page.row


def test_others_manage_no_accounts(world: World) -> None:
    """The table is for administrative accounts alone; one that manages none says so."""
    visitor = world.visitor("pacer-only")
    visitor.sign_in("azb")
    assert text("managed-heading") not in my_account(visitor).text
    alone = world.site.world(courts=["azb"], personas=["administrative-account"]).visitor(
        "administrative-account"
    )
    alone.sign_in("azb")
    assert text("managed-none") in my_account(alone).text


def test_exemption_is_shown_where_there_is_one(world: World) -> None:
    """Manage My Account of a CJA attorney says that use can be exempt and private."""
    attorney, other = world.visitor("cja-attorney"), world.visitor("pacer-only")
    for visitor in (attorney, other):
        visitor.sign_in("azb")
    assert my_account(attorney).row["Exemption"] == text("account-exempt")
    assert "Exemption" not in my_account(other).row


def test_the_start_page_and_a_new_start_know_who_has_chosen_other_credentials(
    world: World, legacy: Visitor
) -> None:
    """What people are shown is never a user name that is gone; a kept world issues to the new ones."""
    running = world.site.app.extensions["mock_ecf"]
    running.shown[world.name] = world.made["personas"]
    newcomer = world.visitor("no-pacer-account")
    submit(legacy, UPGRADE, username="legacy-no-more")
    submit(newcomer, REGISTER, born="01/02/1980", **addressed(newcomer))
    chosen = text("password-chosen")
    assert legacy.person["pacer"] == {"username": "legacy-no-more", "password": chosen}
    assert newcomer.person["pacer"] == {"username": USERNAME, "password": chosen}
    store = world.site.settings.store
    with store.write(world.name) as state:
        issued = {one.name: one for one in reissue(state, store.passwords)}
        renewed = sign_in(state, USERNAME, issued["no-pacer-account"].password)
    assert issued["legacy-account"].username == "legacy-no-more"
    assert renewed.token


def test_who_has_no_pacer_account_keeps_none_at_a_new_start(world: World) -> None:
    """Only the passwords at the courts are new."""
    store = world.site.settings.store
    with store.write(world.name) as state:
        issued = {one.name: one for one in reissue(state, store.passwords)}["no-pacer-account"]
    assert (issued.username, issued.password) == ("", "")
    assert [one.court for one in issued.cmecf] == ["azb"]

"""PACER's other pages, its interface for programs, and the mailbox."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from mock_ecf.pacer.texts import text
from tests.mock_site import (
    MAILBOX,
    NEXTGEN_LIST,
    PACER_ACCOUNT,
    PACER_HOME,
    PACER_LOGIN,
    Page,
    Site,
    Visitor,
)


def cells(page: Page) -> dict[str, list[str]]:
    """The rows of the list of courts: name to date and status."""
    rows = [
        [cell.get_text(strip=True) for cell in row.find_all("td")] for row in page.html.select("tbody tr")
    ]
    return {row[0]: row[1:] for row in rows}


def authenticate(visitor: Visitor, accept: str = "application/json", **changed: str) -> Page:
    """Signs in by the interface for programs."""
    pacer = visitor.person["pacer"]
    body = {"loginId": pacer["username"], "password": pacer["password"], **changed}
    headers = {"Accept": accept}
    return visitor.request("POST", PACER_LOGIN, "/services/cso-auth", json=body, headers=headers)


@pytest.mark.parametrize(("host", "path"), [(NEXTGEN_LIST, "/psco/cgi-bin/links.pl"), (PACER_HOME, "/")])
def test_the_list_of_courts_gives_go_live_dates(site: Site, host: str, path: str) -> None:
    """Courts of the world with their date, and whether they are on NextGen by the world's clock."""
    visitor = site.world(courts=["azb", "cacd", "cacb"], clock="2020-03-01T09:00:00").visitor()
    assert cells(visitor.request("GET", host, path)) == {
        "U.S. Bankruptcy Court, District of Arizona": ["not stated", text("list-live")],
        "U.S. District Court, Central District of California": ["02/18/2020", text("list-live")],
        "U.S. Bankruptcy Court, Central District of California": ["04/26/2021", text("list-not-live")],
    }


def test_the_host_of_the_list_leads_to_it(site: Site) -> None:
    """Its root has nothing else to show."""
    page = site.world(courts=["azb"]).visitor().request("GET", NEXTGEN_LIST, "/")
    assert page.response.headers["Location"] == "/psco/cgi-bin/links.pl"


@pytest.mark.parametrize(
    ("persona", "account_type", "status"),
    [
        ("unlinked-filer", "Upgraded PACER Account", "Case Search Status"),
        ("legacy-account", "Legacy PACER Account (Upgrade)", "Case Search Status"),
        ("shared-firm-account", text("account-type-shared-firm"), "Case Search Status"),
        ("administrative-account", "PACER Administrative Account", "Account Status"),
    ],
)
def test_manage_my_account_names_the_type(site: Site, persona: str, account_type: str, status: str) -> None:
    """Users can see which kind of account theirs is, as the documents tell them to look."""
    visitor = site.world(courts=["azb"], personas=[persona]).visitor(persona)
    query = f"appurl=https://{PACER_ACCOUNT}/"
    first = visitor.request("GET", PACER_ACCOUNT, "/")
    assert first.response.headers["Location"] == f"https://{PACER_LOGIN}/csologin/login.jsf?{query}"
    done = visitor.log_in(visitor.sign_in_page(query), query)
    assert done.response.headers["Location"] == f"https://{PACER_ACCOUNT}/"
    row = visitor.request("GET", PACER_ACCOUNT, "/").row
    assert row["Account Type"] == account_type
    assert row[status] == "Active"
    assert row["Username"] == visitor.person["pacer"]["username"]


def test_a_token_of_the_interface_opens_a_court(site: Site) -> None:
    """A program signs in by JSON, sets the cookie for the parent domain and is known at a court."""
    visitor = site.world(courts=["azb"]).visitor()
    answer = authenticate(visitor).response.get_json()
    assert answer["loginResult"] == "0"
    assert answer["errorDescription"] == ""
    assert len(answer["nextGenCSO"]) == 128
    visitor.take_token(answer["nextGenCSO"])
    assert "/cgi-bin/login.pl?logout" in visitor.open("azb").raw
    done = visitor.request(
        "POST", PACER_LOGIN, "/services/cso-logout", json={"nextGenCSO": answer["nextGenCSO"]}
    )
    assert done.response.get_json()["loginResult"] == "0"
    assert "/cgi-bin/login.pl?logout" not in visitor.open("azb").raw


def test_the_interface_refuses_with_status_200(site: Site) -> None:
    """Wrong credentials give 13 and an empty token."""
    answer = authenticate(site.world(courts=["azb"]).visitor(), password="wrong password")
    assert answer.status == 200
    assert answer.response.get_json() == {
        "nextGenCSO": "",
        "loginResult": "13",
        "errorDescription": "Invalid username, password, or one-time passcode.",
    }


def test_the_interface_wants_the_redaction_flag_of_filers(site: Site) -> None:
    """A filer without redactFlag gets 1 and no token; with it, 0 and a token."""
    visitor = site.world(courts=["azb"]).visitor("linked-filer")
    without = authenticate(visitor).response.get_json()
    assert (without["loginResult"], without["nextGenCSO"]) == ("1", "")
    with_flag = authenticate(visitor, redactFlag="1").response.get_json()
    assert with_flag["loginResult"] == "0"
    assert with_flag["nextGenCSO"] != ""


def test_the_interface_speaks_xml(site: Site) -> None:
    """Accept picks the form of the answer, the content type that of the question."""
    visitor = site.world(courts=["azb"]).visitor()
    answer = authenticate(visitor, accept="application/xml")
    assert answer.response.mimetype == "application/xml"
    root = BeautifulSoup(answer.raw, "xml").find("CsoAuth")
    assert root is not None
    fields = {one.name: one.get_text() for one in root.find_all(recursive=False)}
    assert fields["loginResult"] == "0"
    body = f"<CsoAuth><nextGenCSO>{fields['nextGenCSO']}</nextGenCSO></CsoAuth>"
    headers = {"Accept": "application/xml"}
    visitor.take_token(fields["nextGenCSO"])
    assert visitor.open("azb").bar != []
    done = visitor.request(
        "POST",
        PACER_LOGIN,
        "/services/cso-logout",
        data=body,
        content_type="application/xml",
        headers=headers,
    )
    assert "<loginResult>0</loginResult>" in done.raw
    assert visitor.open("azb").bar == []


@pytest.mark.parametrize("body", ["", "[1]", "{", '{"loginId": 3}'])
def test_the_interface_refuses_what_it_cannot_read(site: Site, body: str) -> None:
    """A body that is no object of strings is wrong credentials, not an error of the server."""
    visitor = site.world(courts=["azb"]).visitor()
    answer = visitor.request("POST", PACER_LOGIN, "/services/cso-auth", data=body)
    assert answer.status == 200
    assert answer.response.get_json()["loginResult"] == "13"


def test_a_broken_or_foreign_xml_body_is_refused(site: Site) -> None:
    """Broken XML is wrong credentials, and entities are not read."""
    visitor = site.world(courts=["azb"]).visitor()
    username = visitor.person["pacer"]["username"]
    for body in (
        "<CsoAuth>",
        f'<!DOCTYPE x [<!ENTITY e "{username}">]><CsoAuth><loginId>&e;</loginId></CsoAuth>',
    ):
        answer = visitor.request(
            "POST", PACER_LOGIN, "/services/cso-auth", data=body, content_type="text/xml"
        )
        assert answer.response.get_json()["loginResult"] == "13"


def test_the_mailbox_shows_the_newest_mail_first(site: Site) -> None:
    """Mail is readable on one page, for everybody or for one address, with stable labels."""
    world = site.world(courts=["areb", "arwb"], staff={"areb": {"decision": "approve"}, "arwb": {"decision": "reject", "reason": "Unknown login."}})  # fmt: skip  # noqa: E501 - one table of decisions
    visitor = world.visitor()
    address = visitor.person["address"]
    empty = visitor.request("GET", MAILBOX, f"/?address={address}")
    assert "No mail yet" in empty.text
    visitor.sign_in("areb")
    for court in ("areb", "arwb"):
        visitor.link(court)
        visitor.open(court)
    page = visitor.request("GET", MAILBOX, f"/?address={address}")
    subjects = [one.get_text() for one in page.html.select("article h2")]
    assert subjects == [
        "U.S. Bankruptcy Court, Western District of Arkansas: your request to link accounts was not approved",
        "U.S. Bankruptcy Court, Eastern District of Arkansas: your CM/ECF account has been linked",
    ]
    assert page.row["Subject"] == subjects[1]
    assert page.row["To"] == address
    assert "Unknown login." in page.text
    assert visitor.person["pacer"]["username"] in page.text
    assert "No mail yet" in visitor.request("GET", MAILBOX, "/?address=nobody@example").text
    assert len(visitor.request("GET", MAILBOX, "/").html.select("article")) == 2


def test_other_accounts_have_nothing_to_upgrade(site: Site) -> None:
    """The type of an upgraded account is text alone."""
    visitor = site.world(courts=["azb"], personas=["pacer-only"]).visitor("pacer-only")
    visitor.sign_in("azb")
    assert visitor.request("GET", PACER_ACCOUNT, "/").html.select("td a") == []

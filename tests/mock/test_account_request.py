"""The court's request form for a stale address, what the staff decide, and the help desk's page."""

from __future__ import annotations

import httpx
import pytest

from mock_ecf.court.account_request import REQUEST
from mock_ecf.court.help_desk import HELP_DESK
from mock_ecf.court.password import FORGOT
from mock_ecf.courts import Profiles
from tests.mock_server import Caller, RunningMock
from tests.mock_site import MAILBOX, Page, Site, Visitor

PROFILES = Profiles()
COURTS = [code for code in PROFILES.documented() if PROFILES.get(code).self_service.value]


def filer(site: Site, court: str = "azb", **plan: object) -> Visitor:
    """The persona with a stale address, where the staff decide as told."""
    staff = {court: plan} if plan else {}
    return site.world(courts=[court], personas=["stale-address"], staff=staff).visitor("stale-address")


def form(visitor: Visitor, court: str, **changed: str) -> dict[str, str]:
    """What the persona enters, with what a test changes."""
    own = {"person": visitor.person["person"], "login": visitor.cmecf(court)[0]}
    return {**own, "bar_number": "", "email": visitor.person["address"], **changed}


def send(visitor: Visitor, court: str, **changed: str) -> Page:
    """Sends the request and gives the page that it leads to."""
    done = visitor.post(court, REQUEST, **form(visitor, court, **changed))
    return visitor.open(court, done.response.headers["Location"]) if done.status == 303 else done


def mail(visitor: Visitor) -> Page:
    """The persona's mailbox."""
    return visitor.request("GET", MAILBOX, f"/?address={visitor.person['address']}")


@pytest.mark.parametrize("court", COURTS)
def test_once_the_staff_corrected_the_address_the_mail_arrives(site: Site, court: str) -> None:
    """At every court: the request, the staff's mail to the new address, then the mail with the link."""
    visitor = filer(site, court, decision="approve")
    login = visitor.cmecf(court)[0]
    visitor.post(court, FORGOT, account=login)
    assert "No mail yet" in mail(visitor).text
    forgot = visitor.open(court, FORGOT)
    heading = PROFILES.get(court).text("account-request-heading")
    assert visitor.open(court, forgot.links[heading]).heading == heading
    assert send(visitor, court).messages == [PROFILES.get(court).text("account-request-sent")]
    assert f"The address on file of your CM/ECF login {login} has been corrected" in mail(visitor).text
    visitor.post(court, FORGOT, account=login)
    assert "/cgi-bin/NewPassword.pl" in mail(visitor).text


def test_a_rejection_gives_the_reason(site: Site) -> None:
    """The mail to the new address says why, and the reset mail still goes to the old one."""
    visitor = filer(site, decision="reject", reason="Bring an identity card.")
    send(visitor, "azb")
    assert "Reason: Bring an identity card." in mail(visitor).text
    visitor.post("azb", FORGOT, account=visitor.cmecf("azb")[0])
    assert "NewPassword" not in mail(visitor).text


def test_somebody_elses_name_is_rejected(site: Site) -> None:
    """The form tells nobody whether there is such an account; the staff find out that the name differs."""
    visitor = filer(site, decision="approve")
    same = send(visitor, "azb").raw
    assert send(visitor, "azb", person="Casey Stranger").raw == same
    assert "was not approved" in mail(visitor).text


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"person": " "}, "empty"),
        ({"email": ""}, "empty"),
        ({"email": "somebody"}, "address"),
        ({"email": "a b@c.example"}, "address"),
    ],
)
def test_what_is_missing_is_told_and_nothing_entered_is_lost(
    site: Site, changed: dict[str, str], code: str
) -> None:
    """The form comes back with the reason and with what was entered; the staff get nothing."""
    visitor = filer(site)
    page = send(visitor, "azb", bar_number="<1234>", **changed)
    assert page.messages == [PROFILES.get("azb").text(f"refusal-account-request-{code}")]
    assert page.hidden("bar_number") == "<1234>"
    assert page.hidden("login") == visitor.cmecf("azb")[0]
    with site.settings.store.read(visitor.world.name) as state:
        assert state.address_requests() == ()


def test_the_page_breaks_down_with_the_fault(site: Site) -> None:
    """The fault error-500 can name the request form."""
    visitor = filer(site)
    visitor.world.fault("error-500", page="request")
    assert visitor.open("azb", REQUEST).status == 500


# --- the control API ------------------------------------------------------------------------------


@pytest.mark.parametrize(("decision", "state"), [("approve", "approved"), ("reject", "rejected")])
def test_people_decide_requests_of_this_kind_too(
    control: httpx.Client, mock: RunningMock, decision: str, state: str
) -> None:
    """The list says which kind a request is; it is decided by the same call, once."""
    world = mock.world(courts=["azb"], personas=["stale-address"])
    (person,) = world["personas"]
    (account,) = person["cmecf"]
    assert account["password"] is None
    entered = {"person": person["person"], "login": account["login"], "email": person["address"]}
    caller = Caller(mock, world["world"])
    caller.request("POST", "ecf.azb", REQUEST, data=entered)
    where = f"/worlds/{world['world']}/requests"
    (pending,) = control.get(where).json()
    assert (pending["kind"], pending["state"], pending["login"]) == ("address", "pending", account["login"])
    decided = control.post(f"{where}/{pending['identifier']}", json={"decision": decision})
    assert (decided.status_code, decided.json()["state"]) == (200, state)
    assert control.post(f"{where}/{pending['identifier']}", json={"decision": decision}).status_code == 409
    (letter,) = control.get(f"/worlds/{world['world']}/mail").json()
    assert letter["to"] == person["address"]
    caller.close()


def test_requests_to_link_say_so(control: httpx.Client, mock: RunningMock) -> None:
    """Both kinds stand in one list."""
    world = mock.world(courts=["areb"], personas=["unlinked-filer"])
    (person,) = world["personas"]
    caller = Caller(mock, world["world"])
    entered = {"person": person["person"], "email": person["address"]}
    caller.request("POST", "ecf.areb", REQUEST, data=entered)
    caller.sign_in(person["pacer"])
    page = caller.enter("areb", person["cmecf"][0]["login"], person["cmecf"][0]["password"]).text
    caller.confirm("areb", page.partition('name="confirmation" value="')[2].partition('"')[0])
    caller.close()
    kinds = [one["kind"] for one in control.get(f"/worlds/{world['world']}/requests").json()]
    assert sorted(kinds) == ["address", "link"]


# --- the help desk --------------------------------------------------------------------------------


@pytest.mark.parametrize("court", COURTS)
def test_the_help_desk_states_what_a_source_states_and_nothing_else(site: Site, court: str) -> None:
    """Every fact of the page has a source; where there is none the page says “Not stated”."""
    profile, visitor = PROFILES.get(court), filer(site, court)
    page = visitor.open(court, visitor.open(court, "/cgi-bin/CourtInfo.pl").links[profile.text("help-desk")])
    desk = profile.help_desk
    for label, fact in (
        ("Phone", desk.phone),
        ("Mail", desk.mail),
        ("Hours", desk.hours),
        ("Web page", desk.web),
    ):
        stated = fact is not None and not fact.provenance.startswith("ours")
        assert page.row[label] == (fact.text if fact is not None and stated else "Not stated")
    assert ".example" not in page.text


def test_the_help_desk_is_where_the_documents_send_people(site: Site) -> None:
    """D1 step 6: who does not know the login finds it from the page for forgotten credentials."""
    visitor = filer(site)
    page = visitor.open("azb", visitor.open("azb", FORGOT).links["CM/ECF Help Desk"])
    assert visitor.open("azb", HELP_DESK).raw == page.raw
    assert page.row["Phone"] == "602-682-4900"
    assert "(800) 676-6856" in page.text


def test_court_information_invents_no_address(site: Site) -> None:
    """The sender of a court's mail is ours where no source states one, and is not told as a fact."""
    page = filer(site, "areb").open("areb", "/cgi-bin/CourtInfo.pl")
    assert page.row["Mail"] == "Not stated"

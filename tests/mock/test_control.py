"""The control API: worlds, clock, faults, staff, mail, journal."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from mock_ecf.courts import Profiles
from mock_ecf.domain.faults import FAULTS
from mock_ecf.personas import Personas
from tests.mock_server import Caller, RunningMock, asked, first


@pytest.mark.parametrize("authorization", ["", "Bearer wrong", "Basic the-token-of-the-tests"])
def test_without_the_token_nothing_is_told(mock: RunningMock, authorization: str) -> None:
    """No token, a wrong one and the wrong scheme are refused, and the answer says what is wanted."""
    answer = httpx.get(f"{mock.control_url}/courts", headers={"Authorization": authorization})
    assert answer.status_code == 401
    assert "Bearer" in answer.json()["error"]


def test_the_control_api_has_a_host_of_its_own(mock: RunningMock) -> None:
    """At a court's host and at the start page's there is no control API."""
    world = mock.world(courts=["azb"])["world"]
    for host in (f"ecf.azb.{world}.uscourts.localhost", "localhost"):
        answer = httpx.get(f"{mock.control_url}/courts", headers={"Host": f"{host}:{mock.http_port}"})
        assert answer.status_code == 404


def test_a_world_has_what_was_asked_for(control: httpx.Client, mock: RunningMock) -> None:
    """Courts, personas and clock are those of the call; without them, all of them and 2021-06-01."""
    asked_for = mock.world(courts=["azb", "gamb"], personas=["pacer-only"], clock="2020-02-17T10:00:00")
    shown = control.get(f"/worlds/{asked_for['world']}").json()
    assert shown["courts"] == asked_for["courts"] == ["azb", "gamb"]
    assert [one["name"] for one in shown["personas"]] == ["pacer-only"]
    assert shown["clock"] == "2020-02-17T10:00:00"
    everything = mock.world()
    assert everything["courts"] == list(Profiles().documented())
    assert [one["name"] for one in everything["personas"]] == list(Personas().names())
    assert everything["clock"].startswith("2021-06-01")


def test_credentials_are_random_and_told_only_once(control: httpx.Client, mock: RunningMock) -> None:
    """Two worlds of one seed have the same people but no credential in common, and none is told again."""
    one, two = (mock.world(seed=7) for _ in range(2))
    assert [p["person"] for p in one["personas"]] == [p["person"] for p in two["personas"]]
    secrets = [p["pacer"]["password"] for w in (one, two) for p in w["personas"] if p["pacer"]["username"]]
    secrets += [a["password"] for w in (one, two) for p in w["personas"] for a in p["cmecf"] if a["password"]]
    assert len(set(secrets)) == len(secrets)
    assert min(map(len, secrets)) >= 32
    shown = control.get(f"/worlds/{one['world']}").text
    assert not [secret for secret in secrets if secret in shown]


def test_a_world_tells_where_people_find_it(mock: RunningMock) -> None:
    """Each court, PACER and the mailbox have an address for an ordinary browser, with the world in it."""
    world = mock.world(courts=["azb"])
    assert set(world["urls"]) == {"azb", "pacer", "sign-in", "mailbox"}
    assert world["urls"]["azb"].startswith(f"http://ecf.azb.{world['world']}.uscourts.localhost:")


def test_another_seed_has_other_people(mock: RunningMock) -> None:
    """The seed decides the names."""
    one, two = (mock.world(seed=seed) for seed in (1, 2))
    assert [p["person"] for p in one["personas"]] != [p["person"] for p in two["personas"]]


def test_a_chosen_password_works(mock: RunningMock) -> None:
    """A password that a person chose opens the account, and the state file keeps only its scrypt hash."""
    chosen = "Correct-horse-battery-9"
    world = mock.world(courts=["azb"], personas=["pacer-only"], passwords={"pacer-only": chosen})
    caller = Caller(mock, world["world"])
    username = first(world, "pacer-only")["pacer"]["username"]
    assert caller.sign_in({"username": username, "password": chosen}) == "0"
    assert caller.sign_in({"username": username, "password": chosen + "x"}) == "13"
    caller.close()
    with mock.store.read(world["world"]) as state:
        account = state.pacer_account(username)
    assert account is not None
    assert account.password_hash.startswith("scrypt:")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"courts": ["azzb"]}, "There is no court 'azzb'. Did you mean azb"),
        ({"personas": ["unlinked"]}, "There is no persona 'unlinked'. Did you mean unlinked-filer"),
        ({"staff": {"gamb": {"decision": "approve"}}, "courts": ["azb"]}, "no court of this world 'gamb'"),
        ({"staff": {"azb": {"decision": "maybe"}}}, "staff.azb.decision"),
        ({"clock": "yesterday"}, "clock:"),
        ({"court": ["azb"]}, "court:"),
        ({"passwords": {"nobody": "long-enough"}}, "There is no persona of this world 'nobody'"),
        ({"courts": []}, "courts:"),
    ],
)
def test_a_wrong_body_is_refused_by_name(control: httpx.Client, body: dict[str, Any], message: str) -> None:
    """The answer names the key or the nearest name."""
    answer = control.post("/worlds", json=body)
    assert answer.status_code == 400
    assert message in answer.json()["error"]


def test_a_refused_body_does_not_repeat_a_password(control: httpx.Client) -> None:
    """A mistake beside a password does not bring the password into the answer."""
    answer = control.post("/worlds", json={"passwords": {"pacer-only": ["hunter2-hunter2"]}, "x": 1})
    assert answer.status_code == 400
    assert "hunter2" not in answer.text


def test_a_dropped_world_is_gone(control: httpx.Client, mock: RunningMock) -> None:
    """After one call nothing of it is left, and its name is refused everywhere."""
    world = mock.world(courts=["azb"])["world"]
    assert control.delete(f"/worlds/{world}").status_code == 204
    for answer in (
        control.get(f"/worlds/{world}"),
        control.delete(f"/worlds/{world}"),
        control.put(f"/worlds/{world}/clock", json={"advance_seconds": 1}),
    ):
        assert answer.status_code == 404
    caller = Caller(mock, world)
    assert caller.request("GET", "ecf.azb", "/").status_code == 404
    caller.close()


def test_a_request_must_name_an_existing_world(mock: RunningMock) -> None:
    """No name, an unknown one and two different ones are refused; never another world answers."""
    world = mock.world(courts=["azb"])["world"]

    def status(host: str, **headers: str) -> int:
        return httpx.get(f"{mock.control_url}/", headers={"Host": host, **headers}).status_code

    assert status("ecf.azb.uscourts.gov") == 400
    assert status("ecf.azb.uscourts.gov", **{"X-ECF-World": "no-such-world"}) == 404
    assert status("ecf.azb.uscourts.gov", **{"X-ECF-World": world}) == 200
    assert status(f"ecf.azb.{world}.uscourts.localhost") == 200
    assert status(f"ecf.azb.{world}.uscourts.localhost", **{"X-ECF-World": "another"}) == 400


def test_a_court_that_the_world_lacks_is_refused(mock: RunningMock) -> None:
    """A world has the courts that it was given and no others."""
    caller = Caller(mock, mock.world(courts=["azb"])["world"])
    answer = caller.request("GET", "ecf.gamb", "/")
    caller.close()
    assert answer.status_code == 404
    assert "azb" in answer.text


def test_the_clock_moves_when_told(control: httpx.Client, mock: RunningMock) -> None:
    """To a time or forward by seconds; it stands still otherwise."""
    world = mock.world(courts=["azb"])["world"]
    moved = control.put(f"/worlds/{world}/clock", json={"now": "2022-01-01T00:00:00"}).json()
    assert moved["clock"] == "2022-01-01T00:00:00"
    moved = control.put(f"/worlds/{world}/clock", json={"advance_seconds": 90}).json()
    assert moved["clock"] == "2022-01-01T00:01:30"
    assert control.get(f"/worlds/{world}").json()["clock"] == "2022-01-01T00:01:30"
    for body in ({}, {"now": "2022-01-01", "advance_seconds": 1}, {"advance_seconds": -1}):
        assert control.put(f"/worlds/{world}/clock", json=body).status_code == 400


def test_a_sign_on_expires_on_the_worlds_clock(control: httpx.Client, mock: RunningMock) -> None:
    """Half an hour later the court leads to PACER again; a request in between keeps the user in."""
    world = mock.world(courts=["azb"], personas=["pacer-only"])
    caller = Caller(mock, world["world"])
    caller.sign_in(first(world, "pacer-only")["pacer"])

    def signed_in_after(seconds: int) -> bool:
        control.put(f"/worlds/{world['world']}/clock", json={"advance_seconds": seconds})
        return "login.pl?logout" in caller.request("GET", "ecf.azb", "/cgi-bin/login.pl").text

    assert [signed_in_after(1800), signed_in_after(1800), signed_in_after(1801)] == [True, True, False]
    caller.close()


def test_faults_are_set_listed_and_cleared(control: httpx.Client, mock: RunningMock) -> None:
    """A fault reaches the court it names and no other; clearing ends it."""
    world = mock.world(courts=["azb", "gamb"])["world"]
    assert set(control.get("/faults").json()["faults"]) == set(FAULTS)
    made = control.post(
        f"/worlds/{world}/faults", json={"fault": "error-500", "court": "azb", "page": "entry"}
    )
    assert made.status_code == 201
    caller = Caller(mock, world)
    assert [caller.request("GET", f"ecf.{court}", "/").status_code for court in ("azb", "gamb")] == [500, 200]
    assert len(control.get(f"/worlds/{world}/faults").json()) == 1
    assert control.delete(f"/worlds/{world}/faults").status_code == 204
    assert caller.request("GET", "ecf.azb", "/").status_code == 200
    caller.close()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"fault": "submit-does-nothin"}, "Did you mean submit-does-nothing"),
        ({"fault": "error-500", "page": "nowhere"}, "There is no page 'nowhere'"),
        ({"fault": "error-500"}, "'error-500' needs a page: entry, sign-in"),
        ({"fault": "sign-in-loops", "court": "gamb"}, "no court of this world 'gamb'"),
        ({}, "fault:"),
    ],
)
def test_a_wrong_fault_is_refused_by_name(
    control: httpx.Client, mock: RunningMock, body: dict[str, str], message: str
) -> None:
    """A misspelt fault is never silently no fault."""
    world = mock.world(courts=["azb"])["world"]
    answer = control.post(f"/worlds/{world}/faults", json=body)
    assert answer.status_code == 400
    assert message in answer.json()["error"]


@pytest.mark.parametrize(("decision", "links"), [("approve", 1), ("reject", 0)])
def test_people_decide_requests(control: httpx.Client, mock: RunningMock, decision: str, links: int) -> None:
    """A pending request is decided by a call, once; the mail comes either way."""
    world, identifier = asked(mock)
    name = world["world"]
    (pending,) = control.get(f"/worlds/{name}/requests").json()
    assert (pending["identifier"], pending["state"]) == (identifier, "pending")
    body = {"decision": decision, "reason": "because"}
    assert control.post(f"/worlds/{name}/requests/{identifier}", json=body).status_code == 200
    again = control.post(f"/worlds/{name}/requests/{identifier}", json=body)
    assert again.status_code == 409
    assert len(control.get(f"/worlds/{name}").json()["links"]) == links
    address = first(world)["address"]
    assert len(control.get(f"/worlds/{name}/mail", params={"address": address}).json()) == 1
    assert control.get(f"/worlds/{name}/mail", params={"address": "nobody@example"}).json() == []
    assert control.post(f"/worlds/{name}/requests/nothing", json=body).status_code == 404


def test_the_staff_decide_as_they_were_told_beforehand(control: httpx.Client, mock: RunningMock) -> None:
    """With a plan, the next request of anybody finds it decided."""
    world, _ = asked(mock, staff={"areb": {"decision": "approve"}})
    caller = Caller(mock, world["world"])
    caller.request("GET", "ecf.areb", "/")
    caller.close()
    assert control.get(f"/worlds/{world['world']}/requests").json()[0]["state"] == "approved"


def test_the_staffs_plan_can_be_told_later(control: httpx.Client, mock: RunningMock) -> None:
    """The plan holds for requests that come after it."""
    world = mock.world(courts=["areb"])["world"]
    told = control.put(f"/worlds/{world}/staff/areb", json={"decision": "reject", "after_seconds": 2})
    assert told.json()["after_seconds"] == 2
    assert control.put(f"/worlds/{world}/staff/azb", json={"decision": "reject"}).status_code == 400


def test_the_journal_tells_what_came_of_each_request_and_no_secret(
    control: httpx.Client, mock: RunningMock
) -> None:
    """When, what and outcome of every request are there; passwords, tokens and logins' secrets are not."""
    world, identifier = asked(mock)
    journal = control.get(f"/worlds/{world['world']}/journal")
    entries = journal.json()
    assert [entry["method"] for entry in entries] == ["POST"] * 3
    assert entries[-1]["outcome"] == "requested"
    assert entries[-1]["at"] == world["clock"]
    person = first(world)
    for secret in (person["pacer"]["password"], person["cmecf"][0]["password"], identifier):
        assert secret not in journal.text


def test_courts_and_personas_are_listed(control: httpx.Client) -> None:
    """The documented courts with what their documents state, and every persona with what it is for."""
    courts = {court["code"]: court for court in control.get("/courts").json()}
    assert sorted(courts) == list(Profiles().documented())
    assert {code: courts[code]["go_live"] for code in ("areb", "arwb", "azb", "cacb", "cacd", "gamb")} == {
        "areb": "2021-03-29",
        "arwb": "2021-03-29",
        "azb": None,
        "cacb": "2021-04-26",
        "cacd": "2020-02-18",
        "gamb": None,
    }
    assert [code for code, court in courts.items() if court["approval"] == "by-court"] == ["areb", "arwb"]
    assert all(persona["description"] for persona in control.get("/personas").json())


def test_every_court_of_the_directory_is_listed_when_asked_for(control: httpx.Client) -> None:
    """Documented and assumed courts are told apart."""
    courts = control.get("/courts", params={"assumed": "yes"}).json()
    assert len(courts) == 204
    documented = [court["code"] for court in courts if court["basis"] == "documented"]
    assert documented == list(Profiles().documented())


def test_the_token_is_in_no_answer(control: httpx.Client, mock: RunningMock) -> None:
    """Not even the control API itself repeats its token."""
    world = mock.world()["world"]
    for path in ("/", "/courts", "/personas", "/faults", f"/worlds/{world}"):
        assert "the-token-of-the-tests" not in json.dumps(control.get(path).json())

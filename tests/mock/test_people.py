"""The world for people: declared at the start, kept in the state file, shown on the start page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from mock_ecf.app_context import Settings
from mock_ecf.control.worlds import open_world
from mock_ecf.courts import Profiles
from mock_ecf.personas import Personas
from mock_ecf.store import Store
from tests.mock_server import TOKEN, Caller, confirmation_in, running_mock

EARLY, LATE = datetime(2020, 2, 17, 9), datetime(2021, 6, 1, 9)


def settings(store: Store) -> Settings:
    """Settings with this store."""
    return Settings(
        store=store, profiles=Profiles(), personas=Personas(), token=TOKEN, default_world="people"
    )


def opened(file: Path) -> dict[str, Any]:
    """Starts on a state file, opens the world for people, and ends."""
    store = Store(file)
    try:
        return open_world(settings(store), "people")
    finally:
        store.close()


def credentials(world: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Every user name and login with its password: ``None`` if forgotten; somebody has no PACER account."""
    accounts = [p["pacer"] for p in world["personas"] if p["pacer"]["username"]]
    pacer = [(account["username"], account["password"]) for account in accounts]
    return pacer + [(a["login"], a["password"]) for p in world["personas"] for a in p["cmecf"]]


def test_a_state_file_keeps_the_people_and_issues_new_passwords(tmp_path: Path) -> None:
    """Who is there and what they are called stays; the passwords are new, as only hashes were kept."""
    before, after = (opened(tmp_path / "kept.sqlite") for _ in range(2))
    assert [name for name, _ in credentials(before)] == [name for name, _ in credentials(after)]
    assert {word for _, word in credentials(before)} & {word for _, word in credentials(after)} == {None}


def test_a_password_that_was_chosen_outlives_a_new_start(tmp_path: Path) -> None:
    """Whoever forgot the CM/ECF password chose one, and it is theirs: a new start gives them no other."""
    before = opened(tmp_path / "kept.sqlite")
    person = next(one for one in before["personas"] if one["name"] == "forgotten-password")
    login = next(one["login"] for one in person["cmecf"] if one["court"] == "azb")
    store = Store(tmp_path / "kept.sqlite")
    with store.write("people") as state:
        account = state.cmecf_account("azb", login)
        assert account is not None
        chosen = replace(account, password_hash=state.hash_password("Chosen-by-me-1"))
        state.save_cmecf_account(chosen)
    open_world(settings(store), "people")
    with store.read("people") as state:
        assert state.cmecf_account("azb", login) == chosen
    store.close()


def test_an_authenticator_survives_a_new_start_and_backup_codes_do_not(tmp_path: Path) -> None:
    """An app that knows the secret still works; of backup codes only hashes were kept."""
    people = [opened(tmp_path / "kept.sqlite")["personas"] for _ in range(2)]
    before, after = (next(one for one in each if one["name"] == "mfa-filer") for each in people)
    assert before["authenticator"] == after["authenticator"]
    assert len(after["backup_codes"]) == 10
    assert not set(before["backup_codes"]) & set(after["backup_codes"])
    assert [one["name"] for one in people[0] if "authenticator" in one] == ["mfa-filer"]


def test_the_clock_stands_where_it_is_told_to(tmp_path: Path) -> None:
    """A date given at the start holds for a new world and moves a kept one; without one it stays."""
    store = Store(tmp_path / "kept.sqlite")
    told = [open_world(settings(store), "people", clock)["clock"] for clock in (EARLY, None, LATE, None)]
    store.close()
    assert told == [EARLY.isoformat(), EARLY.isoformat(), LATE.isoformat(), LATE.isoformat()]


def test_new_passwords_open_the_old_accounts_and_old_ones_do_not(tmp_path: Path) -> None:
    """After a new start the new PACER and CM/ECF passwords work, the earlier ones are of no use."""
    before = opened(tmp_path / "state.sqlite")
    with running_mock(tmp_path, default_world="people") as mock:
        after = open_world(settings(mock.store), "people")
        caller = Caller(mock, "people")
        assert caller.sign_in(before["personas"][0]["pacer"]) == "13"
        person = after["personas"][0]
        assert caller.sign_in(person["pacer"]) == "0"
        account = next(one for one in person["cmecf"] if one["court"] == "azb")
        assert confirmation_in(caller.enter("azb", account["login"], account["password"]).text)
        caller.close()


def test_who_names_no_world_is_in_the_peoples(tmp_path: Path) -> None:
    """With a world for people a request without a name is theirs; an unknown name is still refused."""
    with running_mock(tmp_path, default_world="people") as mock:
        open_world(settings(mock.store), "people")

        def status(**headers: str) -> int:
            host = {"Host": "ecf.azb.uscourts.gov"}
            return httpx.get(f"{mock.control_url}/", headers={**host, **headers}).status_code

        assert (status(), status(**{"X-ECF-World": "nobodys"})) == (200, 404)


def test_without_a_world_for_people_there_is_no_start_page(tmp_path: Path) -> None:
    """The mock that a run starts for itself shows no credentials to anybody."""
    with running_mock(tmp_path) as mock:
        mock.world()
        answer = httpx.get(
            f"http://127.0.0.1:{mock.http_port}/", headers={"Host": f"localhost:{mock.http_port}"}
        )
        assert answer.status_code == 404


def test_the_staff_of_the_peoples_world_approve_by_themselves(tmp_path: Path) -> None:
    """Where nobody plays the staff, every court has a plan: an address can be corrected at each."""
    store = Store(tmp_path / "state.sqlite")
    open_world(settings(store), "people")
    with store.read("people") as state:
        plans = {court: state.staff_decision(court) for court in state.courts()}
    store.close()
    assert {plan.approve for plan in plans.values() if plan is not None} == {True}
    assert all(plan is not None for plan in plans.values())


def test_the_start_page_says_where_the_item_can_stand(tmp_path: Path) -> None:
    """Half of the courts have it on a page of its own."""
    with running_mock(tmp_path, default_world="people") as mock:
        open_world(settings(mock.store), "people")
        answer = httpx.get(f"{mock.control_url}/", headers={"Host": f"localhost:{mock.http_port}"})
        assert "NextGen Release 1.1 Menu Items" in answer.text


def test_the_start_page_says_how_each_court_makes_links(tmp_path: Path) -> None:
    """At once, with the court's approval, or by the court alone: nobody looks for a missing item."""
    with running_mock(tmp_path, default_world="people") as mock:
        open_world(settings(mock.store), "people")
        page = httpx.get(f"{mock.control_url}/", headers={"Host": f"localhost:{mock.http_port}"}).text
    told = {
        code: card
        for card in page.split('<div class="card">')
        for code in re.findall("<code>(.*?)</code>", card)[:1]
    }
    assert "The court alone makes links" in told["ord"]
    assert "at once" not in told["ord"]
    assert "The court alone makes links" in told["ca5"]
    assert "The court approves links" in told["areb"]
    assert "Links are made at once" in told["azb"]


def test_when_the_peoples_world_was_dropped_the_start_page_says_so(tmp_path: Path) -> None:
    """It can be dropped like any other; what is left to do is said on the page."""
    with running_mock(tmp_path, default_world="people") as mock:
        open_world(settings(mock.store), "people")
        mock.store.drop_world("people")
        answer = httpx.get(f"{mock.control_url}/", headers={"Host": f"localhost:{mock.http_port}"})
        assert answer.status_code == 404
        assert "start it again" in answer.text

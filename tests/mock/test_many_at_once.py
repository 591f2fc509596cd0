"""Many worlds and many posts at once: nothing crosses, and a link is made once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from tests.mock_server import Caller, RunningMock, confirmation_in

THREADS, WORLDS, SUBMITS = 8, 100, 50
COURTS = ("azb", "gamb", "cacb")


def persona(world: dict[str, Any], name: str = "unlinked-filer") -> dict[str, Any]:
    """A persona of a world, with its credentials."""
    return next(one for one in world["personas"] if one["name"] == name)


def at_court(person: dict[str, Any], court: str) -> tuple[str, str]:
    """A persona's CM/ECF login and password at a court."""
    account = next(one for one in person["cmecf"] if one["court"] == court)
    return account["login"], account["password"]


def together(work: Callable[[int], Any], count: int, threads: int) -> list[Any]:
    """Does the work so many times, in so many threads that all start at the same moment."""
    barrier = Barrier(threads)

    def waiting(number: int) -> Any:
        if number < threads:
            barrier.wait(timeout=60)
        return work(number)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(waiting, range(count)))


def test_a_hundred_worlds_at_once_share_nothing(mock: RunningMock) -> None:
    """Each world links one account at one court; no world sees another's link, mail or requests."""

    def live_through(number: int) -> dict[str, Any]:
        court = COURTS[number % len(COURTS)]
        world = mock.world(courts=[court], personas=["unlinked-filer", "pacer-only"], seed=number)
        caller = Caller(mock, world["world"])
        try:
            assert caller.sign_in(persona(world)["pacer"]) == "0"
            shown = caller.enter(court, *at_court(persona(world), court))
            assert caller.confirm(court, confirmation_in(shown.text)).status_code == 303
        finally:
            caller.close()
        return world

    worlds = together(live_through, WORLDS, THREADS)
    assert len({world["world"] for world in worlds}) == WORLDS
    with mock.control() as control:
        for number, world in enumerate(worlds):
            shown = control.get(f"/worlds/{world['world']}").json()
            mine = persona(world)
            (link,) = shown["links"]
            assert link["court"] == COURTS[number % len(COURTS)]
            assert (link["username"], link["login"]) == (mine["pacer"]["username"], mine["cmecf"][0]["login"])
            hosts = {
                entry["host"].split(".")[-3]
                for entry in control.get(f"/worlds/{world['world']}/journal").json()
            }
            assert hosts == {world["world"]}


def test_credentials_of_one_world_are_of_no_use_in_another(mock: RunningMock) -> None:
    """Neither a password nor a sign-on opens another world."""
    first, second = mock.world(courts=["azb"]), mock.world(courts=["azb"])
    caller = Caller(mock, second["world"])
    try:
        assert caller.sign_in(persona(first)["pacer"]) == "13"
        assert caller.sign_in(persona(second)["pacer"]) == "0"
        refused = caller.enter("azb", *at_court(persona(first), "azb"))
        assert 'name="confirmation"' not in refused.text
    finally:
        caller.close()


def test_fifty_simultaneous_second_submits_make_exactly_one_link(mock: RunningMock) -> None:
    """However many posts of one confirmation arrive at once, there is one link and no error."""
    world = mock.world(courts=["azb"], personas=["unlinked-filer"])
    person = persona(world)
    caller = Caller(mock, world["world"])
    try:
        caller.sign_in(person["pacer"])
        identifier = confirmation_in(caller.enter("azb", *at_court(person, "azb")).text)

        def submit(_number: int) -> int:
            return caller.confirm("azb", identifier).status_code

        assert together(submit, SUBMITS, SUBMITS) == [303] * SUBMITS
    finally:
        caller.close()
    with mock.control() as control:
        assert len(control.get(f"/worlds/{world['world']}").json()["links"]) == 1


def test_fifty_tabs_make_exactly_one_link(mock: RunningMock) -> None:
    """Fifty confirmations of the same accounts, all submitted at once, still make one link."""
    world = mock.world(courts=["azb"], personas=["unlinked-filer"])
    person = persona(world)
    caller = Caller(mock, world["world"])
    try:
        caller.sign_in(person["pacer"])
        credentials = at_court(person, "azb")
        tabs = [confirmation_in(caller.enter("azb", *credentials).text) for _ in range(SUBMITS)]
        answers = together(lambda number: caller.confirm("azb", tabs[number]).status_code, SUBMITS, SUBMITS)
    finally:
        caller.close()
    assert sorted(answers) == [200] * (SUBMITS - 1) + [303]
    with mock.control() as control:
        assert len(control.get(f"/worlds/{world['world']}").json()["links"]) == 1

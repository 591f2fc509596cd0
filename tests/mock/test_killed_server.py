"""SIGKILL of the mock during the second Submit: a link is whole or absent, and the next start is clean."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPException
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from mock_ecf.court.menu_tree import LINK_FORM
from tests.mock_server import confirmation_in
from tests.mock_to_kill import Filer, Server, server
from tests.wholeness import found_in

AT_ONCE, BY_COURT = "azb", "areb"
GOAL = {AT_ONCE: "linked", BY_COURT: "approved"}
STEPS = {AT_ONCE: ("absent", "linked"), BY_COURT: ("absent", "requested", "approved")}
KILLS = 50  # at each of the two courts


@dataclass(frozen=True)
class Prepared:
    """A state file with somebody in it who stands before the second Submit."""

    file: Path
    filer: Filer

    def copy(self, folder: Path) -> Path:
        """The same in a file of its own, in a new folder."""
        place = Path(tempfile.mkdtemp(dir=folder))  # what a killed mock leaves beside a file is part of it
        return Path(shutil.copy(self.file, place / "state.sqlite"))


Prepare = Callable[[str], Prepared]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepare:
    """Makes the state file for a court, once."""
    made: dict[str, Prepared] = {}

    def prepare(court: str) -> Prepared:
        if court not in made:
            file = tmp_path_factory.mktemp(court) / "state.sqlite"
            with server(file) as mock:
                filer = before_the_second_submit(mock, court)
                mock.process.terminate()  # an end in order leaves one file that can be copied
                mock.process.join()
            made[court] = Prepared(file, filer)
        return made[court]

    return prepare


def before_the_second_submit(mock: Server, court: str) -> Filer:
    """A new world in which the filer has signed in and entered the old credentials."""
    control = {"Authorization": f"Bearer {mock.ready['token']}"}
    wanted = {
        "courts": [court],
        "personas": ["unlinked-filer"],
        "staff": {BY_COURT: {"decision": "approve", "after_seconds": 0.0}} if court == BY_COURT else {},
    }
    with httpx.Client(base_url=mock.ready["control"], timeout=60) as client:
        world = client.post("/worlds", json=wanted, headers=control).json()
        person, domain = world["personas"][0], f"{world['world']}.uscourts.localhost:{mock.port}"
        token = client.post(
            "/services/cso-auth",
            json={
                "loginId": person["pacer"]["username"],
                "password": person["pacer"]["password"],
                "redactFlag": "1",
            },
            headers={"Host": f"pacer.login.{domain}", "Accept": "application/json"},
        ).json()["nextGenCSO"]
        account = person["cmecf"][0]
        page = client.post(
            LINK_FORM,
            data={"cmecf_login": account["login"], "cmecf_password": account["password"]},
            headers={"Host": f"ecf.{court}.{domain}", "Cookie": f"NextGenCSO={token}"},
        ).text
    return Filer(court, world["world"], token, confirmation_in(page))


def goes_on_from(file: Path, filer: Filer) -> str:
    """What the killed mock left in the file, after the next start on it was found clean."""
    left = found_in(file)
    assert left.problems == ()
    assert left.state in STEPS[filer.court]
    with server(file) as mock, closing(filer.connection(mock)) as connection:
        for _ in range(2):  # the user sends it again, and once more; it acts once
            assert 'role="status"' in filer.submit(connection)
    after = found_in(file)
    assert (after.state, after.problems) == (GOAL[filer.court], ())
    return left.state


@pytest.mark.parametrize("court", [AT_ONCE, BY_COURT])
def test_a_mock_that_is_not_killed_makes_the_whole_link(
    prepared: Prepare, tmp_path: Path, court: str
) -> None:
    """What the other tests count from: nothing before the Submit, everything after it."""
    start = prepared(court)
    file = start.copy(tmp_path)
    assert found_in(file).state == "absent"
    with server(file) as mock:
        assert start.filer.submit_if_it_can(mock)
        assert mock.moments().count("after COMMIT") >= 2
    assert goes_on_from(file, start.filer) == GOAL[court]


@pytest.mark.slow
@pytest.mark.timeout(600)  # two starts of the mock for each kill, on a machine that may have other work
@pytest.mark.parametrize("court", [AT_ONCE, BY_COURT])
def test_a_kill_at_any_write_or_commit_leaves_a_whole_link_or_none(
    prepared: Prepare, tmp_path: Path, court: str
) -> None:
    """Before each statement that writes, and before and after each commit."""
    start = prepared(court)
    left = {}
    for number, moment in enumerate(moments_of(start, tmp_path)):
        file = start.copy(tmp_path)
        with server(file, kill_at=number) as mock:
            start.filer.submit_if_it_can(mock)
            mock.process.join()  # it has killed itself
        left[f"{number}: {moment}"] = goes_on_from(file, start.filer)
    print(court, len(left), "kills:", dict(Counter(left.values())), left)
    changed = [now for (_, one), (now, other) in pairwise(left.items()) if one != other]
    assert all("after COMMIT" in moment for moment in changed)  # only a commit makes a difference
    assert set(left.values()) == set(STEPS[court])


def moments_of(start: Prepared, folder: Path, torn: bool = False) -> list[str]:
    """The moments of a Submit at which the mock can be killed."""
    with server(start.copy(folder), torn=torn) as mock:
        assert start.filer.submit_if_it_can(mock)
        return mock.moments()


@pytest.mark.slow
@pytest.mark.timeout(600)  # two starts of the mock for each kill, on a machine that may have other work
@pytest.mark.parametrize("court", [AT_ONCE, BY_COURT])
def test_a_kill_at_moments_spread_over_the_submit_leaves_a_whole_link_or_none(
    prepared: Prepare, tmp_path: Path, court: str
) -> None:
    """Evenly over its duration and a little longer; the first comes before it, the last after its answer."""
    start = prepared(court)
    duration = 1.25 * how_long(start, tmp_path)
    left = []
    for number in range(KILLS):
        file = start.copy(tmp_path)
        with server(file) as mock:
            if number in (0, KILLS - 1):
                assert number == 0 or start.filer.submit_if_it_can(mock)
                mock.kill()
            else:
                killed_after(duration * number / KILLS, mock, start.filer)
        left.append(goes_on_from(file, start.filer))
    print(court, KILLS, f"kills over {duration:.3f} s:", dict(Counter(left)))
    assert (left[0], left[-1]) == ("absent", GOAL[court])


def how_long(start: Prepared, folder: Path) -> float:
    """Seconds that a Submit takes from its first byte to the last of its result, right after a start."""
    with server(start.copy(folder)) as mock, closing(start.filer.connection(mock)) as connection:
        began = time.perf_counter()
        start.filer.submit(connection)
        return time.perf_counter() - began


def killed_after(seconds: float, mock: Server, filer: Filer) -> None:
    """Sends the Submit, and kills the mock so many seconds later."""
    with closing(filer.connection(mock)) as connection:

        def send() -> None:
            with suppress(OSError, HTTPException):
                filer.submit(connection)

        sender = threading.Thread(target=send)
        sender.start()
        time.sleep(seconds)  # the moment itself is what is tested
        mock.kill()
        sender.join()


@pytest.mark.parametrize(
    ("court", "moment", "problem"),
    [
        (AT_ONCE, "before INSERT INTO link", "a spent confirmation, linked: expected 1 link, found 0"),
        (
            BY_COURT,
            "before INSERT INTO link_request",
            "a spent confirmation, requested: expected 0 link, found 1",
        ),
        (BY_COURT, "before INSERT INTO mail", "a spent confirmation, approved: expected 1 mail, found 0"),
    ],
)
def test_a_store_without_transactions_is_found_out(
    prepared: Prepare, tmp_path: Path, court: str, moment: str, problem: str
) -> None:
    """The check sees a torn link: with each statement a transaction of its own, a kill leaves half of it."""
    start = prepared(court)
    moments = moments_of(start, tmp_path, torn=True)
    number = max(position for position, name in enumerate(moments) if name == moment)
    file = start.copy(tmp_path)
    with server(file, kill_at=number, torn=True) as mock:
        assert not start.filer.submit_if_it_can(mock)
    assert problem in found_in(file).problems

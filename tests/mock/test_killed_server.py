"""SIGKILL of the mock during the second Submit: a link is whole or absent, and the next start is clean."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPException
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
MOMENTS = 100


@dataclass(frozen=True)
class Prepared:
    """A state file with somebody in it who stands before the second Submit."""

    file: Path
    filer: Filer

    def copy(self, folder: Path) -> Path:
        """The same in a file of its own."""
        return shutil.copy(self.file, folder / "state.sqlite")


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
    for _ in range(2):  # the user sends it again, and once more; it acts once
        with server(file) as mock, closing(filer.connection(mock)) as connection:
            page = filer.submit(connection)
            assert re.search(r'role="?status', page), page
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

"""The mock on free loopback ports within the test's own process, and a caller without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from mock_ecf import Settings, create_app
from mock_ecf.court.menu_tree import LINK_FORM
from mock_ecf.courts import Profiles
from mock_ecf.personas import Personas
from mock_ecf.servers import Listeners
from mock_ecf.store import Outbox, Store
from tests.wrong_answers import WrongAnswers

TOKEN = "the-token-of-the-tests"
_CONFIRMATION = re.compile(r'name="confirmation"\s+value="([^"]+)"')


@dataclass(frozen=True)
class ServedMock:
    """A mock that serves, here or in a process of its own: the port of its plain listener, its token."""

    http_port: int
    token: str = TOKEN

    @property
    def control_url(self) -> str:
        """Where the control API is."""
        return f"http://127.0.0.1:{self.http_port}"

    def control(self) -> httpx.Client:
        """A client of the control API."""
        return httpx.Client(
            base_url=self.control_url, headers={"Authorization": f"Bearer {self.token}"}, timeout=60
        )

    def world(self, **body: Any) -> dict[str, Any]:
        """Makes a world and gives the answer."""
        with self.control() as control:
            answer = control.post("/worlds", json=body)
        answer.raise_for_status()
        made: dict[str, Any] = answer.json()
        return made


@dataclass(frozen=True, kw_only=True)
class RunningMock(ServedMock):
    """A mock within this process: also the TLS listener's port, its authority's file, and its store."""

    tls_port: int
    ca_file: Path
    store: Store


@contextmanager
def running_mock(
    folder: Path, wrong: WrongAnswers | None = None, outbox: Outbox | None = None, **settings: Any
) -> Iterator[RunningMock]:
    """Serves a mock from ``folder`` until the block is left; ``wrong`` may change what it answers."""
    store = Store(folder / "state.sqlite", outbox)
    app = create_app(Settings(store=store, profiles=Profiles(), personas=Personas(), token=TOKEN, **settings))
    if wrong is not None:
        app.wsgi_app = wrong.before(app.wsgi_app)  # type: ignore[assignment, method-assign]  # as Flask's manual says
    names = ["localhost", "127.0.0.1", "pacer.login.uscourts.gov", "ecf.azb.uscourts.gov"]
    try:
        with Listeners(app, folder, names) as listeners:
            yield RunningMock(
                listeners.http_port, tls_port=listeners.tls_port, ca_file=listeners.ca_file, store=store
            )
    finally:
        store.close()


class Caller:
    """One person's visits by plain HTTP, at the names for people; keeps cookies like a browser."""

    def __init__(self, mock: ServedMock, world: str) -> None:
        self._mock = mock
        self._world = world
        self._token = ""
        self._client = httpx.Client(base_url=mock.control_url, timeout=60)

    def close(self) -> None:
        """Ends the connection."""
        self._client.close()

    def sign_in(self, pacer: dict[str, str], redaction: str = "0") -> str:
        """Signs in by PACER's interface for programs; gives ``loginResult``."""
        answer = self.request(
            "POST",
            "pacer.login",
            "/services/cso-auth",
            json={"loginId": pacer["username"], "password": pacer["password"], "redactFlag": redaction},
            headers={"Accept": "application/json"},
        ).json()
        self._token = answer["nextGenCSO"]
        return str(answer["loginResult"])

    def request(self, method: str, host: str, path: str, **arguments: Any) -> httpx.Response:
        """One request to a host of this world; ``host`` is what stands before the world's name."""
        headers = dict(arguments.pop("headers", {}))
        headers["Host"] = f"{host}.{self._world}.uscourts.localhost:{self._mock.http_port}"
        if self._token:
            headers["Cookie"] = f"NextGenCSO={self._token}"
        return self._client.request(method, path, headers=headers, **arguments)

    def enter(self, court: str, login: str, password: str) -> httpx.Response:
        """The first Submit at a court's link form."""
        data = {"cmecf_login": login, "cmecf_password": password}
        return self.request("POST", f"ecf.{court}", LINK_FORM, data=data)

    def confirm(self, court: str, identifier: str) -> httpx.Response:
        """The second Submit."""
        return self.request("POST", f"ecf.{court}", f"{LINK_FORM}/confirm", data={"confirmation": identifier})


def first(world: dict[str, Any], name: str = "unlinked-filer") -> dict[str, Any]:
    """A persona of a world."""
    return next(one for one in world["personas"] if one["name"] == name)


def asked(mock: ServedMock, **body: Any) -> tuple[dict[str, Any], str]:
    """A world in which the first persona has sent a request to areb; gives world and identifier."""
    world = mock.world(courts=["areb"], personas=["unlinked-filer"], **body)
    person = first(world)
    caller = Caller(mock, world["world"])
    caller.sign_in(person["pacer"])
    account = person["cmecf"][0]
    identifier = confirmation_in(caller.enter("areb", account["login"], account["password"]).text)
    assert caller.confirm("areb", identifier).status_code == 303
    caller.close()
    return world, identifier


def confirmation_in(page: str) -> str:
    """The identifier in a confirmation page. Errors: ``AssertionError`` if it is no such page."""
    found = _CONFIRMATION.search(page)
    assert found is not None, "this is not the confirmation page"
    return found[1]

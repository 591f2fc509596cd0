"""juriscraper's session for PACER, unmodified, as a client of the mock.

It is asynchronous, as nothing here is: each visit runs in a thread with a loop of its own, so that a
loop that a test runner or a browser keeps in this thread is not in its way.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx

from tests.mock_server import RunningMock
from tests.mock_transport import aimed, trusting

os.environ.setdefault("JURISCRAPER_LOG", os.devnull)  # otherwise it says on import that it has no log file

# It brings no types.
from juriscraper.lib.exceptions import PacerLoginException  # type: ignore[import-untyped]
from juriscraper.pacer.http import (  # type: ignore[import-untyped]  # the same
    PacerSession,
    check_if_logged_in_page,
)

__all__ = ["Juriscraper", "PacerLoginException", "PacerSession", "check_if_logged_in_page"]

T = TypeVar("T")
_SERVICE = "/services/cso-auth"
_PATIENCE = 120  # seconds, for a machine that is busy


class _ToTheMock(httpx.AsyncHTTPTransport):
    """Sends what is for uscourts.gov to the mock, in a world.

    ``answers`` are those of the sign-in interface, oldest first. ``unsent`` names fields that are taken
    out of what is sent there: what another client might not send.
    """

    def __init__(self, mock: RunningMock, world: str, unsent: tuple[str, ...]) -> None:
        super().__init__(verify=trusting(mock))
        self._mock, self._world, self._unsent = mock, world, unsent
        self.answers: list[dict[str, str]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The mock's answer. Errors: ``httpx.ConnectError`` for a host that is none of uscourts.gov."""
        content = await request.aread()
        if request.url.path != _SERVICE:
            return await super().handle_async_request(aimed(self._mock, self._world, request, content))
        if self._unsent:
            fields = {name: value for name, value in json.loads(content).items() if name not in self._unsent}
            content = json.dumps(fields).encode()
        response = await super().handle_async_request(aimed(self._mock, self._world, request, content))
        body = await response.aread()
        self.answers.append(json.loads(body))
        return httpx.Response(response.status_code, headers=response.headers, content=body)


class Juriscraper:
    """One user of juriscraper in a world. ``answers`` are those of the sign-in interface."""

    def __init__(
        self,
        mock: RunningMock,
        world: str,
        pacer: dict[str, str] | None = None,
        client_code: str | None = None,
        unsent: tuple[str, ...] = (),
    ) -> None:
        """Without ``pacer`` the session has no credentials, and can only take what it gets."""
        who = pacer or {}
        self._settings = {
            "username": who.get("username"),
            "password": who.get("password"),
            "client_code": client_code,
        }
        self._mock, self._world, self._unsent = mock, world, unsent
        self.answers: list[dict[str, str]] = []

    def visit(self, work: Callable[[Any], Coroutine[Any, Any, T]]) -> T:
        """Does ``work`` with a session of its own. Errors: what juriscraper raises."""

        async def whole() -> T:
            transport = _ToTheMock(self._mock, self._world, self._unsent)
            self.answers = transport.answers
            async with PacerSession(transport=transport, **self._settings) as session:
                return await work(session)

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(whole())).result(timeout=_PATIENCE)

"""juriscraper's session for PACER, unmodified, as a client of the mock.

It is asynchronous, as nothing here is: each visit runs in a thread with a loop of its own, so that a
loop that a test runner or a browser keeps in this thread is not in its way.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import httpx

from tests.mock_server import RunningMock

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


class ToTheMock(httpx.AsyncHTTPTransport):
    """Sends what is for uscourts.gov to the mock's TLS listener; Host and the name in TLS stay.

    ``answers`` are those of the sign-in interface, oldest first. ``unsent`` names fields that are taken
    out of what is sent there: what another client might not send.
    """

    def __init__(self, mock: RunningMock, world: str, unsent: tuple[str, ...] = ()) -> None:
        super().__init__(verify=ssl.create_default_context(cafile=str(mock.ca_file)))
        self._port, self._world, self._unsent = mock.tls_port, world, unsent
        self.answers: list[dict[str, str]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The mock's answer. Errors: ``httpx.ConnectError`` for a host that is none of uscourts.gov."""
        host = request.url.host
        if not host.endswith(".uscourts.gov"):
            raise httpx.ConnectError(f"{host} is no host of the mock", request=request)
        response = await super().handle_async_request(await self._aimed(request, host))
        if request.url.path == _SERVICE:
            response = httpx.Response(
                response.status_code, headers=response.headers, content=await response.aread()
            )
            self.answers.append(response.json())
        return response

    async def _aimed(self, request: httpx.Request, host: str) -> httpx.Request:
        headers = request.headers.copy()
        headers["X-ECF-World"] = self._world
        content = await request.aread()
        if self._unsent and request.url.path == _SERVICE:
            fields = {name: value for name, value in json.loads(content).items() if name not in self._unsent}
            content = json.dumps(fields).encode()
            headers["Content-Length"] = str(len(content))
        return httpx.Request(
            request.method,
            request.url.copy_with(host="127.0.0.1", port=self._port),
            headers=headers,
            content=content,
            extensions=request.extensions | {"sni_hostname": host},
        )


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
            transport = ToTheMock(self._mock, self._world, self._unsent)
            self.answers = transport.answers
            async with PacerSession(transport=transport, **self._settings) as session:
                return await work(session)

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(lambda: asyncio.run(whole())).result(timeout=_PATIENCE)

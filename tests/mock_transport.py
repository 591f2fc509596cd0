"""How a client of the real names reaches the mock: its TLS listener, with Host and TLS name as they were."""

from __future__ import annotations

import ssl

import httpx

from tests.mock_server import RunningMock


def trusting(mock: RunningMock) -> ssl.SSLContext:
    """Trusts the mock's authority and nobody else's."""
    return ssl.create_default_context(cafile=str(mock.ca_file))


def aimed(mock: RunningMock, world: str, request: httpx.Request, content: bytes) -> httpx.Request:
    """The request, with this body, for the mock. Errors: ``httpx.ConnectError`` if it is for elsewhere."""
    host = request.url.host
    if not host.endswith(".uscourts.gov"):
        raise httpx.ConnectError(f"{host} is no host of the mock", request=request)
    headers = request.headers.copy()
    headers["X-ECF-World"] = world
    headers["Content-Length"] = str(len(content))
    return httpx.Request(
        request.method,
        request.url.copy_with(host="127.0.0.1", port=mock.tls_port),
        headers=headers,
        content=content,
        extensions=request.extensions | {"sni_hostname": host},
    )


class ToTheMock(httpx.HTTPTransport):
    """Sends what is for uscourts.gov to the mock, in a world."""

    def __init__(self, mock: RunningMock, world: str) -> None:
        super().__init__(verify=trusting(mock))
        self._mock, self._world = mock, world

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The mock's answer."""
        return super().handle_request(aimed(self._mock, self._world, request, request.read()))

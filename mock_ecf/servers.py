"""The two listeners: TLS with a throw-away authority for engines, plain HTTP for people."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import trustme
from cheroot.server import HeaderReader, HTTPConnection, HTTPRequest
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from flask import Flask

LOOPBACK = "127.0.0.1"
_THREADS = 12
_BACKLOG = 128


class _ExactNames(HeaderReader):
    """Leaves out every header with an underscore in its name.

    To the application ``X_ECF_World`` would be the same as ``X-ECF-World``, and servers before a real
    site drop it. cheroot's own reader for this compares bytes with text, and fails at every header.
    """

    def _allow_header(self, key_name: bytes) -> bool:
        return b"_" not in key_name


class _Request(HTTPRequest):
    header_reader = _ExactNames()


class _Connection(HTTPConnection):
    RequestHandlerClass = _Request


class PortInUse(Exception):
    """Somebody else listens on the port that was asked for."""


class Listeners:
    """Serves one application on two loopback ports until it is left as a context.

    ``tls_port`` and ``http_port`` are known as soon as the context is entered.
    """

    def __init__(
        self, app: Flask, folder: Path, names: Sequence[str], tls_port: int = 0, http_port: int = 0
    ) -> None:
        """``folder`` gets the certificates; ``names`` are the hosts that they stand for."""
        self.ca_file = folder / "authority.pem"
        self._tls = _server(app, tls_port)
        self._http = _server(app, http_port)
        self._tls.ssl_adapter = _adapter(folder, self.ca_file, names)
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        """Binds both ports and serves. Errors: :class:`PortInUse`."""
        try:
            for server in (self._http, self._tls):
                _prepare(server)
                thread = threading.Thread(target=server.serve, daemon=True, name="listener")
                thread.start()
                self._threads.append(thread)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    @property
    def tls_port(self) -> int:
        """The port of the TLS listener."""
        return int(self._tls.bind_addr[1])

    @property
    def http_port(self) -> int:
        """The port of the plain listener."""
        return int(self._http.bind_addr[1])

    def _stop(self) -> None:
        for server in (self._tls, self._http):
            server.stop()
        for thread in self._threads:
            thread.join(timeout=5)


def _server(app: Flask, port: int) -> Server:
    server = Server(
        (LOOPBACK, port), app, numthreads=_THREADS, request_queue_size=_BACKLOG, server_name="Apache"
    )
    server.shutdown_timeout = 1
    server.ConnectionClass = _Connection
    return server


def _prepare(server: Server) -> None:
    address, port = server.bind_addr
    try:
        # cheroot sets SO_REUSEADDR and words its own error; a plain bind says what is wrong.
        with socket.create_server((address, port)):
            pass
        server.prepare()
    except OSError as error:
        if error.errno == errno.EADDRINUSE or "in use" in str(error):
            raise PortInUse(
                f"listening on {address}:{port}: expected a free port, found somebody else there. "
                "Choose another port, or leave the option out for a free one."
            ) from error
        raise


def _adapter(folder: Path, ca_file: Path, names: Sequence[str]) -> BuiltinSSLAdapter:
    authority = trustme.CA()
    certificate = authority.issue_cert(*names)
    chain, key = folder / "chain.pem", folder / "key.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    chain.write_bytes(b"".join(pem.bytes() for pem in certificate.cert_chain_pems))
    certificate.private_key_pem.write_to_path(str(key))
    return BuiltinSSLAdapter(str(chain), str(key))

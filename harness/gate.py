"""The gate: the loopback forward proxy through which every engine reaches a site.

It maps the real names to where a site answers, stops everything else and keeps a record of both. It passes
bytes on without looking at them: what goes through is TLS between the engine and the site.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from harness.gate_request import Destination, Refusal, answer, read_destination
from harness.gate_tunnel import relay

Routes = Callable[[str, int], tuple[str, int] | None]

_HEAD_PATIENCE = 10.0  # seconds for a client to say where it wants to go
_CONNECT_PATIENCE = 5.0  # seconds for a listener on loopback to take a connection
_STOP_PATIENCE = 5.0  # seconds for all threads to end once their sockets are closed
_WAITING_CLIENTS = 128


@dataclass(frozen=True, slots=True)
class Stopped:
    """A destination that the gate did not lead to: host name in lower case, and port."""

    host: str
    port: int


class Gate:
    """A forward proxy on a free loopback port, for the time of a ``with`` block.

    ``routes`` maps host and port to the address to connect to, or to ``None`` for what must not be
    reached: that is answered with 403 and recorded in :attr:`stopped`. Where nobody answers behind
    a route, the client gets 502 and :attr:`unanswered` records it. A connection on which nothing
    passes for ``patience`` seconds is closed, and recorded there if the site owes an answer.
    """

    def __init__(self, routes: Routes, patience: float = 20.0) -> None:
        self._routes = routes
        self._patience = patience
        self._lock = threading.Lock()
        self._stopped: dict[Stopped, None] = {}
        self._unanswered: dict[Stopped, None] = {}
        self._sockets: set[socket.socket] = set()
        self._threads: set[threading.Thread] = set()
        self._open = False

    @property
    def address(self) -> str:
        """Where the gate listens, as ``127.0.0.1:PORT``."""
        host, port = self._listener.getsockname()
        return f"{host}:{port}"

    @property
    def stopped(self) -> tuple[Stopped, ...]:
        """What was refused because no route leads there: each destination once, oldest first."""
        with self._lock:
            return tuple(self._stopped)

    @property
    def unanswered(self) -> tuple[Stopped, ...]:
        """What has a route but did not answer: each destination once, oldest first."""
        with self._lock:
            return tuple(self._unanswered)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=_WAITING_CLIENTS)
        self._open = True
        self._acceptor = threading.Thread(target=self._accept, name="gate", daemon=True)
        self._acceptor.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            self._open = False
            sockets = tuple(self._sockets)
        for each in sockets:
            _shut(each)
        with suppress(OSError), socket.create_connection(self._listener.getsockname(), _CONNECT_PATIENCE):
            pass  # only to wake the thread that waits for clients
        self._acceptor.join(_STOP_PATIENCE)
        self._listener.close()
        with self._lock:
            threads = tuple(self._threads)
        for thread in threads:
            thread.join(_STOP_PATIENCE)

    def _accept(self) -> None:
        while True:
            client, _ = self._listener.accept()
            if not self._open:
                client.close()
                return
            thread = threading.Thread(target=self._serve, args=(client,), name="gate client", daemon=True)
            with self._lock:
                self._threads.add(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        try:
            with client:
                if self._hold(client):
                    self._lead(client)
        except OSError:
            pass  # the client went away: nobody is left to tell
        finally:
            with self._lock:
                self._sockets.discard(client)
                self._threads.discard(threading.current_thread())

    def _hold(self, held: socket.socket) -> bool:
        """Remembers a socket so that closing the gate ends it; ``False`` if the gate is closed already."""
        with self._lock:
            if self._open:
                self._sockets.add(held)
            return self._open

    def _lead(self, client: socket.socket) -> None:
        """Reads where a client wants to go and takes it there, or refuses."""
        client.settimeout(_HEAD_PATIENCE)
        asked = read_destination(client)
        if isinstance(asked, Refusal):
            if asked.destination:
                self._record(self._stopped, asked.destination)
            client.sendall(asked.answer)
            return
        target = self._routes(asked.host, asked.port)
        if target is None:
            self._record(self._stopped, asked)
            client.sendall(answer("403 Forbidden", f"The gate leads nowhere for {asked.host}:{asked.port}."))
            return
        self._tunnel(client, asked, target)

    def _tunnel(self, client: socket.socket, asked: Destination, target: tuple[str, int]) -> None:
        try:
            site = socket.create_connection(target, _CONNECT_PATIENCE)
        except OSError:
            self._record(self._unanswered, asked)
            client.sendall(answer("502 Bad Gateway", f"Nobody answers for {asked.host}:{asked.port}."))
            return
        try:
            with site:
                if self._hold(site):
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                    if not relay(client, site, self._patience):
                        self._record(self._unanswered, asked)
        finally:
            with self._lock:
                self._sockets.discard(site)

    def _record(self, where: dict[Stopped, None], destination: Destination) -> None:
        with self._lock:
            where[Stopped(destination.host, destination.port)] = None


def _shut(held: socket.socket) -> None:
    with suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)

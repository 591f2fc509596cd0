"""What a client of the gate asks for: the head of its one request, read and understood."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

_END_OF_HEAD = b"\r\n\r\n"
_LONGEST_HEAD = 16 * 1024  # bytes
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a client wants to go: host name in lower case without a final dot, and port."""

    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A request that the gate does not carry out, and its answer; the destination if it named one."""

    answer: bytes
    destination: Destination | None = None


def read_destination(client: socket.socket) -> Destination | Refusal:
    """Reads the head of a request and no byte more.

    Raises ``OSError`` if the client goes away or takes longer than the socket's time limit.
    """
    head = _read_head(client)
    try:
        if not head.endswith(_END_OF_HEAD):
            raise ValueError("the head does not end")
        method, target, version = head.split(b"\r\n", 1)[0].decode("ascii").split(" ")
        if not version.startswith("HTTP/1."):
            raise ValueError(version)
        if method != "CONNECT":
            return Refusal(_PLAIN, _from_url(target))
        return _from_authority(target)
    except ValueError:
        return Refusal(_BAD)


def _read_head(client: socket.socket) -> bytes:
    """The head with its end mark; less if the client sends no proper one. Later bytes stay unread."""
    head = b""
    while not head.endswith(_END_OF_HEAD) and len(head) < _LONGEST_HEAD:
        waiting = client.recv(_LONGEST_HEAD, socket.MSG_PEEK)
        if not waiting:
            raise ConnectionAbortedError("the client left before it had asked for anything")
        end = (head + waiting).find(_END_OF_HEAD)
        wanted = len(waiting) if end < 0 else end + len(_END_OF_HEAD) - len(head)
        head += client.recv(wanted)
    return head


def _from_authority(target: str) -> Destination:
    """``ecf.azb.uscourts.gov:443``; raises ``ValueError`` for anything else."""
    parts = urlsplit(f"//{target}")
    if parts.netloc != target or not parts.hostname or not parts.port or "@" in target:
        raise ValueError(target)
    return Destination(parts.hostname.rstrip("."), parts.port)


def _from_url(target: str) -> Destination:
    """``http://www.example.org/page``; raises ``ValueError`` for anything else."""
    parts = urlsplit(target)
    if not parts.hostname:
        raise ValueError(target)
    return Destination(parts.hostname.rstrip("."), parts.port or _PORTS.get(parts.scheme, 80))


def answer(status: str, sentence: str) -> bytes:
    """A short answer in plain text, after which the connection is closed."""
    body = f"{sentence}\n".encode()
    lines = (
        f"HTTP/1.1 {status}",
        "Content-Type: text/plain",
        f"Content-Length: {len(body)}",
        "Connection: close",
    )
    return "\r\n".join((*lines, "", "")).encode() + body


_PLAIN = answer("403 Forbidden", "The gate carries TLS alone (CONNECT); plain HTTP is stopped here.")
_BAD = answer("400 Bad Request", "The gate understands CONNECT host:port and nothing else.")

"""Which mail relay is meant by ``--smtp``: one of this machine, since nothing ever leaves it. Pure."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Self

from harness.errors import WrongUse

_LOCALHOST = "127.0.0.1"
_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True)
class RelayAddress:
    """A mail relay on loopback: ``host`` is an IP address without brackets."""

    host: str
    port: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads ``host:port``; ``localhost`` stands for 127.0.0.1, so that no name is looked up.

        Raises:
            WrongUse: it has another shape, or the host is not loopback.
        """
        host, _, port = text.rpartition(":")
        host = _LOCALHOST if host.lower() == "localhost" else host.removeprefix("[").removesuffix("]")
        if not (port.isascii() and port.isdecimal() and 0 < int(port) <= _HIGHEST_PORT):
            raise WrongUse(
                f"--smtp {text}: expected host and port of a mail relay, such as localhost:2525, with a port "
                f"from 1 to {_HIGHEST_PORT}."
            )
        if not _is_loopback(host):
            raise WrongUse(
                f"--smtp {text}: expected a mail relay on this machine, such as localhost:{port}, found "
                "another host. Mail of the mock never leaves the machine: run a relay here and name its port."
            )
        return cls(host, int(port))

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

"""A real mail relay on a free loopback port, and stand-ins that misbehave as one."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

WAIT = 20.0  # seconds; only a mail that never comes takes as long


@dataclass
class Arrived:
    """What a relay took: the message, and from and to whom it was sent."""

    message: EmailMessage
    sender: str
    receivers: list[str]


@dataclass
class RealRelay:
    """A relay of ``aiosmtpd``; ``answer`` is what it says to a mail's content, ``refuses`` to a receiver."""

    answer: str = "250 OK"
    refuses: str = ""
    arrived: queue.SimpleQueue[Arrived] = field(default_factory=queue.SimpleQueue)
    refused: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    port: int = 0

    async def handle_RCPT(
        self, _server: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Takes or refuses a receiver."""
        if self.refuses:
            self.refused.put(address)
            return f"{self.refuses} <{address}>"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Any, envelope: Any) -> str:
        """Takes a mail."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.arrived.put(Arrived(message, envelope.mail_from, envelope.rcpt_tos))
        return self.answer

    @property
    def address(self) -> str:
        """For ``--smtp``."""
        return f"127.0.0.1:{self.port}"

    def next(self) -> Arrived:
        """The next mail. Errors: ``queue.Empty`` if none comes."""
        return self.arrived.get(timeout=WAIT)


@contextmanager
def mail_relay(**behaviour: Any) -> Iterator[RealRelay]:
    """Serves a relay until the block is left."""
    relay = RealRelay(**behaviour)
    relay.port = free_port()
    controller = Controller(relay, hostname="127.0.0.1", port=relay.port)
    controller.start()
    try:
        yield relay
    finally:
        controller.stop()


@contextmanager
def stand_in(says: bytes = b"", then_close: bool = False) -> Iterator[str]:
    """Takes connections, says the same to each and then nothing more; gives its address."""
    held: list[socket.socket] = []

    def serve() -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                held.append(client)
                client.sendall(says)
                if then_close:
                    client.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for a client
            for client in held:
                client.close()
            thread.join(WAIT)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])

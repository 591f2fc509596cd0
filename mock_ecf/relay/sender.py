"""The thread that hands mail to the relay, so that no page waits for it and none fails with it."""

from __future__ import annotations

import queue
import smtplib
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from mock_ecf.domain.records import Mail
from mock_ecf.relay.address import RelayAddress
from mock_ecf.relay.message import NoMessage, message

_CAPACITY = 1000  # mails that wait
_PATIENCE = 10.0  # seconds for one mail
_LAST_CHANCE = 3.0  # seconds for all that still waits at the end
_READY = 220  # the greeting of a relay; RFC 5321, 4.3.2


@dataclass(frozen=True, slots=True)
class Limits:
    """How many mails may wait, and how many seconds one mail and the end may take."""

    capacity: int = _CAPACITY
    patience: float = _PATIENCE
    last_chance: float = _LAST_CHANCE


def _say(text: str) -> None:
    with suppress(OSError, ValueError):  # nobody reads it any more
        print(text, file=sys.stderr, flush=True)


class Relay:
    """Hands mail to a relay for the time of a ``with`` block; each mail is tried once.

    A mail that does not go out stays where it is, in its world's mailbox. The first one is told through
    ``tell``, and at the end how many there were; never what stands in one, or who gets it.
    """

    def __init__(
        self, address: RelayAddress, tell: Callable[[str], None] = _say, limits: Limits | None = None
    ) -> None:
        self._address = address
        self._tell = tell
        self._limits = limits or Limits()
        # None at its end asks the thread to stop once all before it was tried.
        self._waiting: queue.Queue[tuple[str, Mail] | None] = queue.Queue()
        self._lock = threading.Lock()
        self._taken = self._sent = 0
        self._told = False
        self._given_up = threading.Event()
        self._connection: smtplib.SMTP | None = None
        self._thread = threading.Thread(target=self._work, daemon=True, name="mail relay")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Tries what still waits for a bounded time, and tells how much did not go out."""
        self._waiting.put(None)
        self._thread.join(self._limits.last_chance)
        self._given_up.set()
        if self._connection is not None:
            cut_off(self._connection)
        self._thread.join(self._limits.last_chance)
        left = self._taken - self._sent
        if left:
            self._tell(
                f"Mail relay {self._address}: {left} of {self._taken} mails did not go out by SMTP. "
                "Each was in the mailbox of its world."
            )

    def take(self, world: str, mails: Iterable[Mail]) -> None:
        """Takes mails of a world to be sent. Never waits and never fails."""
        for mail in mails:
            with self._lock:
                self._taken += 1
                full = self._waiting.qsize() >= self._limits.capacity
                if not full:
                    self._waiting.put((world, mail))
            if full:
                self._complain(f"{self._limits.capacity} mails that wait already")

    def _work(self) -> None:
        while (one := self._waiting.get()) is not None and not self._given_up.is_set():
            problem = self._try(*one)
            if problem:
                self._complain(problem)
            else:
                with self._lock:
                    self._sent += 1

    def _try(self, world: str, mail: Mail) -> str:
        """Sends one mail; what was found if it did not go out, in words that repeat nothing of it."""
        patience = self._limits.patience
        # Without a host the constructor does not connect, and with a name of its own it looks none up.
        connection = self._connection = smtplib.SMTP(local_hostname="localhost", timeout=patience)
        watch = threading.Timer(patience, cut_off, (connection,))  # a relay may send a byte now and then
        watch.daemon = True
        began = time.monotonic()
        watch.start()
        try:
            self._send(connection, world, mail)
        except Exception as error:  # whatever it is, the mail after it must go out
            if isinstance(error, TimeoutError) or time.monotonic() - began >= patience:
                return f"no answer within {patience:g} s"
            return "no answer before the end" if self._given_up.is_set() else _found(error)
        finally:
            watch.cancel()
            connection.close()
        return ""

    def _send(self, connection: smtplib.SMTP, world: str, mail: Mail) -> None:
        content = message(world, mail).as_bytes()
        code, said = connection.connect(self._address.host, self._address.port)
        if code != _READY:
            raise smtplib.SMTPConnectError(code, said)
        connection.sendmail(mail.sender, [mail.to], content)
        with suppress(OSError, smtplib.SMTPException):
            connection.quit()  # the mail is taken: how the relay says goodbye does not matter

    def _complain(self, found: str) -> None:
        with self._lock:
            first, self._told = not self._told, True
        if first:
            self._tell(
                f"Mail relay {self._address}: expected it to take a mail, found: {found}. Mail stays in the "
                "mailbox of its world; see whether the relay runs there. This is said once: further mails "
                "that do not go out are counted, and told at the end."
            )


def cut_off(connection: smtplib.SMTP) -> None:
    """Ends a connection that another thread is using, so that it waits no longer."""
    used = connection.sock  # which the other thread may take away at any moment
    if isinstance(used, socket.socket):
        with suppress(OSError):
            used.shutdown(socket.SHUT_RDWR)


def _found(error: Exception) -> str:
    match error:
        case NoMessage():
            return str(error)
        case smtplib.SMTPRecipientsRefused(recipients=recipients):
            return _refusal(next(iter(recipients.values()))[0])
        case smtplib.SMTPResponseException(smtp_code=code):
            return _refusal(code)
        case smtplib.SMTPServerDisconnected():
            return "a connection that it closed"
        case OSError(strerror=str(reason)):
            return reason.lower()
    return type(error).__name__


def _refusal(code: int) -> str:
    # Only the number: what a relay says may repeat an address.
    return f"a refusal ({code})" if code > 0 else "an answer that is not SMTP"

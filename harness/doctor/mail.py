"""The mail relay: connects and says EHLO, and sends nothing."""

from __future__ import annotations

import smtplib
from contextlib import closing

from harness.doctor.finding import Finding, look, unobserved
from harness.errors import Blocked
from harness.relay_address import RelayAddress

NAME = "mail relay"
_PATIENCE = 5.0  # seconds for each answer
_READY, _DONE = 220, 250  # RFC 5321, 4.3.2
_TODO = "Start a mail relay there, name the port of another one with --smtp, or leave --smtp out."


def mail_relay(address: RelayAddress | None, patience: float = _PATIENCE) -> Finding:
    """Whether the relay greets and understands EHLO; ``None`` if no relay was asked for."""
    if address is None:
        return unobserved(NAME, "not asked for; --smtp names one")
    return look(NAME, lambda: _greeted(address, patience), _TODO)


def _greeted(address: RelayAddress, patience: float) -> str:
    expected = f"expected a mail relay at {address}"
    try:
        # Its own name is given, so that the library looks none up.
        with closing(smtplib.SMTP(local_hostname="localhost", timeout=patience)) as relay:
            _expect(_READY, relay.connect(address.host, address.port)[0], expected, "greeting")
            _expect(_DONE, relay.ehlo()[0], expected, "answer to EHLO")
    except OSError as error:  # of which the library's own are a kind
        raise Blocked(f"{expected}, found {_found(error, patience)}") from error
    return f"{address} says EHLO"


def _found(error: OSError, patience: float) -> str:
    # The library calls a wait that was too long a connection that was closed.
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return f"no answer within {patience:g} s"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "that it closed the connection"
    return f"nobody there: {error.strerror or type(error).__name__}"


def _expect(wanted: int, code: int, expected: str, what: str) -> None:
    if code < 0:
        raise Blocked(f"{expected}, found something that does not speak SMTP")
    if code != wanted:
        raise Blocked(f"{expected}, found the {what} {code} instead of {wanted}")

from __future__ import annotations

import pytest

from harness.doctor.mail import mail_relay as look_at
from harness.model import Verdict
from harness.relay_address import RelayAddress
from tests.mail_relay import free_port, mail_relay, stand_in


def test_a_relay_that_greets_is_well() -> None:
    """A real one, which gets no mail by it."""
    with mail_relay() as relay:
        finding = look_at(RelayAddress.parse(relay.address))
        assert finding.verdict is Verdict.PASSED
        assert finding.found == f"{relay.address} says EHLO"
        assert relay.arrived.empty()


def test_a_relay_that_was_not_asked_for_is_not_passed() -> None:
    """Nothing was looked at, and it says so."""
    finding = look_at(None)
    assert finding.verdict is Verdict.NOT_OBSERVED
    assert finding.found.startswith("not asked for")


def test_a_relay_that_does_not_listen_is_named() -> None:
    """With its address, and what to do."""
    address = f"127.0.0.1:{free_port()}"
    finding = look_at(RelayAddress.parse(address))
    assert finding.verdict is Verdict.BLOCKED
    assert finding.found == f"expected a mail relay at {address}, found nobody there: Connection refused"
    assert "Start a mail relay" in finding.todo


@pytest.mark.parametrize(
    ("says", "then_close", "found"),
    [
        (b"", False, "no answer within 0.3 s"),
        (b"220 Hello\r\n", False, "no answer within 0.3 s"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", False, "something that does not speak SMTP"),
        (b"220 Hello\r\nWhat?\r\n", False, "something that does not speak SMTP"),
        (b"554 Go away\r\n", False, "the greeting 554 instead of 220"),
        (b"220 Hello\r\n502 No\r\n", False, "the answer to EHLO 502 instead of 250"),
        (b"", True, "that it closed the connection"),
    ],
)
def test_what_is_no_relay_is_named(says: bytes, then_close: bool, found: str) -> None:
    """Silence, another protocol, a refusal, one that hangs up: each in its own words."""
    with stand_in(says, then_close) as address:
        finding = look_at(RelayAddress.parse(address), patience=0.3)
    assert finding.verdict is Verdict.BLOCKED
    assert finding.found == f"expected a mail relay at {address}, found {found}"

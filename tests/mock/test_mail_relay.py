"""Mail that also goes out by SMTP: to a real relay, and to ones that are down or misbehave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from harness.errors import ConfigError
from harness.mock_process import MOCK, MockProcess
from mock_ecf.domain.records import Mail
from mock_ecf.relay import Relay, RelayAddress
from mock_ecf.relay.sender import Limits
from mock_ecf.store import Store
from tests.mail_relay import free_port, mail_relay, stand_in
from tests.mock_server import ServedMock, asked, first, running_mock

NOON = datetime(2021, 6, 1, 12, 0)
SECRET = "Your-name-is-open-sesame"
SOON = Limits(patience=0.3, last_chance=5)


def mail(number: int = 1) -> Mail:
    """A mail to one of several receivers."""
    return Mail(f"filer{number}@w.example", "court@areb.example", f"Mail {number}", SECRET, NOON)


def send(address: str, *mails: Mail, limits: Limits = SOON) -> list[str]:
    """Sends mails of a world through a relay and gives what was told."""
    told: list[str] = []
    with Relay(RelayAddress.parse(address), told.append, limits) as relay:
        relay.take("w1", mails)
    return told


@pytest.fixture
def sent() -> list[tuple[str, tuple[Mail, ...]]]:
    """What a store has handed over."""
    return []


@pytest.fixture
def store(tmp_path: Path, sent: list[tuple[str, tuple[Mail, ...]]]) -> Iterator[Store]:
    """A store with two worlds, whose mail is noted in ``sent``."""
    made = Store(tmp_path / "state.sqlite", lambda world, mails: sent.append((world, mails)))
    for world in ("w1", "w2"):
        with made.make_world(world, NOON, 1):
            pass
    yield made
    made.close()


def test_mail_arrives_as_it_was_written() -> None:
    """The relay gets the message with its headers, from the sender to the one receiver."""
    with mail_relay() as relay:
        assert send(relay.address, mail()) == []
        arrived = relay.next()
    assert (arrived.sender, arrived.receivers) == ("court@areb.example", ["filer1@w.example"])
    assert arrived.message["Subject"] == "Mail 1"
    assert arrived.message["Date"].datetime == NOON
    assert arrived.message["X-ECF-World"] == "w1"
    assert arrived.message.get_content().strip() == SECRET


def test_mails_of_two_worlds_are_told_apart() -> None:
    """Each mail names the world that it comes from, and the order stays."""
    with mail_relay() as relay, Relay(RelayAddress.parse(relay.address)) as sender:
        sender.take("w1", [mail(1)])
        sender.take("w2", [mail(2)])
        arrived = [relay.next(), relay.next()]
    assert [one.message["X-ECF-World"] for one in arrived] == ["w1", "w2"]
    assert [one.receivers for one in arrived] == [["filer1@w.example"], ["filer2@w.example"]]


def test_the_store_hands_mail_over_when_it_holds(
    store: Store, sent: list[tuple[str, tuple[Mail, ...]]]
) -> None:
    """Nothing before the transaction has ended; then each world's mail under its name."""
    for world, number in (("w1", 1), ("w2", 2)):
        with store.write(world) as state:
            state.add_mail(mail(number))
            assert len(sent) == number - 1
    assert sent == [("w1", (mail(1),)), ("w2", (mail(2),))]


def test_what_takes_the_mail_finds_it_in_the_mailbox(tmp_path: Path) -> None:
    """By then the transaction holds and its lock is free: others can read and write."""
    found: list[int] = []

    def look(world: str, _mails: tuple[Mail, ...]) -> None:
        with own.write(world) as state:
            found.append(len(state.mail()))

    own = Store(tmp_path / "state.sqlite", look)
    with own.make_world("w1", NOON, 1):
        pass
    with own.write("w1") as state:
        state.add_mail(mail())
    own.close()
    assert found == [1]


def test_a_transaction_that_is_undone_sends_nothing(
    store: Store, sent: list[tuple[str, tuple[Mail, ...]]]
) -> None:
    """What never happened is not told by mail either."""

    def fail() -> None:
        with store.write("w1") as state:
            state.add_mail(mail())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with store.read("w1") as state:
        assert state.mail() == ()
    assert sent == []


def test_a_relay_that_is_down_is_told_once_and_counted() -> None:
    """One line when the first mail did not go out, one at the end; nothing of what was in them."""
    first, last = send(f"127.0.0.1:{free_port()}", mail(1), mail(2), mail(3))
    assert "found: connection refused" in first
    assert "3 of 3 mails did not go out" in last
    assert not [line for line in (first, last) if SECRET in line or "filer" in line]


@pytest.mark.parametrize(
    ("behaviour", "found"),
    [({"answer": "554 No"}, "a refusal (554)"), ({"refuses": "550 No such user"}, "a refusal (550)")],
)
def test_a_relay_that_rejects_is_told_without_its_words(behaviour: dict[str, str], found: str) -> None:
    """The number of the refusal is told; its text may repeat an address."""
    with mail_relay(**behaviour) as relay:
        first, last = send(relay.address, mail(1), mail(2))
    assert found in first
    assert "2 of 2" in last
    assert "filer" not in first + last


@pytest.mark.parametrize(
    ("says", "then_close", "found"),
    [
        (b"", False, "no answer within 0.3 s"),
        (b"220 Hel", False, "no answer within 0.3 s"),
        (b"220 Hello\r\n", False, "no answer within 0.3 s"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", False, "an answer that is not SMTP"),
        (b"421 Busy\r\n", False, "a refusal (421)"),
        (b"", True, "a connection that it closed"),
    ],
)
def test_what_is_no_relay_is_told_for_what_it_is(says: bytes, then_close: bool, found: str) -> None:
    """Silence, silence in the middle, another protocol, a busy relay, one that hangs up."""
    with stand_in(says, then_close) as address:
        first, last = send(address, mail())
    assert f"found: {found}." in first
    assert "1 of 1" in last


def test_the_end_waits_for_a_bounded_time() -> None:
    """A relay that never answers is cut off at the end, and what waited behind is counted."""
    with stand_in() as address:
        told = send(address, mail(1), mail(2), mail(3), limits=Limits(patience=60, last_chance=0.2))
    assert "no answer before the end" in told[0]
    assert "3 of 3" in told[1]


def test_a_mail_too_many_is_kept_and_counted() -> None:
    """The queue is bounded: behind a relay that hangs, mails beyond it are not sent, and nothing waits."""
    with stand_in() as address:
        told = send(address, *map(mail, range(20)), limits=Limits(capacity=2, patience=60, last_chance=0.2))
    assert "found: 2 mails that wait already" in told[0]
    assert "20 of 20" in told[1]


def test_a_mail_that_cannot_be_sent_does_not_stop_the_next() -> None:
    """A receiver that is no mail address is told of, and the mail after it arrives."""
    with mail_relay() as relay:
        told = send(relay.address, Mail("a@b, c@d", "court@areb.example", "x", "y", NOON), mail(2))
        assert relay.next().message["Subject"] == "Mail 2"
    assert "no mail address" in told[0]
    assert "1 of 2" in told[1]


def test_a_relay_that_comes_back_gets_the_mail_after_that() -> None:
    """Each mail is tried by itself."""
    with (
        mail_relay(refuses="450 Later") as relay,
        Relay(RelayAddress.parse(relay.address), lambda _: None) as sender,
    ):
        sender.take("w1", [mail(1)])
        relay.refused.get(timeout=20)
        relay.refuses = ""
        sender.take("w1", [mail(2)])
        assert relay.next().message["Subject"] == "Mail 2"


def decide(mock: ServedMock, world: str, identifier: str, reason: str) -> list[dict[str, str]]:
    """The court's staff reject a request; gives the mail that then is in the mailbox."""
    with mock.control() as control:
        body = {"decision": "reject", "reason": reason}
        assert control.post(f"/worlds/{world}/requests/{identifier}", json=body).status_code == 200
        mails: list[dict[str, str]] = control.get(f"/worlds/{world}/mail").json()
    return mails


def test_a_court_s_letter_goes_out_with_a_reason_that_adds_nothing(tmp_path: Path) -> None:
    """What the staff write stays in the body, however it looks like a header."""
    with mail_relay() as relay, Relay(RelayAddress.parse(relay.address)) as sender:
        with running_mock(tmp_path, outbox=sender.take) as mock:
            world, identifier = asked(mock)
            reason = "no\r\nBcc: all@court.example\r\n\r\n.\r\nMAIL FROM:<x@y.example>"
            (kept,) = decide(mock, world["world"], identifier, reason)
        arrived = relay.next()
    assert arrived.receivers == [first(world)["address"]]
    assert arrived.message["Bcc"] is None
    assert arrived.message["Subject"] == kept["subject"]
    assert "MAIL FROM:<x@y.example>" in arrived.message.get_content()
    assert arrived.message.get_content().split() == kept["body"].split()


@contextmanager
def mock_with_relay(address: str) -> Iterator[tuple[ServedMock, MockProcess]]:
    """``python -m mock_ecf --smtp``, and how its pages are reached."""
    with MockProcess(command=[*MOCK, "--smtp", address]) as process:
        port = int(process.ready.http.rpartition(":")[2])
        yield ServedMock(port, process.ready.token.reveal()), process


def test_the_mock_sends_what_waits_before_it_ends() -> None:
    """Told to stop right after a page was asked, it still hands the mail on, and says nothing."""
    with mail_relay() as relay:
        with mock_with_relay(relay.address) as (mock, process):
            world, identifier = asked(mock)
            assert len(decide(mock, world["world"], identifier, "no")) == 1
        assert relay.next().message["X-ECF-World"] == world["world"]
    assert process.last_output == ()


def test_with_the_relay_down_the_pages_work_and_the_mail_is_kept() -> None:
    """The mailbox has the mail, every page answers, and standard error has the two lines."""
    with mock_with_relay(f"127.0.0.1:{free_port()}") as (mock, process):
        for _ in range(2):
            world, identifier = asked(mock)
            assert len(decide(mock, world["world"], identifier, "no")) == 1
    first_line, last_line = process.last_output
    assert "connection refused" in first_line
    assert "2 of 2 mails" in last_line


def test_the_mock_refuses_a_relay_elsewhere() -> None:
    """Whoever starts it, its mail does not leave the machine."""
    with pytest.raises(ConfigError, match="never leaves the machine"):
        MockProcess(command=[*MOCK, "--smtp", "mail.court.example:25"]).__enter__()

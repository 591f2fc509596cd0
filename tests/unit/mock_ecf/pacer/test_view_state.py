"""What the sign-in page remembers between its steps."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mock_ecf.pacer.view_state import LIFETIME, Sealer, SignInStep, ViewState

NOW = datetime(2021, 6, 1, 9)
STATE = ViewState("session", "world", "attorney1", "case 12", SignInStep.REDACTION, "secret of an app")


def test_what_was_sealed_can_be_opened() -> None:
    """By the same process, for the same session and world."""
    sealer = Sealer()
    assert sealer.open(sealer.seal(STATE, NOW), "session", "world", NOW) == STATE


@pytest.mark.parametrize(("session", "world"), [("other", "world"), ("session", "other"), ("", "")])
def test_another_session_or_world_cannot_open_it(session: str, world: str) -> None:
    """A page does not travel."""
    sealer = Sealer()
    assert sealer.open(sealer.seal(STATE, NOW), session, world, NOW) is None


@pytest.mark.parametrize("spoilt", ["", "nonsense", "gAAAAA", "ä"])
def test_what_was_not_sealed_here_is_not_opened(spoilt: str) -> None:
    """Nonsense and the seals of another process are refused."""
    assert Sealer().open(spoilt, "session", "world", NOW) is None
    assert Sealer().open(Sealer().seal(STATE, NOW), "session", "world", NOW) is None


def test_a_seal_hides_what_was_typed() -> None:
    """The seal shows nobody who signs in, and the record's own text not the session."""
    assert "attorney1" not in Sealer().seal(STATE, NOW)
    assert "secret of an app" not in repr(STATE)
    assert "session=" not in repr(STATE)
    assert "session'" not in repr(STATE)


@pytest.mark.parametrize(
    ("later", "opens"),
    [(LIFETIME, True), (LIFETIME + timedelta(seconds=1), False), (-timedelta(days=365), True)],
    ids=["just in time", "too late", "the clock was put back"],
)
def test_a_page_grows_old_by_the_worlds_clock(later: timedelta, opens: bool) -> None:
    """Not by the machine's: a world's clock may stand, run or be moved."""
    sealer = Sealer()
    opened = sealer.open(sealer.seal(STATE, NOW), "session", "world", NOW + later)
    assert (opened == STATE) is opens

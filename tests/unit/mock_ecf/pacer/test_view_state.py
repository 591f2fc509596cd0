"""What the sign-in page remembers between its steps."""

from __future__ import annotations

import pytest

from mock_ecf.pacer.view_state import Sealer, ViewState

STATE = ViewState("session", "world", "attorney1", "case 12", verified=True)


def test_what_was_sealed_can_be_opened() -> None:
    """By the same process, for the same session and world."""
    sealer = Sealer()
    assert sealer.open(sealer.seal(STATE), "session", "world") == STATE


@pytest.mark.parametrize(("session", "world"), [("other", "world"), ("session", "other"), ("", "")])
def test_another_session_or_world_cannot_open_it(session: str, world: str) -> None:
    """A page does not travel."""
    sealer = Sealer()
    assert sealer.open(sealer.seal(STATE), session, world) is None


@pytest.mark.parametrize("spoilt", ["", "nonsense", "gAAAAA", "ä"])
def test_what_was_not_sealed_here_is_not_opened(spoilt: str) -> None:
    """Nonsense and the seals of another process are refused."""
    assert Sealer().open(spoilt, "session", "world") is None
    assert Sealer().open(Sealer().seal(STATE), "session", "world") is None


def test_a_seal_hides_what_was_typed() -> None:
    """The seal shows nobody who signs in, and the record's own text not the session."""
    assert "attorney1" not in Sealer().seal(STATE)
    assert "session=" not in repr(STATE)
    assert "session'" not in repr(STATE)

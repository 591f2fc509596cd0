"""A flow's time, and what happens to a step that is under way when it is up."""

from __future__ import annotations

import threading
from typing import cast

import pytest

from harness.engines.session import Session
from harness.errors import BrowserDied, SiteProblem
from harness.model import Instruction, Outcome, Step
from harness.worker import _within
from harness.worker_end import TimeLimit

LONG = 600.0
NOBODY = cast(Session, None)  # these steps need no session


def step(act: object) -> Step:
    """A step that does this."""
    return Step(Instruction("1", "Do it.", "ours", "do"), lambda _session: cast(Outcome, cast(type, act)()))


def test_a_step_that_hangs_is_cut_off_when_the_time_is_up() -> None:
    """Its browser is taken away, and the step says that the time was up, not that the browser died."""
    taken_away = threading.Event()

    def hangs() -> Outcome:
        assert taken_away.wait(60)
        raise BrowserDied("reading the page: the browser ended in the middle")

    def end(over: threading.Event) -> None:
        assert not over.is_set()
        taken_away.set()

    with (
        TimeLimit(0.5, end) as limit,
        pytest.raises(SiteProblem, match="seconds in the middle of this step"),
    ):
        _within(step(hangs), limit).act(NOBODY)


def test_a_browser_that_dies_in_time_is_told_as_that() -> None:
    """The time has nothing to do with it."""

    def dies() -> Outcome:
        raise BrowserDied("it died")

    with TimeLimit(LONG, lambda _over: None) as limit, pytest.raises(BrowserDied, match="it died"):
        _within(step(dies), limit).act(NOBODY)


def test_a_step_that_would_begin_too_late_is_not_begun() -> None:
    """Without anybody to take the browser away, too."""
    with TimeLimit(0, None) as limit, pytest.raises(SiteProblem, match="before this step"):
        _within(step(pytest.fail), limit).act(NOBODY)


def test_a_flow_that_ends_in_time_keeps_its_browser() -> None:
    """What comes after it may use it."""
    taken_away: list[threading.Event] = []
    with TimeLimit(LONG, taken_away.append) as limit:
        assert _within(step(Outcome), limit).act(NOBODY) == Outcome()
    assert taken_away == []

"""How a worker ends before its work is over, and how a flow ends whose time is up.

Playwright waits for the browser in the worker's main thread, for some answers without a limit, and cannot
be interrupted there without breaking. So not the waiting is stopped here: what is waited for is ended.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import FrameType, TracebackType
from typing import Self

from harness.process_tree import Process, descendants, kill, left_after

LEAVE_SECONDS = 2.0
"""How long Playwright and the browser may take to end in order; then they are killed."""

End = Callable[[threading.Event], None]

_leaving = threading.Lock()


def watched(connection: Connection) -> None:
    """What a worker process begins with: receives a function and its argument, and calls it.

    From its first moment SIGTERM, or the end of the parent, ends it and all that it started. The modules
    that the work needs are imported when it is received, because that takes longest.
    """
    # The parent decides what Ctrl-C means; it tells this process with SIGTERM.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _told)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlived, args=(parent,), name="parent watch", daemon=True).start()
    try:
        work, argument = connection.recv()
    except (EOFError, ConnectionResetError):
        return  # the parent is gone
    work(connection, argument)


def _told(_number: int, _frame: FrameType | None) -> None:
    _leave()


def _outlived(parent: BaseProcess) -> None:
    parent.join()
    _leave()


def _leave() -> None:
    """Ends the browser in order if it lets itself be, and this process without another word."""
    if not _leaving.acquire(blocking=False):
        return  # the other thread is at it
    try:
        below = _below()
        for process in below:
            if process.parent == os.getpid():
                with suppress(ProcessLookupError, PermissionError):
                    # Playwright's driver takes this for Ctrl-C: it closes its browsers, removes their folders
                    # and ends.
                    os.kill(process.number, signal.SIGINT)
        kill(left_after(LEAVE_SECONDS, below, os.getpid()))
    finally:
        os._exit(0)


def end_browser(over: threading.Event) -> None:
    """Ends the browsers that Playwright started here, and Playwright, too, if ``over`` is not set then."""
    kill(process for process in _below() if process.parent != os.getpid())
    if not over.wait(LEAVE_SECONDS):
        kill(_below())


def _below() -> tuple[Process, ...]:
    return descendants(os.getpid())


class TimeLimit:
    """A flow's time, for a ``with`` block: a step that is under way when it is up has its browser taken away.

    ``seconds`` is how long that is. ``end`` does the taking away, in a thread of its own; the event that it
    is given is set when the flow has come to its end. Without it, nothing happens to a step under way.
    """

    def __init__(self, seconds: float, end: End | None) -> None:
        self.seconds = seconds
        self._end = end
        self._over = threading.Event()
        self._deciding = threading.Lock()
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._deadline = time.monotonic() + self.seconds
        if self._end is not None:
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._deciding:
            self._over.set()
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()

    @property
    def is_up(self) -> bool:
        """Whether the time has run out."""
        return time.monotonic() >= self._deadline

    def _strike(self) -> None:
        with self._deciding:
            if self._over.is_set() or self._end is None:
                return
        self._end(self._over)

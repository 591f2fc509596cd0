"""A command whose every process can be found, whatever becomes of their parents (Linux)."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.environment import environment
from tests.processes import descendants

LONGEST = 5.0
"""Seconds that a process may remain after the command's end."""
PATIENCE = 90.0  # seconds until a moment that is waited for


@dataclass(frozen=True)
class Kept:
    """A command that runs under a keeper: ``pid`` is its process, ``output`` the file of what it says."""

    keeper: subprocess.Popen[str]
    pid: int
    output: Path

    def said(self) -> str:
        """What it has written so far, output and errors."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def processes(self) -> dict[int, str]:
        """Everything that it started and has not ended, itself included: number to command line."""
        return descendants(self.keeper.pid)

    def until(self, reached: Callable[[Kept], object]) -> None:
        """Waits for a moment. Errors: ``AssertionError`` if the command ends before, or it never comes."""
        deadline = time.monotonic() + PATIENCE
        while not reached(self):
            assert time.monotonic() < deadline, f"the moment did not come; it said:\n{self.said()}"
            time.sleep(0.002)  # between two looks at what the processes do; the moment itself is a fact

    def exit_code(self) -> int:
        """How it ended, when it has."""
        assert self.keeper.stdout is not None
        return int(self.keeper.stdout.readline())

    def remaining(self, longest: float = LONGEST) -> tuple[dict[int, str], float]:
        """What is left after at most ``longest`` seconds, and how many seconds that took."""
        began = time.monotonic()
        while (left := self.processes()) and time.monotonic() - began < longest:
            time.sleep(0.02)  # between two looks; the limit is the requirement's
        return left, time.monotonic() - began


@contextmanager
def kept(command: Sequence[str], folder: Path, **variables: str) -> Iterator[Kept]:
    """Runs a command in ``folder``; what is left of it when the block is left is ended."""
    output = folder / "said.txt"
    with output.open("wb") as said:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.keeper", *command],
            cwd=folder,
            env=environment(**variables),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    try:
        yield Kept(keeper, int(keeper.stdout.readline()), output)
    finally:
        keeper.stdin.close()
        keeper.stdout.close()
        try:
            keeper.wait(20)
        except subprocess.TimeoutExpired:
            keeper.send_signal(signal.SIGKILL)
            keeper.wait()

"""The processes that descend from one: found by their parents, never by name, and ended.

A browser puts itself into a process group of its own, so that a signal to the group does not reach it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_LOOK_AGAIN = 0.02  # seconds


@dataclass(frozen=True, slots=True)
class Process:
    """A process: ``started`` tells it from a later one that is given the same number."""

    number: int
    parent: int
    started: str


def descendants(ancestor: int) -> tuple[Process, ...]:
    """Every process below this one that has not ended, children first."""
    children: dict[int, list[Process]] = {}
    for process in _all():
        children.setdefault(process.parent, []).append(process)
    found: list[Process] = []
    waiting = list(children.get(ancestor, ()))
    while waiting:
        found += waiting
        waiting = [child for process in waiting for child in children.get(process.number, ())]
    return tuple(found)


def kill(processes: Iterable[Process]) -> None:
    """Ends processes at once, as far as they are still there."""
    wanted = set(processes)
    for process in wanted & set(_still(wanted)):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(process.number, signal.SIGKILL)


def left_after(seconds: float, known: Iterable[Process], ancestor: int) -> tuple[Process, ...]:
    """Those of ``known``, and of what descends from ``ancestor`` meanwhile, that have not ended then.

    What loses its parent on the way is no descendant any more: who sends a signal looks before it.
    """
    deadline = time.monotonic() + seconds
    left = set(known)
    while (left := {*_still(left), *descendants(ancestor)}) and time.monotonic() < deadline:
        time.sleep(_LOOK_AGAIN)  # no call waits for a process that is not one's child
    return tuple(left)


def _still(processes: Iterable[Process]) -> Iterator[Process]:
    """Those that run still. Their parent may be another by now."""
    now = {(process.number, process.started) for process in _all()}
    return (process for process in processes if (process.number, process.started) in now)


def _all() -> Iterator[Process]:
    return _in_proc() if _PROC.joinpath("self", "stat").exists() else _told_by_ps()


def _in_proc() -> Iterator[Process]:
    for folder in _PROC.glob("[0-9]*"):
        with suppress(OSError):
            # "NUMBER (NAME) STATE PARENT …"; a name may hold anything, brackets too
            words = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if words[0] not in "ZX":
                yield Process(int(folder.name), int(words[1]), words[19])


def _told_by_ps() -> Iterator[Process]:
    command = ["ps", "-A", "-o", "pid=,ppid=,state=,lstart="]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=2)
    except (OSError, subprocess.SubprocessError):
        return  # nothing can be found out; what was started ends when its pipe closes
    for line in listed.stdout.splitlines():
        number, parent, state, started = line.split(None, 3)
        if not state.startswith("Z"):
            yield Process(int(number), int(parent), started)

from __future__ import annotations

import os
import subprocess
import sys

from harness.process_tree import descendants, kill, left_after

PARENT = "import subprocess, sys; c = subprocess.Popen(['sleep', '60'], start_new_session=True); "


def test_what_descends_from_a_process_is_found_and_killed() -> None:
    """Grandchildren, too, and those with a session of their own."""
    script = f"{PARENT} print(c.pid, flush=True); import signal; signal.pause()"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        grandchild = int(child.stdout.readline())
        below = [one for one in descendants(os.getpid()) if one.number in (child.pid, grandchild)]
        assert [one.number for one in below] == [child.pid, grandchild]
        assert {one.number for one in left_after(0, below, child.pid)} == {child.pid, grandchild}
        kill(below)
        assert child.wait(20) < 0
    assert left_after(20, below, child.pid) == ()


def test_what_lost_its_parent_is_still_known() -> None:
    """It descends from nobody any more, but was seen before."""
    script = f"{PARENT} print(c.pid, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        orphan = int(child.stdout.readline())
        below = descendants(child.pid)
        child.stdin.close()
        child.wait(20)
        left = left_after(0, below, child.pid)
        assert [one.number for one in left] == [orphan]
        kill(left)
    assert left_after(20, left, child.pid) == ()


def test_a_later_process_of_the_same_number_is_another() -> None:
    """Nothing is done to a process that only inherited a number."""
    with subprocess.Popen(["sleep", "60"]) as child:  # noqa: S607 - every system has it
        (one,) = (process for process in descendants(os.getpid()) if process.number == child.pid)
        kill([type(one)(one.number, one.parent, "another time")])
        assert child.poll() is None
        kill([one])

"""Whatever becomes of ``ecf``: five seconds later nothing runs that it started, and its folders are gone."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.kept import Kept, kept

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="adopts orphans by prctl and finds them in /proc"),
    pytest.mark.slow,
]
LINK = (sys.executable, "-m", "harness.cli", "link", "azb")
Moment = Callable[[Kept], object]


def starts(word: str) -> Moment:
    """A process of the command has this word in its command line."""
    return lambda running: any(word in command for command in running.processes().values())


def says(words: str) -> Moment:
    """The command has said this."""
    return lambda running: words in running.said()


def writes_report(running: Kept) -> bool:
    """A picture-filled report is in the making, or there already."""
    return any((running.output.parent / "ecf-output").glob("*report.html*"))


MOMENTS: dict[str, Moment] = {
    "the mock starts": starts("mock_ecf"),
    "a worker starts": starts("spawn_main"),
    "the driver starts": starts("run-driver"),
    "the browser starts": starts("--remote-debugging-pipe"),
    "the browser shows a page": starts("--type=renderer"),
    "in the middle": says("link_account 3"),
    "at the second Submit": says("link_account 6"),
    "the second flow": says("verify_link V1"),
    "the report is written": writes_report,
}


def nothing_is_left(running: Kept, temporary: Path) -> int:
    """The exit code, after it was seen that nothing is left."""
    code = running.exit_code()
    left, seconds = running.remaining()
    print(f"exit code {code}, nothing left after {seconds:.2f} s")
    assert left == {}, running.said()
    assert [folder.name for folder in temporary.glob("ecf-*")] == [], running.said()
    return code


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    """The folder for temporary files of what the test runs."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (LINK, 0),
        ((*LINK[:-1], "cacd", "--at", "2020-02-17"), 1),
        ((*LINK, "--persona", "nobody"), 2),
        ((sys.executable, "-m", "harness.cli", "courts"), 0),
    ],
    ids=["success", "failure", "wrong use", "courts"],
)
def test_a_command_that_ends_by_itself_leaves_nothing(
    tmp_path: Path, temporary: Path, command: tuple[str, ...], code: int
) -> None:
    """After success, failure and wrong use."""
    with kept(command, tmp_path, TMPDIR=str(temporary)) as running:
        assert nothing_is_left(running, temporary) == code


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_link_that_is_cut_off_leaves_nothing(
    tmp_path: Path, temporary: Path, number: signal.Signals, moment: str
) -> None:
    """SIGKILL of ``ecf`` alone, so that its children have to notice; Ctrl-C likewise."""
    with kept(LINK, tmp_path, TMPDIR=str(temporary)) as running:
        running.until(MOMENTS[moment])
        os.kill(running.pid, number)
        nothing_is_left(running, temporary)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_the_whole_terminal_leaves_nothing(
    tmp_path: Path, temporary: Path, number: signal.Signals
) -> None:
    """As a terminal sends Ctrl-C, and a CI ends a job."""
    with kept(LINK, tmp_path, TMPDIR=str(temporary)) as running:
        running.until(MOMENTS["in the middle"])
        os.killpg(running.pid, number)
        nothing_is_left(running, temporary)


def stop(running: Kept, word: str) -> None:
    """Has every process of the command with this word hang."""
    for process, command in running.processes().items():
        if word in command:
            os.kill(process, signal.SIGSTOP)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("hangs", ["--remote-debugging-pipe", "run-driver", "--type=renderer"])
def test_what_hangs_is_ended_with_the_rest(
    tmp_path: Path, temporary: Path, hangs: str, number: signal.Signals
) -> None:
    """A browser, a driver or a page that does nothing any more cannot hold up the end."""
    with kept(LINK, tmp_path, TMPDIR=str(temporary)) as running:
        running.until(MOMENTS["in the middle"])
        stop(running, hangs)
        os.kill(running.pid, number)
        nothing_is_left(running, temporary)


@pytest.mark.parametrize(
    ("victim", "words"),
    [
        ("mock_ecf", "The mock ended by itself (exit code -9)"),
        ("--remote-debugging-pipe", "the browser ended in the middle"),
        ("run-driver", "the browser ended in the middle"),
        ("spawn_main", "the worker process ended (exit code -9)"),
    ],
    ids=["mock", "browser", "driver", "worker"],
)
def test_what_is_killed_in_the_middle_blocks_one_run_and_leaves_nothing(
    tmp_path: Path, temporary: Path, victim: str, words: str
) -> None:
    """The run under way is blocked with the reason, exit code 3; the next court has a browser again."""
    command = (*LINK, "gamb", "--workers", "1", "--json", "runs.json")
    with kept(command, tmp_path, TMPDIR=str(temporary)) as running:
        running.until(MOMENTS["in the middle"])
        for process, line in running.processes().items():
            if victim in line:
                os.kill(process, signal.SIGKILL)
        assert nothing_is_left(running, temporary) == 3, running.said()
        assert words in running.said()
    runs = json.loads((tmp_path / "runs.json").read_text("utf-8"))["runs"]
    verdicts = {run["verdict"] for run in runs if run["court"] == "gamb" and run["flow"] == "link_account"}
    assert verdicts == {"blocked" if victim == "mock_ecf" else "passed"}, running.said()


def test_a_browser_that_hangs_ends_with_the_flows_time(tmp_path: Path, temporary: Path) -> None:
    """A browser that does nothing any more ends, and with it the flow, when the flow's time is up."""
    with kept(LINK, tmp_path, TMPDIR=str(temporary), ECF_TIMEOUT="20000") as running:
        running.until(MOMENTS["in the middle"])
        stop(running, "--remote-debugging-pipe")
        assert nothing_is_left(running, temporary) == 1, running.said()
        assert "azb: failed" in running.said()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_mock_that_is_told_to_end_while_it_starts_leaves_nothing(
    tmp_path: Path, temporary: Path, number: signal.Signals
) -> None:
    """As soon as its folder is there, its end removes it."""
    command = (sys.executable, "-m", "harness.cli", "serve")
    with kept(command, tmp_path, TMPDIR=str(temporary)) as running:
        running.until(lambda _running: list(temporary.iterdir()))
        os.kill(running.pid, number)
        nothing_is_left(running, temporary)


def test_the_next_start_removes_the_folder_of_a_server_that_was_killed(
    tmp_path: Path, temporary: Path
) -> None:
    """And only that: the folder of one that runs, or of another program, stays."""
    foreign = temporary / "ecf-mock-of-another-program"
    foreign.mkdir()
    command = (sys.executable, "-m", "harness.cli", "serve")
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    for folder in (first, second, third):
        folder.mkdir()
    with kept(command, first, TMPDIR=str(temporary)) as living:
        living.until(says("control API"))
        with kept(command, second, TMPDIR=str(temporary)) as killed:
            killed.until(says("control API"))
            os.kill(killed.pid, signal.SIGKILL)
            killed.exit_code()
        assert len(list(temporary.iterdir())) == 3
        with kept(command, third, TMPDIR=str(temporary)) as next_one:
            next_one.until(says("control API"))
            assert len(list(temporary.iterdir())) == 3  # the living one's, its own, and the foreign one
            os.kill(next_one.pid, signal.SIGTERM)
            next_one.exit_code()
        os.kill(living.pid, signal.SIGTERM)
        living.exit_code()
    assert list(temporary.iterdir()) == [foreign]


def test_a_process_that_stays_is_found(tmp_path: Path) -> None:
    """The check sees an orphan that left its session, its group, its parent and its environment behind."""
    hide = "import os, subprocess, sys; subprocess.Popen(['sleep', '60'], env={}, start_new_session=True)"
    with kept((sys.executable, "-c", hide), tmp_path) as running:
        assert running.exit_code() == 0
        left, _ = running.remaining(0.2)
        assert list(left.values()) == ["sleep 60 "]

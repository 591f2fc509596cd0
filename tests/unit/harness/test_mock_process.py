from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from harness.errors import Blocked, ConfigError, EcfError, MockDied, PortTaken
from harness.mock_process import MockProcess

READY: dict[str, object] = {
    "tls": "127.0.0.1:1",
    "http": "127.0.0.1:2",
    "ca": "/tmp/authority.pem",  # noqa: S108 - a name in a message; nothing is written there
    "control": "http://127.0.0.1:2",
    "token": "the-token",
    "world": None,
    "personas": [],
}
WAIT_FOR_STDIN = "sys.stdin.read()"
needs_process_handles = pytest.mark.skipif(
    not hasattr(os, "pidfd_open"),
    reason="waits for processes that are not its children, which Linux alone can",
)


def stand_in(*lines: str) -> Sequence[str]:
    """The command of a small child that does what these lines say."""
    return (sys.executable, "-c", "\n".join(("import json, os, signal, sys, time", *lines)))


def says(value: object) -> str:
    """A line of a child that prints something as JSON."""
    return f"print({json.dumps(value)!r}, flush=True)"


def test_a_child_that_says_it_is_ready_is_used_and_stopped() -> None:
    """What it prints is understood, the token is a secret, and the child ends with the block."""
    with MockProcess(command=stand_in(says(READY), WAIT_FOR_STDIN)) as mock:
        assert mock.alive
        assert (mock.ready.tls, mock.ready.http, mock.ready.world) == ("127.0.0.1:1", "127.0.0.1:2", None)
        assert mock.ready.authority.name == "authority.pem"
        assert mock.ready.token.reveal() == "the-token"
        assert "the-token" not in repr(mock.ready)

    assert not mock.alive


def test_the_options_are_passed_on(tmp_path: Path) -> None:
    """Port, state file and default world reach the child, with what makes it end with us."""
    child = stand_in(
        "print(' '.join(sys.argv[1:]), file=sys.stderr, flush=True)", says(READY), WAIT_FOR_STDIN
    )
    state = tmp_path / "state.sqlite"

    with MockProcess(command=child, http_port=8080, state=state, default_world="home") as mock:
        pass

    assert mock.last_output == (
        f"--json --until-stdin-closes --http-port 8080 --state {state} --default-world home",
    )


@pytest.mark.parametrize(
    ("lines", "kind", "text"),
    [
        (["sys.exit(1)"], MockDied, r"exit code 1\)\. It wrote nothing"),
        (["print('what went wrong', file=sys.stderr)", "sys.exit(1)"], MockDied, "what went wrong"),
        (["os.kill(os.getpid(), signal.SIGKILL)"], MockDied, "exit code -9"),
        (["pass"], MockDied, "exit code 0"),
        (
            ["print('port 8080 is in use', file=sys.stderr)", "sys.exit(3)"],
            PortTaken,
            "^port 8080 is in use$",
        ),
        (
            ["print('listening on port 1: expected a free port', file=sys.stderr)", "sys.exit(3)"],
            PortTaken,
            "free port",
        ),
        (
            ["print('the state file is locked', file=sys.stderr)", "sys.exit(3)"],
            Blocked,
            "^the state file is locked$",
        ),
        (
            ["print('azb.toml: line 3: unknown key', file=sys.stderr)", "sys.exit(2)"],
            ConfigError,
            r"^azb\.toml: line 3",
        ),
        (["print('Hello!', flush=True)", WAIT_FOR_STDIN], MockDied, "found something else"),
        ([says({"tls": "127.0.0.1:1"}), WAIT_FOR_STDIN], MockDied, "found something else"),
        ([says(["token"]), WAIT_FOR_STDIN], MockDied, "found something else"),
    ],
)
def test_a_child_that_does_not_get_ready_is_an_error_that_says_why(
    lines: list[str], kind: type[EcfError], text: str
) -> None:
    """Each way of failing has its class, and its message carries what the child wrote."""
    mock = MockProcess(command=stand_in(*lines))

    with pytest.raises(kind, match=text) as caught:
        mock.__enter__()

    assert type(caught.value) is kind
    assert not mock.alive


def test_a_child_that_hangs_is_given_up_and_ended() -> None:
    """After the patience is over the error says so, with what the child wrote until then."""
    child = stand_in("print('still looking', file=sys.stderr, flush=True)", WAIT_FOR_STDIN)
    mock = MockProcess(command=child, patience=0.5)

    with pytest.raises(MockDied, match=r"within 0\.5 s"):
        mock.__enter__()

    assert not mock.alive


def test_what_a_child_wrongly_prints_is_not_repeated() -> None:
    """A broken ready line could carry the token."""
    broken = json.dumps(READY)[:-10]

    with pytest.raises(MockDied) as caught:
        MockProcess(command=stand_in(f"print({broken!r}, flush=True)", WAIT_FOR_STDIN)).__enter__()

    assert "the-token" not in str(caught.value)


def test_a_command_that_does_not_exist_is_an_error() -> None:
    """A missing interpreter does not end in a traceback."""
    with pytest.raises(MockDied, match="no-such-program"):
        MockProcess(command=["no-such-program"]).__enter__()


def test_only_the_last_fifty_lines_of_its_errors_are_kept() -> None:
    """A talkative child does not fill the memory, and never has to wait for a reader."""
    child = stand_in("for n in range(5000): print('line', n, file=sys.stderr)", says(READY), WAIT_FOR_STDIN)

    with MockProcess(command=child) as mock:
        pass

    assert len(mock.last_output) == 50
    assert mock.last_output[-1] == "line 4999"


def test_a_child_that_prints_on_after_its_ready_line_does_not_hang() -> None:
    """Output beyond what a pipe holds is read and dropped."""
    child = stand_in(says(READY), "print('x' * 1_000_000, flush=True)", "print('through', file=sys.stderr)")

    with MockProcess(command=child) as mock:
        error = mock.died()

    assert "exit code 0" in str(error)
    assert str(error).endswith("through")


def test_a_child_that_will_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """TERM is followed by KILL after a bounded time."""
    monkeypatch.setattr("harness.mock_process._TERM_PATIENCE", 0.2)
    child = stand_in(
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        says(READY),
        "while True: time.sleep(60)",  # a child that stays until it is killed
    )

    with MockProcess(command=child) as mock:
        pass

    assert not mock.alive


def test_a_child_that_died_in_the_middle_is_told_with_its_last_output() -> None:
    """Whoever uses the mock can ask why it is gone."""
    child = stand_in(says(READY), "print('out of memory', file=sys.stderr)", "sys.exit(7)")

    with MockProcess(command=child) as mock:
        error = mock.died()

        assert not mock.alive
    assert "exit code 7" in str(error)
    assert "out of memory" in str(error)


@pytest.mark.parametrize(("name", "stays"), [("ecf-mock-1", False), ("somebody-elses", True)])
def test_the_folder_of_a_mock_that_was_killed_is_removed(tmp_path: Path, name: str, stays: bool) -> None:
    """It cannot do so itself; any other folder is left alone."""
    folder = tmp_path / name
    folder.mkdir()
    says_where = says({**READY, "ca": str(folder / "authority.pem")})
    child = stand_in(says_where, "os.kill(os.getpid(), signal.SIGKILL)")

    with MockProcess(command=child):
        pass

    assert folder.exists() is stays


@needs_process_handles
def test_the_childs_own_children_are_ended_with_it(tmp_path: Path) -> None:
    """Everything in the mock's process group ends, so that nothing is left behind."""
    seen = tmp_path / "grandchild"
    child = stand_in(
        "import subprocess",
        # a grandchild that stays until it is ended
        "grand = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])",
        f"open({str(seen)!r}, 'w').write(str(grand.pid))",
        says(READY),
        "signal.pause()",
    )

    with MockProcess(command=child):
        pid = int(seen.read_text())

    assert _has_ended(pid)


@needs_process_handles
def test_the_mock_does_not_outlive_a_parent_that_is_killed(tmp_path: Path) -> None:
    """Even when the parent gets SIGKILL the child sees its input close and can end."""
    note = tmp_path / "note"
    child = [
        *stand_in(f"open({str(note)!r}, 'w').write(str(os.getpid()))", says(READY), WAIT_FOR_STDIN),
    ]
    parent = textwrap.dedent(
        f"""
        import os, signal
        from harness.mock_process import MockProcess
        with MockProcess(command={child!r}):
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )

    ended = subprocess.run([sys.executable, "-c", parent], timeout=30, check=False)

    assert ended.returncode == -signal.SIGKILL
    assert _has_ended(int(note.read_text()))


def _has_ended(pid: int) -> bool:
    """Whether a process is gone, or will be as soon as its parent looks; waits for it with a bound."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], 10)[0])
    finally:
        os.close(descriptor)

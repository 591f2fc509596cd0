"""Starts the mock as a child process, waits until it is ready, and stops it."""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from harness.errors import Blocked, ConfigError, MockDied, PortTaken
from harness.evidence.secret import Secret

MOCK = (sys.executable, "-P", "-m", "mock_ecf")
"""What starts the mock; with ``-P``, a folder of that name where the user stands is not taken for it."""

_WRONG_USE, _BLOCKED = 2, 3  # exit codes of the mock
_KEPT_LINES = 50
_FOLDER = "ecf-mock-"  # how the name of the mock's own folder begins
_TERM_PATIENCE = 5.0  # seconds from TERM to KILL
_READ_PATIENCE = 2.0  # seconds for the last output of an ended child


@dataclass(frozen=True, slots=True)
class Ready:
    """What the mock says once it answers.

    ``tls`` and ``http`` are its listeners as ``127.0.0.1:PORT``, ``authority`` is the PEM file of the
    authority of its certificate, ``control`` the address of its control API, ``world`` the default
    world, if one was asked for, and ``line`` all of it as the mock printed it, for users' own suites.
    """

    tls: str
    http: str
    authority: Path
    control: str
    token: Secret
    world: str | None
    line: Secret


class MockProcess:
    """The mock, for the time of a ``with`` block.

    ``command`` is what starts it; ``http_port`` a fixed port for people's listener; ``state`` the file
    that keeps its state; ``default_world`` the world of requests that name none; ``own_courts`` a folder
    with profiles of the user's courts; ``patience`` how many seconds it may take until it is ready. Ends
    with its parent, however the parent ends.
    """

    def __init__(
        self,
        *,
        command: Sequence[str] = MOCK,
        http_port: int | None = None,
        state: Path | None = None,
        default_world: str | None = None,
        own_courts: Path | None = None,
        patience: float = 30.0,
    ) -> None:
        options = {
            "--http-port": http_port,
            "--state": state,
            "--default-world": default_world,
            "--courts": own_courts,
        }
        given = [word for key, value in options.items() if value is not None for word in (key, str(value))]
        self._command = [*command, "--json", "--until-stdin-closes", *given]
        self._patience = patience
        self._first_line: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._kept: deque[str] = deque(maxlen=_KEPT_LINES)
        self._folder: Path | None = None

    def __enter__(self) -> Self:
        """Starts it and waits until it is ready.

        Raises:
            PortTaken: somebody else listens on the port that it was given.
            ConfigError: the mock cannot use what it was given (state file, profiles).
            MockDied: it ended, did not get ready in time, or said something else.
        """
        self._child = self._start()
        self._readers = [
            threading.Thread(target=read, args=(self._child,), name="mock output", daemon=True)
            for read in (self._read_output, self._read_errors)
        ]
        for thread in self._readers:
            thread.start()
        try:
            self.ready = self._wait_until_ready()
            self._folder = self.ready.authority.parent
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._child.poll() is None

    @property
    def last_output(self) -> tuple[str, ...]:
        """The last lines of what it wrote to its standard error, 50 at most."""
        return tuple(self._kept)

    def died(self) -> MockDied:
        """The error that says how it ended, with its last output."""
        code = self._exit_code()
        self._finish_reading()
        return MockDied(f"The mock ended by itself (exit code {code}).{self._quoted_output()}")

    def _start(self) -> subprocess.Popen[str]:
        try:
            return subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,  # held open: when we end, the mock sees the pipe close
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,  # so that Ctrl-C reaches us alone, and we can stop all of it
            )
        except OSError as error:
            raise MockDied(f"Starting the mock with {self._command[0]}: {error.strerror}.") from error

    def _wait_until_ready(self) -> Ready:
        try:
            line = self._first_line.get(timeout=self._patience)
        except queue.Empty:
            raise MockDied(
                f"Started the mock: expected it ready within {self._patience:g} s, found that it is not."
                f"{self._quoted_output()}"
            ) from None
        if not line:
            raise self._early_end()
        return _understood(line)

    def _early_end(self) -> Blocked | ConfigError:
        """The error for a mock that ended before it was ready."""
        self._finish_reading()
        code = self._exit_code()
        reason = self._kept[-1] if self._kept else ""
        if code == _WRONG_USE and reason:
            return ConfigError(reason)
        if code == _BLOCKED and reason:
            return PortTaken(reason) if re.search(r"\bport\b", reason) else Blocked(reason)
        return MockDied(f"The mock ended before it was ready (exit code {code}).{self._quoted_output()}")

    def _exit_code(self) -> int | None:
        """How it ended; ``None`` if it has closed its output and still runs."""
        with suppress(subprocess.TimeoutExpired):
            return self._child.wait(_READ_PATIENCE)
        return None

    def _read_output(self, child: subprocess.Popen[str]) -> None:
        """Hands over the first line (empty if there is none) and reads on, so that the child never waits."""
        lines = iter(child.stdout or ())
        self._first_line.put(next(lines, ""))
        for _ in lines:
            pass

    def _read_errors(self, child: subprocess.Popen[str]) -> None:
        for line in child.stderr or ():
            self._kept.append(line.rstrip("\n"))

    def _quoted_output(self) -> str:
        return " Its last output:\n" + "\n".join(self._kept) if self._kept else " It wrote nothing."

    def _stop(self) -> None:
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(_TERM_PATIENCE)
        self._signal(signal.SIGKILL)  # whatever it may have left behind in its group
        self._child.wait()
        self._remove_folder()
        self._finish_reading()
        for stream in (self._child.stdin, self._child.stdout, self._child.stderr):
            if stream:
                with suppress(OSError):
                    stream.close()

    def _remove_folder(self) -> None:
        """Removes what a mock that was killed could not remove itself."""
        if self._folder is not None and self._folder.name.startswith(_FOLDER):
            shutil.rmtree(self._folder, ignore_errors=True)

    def _finish_reading(self) -> None:
        for thread in self._readers:
            thread.join(_READ_PATIENCE)

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError, PermissionError):  # the group is gone
            os.killpg(self._child.pid, number)


def _understood(line: str) -> Ready:
    """The ready line. What else it may hold is not repeated: it could be a secret."""
    try:
        said = json.loads(line)
        return Ready(
            tls=said["tls"],
            http=said["http"],
            authority=Path(said["ca"]),
            control=said["control"],
            token=Secret(said["token"]),
            world=said["world"],
            line=Secret(line),
        )
    except (ValueError, KeyError, TypeError):
        pass
    raise MockDied(
        "Started the mock: expected one line of JSON that says it is ready, found something else "
        "on its standard output."
    )

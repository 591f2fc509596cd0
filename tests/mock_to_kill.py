"""The mock in a process of its own that a test kills: from outside, or at a chosen statement or commit.

The process runs what ``python -m mock_ecf`` runs. It is forked from one that has imported the mock already
(multiprocessing's fork server), because a hundred interpreters would take minutes to start.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from io import StringIO
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from mock_ecf.court.menu_tree import LINK_FORM

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["mock_ecf.__main__"])


# In the process that is killed ------------------------------------------------------------------


class _Points:
    """Counts the moments before each statement that writes, and before and after each commit; kills at one.

    After a statement is before the next one, or before the commit.
    """

    def __init__(self, kill_at: int | None, connection: Connection) -> None:
        self._kill_at = kill_at
        self._connection = connection
        self._count = 0
        self.armed = False

    def passed(self, moment: str) -> None:
        """A moment has come."""
        if not self.armed:
            return
        if self._count == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
            threading.Event().wait()  # where the signal does not come at once, nothing is done meanwhile
        self._count += 1
        if self._kill_at is None:
            self._connection.send(moment)


class _Announcement(StringIO):
    """Standard output: the line that says the mock is ready goes to the test, and arms the points."""

    def __init__(self, points: _Points, connection: Connection) -> None:
        super().__init__()
        self._points = points
        self._connection = connection

    def flush(self) -> None:
        """Called after the ready line."""
        if not self._points.armed:
            self._points.armed = True  # before anybody can know where to send a request
            self._connection.send(self.getvalue())


def serve(connection: Connection, file: Path, kill_at: int | None, torn: bool) -> None:
    """Runs the mock on a state file; ``torn`` takes the transactions away from its store."""
    from sqlalchemy import Engine, event
    from sqlalchemy.engine.default import DefaultDialect

    from mock_ecf import __main__ as program
    from mock_ecf import store

    points = _Points(kill_at, connection)

    def tell(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith("SELECT") and statement != "BEGIN":
            points.passed(f"before {' '.join(statement.split()[:3])}")

    event.listen(Engine, "before_cursor_execute", tell)
    commit: Any = DefaultDialect.do_commit

    def commit_between(dialect: DefaultDialect, connection: Any) -> None:
        points.passed("before COMMIT")
        commit(dialect, connection)
        points.passed("after COMMIT")

    patch.object(DefaultDialect, "do_commit", commit_between).start()  # there is no event after a commit
    if torn:
        patch.object(store, "_begin", lambda _connection: None).start()  # each statement for itself
    tempfile.tempdir = str(file.parent)  # what a killed mock leaves behind goes with the test's folder
    sys.stdout = _Announcement(points, connection)
    program.main(["--json", "--state", str(file)])


# In the test ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Server:
    """A mock that runs on a state file."""

    process: BaseProcess
    said: Connection
    ready: dict[str, Any]

    @property
    def port(self) -> int:
        """Of the plain listener."""
        return int(self.ready["http"].rpartition(":")[2])

    def kill(self) -> None:
        """SIGKILL, and waits for the end."""
        self.process.kill()
        self.process.join()

    def moments(self) -> list[str]:
        """The moments that have passed since it was ready."""
        passed = []
        while self.said.poll():
            passed.append(str(self.said.recv()))
        return passed


@contextmanager
def server(file: Path, *, kill_at: int | None = None, torn: bool = False) -> Iterator[Server]:
    """A mock on this file until the block is left, where it is killed if it still runs."""
    ours, theirs = _forks.Pipe(duplex=False)
    process = _forks.Process(target=serve, args=(theirs, file, kill_at, torn), daemon=True)
    process.start()
    theirs.close()
    with ours:
        running = Server(process, ours, json.loads(ours.recv()))
        try:
            yield running
        finally:
            running.kill()


@dataclass(frozen=True)
class Filer:
    """Somebody who stands before the second Submit, signed in."""

    court: str
    world: str
    token: str
    identifier: str

    def connection(self, mock: Server) -> HTTPConnection:
        """An open connection to the mock."""
        opened = HTTPConnection("127.0.0.1", mock.port, timeout=30)
        opened.connect()
        return opened

    def submit(self, connection: HTTPConnection) -> str:
        """The second Submit and the page that it leads to, as a browser does it; gives the page.

        Errors: ``OSError`` or ``HTTPException`` if the mock ends meanwhile.
        """
        connection.request(
            "POST",
            f"{LINK_FORM}/confirm",
            urlencode({"confirmation": self.identifier}),
            {**self._headers(connection), "Content-Type": "application/x-www-form-urlencoded"},
        )
        answer = connection.getresponse()
        answer.read()
        place = answer.getheader("Location") or ""
        connection.request("GET", place, headers=self._headers(connection))
        return connection.getresponse().read().decode()

    def submit_if_it_can(self, mock: Server) -> bool:
        """The same; whether it was answered."""
        try:
            with closing(self.connection(mock)) as connection:
                self.submit(connection)
        except (OSError, HTTPException):
            return False
        return True

    def _headers(self, connection: HTTPConnection) -> dict[str, str]:
        host = f"ecf.{self.court}.{self.world}.uscourts.localhost:{connection.port}"
        return {"Host": host, "Cookie": f"NextGenCSO={self.token}"}

"""The state of all worlds in one SQLite file: opened, and given out a transaction at a time.

The file is in WAL mode. A transaction that may write begins with BEGIN IMMEDIATE, so that what it
read still holds when it writes; a lock within the process keeps threads from polling for it.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, delete, event, insert, select
from sqlalchemy.exc import DatabaseError

from mock_ecf import tables
from mock_ecf.domain.records import Mail
from mock_ecf.passwords import Passwords
from mock_ecf.state_file import check_file, wrong_file
from mock_ecf.world_state import WorldState

_WAIT_FOR_OTHER_PROCESS_MS = 30_000


Outbox = Callable[[str, tuple[Mail, ...]], None]
"""Takes the name of a world and the mails that a transaction has added there, once it holds."""


class UnknownWorld(Exception):
    """No world has this name."""


class Store:
    """All worlds. Safe for threads; a second process may open the same file."""

    def __init__(self, path: Path, outbox: Outbox | None = None) -> None:
        """Opens or makes the file; ``outbox`` must not wait or raise. Errors: :class:`StateFileError`."""
        self._outbox = outbox
        check_file(path)
        # An error that reaches the log must not carry the values of the row: hashes, digests, names.
        self._engine = create_engine(f"sqlite:///{path}", pool_size=32, max_overflow=32, hide_parameters=True)
        self._writing = threading.Lock()
        event.listen(self._engine, "connect", _set_up_connection)
        event.listen(self._engine, "begin", _begin)
        try:
            tables.metadata.create_all(self._engine)
            self.passwords = Passwords(self._key())
        except (DatabaseError, sqlite3.DatabaseError) as error:
            raise wrong_file(path, getattr(error, "orig", error)) from error

    def close(self) -> None:
        """Closes every connection."""
        self._engine.dispose()

    @contextmanager
    def read(self, world: str) -> Iterator[WorldState]:
        """A transaction that only reads. Errors: :class:`UnknownWorld`."""
        with self._engine.connect() as connection, connection.begin():
            yield self._state(connection, world)

    @contextmanager
    def write(self, world: str) -> Iterator[WorldState]:
        """A transaction that may write; it is undone if the block raises."""
        with self._write() as connection:
            state = self._state(connection, world)
            yield state
        self._hand_over(state)

    @contextmanager
    def make_world(self, name: str, clock: datetime, seed: int) -> Iterator[WorldState]:
        """Makes a world and gives the transaction in which it is filled."""
        with self._write() as connection:
            connection.execute(insert(tables.world).values(name=name, clock=clock, seed=seed))
            state = WorldState(connection, name, clock, self.passwords)
            yield state
        self._hand_over(state)

    def drop_world(self, name: str) -> None:
        """Removes a world with all that belongs to it. Errors: :class:`UnknownWorld`."""
        with self._write() as connection:
            if not connection.execute(delete(tables.world).where(tables.world.c.name == name)).rowcount:
                raise UnknownWorld(name)

    def worlds(self) -> tuple[str, ...]:
        """The names of all worlds."""
        with self._engine.connect() as connection:
            return tuple(connection.execute(select(tables.world.c.name)).scalars())

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._writing, self._engine.connect() as connection:
            connection = connection.execution_options(may_write=True)
            with connection.begin():
                yield connection

    def _hand_over(self, state: WorldState) -> None:
        """Gives the mail of a transaction that holds to whoever sends it on; the lock is free again."""
        if self._outbox and state.mail_added:
            self._outbox(state.world, state.mail_added)

    def _state(self, connection: Connection, world: str) -> WorldState:
        clock = connection.execute(
            select(tables.world.c.clock).where(tables.world.c.name == world)
        ).scalar_one_or_none()
        if clock is None:
            raise UnknownWorld(world)
        return WorldState(connection, world, clock, self.passwords)

    def _key(self) -> bytes:
        with self._write() as connection:
            kept = connection.execute(
                select(tables.setting.c.value).where(tables.setting.c.name == "password key")
            ).scalar_one_or_none()
            if kept is not None:
                return bytes.fromhex(kept)
            key = secrets.token_bytes(32)
            connection.execute(insert(tables.setting).values(name="password key", value=key.hex()))
            return key


def _set_up_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    for pragma in (
        f"busy_timeout={_WAIT_FOR_OTHER_PROCESS_MS}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    may_write = connection.get_execution_options().get("may_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write else "BEGIN")

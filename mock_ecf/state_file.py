"""Which file may hold the state: a new one or one of ours, and for one mock with a world for people.

SQLite keeps two numbers for its users in a file's header. They are read before SQLite opens the file,
because opening alone would write to it: somebody else's database stays as it was.
"""

from __future__ import annotations

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

APPLICATION: Final = 0x45434652
"""The number that marks a state file: the letters ECFR."""

VERSION: Final = 1
"""The shape of the tables; a file of another shape is not opened."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100  # bytes
_VERSION_AT, _APPLICATION_AT, _NUMBER = 60, 68, 4


class StateFileError(Exception):
    """The state file cannot be opened, is not one, or somebody else uses it."""


def wrong_file(path: Path, found: object) -> StateFileError:
    """The error for a file that cannot hold the state."""
    return StateFileError(
        f"opening the state file {path}: expected a state file of this program or a place for "
        f"a new one, found: {found}. Name another file."
    )


def check_file(path: Path) -> None:
    """Marks a new file as ours and leaves an older one as it is. Errors: :class:`StateFileError`."""
    try:
        header = _header(path)
        if not header:
            _mark(path)
            return
    except (OSError, sqlite3.Error) as error:
        raise wrong_file(path, getattr(error, "strerror", error)) from error
    if not header.startswith(_MAGIC):
        raise wrong_file(path, "a file that is not a database")
    if _number(header, _APPLICATION_AT) != APPLICATION:
        raise wrong_file(path, "a database of another program")
    if _number(header, _VERSION_AT) != VERSION:
        raise wrong_file(path, "a state file of another version")


@contextmanager
def held_alone(path: Path) -> Iterator[None]:
    """Keeps a second mock from the file until the block is left. Errors: :class:`StateFileError`.

    The world for people has new passwords at every start: a second mock would take the first one's away.
    """
    lock = path.with_name(f"{path.name}-lock")
    try:
        file = lock.open("w")
    except OSError as error:
        raise wrong_file(path, error.strerror) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StateFileError(
                f"opening the state file {path}: expected it for ourselves, found another mock that uses "
                "it. Stop that one, or name another file."
            ) from error
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _header(path: Path) -> bytes:
    """The first bytes of the file; none of a new one."""
    if not path.exists():
        return b""
    with path.open("rb") as file:
        return file.read(_HEADER)


def _mark(path: Path) -> None:
    # Before the file is in WAL mode, so that the numbers are in its header whatever happens later.
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute(f"PRAGMA application_id={APPLICATION}")


def _number(header: bytes, position: int) -> int:
    return int.from_bytes(header[position : position + _NUMBER], "big")

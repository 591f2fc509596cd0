"""The folder that a mock keeps its certificates in, and its state if nobody names a file for it.

A mock that is killed cannot remove its folder: the next one does. Which folder is in use is told by a lock on
a file in it, which ends with the process that holds it, however that ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PREFIX: Final = "ecf-mock-"
_MARK = "in-use"


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder for this process alone, removed at the end; first, those of dead mocks are removed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            _remove_if_dead(folder)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as made:
        folder = Path(made)
        # It gets its name when it is locked: without one the folder is not looked at, with one it is held.
        unnamed = folder / f"{_MARK}.new"
        with unnamed.open("w") as mark:
            with suppress(OSError):  # a file system without locks: nobody will remove it, then
                fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
                unnamed.rename(folder / _MARK)
            yield folder


def _remove_if_dead(folder: Path) -> None:
    """Removes a folder whose lock nobody holds. Errors: ``OSError`` if it is held or not ours."""
    handle = os.open(folder / _MARK, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_uid == os.geteuid() and not folder.is_symlink():
            shutil.rmtree(folder)
    finally:
        os.close(handle)

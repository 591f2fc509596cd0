"""One run at a time in an output folder: two would mix up their pictures."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from harness.errors import OutputNotWritable


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Keeps an existing folder for this run; the claim ends with the block, or with the process.

    Nothing is left behind in the folder. Where the file system knows no locks, nothing is claimed.

    Raises:
        OutputNotWritable: another run is writing there.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            _lock(handle, folder)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pass
    else:
        return
    raise OutputNotWritable(
        f"{folder} is being written by another run. Wait for its end, or choose another folder with --out"
    )

"""The one door to the disk: everything below the output folder is written through it, redacted."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path, PurePosixPath

from harness.errors import OutputNotWritable
from harness.evidence.redaction import Redactor

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Door:
    """Writes files below one folder, each as a whole or not at all, and nothing outside of it.

    Making one creates the folder and tries to write there, so that trouble shows before a run, not after.

    Raises:
        OutputNotWritable: the folder cannot be made or written.
    """

    def __init__(self, folder: Path, redactor: Redactor) -> None:
        self.folder = folder
        self.redactor = redactor
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, prefix=".writable-"):
                pass
        except OSError as error:
            raise _not_writable(folder, error) from error

    def write(self, relative_path: str, data: str | bytes) -> Path:
        """Write text (as UTF-8) or bytes to a file below the folder and give its path.

        ``relative_path`` has forward slashes. The file appears whole, under its name, or not at all.

        Raises:
            OutputNotWritable: the path leads out of the folder or holds a secret, or the disk refuses.
        """
        target = self._inside(relative_path)
        content = self.redactor.data(data.encode("utf-8") if isinstance(data, str) else data)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, content)
        except OSError as error:
            raise _not_writable(target, error) from error
        return target

    def _inside(self, relative_path: str) -> Path:
        if self.redactor.text(relative_path) != relative_path:
            raise OutputNotWritable("A file name would hold a secret; nothing was written")
        parts = PurePosixPath(relative_path)
        target = self.folder / parts
        inside = target.parent.resolve().is_relative_to(self.folder.resolve())
        if not parts.name or parts.is_absolute() or ".." in parts.parts or not inside:
            raise OutputNotWritable(
                f"{relative_path!r} leads out of the output folder {self.folder}; nothing was written"
            )
        return target


def _replace(target: Path, content: bytes) -> None:
    """Write beside the target and rename, so that no reader ever sees half a file."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)  # temporary files are private; a report is there to be read by others
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _not_writable(path: Path, error: OSError) -> OutputNotWritable:
    """Says why, and what to do about it."""
    why = error.strerror or type(error).__name__
    room = ", or make room there" if error.errno in _FULL else ""
    return OutputNotWritable(f"{path} cannot be written: {why}. Choose another folder with --out{room}.")

"""The machine: Python, folders that are written, ports that are bound."""

from __future__ import annotations

import errno
import platform
import socket
import sys
import tempfile
from pathlib import Path

from harness.doctor.finding import Finding, look
from harness.errors import Blocked, OutputNotWritable, PortTaken

_OLDEST = (3, 11)
_LOOPBACK = "127.0.0.1"


def python(version: tuple[int, ...] = sys.version_info[:2]) -> Finding:
    """Whether this Python is recent enough; ``version`` is major and minor number."""
    wanted = ".".join(map(str, _OLDEST))

    def check() -> str:
        if version < _OLDEST:
            raise Blocked(f"expected Python {wanted} or newer, found {'.'.join(map(str, version))}")
        return f"{platform.python_version()}, {sys.executable}"

    return look("Python", check, f"Install Python {wanted} or newer and set the project up with it.")


def output_folder(folder: Path) -> Finding:
    """Whether the output folder can be written, or made where it is not there yet. Leaves nothing behind."""

    def check() -> str:
        there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
        _write(there)
        return f"{folder} can be {'written' if there == folder else 'made'}"

    return look(
        "output folder",
        check,
        "Name another folder with outputDir or ECF_OUTPUT_DIR, or mend the rights of this one.",
    )


def temporary_folder() -> Finding:
    """Whether there is a folder for the mock's state and certificates."""

    def check() -> str:
        try:
            folder = Path(tempfile.gettempdir())
        except FileNotFoundError as error:
            raise OutputNotWritable("expected a folder for temporary files, found none") from error
        _write(folder)
        return f"{folder} can be written"

    return look("temporary folder", check, "Name a folder that can be written in the variable TMPDIR.")


def loopback() -> Finding:
    """Whether a free port can be bound on this machine's own address."""

    def check() -> str:
        _bind(0)
        return f"free ports can be bound at {_LOOPBACK}"

    todo = f"Let programs listen at {_LOOPBACK}: see the rules of the sandbox, container or firewall."
    return look("loopback", check, todo)


def port(option: str, number: int) -> Finding:
    """Whether the port that ``option`` of ``ecf serve`` asks for is free."""

    def check() -> str:
        _bind(number)
        return f"{number} is free"

    todo = f"Choose another port with {option} (1024 or above), or leave it out for a free one."
    return look(f"port of {option}", check, todo)


def _write(folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        raise OutputNotWritable(f"{folder} cannot be written: {error.strerror}") from error


def _bind(number: int) -> None:
    try:
        with socket.create_server((_LOOPBACK, number)):
            pass
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(f"expected {number} to be free, found somebody else there") from error
        what = f"port {number}" if number else "a free port"
        raise Blocked(f"{what} cannot be bound at {_LOOPBACK}: {error.strerror}") from error

from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import pytest

from harness.doctor import machine
from harness.doctor.finding import Finding, exit_code
from harness.model import Verdict

PASSED, FAILED, BLOCKED, NOT_OBSERVED = Verdict


def test_this_python_is_recent_enough() -> None:
    """The version and the program are told."""
    finding = machine.python()
    assert finding.verdict is PASSED
    assert finding.found.startswith("3.")


@pytest.mark.parametrize("version", [(3, 10), (2, 7)])
def test_an_old_python_is_named(version: tuple[int, int]) -> None:
    """With the version that is needed."""
    finding = machine.python(version)
    assert finding.verdict is BLOCKED
    assert finding.found == f"expected Python 3.11 or newer, found {version[0]}.{version[1]}"
    assert "Install Python 3.11" in finding.todo


def test_a_folder_that_can_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    """Nothing stays behind."""
    assert machine.output_folder(tmp_path).verdict is PASSED
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """It is enough that it could be."""
    finding = machine.output_folder(tmp_path / "new" / "folder")
    assert finding.verdict is PASSED
    assert finding.found.endswith("can be made")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", ["", "folder"])
def test_a_file_in_place_of_the_output_folder_is_named(tmp_path: Path, below: str) -> None:
    """Where nothing can be written, the place is told and what to do."""
    file = tmp_path / "file"
    file.touch()
    finding = machine.output_folder(file / below if below else file)
    assert finding.verdict is BLOCKED
    assert f"{file} cannot be written" in finding.found
    assert "outputDir" in finding.todo


def test_a_temporary_folder_that_is_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mock could not keep its state."""
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setattr(tempfile, "tempdir", str(file))
    finding = machine.temporary_folder()
    assert finding.verdict is BLOCKED
    assert str(file) in finding.found
    assert "TMPDIR" in finding.todo


def test_no_temporary_folder_at_all_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python itself finds none."""

    def none() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(tempfile, "gettempdir", none)
    assert "found none" in machine.temporary_folder().found


def test_loopback_and_a_free_port_are_well() -> None:
    """A port that was just given back can be bound."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    assert machine.loopback().verdict is PASSED
    assert machine.port("--port", free).verdict is PASSED


def test_a_port_that_is_taken_is_named() -> None:
    """With its option, and what to do."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        finding = machine.port("--http-port", taken)
    assert finding.verdict is BLOCKED
    assert finding.name == "port of --http-port"
    assert finding.found == f"expected {taken} to be free, found somebody else there"
    assert "another port with --http-port" in finding.todo


def test_a_machine_without_loopback_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sandbox that forbids to listen is the environment's fault."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket, "create_server", refuse)
    finding = machine.loopback()
    assert finding.verdict is BLOCKED
    assert "Permission denied" in finding.found
    assert "sandbox" in finding.todo


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([PASSED, NOT_OBSERVED], 0),
        ([PASSED, BLOCKED], 3),
        ([BLOCKED, FAILED, PASSED], 2),
    ],
)
def test_the_exit_code_is_that_of_a_run(verdicts: list[Verdict], code: int) -> None:
    """A wrong configuration would stop a run first; what was not asked for counts nothing."""
    assert exit_code(Finding("x", verdict, "y") for verdict in verdicts) == code

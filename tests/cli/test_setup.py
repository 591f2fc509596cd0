"""The set-up that every target of the Makefile begins with, as far as it goes without installing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.environment import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what the set-up reads, and no virtual environment."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "setup", tmp_path / ".ci" / "setup")
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def interpreter(folder: Path, name: str, *, recent: bool, venv: bool) -> Path:
    """A stand-in for python3 that answers the questions of the set-up."""
    file = folder / name
    answers = f"*version_info\\ \\<*) exit {0 if recent else 1};; *venv,*) exit {0 if venv else 1};;"
    said = "*python3.%d-venv*) echo python3.11-venv;; --version) echo Python 3.10.9;;"
    file.write_text(f'#!/bin/sh\ncase "$*" in {answers} {said} *) exit 9;; esac\n', "utf-8")
    file.chmod(0o755)
    return file


def set_up(checkout: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """What the set-up says and how it ends."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    return subprocess.run(
        [str(checkout / ".ci" / "setup")],
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_an_old_python_is_told(checkout: Path) -> None:
    """With an interpreter that is too old, the message says which is needed and how to name one."""
    old = interpreter(checkout, "python-old", recent=False, venv=True)
    done = set_up(checkout, PYTHON=str(old))
    assert done.returncode == 2
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "Python 3.10.9" in done.stderr
    assert "make PYTHON=" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_without_venv_is_told(checkout: Path) -> None:
    """With an interpreter that cannot make virtual environments, the message names the package to install."""
    bare = interpreter(checkout, "python-bare", recent=True, venv=False)
    done = set_up(checkout, PYTHON=str(bare))
    assert done.returncode == 2
    assert "has no venv module" in done.stderr
    assert "apt-get install python3.11-venv" in done.stderr


def test_a_python_that_is_not_there_is_told(checkout: Path) -> None:
    """A name that leads nowhere is said to lead nowhere."""
    done = set_up(checkout, PYTHON="no-such-python")
    assert done.returncode == 2
    assert "no-such-python is not here" in done.stderr


def test_help_lists_every_target() -> None:
    """`make help` says what each target does, and needs no set-up."""
    command = ["make", "-C", str(ROOT), "help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for target in ("setup", "demo", "test", "test-all", "lint", "types", "bench", "clean"):
        assert f"make {target} " in done.stdout

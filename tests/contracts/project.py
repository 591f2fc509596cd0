"""Which files are the project's."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("ecf_harness", "harness", "mock_ecf", "flows")


def project_files() -> list[Path]:
    """Every file that is or will be committed."""
    if not (ROOT / ".git").exists():
        pytest.skip("only a checkout knows which files are the project's")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def modules(*folders: str) -> list[Path]:
    """The Python files below folders of the project."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def shown(file: Path) -> str:
    """A file's name below the project's root."""
    return file.relative_to(ROOT).as_posix()

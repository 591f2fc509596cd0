from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.environment import environment

Ecf = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ecf(tmp_path: Path) -> Ecf:
    """Runs ``ecf`` as a user would, in an empty folder, and gives what it said and its exit code."""

    def run(*arguments: str, patience: float = 120, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "harness.cli", *arguments],
            cwd=tmp_path,
            env=environment(**variables),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=patience,
        )

    return run

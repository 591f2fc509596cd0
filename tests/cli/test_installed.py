"""What somebody has who only installed the package: the command works from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.project import ROOT


@pytest.mark.slow
def test_the_installed_package_links_without_the_checkout(tmp_path: Path) -> None:
    """Built, installed elsewhere and run from an empty folder, the command finds all its data files."""
    place, folder = tmp_path / "installed", tmp_path / "empty"
    folder.mkdir()
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*install, "--target", str(place), str(ROOT)], check=True, timeout=300)
    # The dependencies come from this interpreter; of this project only what was installed is on the path.
    script = "import sys; sys.path.insert(0, sys.argv.pop(1)); from harness.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(place)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, str(place), "link", "azb", "cacd"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "ecf-output" / "report.html").exists()
    where = "import harness, mock_ecf, flows; print(harness.__file__, mock_ecf.__file__, flows.__file__)"
    found = subprocess.run(
        [sys.executable, "-P", "-c", where], env=environment, capture_output=True, text=True, check=True
    ).stdout.split()
    assert all(Path(file).is_relative_to(place) for file in found)

"""What `pip install .` gives: the command, the packages and every data file in them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.contracts.project import PACKAGES, ROOT, project_files, shown


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from the checkout without any network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_every_file_of_the_packages_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    """Modules, court profiles, instructions, templates, styles, scripts and schemas all travel."""
    ours = (shown(file) for file in project_files() if file.relative_to(ROOT).parts[0] in PACKAGES)
    wanted = {name.removeprefix("harness/door/") for name in ours}
    assert {Path(name).suffix for name in wanted} >= {".py", ".toml", ".html", ".css", ".json"}
    assert wanted - set(wheel.namelist()) == set()


def test_nothing_else_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    """Tests and tools stay at home."""
    rooms = {name.partition("/")[0] for name in wheel.namelist()}
    assert rooms == {*PACKAGES, "ecf_harness-0.1.0.dist-info"}


def test_the_command_is_there(wheel: zipfile.ZipFile) -> None:
    """Installing gives the command ``ecf`` and the pytest plugin, and the licence travels too."""
    metadata = {Path(name).name: name for name in wheel.namelist() if ".dist-info/" in name}
    entries = wheel.read(metadata["entry_points.txt"]).decode()
    assert "ecf = ecf_harness.command:main" in entries
    assert "ecf_harness.plugin = ecf_harness.plugin" in entries
    assert "LICENSE" in metadata

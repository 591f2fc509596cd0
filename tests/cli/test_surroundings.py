"""``ecf link`` where the surroundings are unkind: readers that end, odd folders, encodings."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from harness.evidence.claim import claimed
from tests.cli.conftest import Ecf
from tests.cli.environment import ROOT, environment


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """``ecf`` in a folder, to be read from line by line."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "harness.cli", *arguments],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_reader_that_ends_early_ends_no_run(tmp_path: Path) -> None:
    """As with ``ecf link … | head -1``: the run goes on silently; its reports and exit code are true."""
    process = started(tmp_path, "link", "azb", "--json", "runs.json")
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout:
        process.stdout.readline()
    with process.stderr:
        errors = process.stderr.read()
    assert (process.wait(timeout=60), errors) == (0, "")
    runs = json.loads((tmp_path / "runs.json").read_text("utf-8"))["runs"]
    assert [one["verdict"] for one in runs] == ["passed", "passed"]


def test_a_cancelled_job_reports_what_ran(tmp_path: Path) -> None:
    """SIGTERM, by which CI systems cancel, is like Ctrl-C: what was finished stands in the reports."""
    process = started(tmp_path, "link", "azb", "--json", "runs.json")
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    (first, *_) = json.loads((tmp_path / "runs.json").read_text("utf-8"))["runs"]
    assert first["steps"][0]["verdict"] == "passed"
    assert first["verdict"] == "not observed"


def test_folders_of_the_same_names_are_not_taken_for_the_projects(tmp_path: Path) -> None:
    """A folder mock_ecf, harness or flows where the user stands is left alone."""
    for name in ("mock_ecf", "harness", "flows"):
        (tmp_path / name).mkdir()
        for file in ("__init__.py", "__main__.py"):
            (tmp_path / name / file).write_text("raise SystemExit('a stranger ran')", "utf-8")
    process = started(tmp_path, "link", "azb", "--expect", "refused:open-form", "--persona", "legacy-account")
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, output + errors
    serving = started(tmp_path, "serve", "--json")
    try:
        assert serving.stdout is not None
        assert "tls" in json.loads(serving.stdout.readline())
    finally:
        serving.terminate()
        serving.communicate()


def test_a_terminal_that_cannot_show_all_signs_ends_no_run(ecf: Ecf) -> None:
    """Where quotation marks cannot be shown, something stands in their place."""
    done = ecf("link", "azb", "--expect", "refused:sign-in", PYTHONIOENCODING="ascii")
    assert "defect" not in done.stderr
    assert "Click ?District of Arizona" in done.stdout


def test_a_folder_that_another_run_writes_is_left_alone(ecf: Ecf, tmp_path: Path) -> None:
    """Two runs into one folder would show each other's pictures: the second is told so at once."""
    (tmp_path / "shared").mkdir()
    with claimed(tmp_path / "shared"):
        done = ecf("link", "azb", "--out", "shared")
    assert (done.returncode, done.stdout) == (3, "")
    assert "another run" in done.stderr


@pytest.mark.parametrize("file", ["gamb.toml", "verify_link.toml"])
def test_broken_instructions_show_before_anything_runs(tmp_path: Path, file: str) -> None:
    """File and key are told in one line, also where another court's file is the broken one."""
    shutil.copytree(ROOT / "flows", tmp_path / "copy" / "flows")
    broken = tmp_path / "copy" / "flows" / "instructions" / file
    broken.write_text(broken.read_text("utf-8").replace("source =", "sauce =", 1), "utf-8")
    variables = {**environment(), "PYTHONPATH": os.pathsep.join((str(tmp_path / "copy"), str(ROOT)))}
    command = [sys.executable, "-P", "-m", "harness.cli", "link", "azb"]
    done = subprocess.run(
        command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert f"flows/instructions/{file}" in done.stderr
    assert "sauce" in done.stderr
    assert len(done.stderr.splitlines()) == 1

"""Ctrl-C while ``ecf link`` runs."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.environment import environment, listen_to_ctrl_c


def test_what_ran_is_reported_after_an_interruption(tmp_path: Path) -> None:
    """Ctrl-C ends the run; the steps that were finished stand in the reports, the rest is not observed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "harness.cli", "link", "azb", "gamb", "--workers", "1", "--json", "runs.json"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listen_to_ctrl_c,
    )
    assert process.stdout is not None
    first_line = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=60)
    assert process.returncode == 130, rest + errors
    assert first_line.startswith("azb   passed  link_account 1")
    assert "Traceback" not in errors
    document = json.loads((tmp_path / "runs.json").read_text("utf-8"))
    steps = document["runs"][0]["steps"]
    assert steps[0]["verdict"] == "passed"
    assert steps[-1]["verdict"] == "not observed"
    assert {run["court"] for run in document["runs"]} == {"azb", "gamb"}

"""What a run says when the mock, the browser or a worker ends in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.environment import environment


def descendants(ancestor: int) -> dict[int, str]:
    """Every process below ``ancestor``, with its command line."""
    command = ["ps", "-ww", "-eo", "pid=,ppid=,args="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    below, found = {ancestor}, {}
    for _ in rows:
        for pid, parent, *command in rows:
            if int(parent) in below and int(pid) not in below:
                below.add(int(pid))
                found[int(pid)] = command[0] if command else ""
    return found


def cut_off(folder: Path, victim: str, after: str) -> tuple[int, str, dict[str, Any]]:
    """Runs a link, kills what ``victim`` is part of once a line begins so; gives code, output, runs."""
    command = [sys.executable, "-m", "harness.cli", "link", "azb", "--json", "runs.json"]
    process = subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if after in line:
            break
    victims = [pid for pid, args in descendants(process.pid).items() if victim in args]
    assert victims, "".join(lines)
    for pid in victims:
        os.kill(pid, signal.SIGKILL)
    rest, _ = process.communicate(timeout=90)
    document: dict[str, Any] = json.loads((folder / "runs.json").read_text("utf-8"))
    return process.returncode, "".join(lines) + rest, document


@pytest.mark.slow  # a run for each process that is killed in its middle
@pytest.mark.parametrize(
    ("victim", "words"),
    [
        ("mock_ecf", "The mock"),
        ("--type=renderer", ""),
        ("--remote-debugging-pipe", ""),
        ("spawn_main", "the worker process ended"),
    ],
)
def test_what_ends_in_the_middle_blocks_the_run(tmp_path: Path, victim: str, words: str) -> None:
    """The step under way is blocked, what was seen before stays, the rest is not observed; exit code 3."""
    code, output, document = cut_off(tmp_path, victim, "link_account 3")
    assert code == 3, output
    assert "Traceback" not in output
    run = document["runs"][0]
    verdicts = [step["verdict"] for step in run["steps"]]
    assert verdicts[:3] == ["passed"] * 3
    assert "blocked" in verdicts
    assert run["verdict"] == "blocked"
    assert words in output
    assert set(verdicts[verdicts.index("blocked") + 1 :]) == {"not observed"}

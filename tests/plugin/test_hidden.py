"""A folder of the user's that bears the name of a room of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.environment import environment
from tests.plugin.conftest import Suite

ASKING = "def test_it(ecf_world): pass"


@pytest.mark.parametrize("room", ["flows", "harness", "mock_ecf"])
def test_a_folder_that_hides_ours_is_one_clear_error(suite: Suite, room: str) -> None:
    """What was found, where, and what to do; whether or not the tests stand in the folder on the path."""
    suite.write(f"tests/{room}/__init__.py")
    suite.write("tests/test_it.py", ASKING)
    done = suite.run()
    assert done.code == pytest.ExitCode.USAGE_ERROR
    (line,) = [line for line in done.output.splitlines() if line.startswith("ERROR")]
    assert f"found {suite.folder / 'tests' / room} in the place of its own package “{room}”" in line
    assert "Rename yours, or run `pytest --import-mode=importlib`" in line
    assert "Traceback" not in done.output


def test_the_remedy_helps(suite: Suite) -> None:
    """With --import-mode=importlib the folder beside the tests hides nothing."""
    suite.write("flows/__init__.py")
    suite.write("test_it.py", ASKING)
    assert suite.run("--import-mode=importlib").counts == {"passed": 1}


def test_a_folder_without_init_hides_nothing(suite: Suite) -> None:
    """Python prefers our package to a folder that is none."""
    suite.write("flows/notes.txt")
    suite.write("test_it.py", ASKING)
    assert suite.run().counts == {"passed": 1}


def test_workers_say_it_test_by_test(suite: Suite) -> None:
    """With -n the tests that ask for us fail with the same words, and others pass."""
    suite.write("flows/__init__.py")
    suite.write("test_it.py", f"{ASKING}\ndef test_theirs(): pass")
    done = suite.run("-n", "1")
    assert done.counts == {"passed": 1, "error": 1}
    assert "in the place of its own package “flows”" in "\n".join(done.failure("test_it")[:2])


def test_somebody_who_does_not_ask_for_us_may_use_our_names(suite: Suite) -> None:
    """A package “harness” of the user's own is theirs: the plugin has not taken the name before them."""
    suite.write("harness/__init__.py")
    suite.write("harness/helper.py", "ANSWER = 42")
    suite.write("test_it.py", "from harness.helper import ANSWER\ndef test_it(): assert ANSWER == 42")
    assert suite.run().counts == {"passed": 1}


def test_the_command_says_it_too(tmp_path: Path) -> None:
    """``ecf`` with such a folder in PYTHONPATH ends with exit code 2 and one line."""
    (tmp_path / "flows").mkdir()
    (tmp_path / "flows" / "__init__.py").touch()
    variables = environment()
    variables["PYTHONPATH"] = f"{tmp_path}:{variables['PYTHONPATH']}"
    done = subprocess.run(
        [sys.executable, "-P", "-c", "from ecf_harness.command import main; main()", "courts"],
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"ecf: ecf-harness found {tmp_path / 'flows'} in the place of")
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""

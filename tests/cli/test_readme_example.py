"""The example of a user's own test in README runs as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.cli.environment import ROOT, environment


def test_the_example_of_a_users_own_test_passes(tmp_path: Path) -> None:
    """Copied into an empty folder and run with pytest, with ``ecf`` on the path, it passes."""
    section = (ROOT / "README.md").read_text("utf-8").split("### From a test suite without", 1)[1]
    example = re.findall(r"^```python\n(.*?)^```", section, re.M | re.S)[0]
    (tmp_path / "test_mine.py").write_text(example, "utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "test_mine.py"],
        cwd=tmp_path,
        env=environment(PATH=path),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout

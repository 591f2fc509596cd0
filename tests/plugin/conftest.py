from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from harness.engines.browsers import VARIABLE, find_browser
from tests.cli.environment import environment

# pytest-playwright 0.10 defines its session fixtures in a way that pytest 9.2 calls deprecated.
STRICT = ("-W", "error", "-W", "ignore:Session-scoped fixtures defined as instance methods are deprecated")
PLUGINS = ("playwright", "xdist", "ecf_harness.plugin")  # others would only take time to load


@dataclass(frozen=True)
class Done:
    """What a run of pytest gave: exit code, all output, and how many tests had which outcome."""

    code: int
    output: str

    @property
    def counts(self) -> dict[str, int]:
        """Such as ``{"passed": 2, "failed": 1}``."""
        *_, last = [line for line in self.output.splitlines() if re.search(r"\d+ \w+.* in [\d.]+s", line)]
        found = re.findall(r"(\d+) (passed|failed|error|skipped)s?\b", last)
        return dict(Counter({name: int(count) for count, name in found}))

    def failure(self, test: str) -> list[str]:
        """The lines below the heading of a failed test."""
        lines = self.output.splitlines()
        (at,) = [n for n, line in enumerate(lines) if re.fullmatch(rf"_+ .*\b{test}\b.* _+", line)]
        return lines[at + 1 :]


@dataclass(frozen=True)
class Suite:
    """Somebody's own folder of tests."""

    folder: Path

    def write(self, name: str, text: str = "") -> Path:
        """Writes a file below the folder."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text), "utf-8")
        return file

    def run(self, *arguments: str, plugins: tuple[str, ...] = PLUGINS, **variables: str) -> Done:
        """Runs pytest there as its own command does: the folder is not on Python's path."""
        command = [sys.executable, "-P", "-m", "pytest", "-p", "no:cacheprovider", *STRICT]
        command += [word for plugin in plugins for word in ("-p", plugin)]
        done = subprocess.run(
            [*command, *arguments],
            cwd=self.folder,
            env=environment(PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", **variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=150,
        )
        return Done(done.returncode, done.stdout)


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """An empty folder for somebody's own tests."""
    return Suite(tmp_path)


@pytest.fixture(scope="session")
def browser_path() -> str:
    """A browser's program for tests that have nothing to do with us."""
    found = find_browser("/no/browser/of/playwright").path
    assert found is not None, f"name a browser in {VARIABLE}"
    return found

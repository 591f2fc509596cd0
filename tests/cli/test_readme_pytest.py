"""README's section about pytest, followed from an empty folder with nothing but the built wheel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.cli.environment import ROOT, environment

SECTION = (ROOT / "README.md").read_text("utf-8").split("## In your own tests", 1)[1].split("\n## ", 1)[0]
NOT_RUN = ("playwright install ",)
"""Beside the ``uses:`` steps: a browser is here already, and getting one would need a network."""
PIP = '#!/bin/sh\nexec "{python}" -m pip --python "{place}/bin/python" --disable-pip-version-check "$@"\n'
SCRIPT = "#!{place}/bin/python\nimport sys\nfrom {module} import {name}\nsys.exit({name}())\n"
FAULT = """
    import pytest

    @pytest.fixture(autouse=True)
    def _fault(ecf_world):
        ecf_world.set_fault("submit-does-nothing")
"""


def block(language: str) -> str:
    """The one block of the section in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", SECTION, re.M | re.S)
    return str(found)


def workflow_commands() -> list[str]:
    """What the workflow's ``run:`` steps say, in order."""
    return re.findall(r"^ *- run: (.+)$", block("yaml"), re.M)


@dataclass(frozen=True)
class Place:
    """A virtual environment with the dependencies, and a folder that holds the wheel."""

    venv: Path
    wheels: Path

    def run(self, command: str, folder: Path) -> subprocess.CompletedProcess[str]:
        """Runs a line of the workflow as its shell would; pip finds nothing but the wheel."""
        kept = environment(PIP_NO_INDEX="1", PIP_FIND_LINKS=str(self.wheels), CI="true")
        kept["PATH"] = f"{self.venv / 'bin'}{os.pathsep}{kept['PATH']}"
        del kept["PYTHONPATH"]
        return subprocess.run(
            ["/bin/bash", "-e", "-c", command],
            cwd=folder,
            env=kept,
            capture_output=True,
            text=True,
            check=False,
            timeout=170,
        )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The wheel, built, and an environment in which only what it declares to need is installed."""
    folder = tmp_path_factory.mktemp("place")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "wheels")]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    made = Place(folder / "venv", folder / "wheels")
    venv.create(made.venv, with_pip=False)
    (packages,) = (made.venv / "lib").glob("python*/site-packages")
    for found in needed():
        install(found, packages, made.venv)
    write_script(made.venv / "bin" / "pip", PIP.format(python=sys.executable, place=made.venv))
    return made


def needed() -> Iterator[Distribution]:
    """The distributions that the project declares to need, and what these need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [Requirement(text) for text in project["dependencies"]]
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted = waiting.pop()
        for extra in ("", *sorted(wanted.extras)):
            if (wanted.name.lower(), extra) in seen:
                continue
            seen.add((wanted.name.lower(), extra))
            found = distribution(wanted.name)
            inner = [Requirement(text) for text in found.requires or ()]
            waiting += [one for one in inner if one.marker is None or one.marker.evaluate({"extra": extra})]
            yield found


def install(found: Distribution, packages: Path, place: Path) -> None:
    """Makes an installed distribution part of another environment, with its commands, without copying it."""
    tops = {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}
    for top in tops:
        link = packages / top
        if not link.exists():
            link.symlink_to(Path(str(found.locate_file(top))))
    for entry in found.entry_points.select(group="console_scripts"):
        script = SCRIPT.format(place=place, module=entry.module, name=entry.attr)
        write_script(place / "bin" / entry.name, script)


def write_script(file: Path, text: str) -> None:
    """Writes a program."""
    file.write_text(text, "utf-8")
    file.chmod(0o755)


def test_the_test_in_readme_is_short() -> None:
    """A complete user's test has fifteen lines at most."""
    assert 8 < len(block("python").splitlines()) <= 15


def test_every_step_of_the_workflow_is_run_or_said_not_to_be() -> None:
    """What the test below leaves out is still there, and only that."""
    left_out = [line for line in workflow_commands() if line.startswith(NOT_RUN)]
    assert len(left_out) == len(NOT_RUN)
    assert len(workflow_commands()) == 3


@pytest.mark.slow
def test_readme_was_followed_from_an_empty_folder(place: Place, tmp_path: Path) -> None:
    """The workflow's commands install the wheel and run the user's test; with a fault it fails as shown."""
    (tmp_path / "test_linked.py").write_text(block("python"), "utf-8")
    *before, last = [line for line in workflow_commands() if not line.startswith(NOT_RUN)]
    for command in before:
        done = place.run(command, tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    passed = place.run(last, tmp_path)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "1 passed" in passed.stdout
    where = place.run("python -P -c 'import harness; print(harness.__file__)'", tmp_path).stdout
    assert where.startswith(str(place.venv))

    (tmp_path / "conftest.py").write_text(re.sub(r"^    ", "", FAULT, flags=re.M), "utf-8")
    failed = place.run(last, tmp_path)
    assert failed.returncode == 1, failed.stdout + failed.stderr
    _, _, failure = failed.stdout.partition("= FAILURES =")
    first = failure.splitlines()[2:12]
    for line in block("text").splitlines():
        assert any(seen.startswith(line.split("…")[0]) for seen in first), line
    assert list(tmp_path.glob("test-results/*/link_account/report.html"))
    assert list(tmp_path.glob("test-results/*/trace*.zip"))

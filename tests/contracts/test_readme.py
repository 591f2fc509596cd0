"""Every command, option, name and link in README.md is real, and every option is in README.md."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from flows import instruction_files
from flows.catalogue import FLOWS
from harness.cli.program import ecf
from harness.config import VARIABLES
from mock_ecf import Settings, create_app
from mock_ecf.courts import Profiles
from mock_ecf.personas import Personas
from mock_ecf.store import Store
from tests.contracts.project import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PYTEST = README.split("## In your own tests", 1)[1].split("\n## ", 1)[0]
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
LINES = [re.split("[#>]", line)[0].strip() for block in BLOCKS for line in block.splitlines()]
ECF_LINES = [line.removeprefix(".venv/bin/") for line in LINES if "ecf " in line and "curl" not in line]
HELP = frozenset({"--help", "--version", "--debug"})


def options_of(command: click.Command) -> set[str]:
    """The long options of a command, and of those below it."""
    own = {name for one in command.params for name in one.opts if name.startswith("--")}
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return own.union(*map(options_of, below))


@pytest.fixture
def folder_of_courts(tmp_path: Path) -> Path:
    """A folder that has the folder ``courts`` of the README's example."""
    (tmp_path / "courts").mkdir()
    (tmp_path / "courts" / "demob.profile.toml").touch()
    return tmp_path


@pytest.mark.parametrize("line", ECF_LINES)
def test_every_command_line_is_understood(
    line: str, monkeypatch: pytest.MonkeyPatch, folder_of_courts: Path
) -> None:
    """Each line of the README parses: the command exists and takes these options and values."""
    _, name, *arguments = shlex.split(line)
    command = ecf.commands[name]
    if isinstance(command, click.Group) and arguments and arguments[0] in command.commands:
        name, *arguments = arguments
        command = command.commands[name]
    with monkeypatch.context() as patch:
        patch.chdir(folder_of_courts)
        parse(command, name, arguments)


def parse(command: click.Command, name: str, arguments: list[str]) -> None:
    """Parses a command's line without carrying it out."""
    with command.make_context(name, arguments, resilient_parsing=False) as context:
        assert context.command is command


def test_there_are_command_lines() -> None:
    """The pattern above finds what it is for."""
    assert len(ECF_LINES) > 5


def test_every_option_is_in_the_readme_and_every_option_there_is_real() -> None:
    """Both ways: nothing undocumented, nothing invented."""
    real = set().union(*(options_of(command) for command in ecf.commands.values()))
    told = options_in(README.replace(PYTEST, ""))
    assert real - HELP <= told
    assert told - HELP <= real


def test_every_option_of_the_plugin_is_told_and_every_option_there_is_pytests() -> None:
    """The same for the section about pytest, whose options are pytest's, its plugins' and ours."""
    command = [sys.executable, "-m", "pytest", "-p", "ecf_harness.plugin", "--help"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    of_playwright_install = {"--with-deps"}
    real, told = options_in(listed), options_in(PYTEST) - of_playwright_install
    assert told <= real
    assert {option for option in real if option.startswith("--ecf-")} <= told


def options_in(text: str) -> set[str]:
    """Everything in a text that looks like a long option."""
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text))


def test_every_command_is_in_the_readme() -> None:
    """No command is left out."""
    assert {name for name in ecf.commands if f"ecf {name}" not in README} == set()


def test_every_make_target_is_real() -> None:
    """What README tells to make can be made."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    told = set(re.findall(r"`?make ([a-z-]+)", README)) - {"sure"}
    assert told <= targets
    assert {"demo", "test", "test-all"} <= told


def table_names(heading: str) -> list[str]:
    """The names in backticks that begin the rows of the first table below a heading."""
    section = README.split(heading, 1)[1]
    table = section.split("|---", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `([a-z_-]+)` \|", table, re.MULTILINE)


def test_the_personas_are_those_that_there_are() -> None:
    """Every persona has its row and no other is named."""
    assert sorted(table_names("## Play it yourself")) == sorted(Personas().names())


def test_the_flows_are_those_that_there_are() -> None:
    """Every flow that can be asked for has its row and no other is named."""
    assert sorted(table_names("## Other flows")) == sorted(FLOWS)


def test_the_courts_are_those_that_there_are() -> None:
    """Every documented court is named in the section on courts, and the number of all is told."""
    section = README.split("## Which courts", 1)[1].split("### A court of your own", 1)[0]
    documented = set(Profiles().documented())
    assert {code for code in documented if not re.search(rf"\b{code}\b", section)} == set()
    assert documented == set(instruction_files.courts())
    assert f"{len(Profiles().codes())} hosts" in section


def test_the_variables_are_those_that_there_are() -> None:
    """Every variable of the environment is told, and no other."""
    assert set(re.findall(r"ECF_[A-Z_]+", README)) == set(VARIABLES)


def test_every_call_of_the_control_api_is_real_and_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The table of calls and the application's routes are the same."""
    store = Store(tmp_path_factory.mktemp("readme") / "state.sqlite")
    app = create_app(Settings(store=store, profiles=Profiles(), personas=Personas(), token="t"))
    store.close()
    routes = {
        (method, re.sub(r"<\w+>", "X", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("control.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    told = set()
    for calls in re.findall(r"^\| (`(?:GET|POST|PUT|DELETE).*?) \|", README, re.MULTILINE):
        for methods, path in re.findall(r"((?:`?(?:GET|POST|PUT|DELETE)`?,? ?)+)(/[\w/]+)", calls):
            where = re.sub(r"/(W|ID|COURT)\b", "/X", path)
            told |= {(method, where) for method in re.findall(r"[A-Z]{3,}", methods)}
    in_text = {("GET", path) for path in re.findall(r"`GET (/\w+)`", README)}
    assert told | in_text | {("GET", "/")} == routes


def test_every_link_leads_to_a_file() -> None:
    """No link or picture is missing."""
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []

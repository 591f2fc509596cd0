from __future__ import annotations

from pathlib import Path

import click
import pytest

from harness.cli import main as command_line
from harness.errors import Blocked, EcfError, WrongUse


def leave_with(code: object, arguments: tuple[str, ...] = ("try",)) -> int:
    """The exit code of ``ecf try`` when the command gives a code, or raises an error."""

    @click.command("try")
    def attempt() -> object:
        if isinstance(code, BaseException):
            raise code
        return code

    group = click.Group(commands={"try": attempt})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("harness.cli.program.ecf", group)
        with pytest.raises(SystemExit) as left:
            command_line(arguments)
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.parametrize(("given", "code"), [(0, 0), (None, 0), (1, 1), (3, 3)])
def test_a_command_gives_the_exit_code(given: object, code: int) -> None:
    """What a command returns is how the program ends; nothing returned is success."""
    assert leave_with(given) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (EcfError("what, and what next"), 1),
        (WrongUse("what, and what next"), 2),
        (Blocked("what, and what next"), 3),
    ],
)
def test_an_error_is_one_message_with_its_code(
    error: EcfError, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """A foreseen error is told on standard error, without a traceback."""
    assert leave_with(error) == code
    said = capsys.readouterr()
    assert said.err == "ecf: what, and what next\n"
    assert said.out == ""


def test_a_defect_is_called_one_and_tells_no_values(capsys: pytest.CaptureFixture[str]) -> None:
    """An unforeseen error says how to get its traceback, and not what it carries."""
    assert leave_with(RuntimeError("open-sesame")) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "defect" in said
    assert "RuntimeError" in said
    assert "--debug" in said
    assert "open-sesame" not in said


@pytest.mark.parametrize("arguments", [("--debug", "try"), ("try", "--debug")])
def test_debug_adds_the_traceback(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """--debug stands before or after the command, and shows where an error came from."""
    assert leave_with(WrongUse("why"), arguments) == 2
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert said.endswith("ecf: why\n")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_told(error: BaseException, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with the code that shells use for it, without a traceback."""
    assert leave_with(error) == 130
    assert capsys.readouterr().err.strip() == "Interrupted."


@pytest.mark.parametrize(
    "arguments", [("lnk",), ("link", "--alll"), ("link", "--at", "2020"), ("link", "--workers", "0")]
)
def test_wrong_use_is_told_by_name(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown command or option, or a wrong value, is wrong use and is named."""
    with pytest.raises(SystemExit) as left:
        command_line(arguments)
    assert left.value.code == 2
    assert f"'{arguments[-1]}'" in capsys.readouterr().err or arguments[-1] == "0"


@pytest.mark.parametrize("day", ["2020-13-45", "yesterday", "2/17/2020"])
@pytest.mark.parametrize("command", [("link", "azb"), ("serve",)])
def test_a_wrong_day_is_told_with_a_right_one(
    command: tuple[str, ...], day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message shows a day as it is written, not a pattern for programmers."""
    with pytest.raises(SystemExit) as left:
        command_line((*command, "--at", day))
    said = capsys.readouterr().err
    assert left.value.code == 2
    assert "such as 2020-02-17" in said
    assert day in said
    assert "%" not in said


def test_a_run_without_a_flow_names_the_flows(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody has to look up elsewhere what could have been run."""
    with pytest.raises(SystemExit) as left:
        command_line(("run",))
    assert left.value.code == 2
    assert "link_account, register_account" in capsys.readouterr().err


@pytest.mark.parametrize("command", [("link", "azb"), ("serve",), ("courts",)])
def test_a_folder_without_courts_is_not_taken_for_one(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no court of the user's own is found, nothing runs as if it had been."""
    with pytest.raises(SystemExit) as left:
        command_line((*command, "--courts", str(tmp_path)))
    assert left.value.code == 2
    assert "expected CODE.profile.toml" in capsys.readouterr().err


@pytest.mark.parametrize("command", [(), ("link",), ("serve",), ("courts",)])
def test_every_command_explains_itself(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """--help works for all commands."""
    with pytest.raises(SystemExit) as left:
        command_line((*command, "--help"))
    assert left.value.code == 0
    assert "Usage: ecf" in capsys.readouterr().out

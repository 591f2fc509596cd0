"""``ecf courts``: what the mock knows of each court, and a check of courts that a user adds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from flows import instruction_files
from flows.instruction_data import InstructionError
from harness.cli.options import INSTRUCTIONS, PROFILE, own_codes, own_courts_option
from harness.errors import EcfError, WrongUse
from harness.mock_process import MockProcess
from harness.report.terminal import open_console
from harness.situation import Control

COLUMNS = {
    "court": "code",
    "name": "name",
    "basis": "basis",
    "live since": "go_live",
    "entry link": "entry_link",
    "linking": "linking",
    "filing menus": "filing_menus",
    "help desk": "help_desk_phone",
}
_LINKING = {"at-once": "at once", "by-court": "approved by the court", "": "by the court alone"}
_WHOLE = frozenset({"court", "basis", "live since", "linking"})


@click.group(invoke_without_command=True)
@click.option("--all", "every", is_flag=True, help="Also those that only the public directory tells of.")
@click.option("--json", "as_json", is_flag=True, help="Print all that is known, as JSON.")
@own_courts_option
@click.pass_context
def courts(context: click.Context, every: bool, as_json: bool, own_courts: Path | None) -> None:
    """List the courts that the mock shows: documented ones, with --all assumed ones as well."""
    if context.invoked_subcommand is not None:
        return
    with (
        MockProcess(own_courts=own_courts) as mock,
        Control(mock.ready.control, mock.ready.token) as control,
    ):
        known = control.courts(assumed=every)
    if as_json:
        click.echo(json.dumps(known, indent=2, ensure_ascii=False))
        return
    _print(known)
    if not every:
        more = len(instruction_files.all_courts(own_courts)) - len(known)
        click.echo(f"\n{more} more courts are assumed to be as usual for their kind; --all lists them.")


@courts.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path, file_okay=False, resolve_path=True))
def check(folder: Path) -> int:
    """Check the profiles and instructions of the courts in FOLDER, and say what is missing.

    Each court needs two files there: CODE.profile.toml and CODE.instructions.toml.
    """
    troubles = {code: _troubles(folder, code) for code in own_codes(folder)}
    for code, found in troubles.items():
        for line in found or ["complete: profile and instructions are valid"]:
            click.echo(f"{code}: {line}")
    return WrongUse.exit_code if any(troubles.values()) else 0


def _troubles(folder: Path, code: str) -> list[str]:
    """What is missing or wrong about one court of the user's."""
    missing = [
        f"{code}{kind} is missing"
        for kind in (PROFILE, INSTRUCTIONS)
        if not (folder / f"{code}{kind}").exists()
    ]
    return [*missing, *_wrong_instructions(folder, code), *_wrong_profile(folder, code)]


def _wrong_instructions(folder: Path, code: str) -> list[str]:
    if not (folder / f"{code}{INSTRUCTIONS}").exists():
        return []
    try:
        told = instruction_files.for_court(code, folder)
        _ = (told.address, told.entry_link, told.form_path) if told.steps else ()
    except InstructionError as error:
        return [str(error)]
    return (
        [] if told.court == code else [f"{code}{INSTRUCTIONS}: court: is {told.court!r}, expected {code!r}"]
    )


def _wrong_profile(folder: Path, code: str) -> list[str]:
    """What the mock says of the profile; it alone knows the shape of one."""
    if not (folder / f"{code}{PROFILE}").exists():
        return []
    try:
        with MockProcess(own_courts=folder) as mock, Control(mock.ready.control, mock.ready.token) as control:
            control.make_world([code], ["pacer-only"])
    except EcfError as error:
        return str(error).splitlines()
    return []


def _print(known: list[dict[str, Any]]) -> None:
    grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for title in COLUMNS:
        grid.add_column(title, no_wrap=title in _WHOLE)
    for court in known:
        shown = {**court, "linking": _LINKING[court["approval"] if court["self_service"] else ""]}
        grid.add_row(*(escape(_cell(shown.get(key))) for key in COLUMNS.values()))
    open_console().print(grid)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "not stated" if value is None else str(value)

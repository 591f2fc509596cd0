"""``ecf courts``: what the mock knows of each court."""

from __future__ import annotations

import json
from typing import Any

import click
from rich.markup import escape
from rich.table import Table

from harness.mock_process import MockProcess
from harness.report.terminal import open_console
from harness.situation import Control

COLUMNS = {
    "court": "code",
    "name": "name",
    "live since": "go_live",
    "entry link": "entry_link",
    "approval": "approval",
    "filing menus": "filing_menus",
    "help desk": "help_desk_phone",
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print all that is known, as JSON.")
def courts(as_json: bool) -> None:
    """List the courts that the mock shows, with what their documents say of each."""
    with MockProcess() as mock, Control(mock.ready.control, mock.ready.token) as control:
        known = control.courts()
    if as_json:
        click.echo(json.dumps(known, indent=2, ensure_ascii=False))
        return
    _print(known)


def _print(known: list[dict[str, Any]]) -> None:
    grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for title in COLUMNS:
        grid.add_column(title, no_wrap=title in {"court", "live since", "approval"})
    for court in known:
        grid.add_row(*(escape(_cell(court.get(key))) for key in COLUMNS.values()))
    open_console().print(grid)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "not stated" if value is None else str(value)

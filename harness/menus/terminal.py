"""Menu differences for a terminal or a CI log. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.menus.diff import Side, TreeDiff
from harness.menus.matrix import Cell, Matrix, Row, Standing
from harness.menus.whereabouts import Whereabouts
from harness.menus.words import describe, describe_folded, describe_whereabouts, place_name, title

LEGEND = "= as in most   ~ elsewhere or under another name   # greyed   - absent   ? cannot be decided"


def show_diff(found: TreeDiff, console: Console) -> None:
    """Print a line for each difference, then what was folded; or that nothing differs."""
    if found.is_empty:
        _say(console, f"{title(found)}: no difference")
    for sentence in describe(found):
        _say(console, sentence)
    for sentence in describe_folded(found):
        _say(console, sentence, "dim")


def show_whereabouts(places: Iterable[Whereabouts], label: str, console: Console) -> None:
    """Print for each court where the item of this label stands."""
    for one in places:
        _say(console, describe_whereabouts(one, label))


def show_matrix(found: Matrix, console: Console, *, everything: bool = False) -> None:
    """Print a row for each thing and a column for each court; by default only what differs."""
    rows = found.rows if everything else found.differing
    left_out = len(found.rows) - len(rows)
    if rows:
        console.print(_table(found, rows))
        _say(console, LEGEND, "dim")
    if left_out:
        things = "thing is" if left_out == 1 else "things are"
        _say(console, f"{left_out} {things} alike in all columns and not shown.", "dim")


def _table(found: Matrix, rows: Iterable[Row]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("what", ratio=2, overflow="fold")
    for column in found.columns:
        table.add_column(escape(column_title(column, found.columns)), ratio=2, overflow="fold")
    for row in rows:
        table.add_row(escape(row.label), *(escape(cell_words(cell, row)) for cell in row.cells))
    return table


def column_title(column: Side, columns: Iterable[Side]) -> str:
    """The court; with its state where the columns differ in it."""
    if len({one.state for one in columns}) == 1:
        return column.court
    return f"{column.court}, {column.state.value}"


def cell_words(cell: Cell, row: Row) -> str:
    """A cell with its sign: ``~ Utilities > Your Account, “Link …”``."""
    if cell.standing is Standing.ABSENT:
        return "- absent"
    if cell.occurrence is None:
        return "? " + " or ".join(" > ".join(one.path) for one in cell.candidates)
    sign = "=" if cell.is_plain else "#" if cell.greyed else "~"
    notes = [f"“{cell.occurrence.label}”"] if cell.occurrence.label != row.label else []
    notes += ["greyed"] if cell.greyed else []
    return f"{sign} {', '.join([place_name(cell.occurrence.place), *notes])}"


def _say(console: Console, text: str, style: str | None = None) -> None:
    console.print(escape(text), style=style, soft_wrap=True, highlight=False)

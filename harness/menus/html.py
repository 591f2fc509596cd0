"""Courts' menus side by side as one self-contained HTML page, with a filter. Decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from harness.menus.folding import fold_label
from harness.menus.matrix import Cell, Matrix, Row, Standing
from harness.menus.terminal import column_title
from harness.menus.whereabouts import Whereabouts
from harness.menus.words import BAR, sighting_words

SIGNS = {"usual": "=", "other": "≠", "greyed": "▨", "absent": "–", "ambiguous": "?"}


def render(
    found: Matrix, heading: str, item: str = "", places: Sequence[Whereabouts] = (), notes: Sequence[str] = ()
) -> str:
    """The page.

    Args:
        found: the trees side by side.
        heading: the page's title.
        item: the label of the item that everyone asks for; empty leaves that part out.
        places: where it stands, court by court.
        notes: sentences that stand below the title, such as when and at which site this was read.
    """
    template = _environment().get_template("matrix.html")
    return template.render(matrix=found, heading=heading, item=item, places=places, notes=notes, signs=SIGNS)


def look_of(cell: Cell) -> str:
    """Which of the signs a cell bears."""
    if cell.standing is not Standing.THERE:
        return cell.standing.value
    if cell.greyed:
        return "greyed"
    return "usual" if cell.is_plain else "other"


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("harness.menus"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        look=look_of,
        place=lambda path: " › ".join(path) or BAR,
        searched=_searched,
        sighting=sighting_words,
    )
    environment.globals["column_title"] = column_title
    return environment


def _searched(row: Row) -> str:
    """All that the filter looks at in a row, in small letters."""
    texts = [row.label, *row.place]
    for cell in row.cells:
        texts += cell.occurrence.path if cell.occurrence else ()
        texts += [label for one in cell.candidates for label in one.path]
        texts.append(look_of(cell))
    plain = " ".join(dict.fromkeys(texts))
    return f"{plain.casefold()} {fold_label(plain)}"

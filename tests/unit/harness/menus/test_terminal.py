from __future__ import annotations

import io

from rich.console import Console

from harness.menus.diff import diff
from harness.menus.matrix import matrix
from harness.menus.terminal import show_diff, show_matrix, show_whereabouts
from harness.menus.whereabouts import whereabouts
from tests.menu_samples import AZB, COURTS, GAMB, LINK, LINK_TARGET
from tests.menu_trees import bar, tree


def console() -> Console:
    """A wide terminal that is written into a text."""
    return Console(file=io.StringIO(), width=300, highlight=False)


def text_of(output: Console) -> str:
    """What was written."""
    assert isinstance(output.file, io.StringIO)
    return output.file.getvalue()


def test_a_diff_is_a_line_for_each_difference() -> None:
    """Then what was folded."""
    output = console()
    show_diff(diff(AZB, GAMB), output)
    lines = text_of(output).splitlines()
    assert len(lines) == 3
    assert f"'{LINK}' moved from Utilities to Utilities > NextGen Release 1.1 Menu Items" in text_of(output)
    assert "taken for the same label" in lines[-1]


def test_no_difference_is_said() -> None:
    """Silence would leave open whether anything was compared."""
    output = console()
    show_diff(diff(AZB, AZB), output)
    assert text_of(output) == "azb, linked: no difference\n"


def test_a_matrix_shows_what_differs() -> None:
    """A row for each thing, a sign and a place in each cell; what is alike is counted."""
    output = console()
    show_matrix(matrix(COURTS), output)
    (link,) = [line for line in text_of(output).splitlines() if line.startswith(LINK)]
    assert link.split("  ", 1)[1].split() == [
        "~",
        "Utilities",
        "=",
        "Utilities",
        ">",
        "NextGen",
        "Release",
        "1.1",
        "Menu",
        "Items",
        "~",
        "Utilities",
        ">",
        "NextGen",
        "Release",
        "1.1",
        "Menu",
        "Items,",
        "“Link",
        "my",
        "account”",
    ]
    assert "3 things are alike in all columns and not shown." in text_of(output)
    assert "Query" not in text_of(output)


def test_everything_can_be_shown() -> None:
    """Also what is alike."""
    output = console()
    show_matrix(matrix(COURTS), output, everything=True)
    assert "Query" in text_of(output)
    assert "not shown" not in text_of(output)


def test_labels_are_not_taken_for_markup() -> None:
    """Brackets in a label are brackets."""
    output = console()
    show_diff(diff(tree(), tree(bar("[red]Stop[/red]", to="x"))), output)
    show_matrix(matrix([tree(), tree(bar("[/nothing]", to="x"), court="gamb")]), output)
    assert "'[red]Stop[/red]' added" in text_of(output)
    assert "[/nothing]" in text_of(output)


def test_where_the_item_is() -> None:
    """One line for each court."""
    output = console()
    show_whereabouts([whereabouts(one, LINK, LINK_TARGET) for one in COURTS], LINK, output)
    assert [line.split(",")[0] for line in text_of(output).splitlines()] == ["azb", "gamb", "cacb"]

from __future__ import annotations

import itertools
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.menus.matrix import Cell, Matrix, Row, Standing, matrix
from harness.menus.tree import MenuTree, UserState
from tests.menu_samples import AZB, COURTS, LINK
from tests.menu_trees import bar, item, repetitive_trees, tree


def row(found: Matrix, label: str) -> Row:
    """The one row of this label."""
    (one,) = [each for each in found.rows if each.label == label]
    return one


def looks(found: Matrix) -> Counter[tuple[frozenset[tuple[str, object]], ...]]:
    """What the rows say, whatever the order of rows and columns."""
    return Counter(
        tuple(sorted(((c.court, repr(cell)) for c, cell in zip(found.columns, one.cells, strict=True))))  # type: ignore[misc] # any sortable will do
        for one in found.rows
    )


def test_each_thing_is_a_row_and_each_court_a_column() -> None:
    """The cell says where it stands and under which label."""
    found = matrix(COURTS)
    assert [column.court for column in found.columns] == ["azb", "gamb", "cacb"]
    link = row(found, LINK)
    assert [cell.occurrence.place if cell.occurrence else None for cell in link.cells] == [
        ("Utilities",),
        ("Utilities", "NextGen Release 1.1 Menu Items"),
        ("Utilities", "NextGen Release 1.1 Menu Items"),
    ]
    assert [(cell.elsewhere, cell.renamed) for cell in link.cells] == [
        (True, False),
        (False, False),
        (False, True),
    ]


def test_absent_and_greyed_things_are_marked() -> None:
    """A heading that one court lacks, and an item that another one greys."""
    found = matrix(COURTS)
    assert [cell.standing for cell in row(found, "Your Account").cells] == [
        Standing.THERE,
        Standing.THERE,
        Standing.ABSENT,
    ]
    assert [cell.greyed for cell in row(found, "Log").cells] == [False, True, False]


def test_rows_that_differ_are_told_from_those_that_do_not() -> None:
    """A bar item that all have is alike; one of another name is not."""
    labels = [one.label for one in matrix(COURTS).differing]
    assert "Query" not in labels
    assert {"Log Out", "Log", LINK} <= set(labels)


def test_what_is_the_same_as_a_third_is_the_same() -> None:
    """The first and the last have neither label nor place in common, but each has something with another."""
    one = tree(bar("A", item("Link", "1.pl"), to="a"), court="one")
    two = tree(bar("A", item("Connect", "1.pl"), to="a"), court="two")
    three = tree(bar("A", item("Connect", "3.pl"), to="a"), court="three")
    for trees in itertools.permutations([one, two, three]):
        assert len(matrix(trees).rows) == 2


def test_a_thing_stands_once_in_a_tree() -> None:
    """A court with both items shows that they are two, and parts them for the others too."""
    one = tree(bar("A", item("Link", "1.pl"), to="a"), court="one")
    two = tree(bar("A", item("Connect", "1.pl"), item("Link", "2.pl"), to="a"), court="two")
    found = matrix([one, two])
    assert sorted(each.label for each in found.rows) == ["A", "Connect", "Link"]


def test_what_cannot_be_decided_is_marked() -> None:
    """An item of the same label elsewhere may be the same thing: that is not called absent."""
    one = tree(bar("Civil", item("Motions", "1.pl"), to="c"), court="one")
    two = tree(bar("Adversary", item("Motions", "2.pl"), to="a"), court="two")
    for each in matrix([one, two]).rows:
        if each.label == "Motions":
            (empty,) = [cell for cell in each.cells if cell.occurrence is None]
            assert empty.standing is Standing.AMBIGUOUS
            assert [candidate.label for candidate in empty.candidates] == ["Motions"]


def test_two_things_of_one_tree_are_not_confused() -> None:
    """A court has Motions twice, so another that has one of them lacks the other for certain."""
    both = tree(bar("Civil", item("Motions"), to="c"), bar("Criminal", item("Motions"), to="d"), court="both")
    one = tree(bar("Civil", item("Motions"), to="c"), court="one")
    criminal = [each for each in matrix([both, one]).rows if each.place == ("Criminal",)]
    assert [cell.standing for cell in criminal[0].cells] == [Standing.THERE, Standing.ABSENT]


def test_no_tree_and_an_empty_tree() -> None:
    """Nothing is compared with nothing."""
    assert matrix([]) == Matrix((), ())
    assert matrix([tree(state=UserState.SIGNED_OUT)]).rows == ()


@settings(max_examples=60, deadline=None)
@given(repetitive_trees)
def test_a_tree_beside_itself_is_alike_in_every_row(one: MenuTree) -> None:
    """However often labels and targets repeat, nothing is ambiguous and nothing differs."""
    assert matrix([one, one, one]).differing == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(repetitive_trees, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_trees_does_not_matter(trees: list[MenuTree], chance: object) -> None:
    """The same rows are found in whatever order the courts are named."""
    named = [
        MenuTree(f"court{number}", one.state, one.nodes, one.remarks) for number, one in enumerate(trees)
    ]
    shuffled = list(named)
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis' own random numbers
    assert looks(matrix(named)) == looks(matrix(shuffled))


@settings(max_examples=100, deadline=None)
@given(st.lists(repetitive_trees, min_size=1, max_size=4))
def test_every_node_stands_in_one_cell(trees: list[MenuTree]) -> None:
    """No node is lost, and none is told twice."""
    found = matrix(trees)
    for number, one in enumerate(trees):
        cells: list[Cell] = [each.cells[number] for each in found.rows]
        there = [cell.occurrence for cell in cells if cell.occurrence]
        assert sorted(there, key=lambda each: each.position) == list(one.occurrences())


def test_rows_stand_in_reading_order() -> None:
    """As the first court reads, with what others have besides where they have it."""
    labels = [one.label for one in matrix(COURTS).rows]
    assert [label for label in labels if label != LINK][:3] == ["Query", "Utilities", "Your Account"]
    first = [label for label in labels if label in {one.label for one in AZB.occurrences()}]
    assert first == [one.label for one in AZB.occurrences()]

"""Any number of menu trees side by side: a row for each thing, a column for each tree. Pure.

How nodes become one row, and when a cell is ambiguous, is told in :mod:`harness.menus.rows`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from harness.menus.diff import Side
from harness.menus.folding import fold_label
from harness.menus.grouping import Thing
from harness.menus.indexed import Indexed, Shapes
from harness.menus.rows import Rows
from harness.menus.tree import MenuTree, Occurrence

RowNodes = dict[int, int]
_Read = TypeVar("_Read", str, tuple[str, ...])


class Standing(StrEnum):
    """Whether a thing is in a tree."""

    THERE = "there"
    ABSENT = "absent"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing in one tree.

    ``elsewhere``: it does not stand where it stands in most trees; ``renamed``: its label differs, folded,
    from that of most; ``candidates`` are the nodes that might be it, where that is ambiguous.
    """

    standing: Standing
    occurrence: Occurrence | None = None
    elsewhere: bool = False
    renamed: bool = False
    candidates: tuple[Occurrence, ...] = ()

    @property
    def greyed(self) -> bool:
        """Whether it is there but cannot be chosen."""
        return self.occurrence is not None and self.occurrence.greyed

    @property
    def is_plain(self) -> bool:
        """Whether it is there as in most trees, and can be chosen."""
        return self.standing is Standing.THERE and not (self.elsewhere or self.renamed or self.greyed)


_ABSENT = Cell(Standing.ABSENT)  # one for all, as most cells of many courts are


@dataclass(frozen=True, slots=True)
class Row:
    """One thing; ``label`` and ``place`` are those of most trees. ``cells`` stand as the columns do."""

    label: str
    place: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def is_alike(self) -> bool:
        """Whether the thing is there, alike and choosable or alike and greyed, in every tree."""
        if all(cell.is_plain for cell in self.cells):
            return True
        there = all(cell.standing is Standing.THERE and cell.greyed for cell in self.cells)
        return there and not any(cell.elsewhere or cell.renamed for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Trees side by side, in the order in which they were given; rows in reading order of the first."""

    columns: tuple[Side, ...]
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        """The rows that are not the same in every tree."""
        return tuple(row for row in self.rows if not row.is_alike)


def matrix(trees: Sequence[MenuTree]) -> Matrix:
    """Puts trees side by side."""
    shapes = Shapes()
    indexed = [Indexed(tree, shapes) for tree in trees]
    making = _Making(indexed, Rows(indexed))
    columns = tuple(Side(tree.court, tree.state, tree.remarks) for tree in trees)
    return Matrix(columns, tuple(map(making.row, making.order())))


class _Making:
    """Turns rows of node numbers into rows to be read."""

    def __init__(self, trees: Sequence[Indexed], rows: Rows) -> None:
        self._trees = trees
        self._rows = rows
        self._nodes = rows.found()
        self._row_numbers = {thing: number for number, row in enumerate(self._nodes) for thing in row.items()}
        self._possible = self._possible_rows()

    def order(self) -> list[int]:
        """Row numbers, so that each tree's order is kept as far as an earlier tree does not say otherwise."""
        following: dict[int, int | None] = {-1: None}
        for number, tree in enumerate(self._trees):
            last = -1
            for node in tree.nodes:
                row = self._row_numbers[number, node]
                if row not in following:
                    following[row], following[last] = following[last], row
                last = row
        return list(_chain(following))

    def row(self, number: int) -> Row:
        """The row of this number with all its cells."""
        nodes = self._nodes[number]
        here = {tree: self._trees[tree].occurrence(node) for tree, node in nodes.items()}
        label = _most(one.label for one in here.values())
        parents = {tree: self._parent_row(tree, node) for tree, node in nodes.items()}
        usual = _most_parents(parents, here)
        usual_place = _most(one.place for tree, one in here.items() if parents[tree] in usual)
        cells = []
        for tree in range(len(self._trees)):
            if tree not in here:
                cells.append(self._empty_cell(number, tree))
                continue
            renamed = self._trees[tree].labels[nodes[tree]] != fold_label(label)
            cells.append(Cell(Standing.THERE, here[tree], parents[tree] not in usual, renamed))
        return Row(label, usual_place, tuple(cells))

    def _parent_row(self, tree: int, node: int) -> Thing:
        return self._rows.row_of((tree, self._trees[tree].parents[node]))

    def _empty_cell(self, number: int, tree: int) -> Cell:
        nodes = sorted(
            self._nodes[other][tree] for other in self._possible.get(number, ()) if tree in self._nodes[other]
        )
        if not nodes:
            return _ABSENT
        return Cell(Standing.AMBIGUOUS, candidates=tuple(map(self._trees[tree].occurrence, nodes)))

    def _possible_rows(self) -> dict[int, set[int]]:
        """For each row the others that might be the same: a common label or target, and no common tree."""
        bearers: dict[tuple[str, str], set[int]] = {}
        for number, row in enumerate(self._nodes):
            for tree, node in row.items():
                here = self._trees[tree]
                for key in (("label", here.labels[node]), ("target", here.targets[node])):
                    if key[1] or key[0] == "label":
                        bearers.setdefault(key, set()).add(number)
        possible: dict[int, set[int]] = {}
        for rows in bearers.values():
            for one, other in _disjoint(rows, self._nodes):
                possible.setdefault(one, set()).add(other)
                possible.setdefault(other, set()).add(one)
        return possible


def _disjoint(rows: set[int], nodes: Sequence[RowNodes]) -> Iterator[tuple[int, int]]:
    """Pairs of rows that no tree has both of."""
    ordered = sorted(rows)
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if nodes[one].keys().isdisjoint(nodes[other]):
                yield one, other


def _chain(following: dict[int, int | None]) -> Iterator[int]:
    row = following[-1]
    while row is not None:
        yield row
        row = following[row]


def _most_parents(parents: dict[int, Thing], here: dict[int, Occurrence]) -> set[Thing]:
    """The row under which a thing stands in most trees; of several, those whose names sort first."""
    counts = Counter(parents.values())
    most = max(counts.values())
    often = {tree: here[tree].place for tree, parent in parents.items() if counts[parent] == most}
    first = min(often.values())
    return {parents[tree] for tree, place in often.items() if place == first}


def _most(values: Iterator[_Read]) -> _Read:
    """The commonest; of several the one that sorts first, so that the order of the trees does not matter."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))

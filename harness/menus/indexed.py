"""A menu tree made ready for comparing: its nodes by number, with what each bears and how often. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from itertools import islice, takewhile

from harness.menus.folding import fold_label
from harness.menus.tree import Kind, MenuTree, Occurrence

ROOT = 0
"""The number of what the bar stands under; the nodes are numbered from 1 in reading order."""

Key = tuple[Hashable, ...]


class Shapes:
    """Gives equal numbers to subtrees that read the same; shared by the trees that are compared."""

    def __init__(self) -> None:
        self._numbers: dict[Key, int] = {}
        self._folded: dict[str, str] = {}

    def number(self, shape: Key) -> int:
        """The number of a shape."""
        return self._numbers.setdefault(shape, len(self._numbers))

    def fold(self, label: str) -> str:
        """A folded label; each is folded once."""
        if label not in self._folded:
            self._folded[label] = fold_label(label)
        return self._folded[label]


class Indexed:
    """One tree as lists by node number. ``labels`` are folded, ``shapes`` number whole subtrees."""

    def __init__(self, tree: MenuTree, shapes: Shapes) -> None:
        self.tree = tree
        self.occurrences = tree.occurrences()
        size = len(self.occurrences) + 1
        self.parents = [ROOT] * size
        self.children: list[list[int]] = [[] for _ in range(size)]
        self.labels = ["", *(shapes.fold(one.label) for one in self.occurrences)]
        self.targets = ["", *(one.target for one in self.occurrences)]
        self.kinds: list[Kind | None] = [None, *(one.kind for one in self.occurrences)]
        self._find_parents()
        self.shapes = self._shapes(shapes)
        self.target_counts = Counter(target for target in self.targets if target)

    @property
    def nodes(self) -> range:
        """The numbers of all nodes."""
        return range(1, len(self.parents))

    def occurrence(self, node: int) -> Occurrence:
        """The node as it stands in its tree."""
        return self.occurrences[node - 1]

    def below(self, node: int) -> Iterator[Occurrence]:
        """Everything that stands under a node, in reading order."""
        depth = len(self.occurrence(node).position)
        return takewhile(lambda one: len(one.position) > depth, islice(self.occurrences, node, None))

    def exact(self, node: int) -> Key:
        """Kind, label and target: what a node is, wherever it stands."""
        return self.kinds[node], self.labels[node], self.targets[node]

    def _find_parents(self) -> None:
        numbers: dict[tuple[int, ...], int] = {(): ROOT}
        for number, one in enumerate(self.occurrences, 1):
            numbers[one.position] = number
            parent = self.parents[number] = numbers[one.position[:-1]]
            self.children[parent].append(number)

    def _shapes(self, shapes: Shapes) -> list[int]:
        found = [ROOT] * len(self.parents)
        for node in reversed(range(len(self.parents))):
            below = tuple(found[child] for child in self.children[node])
            found[node] = shapes.number((*self.exact(node), below))
        return found


def sole(keys: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    """Of pairs of key and node, those whose key occurs once."""
    first: dict[Hashable, int] = {}
    again: set[Hashable] = set()
    for key, node in keys:
        if first.setdefault(key, node) != node:
            again.add(key)
    return {key: node for key, node in first.items() if key not in again}

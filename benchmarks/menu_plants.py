"""The records of generated menu trees: nodes that can be changed, and what can be seen of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from harness.menus.folding import fold_label
from harness.menus.tree import Kind, MenuTree, Node, Position, UserState


@dataclass(eq=False, slots=True)
class Plant:
    """A node that can be changed. ``number`` stays the same whatever is done to it."""

    number: int
    label: str
    kind: Kind
    target: str
    greyed: bool = False
    parent: Plant | None = None
    children: list[Plant] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many nodes stand above it."""
        return 0 if self.parent is None else self.parent.depth + 1

    def all(self) -> Iterator[Plant]:
        """This node and everything below, in reading order."""
        yield self
        for child in self.children:
            yield from child.all()

    def copy(self, parent: Plant | None = None) -> Plant:
        """The same, to be changed on its own."""
        new = Plant(self.number, self.label, self.kind, self.target, self.greyed, parent)
        new.children = [child.copy(new) for child in self.children]
        return new

    def node(self) -> Node:
        """As a record."""
        children = tuple(child.node() for child in self.children)
        return Node(self.label, self.kind, self.target, self.greyed, children)


@dataclass(frozen=True, slots=True)
class Seen:
    """What can be seen of a node on one side, with the numbers behind it."""

    number: int
    label: str
    kind: Kind
    target: str
    greyed: bool
    parent: int
    position: Position
    children: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two trees, and by number what stands in each; 0 is what the bar stands under."""

    before: MenuTree
    after: MenuTree
    was: dict[int, Seen]
    now: dict[int, Seen]


def tree_of(root: Plant) -> MenuTree:
    """What stands under the root, as a tree."""
    return MenuTree("generated", UserState.LINKED, tuple(child.node() for child in root.children))


def seen_of(root: Plant, position: Position = ()) -> dict[int, Seen]:
    """Everything that can be seen, by number; the root is 0."""
    found = {root.number: _look(root, position)}
    for index, child in enumerate(root.children):
        found |= seen_of(child, (*position, index))
    return found


def _look(one: Plant, position: Position) -> Seen:
    parent = one.parent.number if one.parent else -1
    numbers = tuple(child.number for child in one.children)
    return Seen(
        one.number, fold_label(one.label), one.kind, one.target, one.greyed, parent, position, numbers
    )


def repeated(seen: dict[int, Seen]) -> tuple[Counter[str], Counter[str]]:
    """How often each label and each target occurs."""
    nodes = [one for number, one in seen.items() if number]
    return Counter(one.label for one in nodes), Counter(one.target for one in nodes if one.target)

"""Which nodes of any number of menu trees are the same thing. Pure.

Things are recognised by the same evidence as in :mod:`harness.menus.matching`, but by keys that all trees
share instead of tree by tree, so that time grows with the number of nodes and neither the order of the trees
nor that of the nodes matters:

1. label and target, and then the target, where the node is their sole bearer in its own tree;
2. the label of what leads nowhere, likewise;
3. below things that are the same: kind, label and target, twins in order where trees have as many of
   them; and a label that no sibling bears. Again, until nothing new is found.

What is the same as a third is the same as each other. A thing stands at most once in a tree: where joining
would break that, the trees in which it happens do not take part in it, and if it is broken even so, nothing
is joined. Two things that share a label or a target, and never stand in one tree together, might
still be one: in a tree that has the one, nobody can say that the other is absent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from harness.menus.grouping import Groups, Thing
from harness.menus.indexed import ROOT, Indexed, sole

Link = list[Thing]
Keyed = Iterator[tuple[Hashable, int]]


class Rows:
    """Nodes as things ``(tree, node)``, joined into rows."""

    def __init__(self, trees: Sequence[Indexed]) -> None:
        self._trees = trees
        self._groups: Groups[None] = Groups()
        self._members: dict[Thing, list[Thing]] = {}
        for number, tree in enumerate(trees):
            for node in tree.nodes:
                self._members[self._groups.leader((number, node))] = [(number, node)]
        self._find()

    def found(self) -> list[dict[int, int]]:
        """Every row: the number of its node, by the number of its tree."""
        return [dict(sorted(members)) for _, members in sorted(self._members.items())]

    def row_of(self, thing: Thing) -> Thing:
        """What all things of a row have in common: its smallest thing. That of every bar's parent is one."""
        return (-1, ROOT) if thing[1] == ROOT else self._groups.leader(thing)

    def _find(self) -> None:
        self._join(self._links(_label_and_target))
        self._join(self._links(_target))
        self._join(self._links(_label_without_target))
        while self._join(self._twins()) + self._join(self._sole_siblings()):
            pass  # more below what has just been joined

    def _links(self, keys_of: Callable[[Indexed], Keyed]) -> list[Link]:
        """Nodes of all trees that bear the same key, each alone in its tree."""
        links: dict[Hashable, Link] = {}
        for number, tree in enumerate(self._trees):
            for key, node in sole(keys_of(tree)).items():
                links.setdefault(key, []).append((number, node))
        return [link for link in links.values() if len(link) > 1]

    def _twins(self) -> list[Link]:
        """Siblings that are alike in all, the first with the first, where trees have as many of them."""
        links: dict[Hashable, Link] = {}
        for number, parent, children in self._families():
            tree = self._trees[number]
            alike: dict[Hashable, list[int]] = {}
            for child in children:
                alike.setdefault((*tree.exact(child), tree.shapes[child]), []).append(child)
            for key, nodes in alike.items():
                for order, node in enumerate(nodes):
                    links.setdefault((parent, key, len(nodes), order), []).append((number, node))
        return [link for link in links.values() if len(link) > 1]

    def _sole_siblings(self) -> list[Link]:
        links: dict[Hashable, Link] = {}
        for number, parent, children in self._families():
            labels = self._trees[number].labels
            for key, node in sole((labels[child], child) for child in children).items():
                links.setdefault((parent, key), []).append((number, node))
        return [link for link in links.values() if len(link) > 1]

    def _families(self) -> Iterator[tuple[int, Thing, list[int]]]:
        """The children of each node, with the row of that node."""
        for number, tree in enumerate(self._trees):
            for parent, children in enumerate(tree.children):
                if children:
                    yield number, self.row_of((number, parent)), children

    def _join(self, links: Iterable[Link]) -> int:
        """Joins along links, as far as no tree has a thing twice; gives the number of joins."""
        proposal: Groups[int] = Groups()
        links = list(links)
        for index, link in enumerate(links):
            proposal.join(index, [self._groups.leader(thing) for thing in link])
        joined = 0
        for leaders, marks in proposal.found():
            if len(leaders) > 1:
                twice = self._twice(leaders)
                joined += (
                    self._join_without(twice, [links[index] for index in marks])
                    if twice
                    else self._make_one(leaders)
                )
        return joined

    def _join_without(self, twice: set[int], links: list[Link]) -> int:
        proposal: Groups[None] = Groups()
        for link in links:
            kept = [self._groups.leader(thing) for thing in link if thing[0] not in twice]
            if kept:
                proposal.join(None, kept)
        groups = [leaders for leaders, _ in proposal.found() if len(leaders) > 1]
        return sum(self._make_one(leaders) for leaders in groups if not self._twice(leaders))

    def _twice(self, leaders: Iterable[Thing]) -> set[int]:
        counts = Counter(tree for leader in leaders for tree, _ in self._members[leader])
        return {tree for tree, count in counts.items() if count > 1}

    def _make_one(self, leaders: list[Thing]) -> int:
        members = [thing for leader in leaders for thing in self._members.pop(leader)]
        self._groups.join(None, leaders)
        self._members[self._groups.leader(leaders[0])] = members
        return len(leaders) - 1


def _label_and_target(tree: Indexed) -> Keyed:
    return (((tree.labels[node], tree.targets[node]), node) for node in tree.nodes if tree.targets[node])


def _target(tree: Indexed) -> Keyed:
    return ((tree.targets[node], node) for node in tree.nodes if tree.targets[node])


def _label_without_target(tree: Indexed) -> Keyed:
    """Labels that occur once in the tree, whether with or without a target."""
    alone = sole((tree.labels[node], node) for node in tree.nodes)
    return ((label, node) for label, node in alone.items() if not tree.targets[node])

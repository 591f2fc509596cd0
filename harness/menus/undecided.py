"""What two trees have left that could be the same or not, in groups of candidates. Pure."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from harness.menus.grouping import Groups
from harness.menus.indexed import Indexed


class Reason(StrEnum):
    """Why nodes are candidates for each other."""

    LABEL = "they bear the same label"
    TARGET = "they lead to the same address"
    PLACE = "they may stand at the same place and lead nowhere"
    CONTENT = "the same things stand under them"


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes of either side of which some may be the same, by number."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of one tree. ``known`` maps its matched nodes to a number that both sides share."""

    side: int
    tree: Indexed
    known: Mapping[int, int]

    @property
    def nodes(self) -> list[int]:
        """The unmatched nodes."""
        return [node for node in self.tree.nodes if node not in self.known]


def undecided(lefts: tuple[Left, Left], shared: Iterable[tuple[int, int]]) -> Iterator[Group]:
    """Groups of nodes that share a label, a target, content or a place, in the order of the first tree.

    ``shared`` are pairs of unmatched nodes under which the same things stand. A place is shared by two
    nodes that lead nowhere if what they stand under is matched, or is itself in one group.
    """
    groups = Groups[Reason]()
    _join(groups, lefts, _labels_and_targets)
    for x, y in shared:
        groups.join(Reason.CONTENT, [(0, x), (1, y)])
    while _join(groups, lefts, lambda left, node: _places(groups, left, node)):
        pass  # a new group may make one place of two
    for members, reasons in groups.found():
        before = tuple(sorted(node for side, node in members if side == 0))
        after = tuple(sorted(node for side, node in members if side == 1))
        if before and after:
            yield Group(before, after, tuple(reason for reason in Reason if reason in reasons))


Keys = Iterator[tuple[Reason, Hashable]]
KeysOf = Callable[[Left, int], Keys]


def _join(groups: Groups[Reason], lefts: tuple[Left, Left], keys_of: KeysOf) -> bool:
    """Joins what shares a key with something on the other side; says whether anything was joined anew."""
    found: list[dict[tuple[Reason, Hashable], list[int]]] = [{}, {}]
    for left in lefts:
        for node in left.nodes:
            for key in keys_of(left, node):
                found[left.side].setdefault(key, []).append(node)
    before = groups.joins
    for key in found[0].keys() & found[1].keys():
        groups.join(key[0], [(side, node) for side in (0, 1) for node in found[side][key]])
    return groups.joins > before


def _labels_and_targets(left: Left, node: int) -> Keys:
    yield Reason.LABEL, left.tree.labels[node]
    if left.tree.targets[node]:
        yield Reason.TARGET, left.tree.targets[node]


def _places(groups: Groups[Reason], left: Left, node: int) -> Keys:
    if left.tree.targets[node]:
        return
    parent = left.tree.parents[node]
    above = left.known[parent] if parent in left.known else groups.leader((left.side, parent))
    yield Reason.PLACE, (above, left.tree.kinds[node])

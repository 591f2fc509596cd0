"""How two menu trees differ in meaning. Pure.

Every node of either tree stands in exactly one entry or in exactly one ambiguous group, so that a diff
can be applied to the one tree and gives the other. How nodes are matched, and why something is called
ambiguous, is told in :mod:`harness.menus.matching`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from harness.errors import WrongUse
from harness.menus.indexed import Indexed, Shapes
from harness.menus.matching import Matching, match
from harness.menus.order import out_of_order
from harness.menus.tree import MenuTree, Occurrence, UserState, plant
from harness.menus.undecided import Group, Reason


class Change(StrEnum):
    """What became of a node. Places are compared by what the node stands under."""

    SAME = "same"
    RENAMED = "renamed"
    MOVED = "moved"
    MOVED_AND_RENAMED = "moved and renamed"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def inverse(self) -> Change:
        """What it is called on the way back."""
        return {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}.get(self, self)


@dataclass(frozen=True, slots=True)
class Side:
    """Whose tree stands on one side of a diff."""

    court: str
    state: UserState
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One node on both sides, or on the one side where it is.

    ``relabelled`` says whether the folded labels differ. ``reordered``: it changed its order among the
    siblings that both sides have. ``place_open``: what it stands under is ambiguous, so nobody can say
    whether it moved; ``change`` then leaves the place out of account.
    """

    change: Change
    before: Occurrence | None
    after: Occurrence | None
    reordered: bool = False
    place_open: bool = False

    @property
    def greyed(self) -> bool:
        """Whether it is greyed now and was not."""
        return bool(self.before and self.after and self.after.greyed and not self.before.greyed)

    @property
    def ungreyed(self) -> bool:
        """Whether it was greyed and is no longer."""
        return bool(self.before and self.after and self.before.greyed and not self.after.greyed)

    @property
    def leads_elsewhere(self) -> bool:
        """Whether its target differs."""
        return bool(self.before and self.after and self.before.target != self.after.target)

    @property
    def other_kind(self) -> bool:
        """Whether it is a heading on the one side and an item on the other, or the like."""
        return bool(self.before and self.after and self.before.kind is not self.after.kind)

    @property
    def folded(self) -> bool:
        """Whether the labels differ only in what is folded: case, white space, punctuation, entities."""
        if self.change in (Change.RENAMED, Change.MOVED_AND_RENAMED):
            return False
        return bool(self.before and self.after and self.before.label != self.after.label)

    @property
    def is_difference(self) -> bool:
        """Whether anything differs but what is folded."""
        flags = (self.reordered, self.greyed, self.ungreyed, self.leads_elsewhere, self.other_kind)
        return self.change is not Change.SAME or any(flags)

    def inverse(self) -> Entry:
        """The same entry on the way back."""
        return replace(self, change=self.change.inverse, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Nodes that are left on either side, of which any may be any: nobody can decide."""

    before: tuple[Occurrence, ...]
    after: tuple[Occurrence, ...]
    reasons: tuple[Reason, ...]

    def inverse(self) -> Ambiguity:
        """The same group on the way back."""
        return Ambiguity(self.after, self.before, self.reasons)


@dataclass(frozen=True, slots=True)
class TreeDiff:
    """How the tree ``after`` differs from the tree ``before``."""

    before: Side
    after: Side
    entries: tuple[Entry, ...]
    ambiguities: tuple[Ambiguity, ...]

    @property
    def differences(self) -> tuple[Entry, ...]:
        """The entries in which something differs, in reading order."""
        return tuple(entry for entry in self.entries if entry.is_difference)

    @property
    def folded(self) -> tuple[Entry, ...]:
        """The entries whose labels are taken for the same although they are not written the same."""
        return tuple(entry for entry in self.entries if entry.folded)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs but what is folded, and nothing is ambiguous."""
        return not self.differences and not self.ambiguities

    def inverse(self) -> TreeDiff:
        """The way back: ``diff(a, b).inverse() == diff(b, a)``."""
        entries = tuple(sorted((entry.inverse() for entry in self.entries), key=_reading_order))
        groups = tuple(sorted((group.inverse() for group in self.ambiguities), key=_group_order))
        return TreeDiff(self.after, self.before, entries, groups)

    def apply(self, tree: MenuTree) -> MenuTree:
        """The tree on the other side: ``diff(a, b).apply(a) == b``, ambiguous parts included.

        Raises:
            WrongUse: the diff begins with another tree than this one.
        """
        if _side(tree) != self.before or set(tree.occurrences()) != set(self._all("before")):
            raise WrongUse(
                f"The diff does not begin with this tree of {tree.court}, {tree.state.value}; expected the "
                f"one of {self.before.court}, {self.before.state.value} from which it was made."
            )
        after = self.after
        return MenuTree(after.court, after.state, plant(self._all("after")), after.remarks)

    def _all(self, side: str) -> Iterator[Occurrence]:
        for entry in self.entries:
            if (one := getattr(entry, side)) is not None:
                yield one
        for group in self.ambiguities:
            yield from getattr(group, side)


def diff(before: MenuTree, after: MenuTree) -> TreeDiff:
    """Compares two trees, of one court at two times or in two states, or of two courts."""
    shapes = Shapes()
    sides = Indexed(before, shapes), Indexed(after, shapes)
    comparing = _Comparing(*sides, match(*sides))
    entries = tuple(sorted(comparing.entries(), key=_reading_order))
    return TreeDiff(_side(before), _side(after), entries, comparing.ambiguities())


class _Comparing:
    """Turns a matching into entries."""

    def __init__(self, before: Indexed, after: Indexed, matching: Matching) -> None:
        self.before, self.after = before, after
        self.partners = matching.partners
        self.groups = matching.groups
        self.group_before = _numbered(group.before for group in self.groups)
        self.group_after = _numbered(group.after for group in self.groups)

    def entries(self) -> Iterator[Entry]:
        """One for every node that is in no ambiguous group."""
        reordered = self._reordered()
        for x, y in self.partners.items():
            if x:
                yield self._entry(x, y, reordered=x in reordered)
        for x in self.before.nodes:
            if x not in self.partners and x not in self.group_before:
                yield Entry(Change.REMOVED, self.before.occurrence(x), None)
        known = set(self.partners.values())
        for y in self.after.nodes:
            if y not in known and y not in self.group_after:
                yield Entry(Change.ADDED, None, self.after.occurrence(y))

    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """The groups, with what stands in them."""
        return tuple(sorted(map(self._ambiguity, self.groups), key=_group_order))

    def _ambiguity(self, group: Group) -> Ambiguity:
        before = tuple(map(self.before.occurrence, group.before))
        return Ambiguity(before, tuple(map(self.after.occurrence, group.after)), group.reasons)

    def _entry(self, x: int, y: int, *, reordered: bool) -> Entry:
        p, q = self.before.parents[x], self.after.parents[y]
        open_ = p in self.group_before and self.group_before[p] == self.group_after.get(q)
        moved = not open_ and self.partners.get(p) != q
        renamed = self.before.labels[x] != self.after.labels[y]
        change = _CHANGES[moved, renamed]
        return Entry(change, self.before.occurrence(x), self.after.occurrence(y), reordered, open_)

    def _reordered(self) -> set[int]:
        """The nodes of the one side that changed their order, below every matched parent."""
        found: set[int] = set()
        for p, q in self.partners.items():
            stayed = [x for x in self.before.children[p] if self._stands_under(x, q)]
            places = [self.partners[x] for x in stayed]
            if places != sorted(places):
                names = self._names(stayed)
                found |= {stayed[index] for index in out_of_order(places, names)}
        return found

    def _stands_under(self, x: int, q: int) -> bool:
        return x in self.partners and self.after.parents[self.partners[x]] == q

    def _names(self, nodes: list[int]) -> list[str]:
        """Names of matched nodes that are the same when the sides are swapped."""
        names: list[str] = []
        for x in nodes:
            y = self.partners[x]
            looks = sorted([_look(self.before, x), _look(self.after, y)])
            indexes = [self.before.occurrence(x).position[-1], self.after.occurrence(y).position[-1]]
            names.append(repr((looks, sorted(indexes))))
        return names


_CHANGES = {
    (False, False): Change.SAME,
    (False, True): Change.RENAMED,
    (True, False): Change.MOVED,
    (True, True): Change.MOVED_AND_RENAMED,
}


def _look(side: Indexed, node: int) -> list[tuple[str, ...]]:
    """All that can be seen of a node and of what stands under it."""
    depth = len(side.occurrence(node).position)
    return [
        (one.label, one.target, one.kind.value, str(one.greyed), str(len(one.position) - depth))
        for one in [side.occurrence(node), *side.below(node)]
    ]


def _numbered(groups: Iterator[tuple[int, ...]]) -> dict[int, int]:
    return {node: number for number, nodes in enumerate(groups) for node in nodes}


def _side(tree: MenuTree) -> Side:
    return Side(tree.court, tree.state, tree.remarks)


def _reading_order(entry: Entry) -> tuple[tuple[int, ...], bool, tuple[int, ...]]:
    """By where it stands afterwards; what was removed, by where it stood."""
    before = entry.before.position if entry.before else ()
    if entry.after is None:
        return before, False, before
    return entry.after.position, True, before


def _group_order(group: Ambiguity) -> tuple[tuple[int, ...], ...]:
    return tuple(one.position for one in group.before)

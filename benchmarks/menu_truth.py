"""What is true of a generated pair of trees, and for which nodes it can be known at all.

Nothing here knows the diff. The criterion is told in :mod:`benchmarks.menu_pairs`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from benchmarks.menu_plants import Pair, Seen, repeated

ROOT = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """What became of a node: the words of the diff, spelt out here so that they are its own."""

    change: str
    greyed: bool


class Truth:
    """The truth about one pair."""

    def __init__(self, pair: Pair) -> None:
        self.was, self.now = pair.was, pair.now
        self.labels_before, self.targets_before = repeated(pair.was)
        self.labels_after, self.targets_after = repeated(pair.now)
        self._known: dict[int, bool] = {ROOT: True}

    @cached_property
    def kept(self) -> frozenset[int]:
        """The numbers of the nodes that are the same thing on both sides."""
        return frozenset(n for n in self.was.keys() & self.now.keys() if self._has_anything_in_common(n))

    def facts(self) -> dict[int, Fact]:
        """Each node that is on both sides."""
        return {number: self._fact(number) for number in self.kept - {ROOT}}

    def edited(self) -> set[int]:
        """The nodes to which something happened, but for a new order; also those on one side only."""
        changed = {number for number, fact in self.facts().items() if fact != Fact("same", False)}
        return changed | self.removed() | self.added()

    def removed(self) -> set[int]:
        """The nodes of the first side alone."""
        return set(self.was) - self.kept

    def added(self) -> set[int]:
        """The nodes of the second side alone."""
        return set(self.now) - self.kept

    def reorderings(self) -> dict[int, tuple[list[int], int]]:
        """By parent: its children that stayed, in their old order, and how few must be taken out."""
        found = {}
        for parent in self.kept:
            stayed = [n for n in self.was[parent].children if n in self.kept and self.now[n].parent == parent]
            order = [self.now[n].position[-1] for n in stayed]
            if order != sorted(order):
                found[parent] = stayed, len(stayed) - _longest_rise(order)
        return found

    def is_identifiable(self, number: int, side: str) -> bool:
        """Whether the truth about a node of a side (``was``, ``now``) is unique."""
        if number in self.kept:
            return self._is_known(number)
        here, there = (self.was, self.now) if side == "was" else (self.now, self.was)
        return self._is_known_to_be_alone(here[number], here, there)

    # --- on both sides

    def _is_known(self, number: int) -> bool:
        if number not in self._known:
            self._known[number] = False  # until shown; parents of each other cannot vouch for each other
            self._known[number] = self._find_out(number)
        return self._known[number]

    def _find_out(self, number: int) -> bool:
        was, now = self.was[number], self.now[number]
        parents_known = all(
            (parent in self.kept and self._is_known(parent)) or self._is_known_gone(parent, side)
            for parent, side in ((was.parent, "was"), (now.parent, "now"))
        )
        return parents_known and (
            self._bears_its_own(number) or self._kept_its_place(was, now) or self._kept_its_content(was, now)
        )

    def _is_known_gone(self, parent: int, side: str) -> bool:
        return parent not in self.kept and self.is_identifiable(parent, side)

    def _bears_its_own(self, number: int) -> bool:
        """By label or target alone."""
        was, now = self.was[number], self.now[number]
        contradicted = any(
            label != other and self.labels_before[label] == 1 == self.labels_after[label]
            for label, other in ((was.label, now.label), (now.label, was.label))
        )
        if contradicted:
            return False
        by_target = (
            bool(was.target) and self.targets_before[was.target] == 1 == self.targets_after[was.target]
        )
        same_label = was.label == now.label
        by_label = same_label and self.labels_before[was.label] == 1 == self.labels_after[was.label]
        return by_target or (by_label and self._content_is_no_objection(was, now))

    def _content_is_no_objection(self, was: Seen, now: Seen) -> bool:
        return (
            bool(was.target)
            or was.parent == now.parent
            or bool(set(was.children) & set(now.children))
            or not (was.children or now.children)
        )

    def _kept_its_place(self, was: Seen, now: Seen) -> bool:
        if was.parent != now.parent or was.label != now.label:
            return False
        return all(
            Counter(seen[child].label for child in seen[parent].children)[was.label] == 1
            for seen, parent in ((self.was, was.parent), (self.now, now.parent))
        ) and self._content_is_no_objection(was, now)

    def _kept_its_content(self, was: Seen, now: Seen) -> bool:
        common = set(was.children) & set(now.children)
        if (
            was.target
            or was.parent != now.parent
            or len(common) < 2
            or not all(map(self._bears_its_own, common))
        ):
            return False
        lost = (set(was.children) - common) & self.kept
        gained = (set(now.children) - common) & self.kept
        # its new name, or the old one, may not be that of another node
        return not (lost or gained or self.labels_after[was.label] or self.labels_before[now.label])

    # --- on one side

    def _is_known_to_be_alone(self, one: Seen, here: dict[int, Seen], there: dict[int, Seen]) -> bool:
        labels, targets = (
            (self.labels_after, self.targets_after)
            if here is self.was
            else (self.labels_before, self.targets_before)
        )
        if labels[one.label] or targets[one.target]:
            return False
        if any(child in self.kept for child in one.children):
            return False
        return bool(one.target) or not self._rivals(one, there)

    def _rivals(self, one: Seen, there: dict[int, Seen]) -> bool:
        """Whether something else that leads nowhere came, went or got another label at its place."""
        if one.parent not in self.kept:
            return False
        others = [there[child] for child in there[one.parent].children]
        return any(not other.target and not self._kept_its_label(other.number) for other in others)

    def _kept_its_label(self, number: int) -> bool:
        return number in self.kept and self.was[number].label == self.now[number].label

    # --- facts

    def _fact(self, number: int) -> Fact:
        was, now = self.was[number], self.now[number]
        moved, renamed = was.parent != now.parent, was.label != now.label
        change = " and ".join(word for word, is_so in (("moved", moved), ("renamed", renamed)) if is_so)
        return Fact(change or "same", was.greyed != now.greyed)

    def _has_anything_in_common(self, number: int) -> bool:
        was, now = self.was[number], self.now[number]
        if not number or was.target or was.label == now.label or was.parent == now.parent:
            return True
        return bool(set(was.children) & set(now.children))


def _longest_rise(order: list[int]) -> int:
    """The length of the longest increasing subsequence, by trying all: this is not the diff's own way."""
    longest: list[int] = []
    for index, value in enumerate(order):
        longest.append(1 + max((longest[j] for j in range(index) if order[j] < value), default=0))
    return max(longest, default=0)

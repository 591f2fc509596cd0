"""Things that share something, joined into groups. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, TypeVar

Mark = TypeVar("Mark", bound=Hashable)
Thing = tuple[int, int]


class Groups(Generic[Mark]):
    """Joins things step by step; in the end each stands in one group, with the marks of all its joins.

    The order of the joins does not matter. Time grows with the number of things joined, but for a factor
    that is never above a handful.
    """

    def __init__(self) -> None:
        self._leaders: dict[Thing, Thing] = {}
        self._marks: list[tuple[Mark, Thing]] = []
        self.joins = 0

    def join(self, mark: Mark, things: Sequence[Thing]) -> None:
        """All of these belong together, for this reason."""
        first = self.leader(things[0])
        self._marks.append((mark, first))
        for thing in things[1:]:
            other = self.leader(thing)
            if other != first:
                first, other = min(first, other), max(first, other)
                self._leaders[other] = first
                self.joins += 1

    def leader(self, thing: Thing) -> Thing:
        """The smallest thing of the group to which this one belongs."""
        self._leaders.setdefault(thing, thing)
        while (above := self._leaders[thing]) != thing:
            self._leaders[thing] = self._leaders[above]
            thing = above
        return thing

    def found(self) -> Iterator[tuple[list[Thing], set[Mark]]]:
        """Every group, by its smallest thing: its things in order, and its marks."""
        members: dict[Thing, list[Thing]] = {}
        for thing in sorted(self._leaders):
            members.setdefault(self.leader(thing), []).append(thing)
        marks: dict[Thing, set[Mark]] = {leader: set() for leader in members}
        for mark, thing in self._marks:
            marks[self.leader(thing)].add(mark)
        for leader, things in members.items():
            yield things, marks[leader]

"""Which of several things changed their order, as few of them as possible. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Length = tuple[int, int]


def out_of_order(places: Sequence[int], names: Sequence[str]) -> set[int]:
    """The indexes of things that must be taken out so that the rest stands in the same order.

    Args:
        places: for each thing, in its old order, its new place; no two are equal.
        names: for each thing a name; no two are equal. Where several choices are
            equally small, names decide, so that the way back takes out the same things.

    The rest is a longest increasing subsequence; its length and which things it keeps are found together,
    the choice as the bits of a number, so that time grows little faster than the number of things.
    """
    if all(one < other for one, other in pairwise(places)):
        return set()
    rank = {name: number for number, name in enumerate(sorted(names))}
    compressed = {place: number for number, place in enumerate(sorted(places), 1)}
    best: list[Length] = [(0, 0)] * (len(places) + 1)
    for place, name in zip(places, names, strict=True):
        length, kept = _best_up_to(best, compressed[place] - 1)
        _raise_from(best, compressed[place], (length + 1, kept | 1 << rank[name]))
    _, kept = _best_up_to(best, len(places))
    return {index for index, name in enumerate(names) if not kept >> rank[name] & 1}


def _best_up_to(best: list[Length], place: int) -> Length:
    found = (0, 0)
    while place > 0:
        found = max(found, best[place])
        place &= place - 1
    return found


def _raise_from(best: list[Length], place: int, found: Length) -> None:
    while place < len(best):
        best[place] = max(best[place], found)
        place += place & -place

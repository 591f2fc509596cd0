"""The question everyone asks: where is the item, and in which state. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from harness.menus.folding import fold_label
from harness.menus.tree import MenuTree, Occurrence, UserState


@dataclass(frozen=True, slots=True)
class Sighting:
    """A node that is the item by its label (folded), by its target, or by both."""

    occurrence: Occurrence
    by_label: bool
    by_target: bool


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """All places at which a user in one state finds an item at one court; none if it is not there.

    What is it by label and target stands first, then by target, then by label, each in reading order.
    """

    court: str
    state: UserState
    sightings: tuple[Sighting, ...]


def whereabouts(tree: MenuTree, label: str, target: str) -> Whereabouts:
    """Looks for an item in a tree.

    Args:
        tree: the menus of one court and state.
        label: what the item is called; folded, so case and punctuation do not matter.
        target: where it leads, normalised; ``""`` looks by the label alone.
    """
    wanted = fold_label(label)
    seen = (
        Sighting(one, fold_label(one.label) == wanted, bool(target) and one.target == target)
        for one in tree.occurrences()
    )
    found = [sighting for sighting in seen if sighting.by_label or sighting.by_target]
    found.sort(key=lambda one: (not one.by_target, not one.by_label))
    return Whereabouts(tree.court, tree.state, tuple(found))

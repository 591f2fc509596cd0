"""Pairs of menu trees of which it is known what was done to the one to get the other.

Every node has a number that the diff does not see. A pair begins with a tree of the wanted size; edits
are done to a copy, at most one to each node: rename, move, both, add, remove, swap (of two siblings, or
of two nodes at different places), grey, and, where asked for, adding labels that are there already. An
edit never puts a label where another node of this label stood, and no node ends as the only one with a
target, or with label and target, that another alone had: whoever looks at the menus would call that the same
thing, and be right.

**When is the truth unique?** It is decided here, from the two trees and the numbers, before and without
any diff. An edited node is *identifiable* if

* it is on both sides, and a target or a label that it kept is borne by no other node of either tree, while
  no label that both trees have once says otherwise; or it kept label and place, below an identifiable
  node, and no sibling on either side bears this label; or it is a heading that kept its place and at
  least two children identifiable by themselves, which came from nowhere else and went nowhere else;
  and what it stood and stands under is identifiable too;
* it is on one side only, neither its label nor its target occurs on the other side, and, if it leads
  nowhere, no other node that leads nowhere was added, removed or renamed at its place, and none of
  its children lives on elsewhere.

A node that kept neither label nor target, place nor children counts as removed and added: nothing that
could be seen ties the two.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from benchmarks.menu_plants import Pair, Plant, Seen, seen_of, tree_of
from harness.menus.folding import fold_label
from harness.menus.tree import Kind

WORDS = (
    *("Open", "File", "View", "Change", "Maintain", "Print", "Verify", "Link", "Select", "Search", "Request"),
    *("Account", "Claim", "Order", "Calendar", "Docket", "Notice", "Motion", "Answer", "Payment", "Receipt"),
    *(
        "History",
        "Register",
        "Mailing",
        "Index",
        "Judgment",
        "Exemption",
        "Agent",
        "Report",
        "Summons",
        "Plan",
    ),
)
REPEATED = ("Motions", "Notices", "Answers", "Other", "Reports")
DEPTH = 4


def make_pair(seed: int, size: int, edits: int, *, repeats: bool) -> Pair:
    """A pair of trees; equal arguments give equal pairs.

    Args:
        seed: of the random numbers.
        size: how many nodes the first tree has.
        edits: how many are tried; on a small tree fewer may be possible.
        repeats: whether labels and targets occur several times and are added again.
    """
    chance = random.Random(f"{seed} {size} {edits} {repeats}")
    while True:
        garden = _Garden(chance, repeats)
        garden.grow(size)
        before = garden.root.copy()
        garden.edit(edits, before)
        pair = Pair(tree_of(before), tree_of(garden.root), seen_of(before), seen_of(garden.root))
        if not _takes_over(pair):
            return pair


def _takes_over(pair: Pair) -> bool:
    """Whether a node alone bears what another alone bore before, so that it would be that one."""
    old, new = _sole_bearers(pair.was), _sole_bearers(pair.now)
    return any(number != new.get(key, number) for key, number in old.items())


def _sole_bearers(seen: dict[int, Seen]) -> dict[tuple[str, ...], int]:
    keys: list[tuple[tuple[str, ...], int]] = [
        ((one.label, one.target), number) for number, one in seen.items() if number
    ]
    keys += [((one.target,), number) for number, one in seen.items() if one.target]
    counts = Counter(key for key, _ in keys)
    return {key: number for key, number in keys if counts[key] == 1}


class _Garden:
    """Grows a tree and edits it."""

    def __init__(self, chance: random.Random, repeats: bool) -> None:
        self.chance, self.repeats = chance, repeats
        self.root = Plant(0, "", Kind.HEADING, "")
        self.count = 0
        self.used: set[str] = set()
        self.touched: set[int] = set()
        self.taken: set[tuple[int, str]] = set()

    def grow(self, size: int) -> None:
        """Adds nodes until there are as many as wanted."""
        while self.count < size:
            wide = self.count < max(2, min(8, size // 8))
            holders = [one for one in self.root.all() if one.depth < DEPTH and self._holds(one)]
            parent = self.root if wide else self.chance.choice(holders[1:] or holders)
            self._add(parent, self._label(again=self.repeats and self.chance.random() < 0.25))

    def edit(self, edits: int, before: Plant) -> None:
        """Does up to so many edits; an impossible one is tried again with others, but not for ever."""
        for one in before.all():
            if one.parent is not None:
                self.taken.add((one.parent.number, fold_label(one.label)))
        kinds = [self._rename, self._move, self._move_and_rename, self._add_new, self._remove]
        kinds += [self._swap_siblings, self._swap_places, self._grey]
        kinds += [self._add_again, self._rename_again] if self.repeats else []
        done = 0
        for _ in range(3 * edits):
            done += self.chance.choice(kinds)()
            if done == edits:
                break

    # --- edits; each says whether it could be done

    def _rename(self) -> bool:
        return self._with_one(lambda one: self._relabel(one, self._label()))

    def _rename_again(self) -> bool:
        return self._with_one(lambda one: self._relabel(one, self._label(again=True)))

    def _move(self) -> bool:
        return self._with_one(self._carry)

    def _move_and_rename(self) -> bool:
        return self._with_one(lambda one: self._carry(one) and self._relabel(one, self._label()))

    def _grey(self) -> bool:
        return self._with_one(self._toggle)

    def _remove(self) -> bool:
        return self._with_one(self._take_out)

    def _add_new(self) -> bool:
        return self._add_at_random(self._label())

    def _add_again(self) -> bool:
        return self._add_at_random(self._label(again=True))

    def _swap_siblings(self) -> bool:
        one = self._untouched()
        others = (
            [other for other in one.parent.children if other.number not in self.touched]
            if one and one.parent
            else []
        )
        if one is None or one.parent is None or len(others) < 2:
            return False
        other = self.chance.choice([each for each in others if each is not one])
        siblings = one.parent.children
        i, j = siblings.index(one), siblings.index(other)
        siblings[i], siblings[j] = other, one
        self.touched |= {one.number, other.number}
        return True

    def _swap_places(self) -> bool:
        one, other = self._untouched(), self._untouched()
        if (
            one is None
            or other is None
            or one.parent is other.parent
            or one.parent is None
            or other.parent is None
        ):
            return False
        if any(each in set(two.all()) for each, two in ((one, other), (other, one))):
            return False
        homes = (one.parent, other.parent)
        if not (self._may_stand(other.label, homes[0]) and self._may_stand(one.label, homes[1])):
            return False
        i, j = homes[0].children.index(one), homes[1].children.index(other)
        homes[0].children[i], homes[1].children[j] = other, one
        one.parent, other.parent = homes[1], homes[0]
        self._settle(one)
        self._settle(other)
        return True

    def _with_one(self, act: Callable[[Plant], bool]) -> bool:
        one = self._untouched()
        if one is None or not act(one):
            return False
        self._settle(one)
        return True

    def _relabel(self, one: Plant, label: str) -> bool:
        if one.parent is None or not self._may_stand(label, one.parent):
            return False
        one.label = label
        return True

    def _carry(self, one: Plant) -> bool:
        inside = set(one.all())
        homes = [home for home in self.root.all() if self._holds(home) and home not in inside | {one.parent}]
        homes = [home for home in homes if home is not self.root and self._may_stand(one.label, home)]
        if one.parent is None or not homes:
            return False
        one.parent.children.remove(one)
        one.parent = self.chance.choice(homes)
        one.parent.children.insert(self.chance.randint(0, len(one.parent.children)), one)
        return True

    def _toggle(self, one: Plant) -> bool:
        one.greyed = not one.greyed
        return True

    def _take_out(self, one: Plant) -> bool:
        if one.parent is not None:
            one.parent.children.remove(one)
        return True

    def _add_at_random(self, label: str) -> bool:
        homes = [home for home in self.root.all() if self._holds(home) and self._may_stand(label, home)]
        if not homes:
            return False
        new = self._add(self.chance.choice(homes), label)
        if new.kind is Kind.HEADING:
            for _ in range(self.chance.randint(0, 3)):
                self._settle(self._add(new, self._label()))
        self._settle(new)
        return True

    # --- helpers

    def _untouched(self) -> Plant | None:
        free = [one for one in self.root.all() if one.number and one.number not in self.touched]
        return self.chance.choice(free) if free else None

    def _settle(self, one: Plant) -> None:
        self.touched.add(one.number)
        if one.parent is not None:
            self.taken.add((one.parent.number, fold_label(one.label)))

    def _may_stand(self, label: str, parent: Plant) -> bool:
        return (parent.number, fold_label(label)) not in self.taken

    @staticmethod
    def _holds(one: Plant) -> bool:
        return one.kind is not Kind.ITEM or one.target.startswith("DisplayMenu.pl")

    def _label(self, *, again: bool = False) -> str:
        if again:
            return self.chance.choice(REPEATED)
        while True:
            label = " ".join(self.chance.sample(WORDS, 3))
            if label not in self.used:
                self.used.add(label)
                return label

    def _add(self, parent: Plant, label: str) -> Plant:
        self.count += 1
        kind, target = self._nature(parent, self.count)
        new = Plant(self.count, label, kind, target, self.chance.random() < 0.05, parent)
        parent.children.insert(self.chance.randint(0, len(parent.children)), new)
        return new

    def _nature(self, parent: Plant, number: int) -> tuple[Kind, str]:
        if parent is self.root:
            return Kind.BAR_ITEM, f"DisplayMenu.pl?Menu{number}"
        if self.repeats and self.chance.random() < 0.1:
            return Kind.ITEM, self.chance.choice(("", "shared.pl", "other.pl"))
        draw = self.chance.random()
        if draw < 0.15 and parent.kind is not Kind.HEADING:
            return Kind.HEADING, ""
        return Kind.ITEM, f"DisplayMenu.pl?Page{number}" if draw > 0.9 else f"item{number}.pl"

"""Which node of one menu tree is which node of another. Pure.

Nothing in a menu has a number of its own, so a node is recognised by what a user can see of it:

* its **label**, folded, and its **target**;
* its **place**: which node it stands under, not at which position;
* its **content**: which nodes stand under it.

The steps, of which none depends on the order of the nodes or on which tree comes first:

1. *Anywhere in the tree.* Nodes that are, in both trees, the sole bearers of their target, or of label and
   target together, are matched. Then the sole bearers of a label that lead nowhere on both sides, unless
   their contents belong to other nodes. A label alone is not enough where the targets differ.
2. *At the same place.* Below matched parents, equal kind, label and target match (identical twins in
   order, if both sides have as many); then what has a label that none of its siblings has. By this a
   label that repeats under several headings is recognised under each of them.
3. *By what is left.* At the same place, what is left with a target that nothing else left has.
   A heading whose label is gone is recognised by the nodes under it: at the same place, if most of those
   that were recognised stand under one node of the other tree and the other way round; elsewhere, if all do.
   One shared child is enough only where nothing else at that place could be meant. What bears another label
   and leads elsewhere is never the same. Then step 2 again below these.

Evidence against a match stops it: if a label says one node and a target another, neither is believed.
What is left and still shares a label, a target, the place of two nodes without target, or content with
something left on the other side, could be the same or not: these nodes form a group of candidates and
are called ambiguous. What shares nothing was removed or added.

Each step looks at every node a fixed number of times, so time grows with the number of nodes.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from harness.menus.indexed import ROOT, Indexed, sole
from harness.menus.undecided import Group, Left, undecided

Pair = tuple[int, int]
Side = dict[int, int]


@dataclass(frozen=True, slots=True)
class Matching:
    """``partners`` maps the one side's node numbers to the other's; ``groups`` hold the undecided."""

    partners: Side
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Favourites:
    """Unmatched nodes with recognised children: who holds more than half of whose.

    ``shared`` says how many; ``complete`` are those that hold all of each other's.
    """

    after: Side
    before: Side
    shared: dict[Pair, int]
    complete: frozenset[Pair]


def match(before: Indexed, after: Indexed) -> Matching:
    """Matches two trees as the module's text explains."""
    matcher = _Matcher(before, after)
    matcher.run()
    return Matching(matcher.to_after, matcher.groups())


class _Matcher:
    """Two trees, and which of their nodes are matched so far."""

    def __init__(self, before: Indexed, after: Indexed) -> None:
        self.before, self.after = before, after
        self.to_after: Side = {}
        self.to_before: Side = {}
        self.waiting: deque[Pair] = deque()
        self.same_label = _common(_labels(before, before.nodes), _labels(after, after.nodes))
        self.same_label_back = {y: x for x, y in self.same_label.items()}
        self.early = Favourites({}, {}, {}, frozenset())

    def run(self) -> None:
        """Finds every match that can be decided."""
        self._pair([(ROOT, ROOT)])
        self._anywhere()
        self._at_the_same_place()
        while self._by_what_is_left():
            self._at_the_same_place()

    def groups(self) -> tuple[Group, ...]:
        """What is left and could be the same."""
        numbers = {y: x for x, y in self.to_after.items()}
        lefts = Left(0, self.before, {x: x for x in self.to_after}), Left(1, self.after, numbers)
        return tuple(undecided(lefts, filter(self._is_possible, self._favourites().shared)))

    # --- the steps

    def _anywhere(self) -> None:
        before, after = self.before, self.after
        targets = _common(_targets(before, before.nodes), _targets(after, after.nodes))
        both = _common(_both(before), _both(after))
        found = {*targets.items(), *both.items()}
        self._pair((x, y) for x, y in sorted(found) if self._label_agrees(x, y))
        self.early = self._favourites()
        labels = [pair for pair in self.same_label.items() if self._are_free(*pair)]
        self._pair(pair for pair in labels if self._targets_equal(*pair) and self._content_agrees(*pair))

    def _at_the_same_place(self) -> None:
        while self.waiting:
            p, q = self.waiting.popleft()
            self._pair(self._alike_below(p, q))
            self._pair(self._sole_below(p, q))

    def _by_what_is_left(self) -> bool:
        befores = [x for x in self.before.nodes if x not in self.to_after]
        afters = [y for y in self.after.nodes if y not in self.to_before]
        targets = _common(_targets(self.before, befores), _targets(self.after, afters)).items()
        found = {pair for pair in targets if self._at_one_place(*pair) and self._label_agrees(*pair)}
        favourites = self._favourites()
        mutual = [(x, y) for x, y in favourites.after.items() if favourites.before.get(y) == x]
        by_content = {pair for pair in mutual if self._content_decides(*pair, favourites)}
        decided = _undisputed(found | by_content)
        self._pair(decided)
        return bool(decided)

    def _alike_below(self, p: int, q: int) -> list[Pair]:
        """Children of the same kind, label and target; of several alike, those whose content is alike too."""
        befores = _grouped(self.before.exact, self._free_before(p))
        afters = _grouped(self.after.exact, self._free_after(q))
        found: list[Pair] = []
        for key in befores.keys() & afters.keys():
            xs, ys = befores[key], afters[key]
            if len(xs) == len(ys) == 1:
                found += [pair for pair in zip(xs, ys, strict=True) if self._may_be_the_same(*pair)]
                continue
            shapes = _grouped(self.before.shapes.__getitem__, xs), _grouped(self.after.shapes.__getitem__, ys)
            for shape in shapes[0].keys() & shapes[1].keys():
                if len(shapes[0][shape]) == len(shapes[1][shape]):
                    found += zip(shapes[0][shape], shapes[1][shape], strict=True)
        return found

    def _sole_below(self, p: int, q: int) -> list[Pair]:
        """Children whose label none of their siblings has, where no target says otherwise."""
        mine, theirs = self.before.children[p], self.after.children[q]
        found = [
            self._only_free(_common(_labels(self.before, mine), _labels(self.after, theirs))),
            self._only_free(_common(_targets(self.before, mine), _targets(self.after, theirs))),
        ]
        backs = [{y: x for x, y in each.items()} for each in found]
        pairs = {pair for each in found for pair in each.items()}
        return [
            (x, y)
            for x, y in sorted(pairs)
            if self.before.labels[x] == self.after.labels[y]
            and all(each.get(x, y) == y for each in found)
            and all(back.get(y, x) == x for back in backs)
            and self._label_agrees(x, y)
            and self._may_be_the_same(x, y)
        ]

    # --- evidence

    def _label_agrees(self, x: int, y: int) -> bool:
        """Whether no label that both trees have once says that one of the two is another node."""
        return self.same_label.get(x, y) == y and self.same_label_back.get(y, x) == x

    def _targets_equal(self, x: int, y: int) -> bool:
        return self.before.targets[x] == self.after.targets[y]

    def _targets_agree(self, x: int, y: int) -> bool:
        """Whether the targets are the same, or neither tree still has the other's."""
        old, new = self.before.targets[x], self.after.targets[y]
        return old == new or not (self.after.target_counts[old] or self.before.target_counts[new])

    def _content_agrees(self, x: int, y: int) -> bool:
        """Whether what stands under the two does not say that one of them is another node."""
        for one, other in ((self.early.after.get(x), y), (self.early.before.get(y), x)):
            if one not in (None, other):
                return False
        return True

    def _may_be_the_same(self, x: int, y: int) -> bool:
        """Whether a match by label or target at one place is not contradicted by anything else."""
        if self.before.targets[x] == self.after.targets[y] != "":
            return True
        return self._targets_agree(x, y) and self._content_agrees(x, y)

    def _is_possible(self, pair: Pair) -> bool:
        return self._could_be_one(*pair)

    def _at_one_place(self, x: int, y: int) -> bool:
        return self.to_after.get(self.before.parents[x]) == self.after.parents[y]

    def _content_decides(self, x: int, y: int, favourites: Favourites) -> bool:
        if not (self._label_agrees(x, y) and self._targets_agree(x, y) and self._could_be_one(x, y)):
            return False
        if not self._at_one_place(x, y):
            return favourites.shared[x, y] > 1 and (x, y) in favourites.complete
        if favourites.shared[x, y] > 1:
            return True
        if self.before.labels[x] == self.after.labels[y]:
            return True
        return self._is_alone(self.before, x, self.to_after) and self._is_alone(self.after, y, self.to_before)

    def _could_be_one(self, x: int, y: int) -> bool:
        """Whether the two have the label in common or the target, be it that neither leads anywhere."""
        return self._targets_equal(x, y) or self.before.labels[x] == self.after.labels[y]

    def _is_alone(self, side: Indexed, node: int, matched: Side) -> bool:
        """Whether it is the only unmatched child of its parent that leads nowhere."""
        siblings = side.children[side.parents[node]]
        return [one for one in siblings if one not in matched and not side.targets[one]] == [node]

    def _favourites(self) -> Favourites:
        shared: Counter[Pair] = Counter()
        befores: Counter[int] = Counter()
        afters: Counter[int] = Counter()
        for x, y in self.to_after.items():
            p, q = self.before.parents[x], self.after.parents[y]
            befores[p] += 1
            afters[q] += 1
            shared[p, q] += 1
        free = {pair: count for pair, count in shared.items() if self._are_free(*pair)}
        after = {p: q for (p, q), count in free.items() if 2 * count > befores[p]}
        before = {q: p for (p, q), count in free.items() if 2 * count > afters[q]}
        complete = frozenset((p, q) for (p, q), n in free.items() if n == befores[p] == afters[q])
        return Favourites(after, before, free, complete)

    # --- who is left

    def _are_free(self, x: int, y: int) -> bool:
        return x not in self.to_after and y not in self.to_before

    def _only_free(self, pairs: Side) -> Side:
        return {x: y for x, y in pairs.items() if self._are_free(x, y)}

    def _free_before(self, parent: int) -> list[int]:
        return [x for x in self.before.children[parent] if x not in self.to_after]

    def _free_after(self, parent: int) -> list[int]:
        return [y for y in self.after.children[parent] if y not in self.to_before]

    def _pair(self, pairs: Iterable[Pair]) -> None:
        """Matches nodes; all of them are found before the first is matched."""
        for x, y in list(pairs):
            self.to_after[x], self.to_before[y] = y, x
            self.waiting.append((x, y))


def _labels(side: Indexed, nodes: Iterable[int]) -> Iterator[tuple[Hashable, int]]:
    return ((side.labels[node], node) for node in nodes)


def _targets(side: Indexed, nodes: Iterable[int]) -> Iterator[tuple[Hashable, int]]:
    return ((side.targets[node], node) for node in nodes if side.targets[node])


def _both(side: Indexed) -> Iterator[tuple[Hashable, int]]:
    return (((side.labels[node], side.targets[node]), node) for node in side.nodes if side.targets[node])


def _common(befores: Iterable[tuple[Hashable, int]], afters: Iterable[tuple[Hashable, int]]) -> Side:
    """The nodes that are the only ones to bear a key on either side, matched by it."""
    mine, theirs = sole(befores), sole(afters)
    return {node: theirs[key] for key, node in mine.items() if key in theirs}


def _undisputed(pairs: set[Pair]) -> list[Pair]:
    """Pairs of which neither node stands in another pair."""
    befores, afters = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    return [(x, y) for x, y in pairs if befores[x] == 1 == afters[y]]


def _grouped(key: Callable[[int], Hashable], nodes: Iterable[int]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for node in nodes:
        found.setdefault(key(node), []).append(node)
    return found

"""How well a diff finds what was done to generated pairs of trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields

from benchmarks.menu_plants import Pair
from benchmarks.menu_truth import Fact, Truth
from harness.menus.diff import Change, Entry, TreeDiff
from harness.menus.tree import MenuTree, Occurrence, Position

Compare = Callable[[MenuTree, MenuTree], TreeDiff]

RIGHT, WRONG, AMBIGUOUS = "right", "wrong", "ambiguous"


@dataclass(slots=True)
class Score:
    """Counts over pairs; a changed order counts once for each node that must be taken out.

    ``found``, ``missed`` and ``false`` are of identifiable edits; ``missed`` holds those called ambiguous.
    ``wrong`` are wrong claims about nodes whose truth is not unique, ``claims`` all claims about these.
    ``edits`` are all edited nodes, ``ambiguous`` those of them about which nothing is claimed.
    """

    pairs: int = 0
    edits: int = 0
    identifiable: int = 0
    found: int = 0
    missed: int = 0
    false: int = 0
    ambiguous: int = 0
    claims: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """Of the changes told of identifiable nodes, the share that is true."""
        return _share(self.found, self.found + self.false)

    @property
    def recall(self) -> float:
        """Of the identifiable edits, the share that is told."""
        return _share(self.found, self.found + self.missed)

    @property
    def undecided(self) -> float:
        """Of all edited nodes, the share that is called ambiguous."""
        return self.ambiguous / self.edits if self.edits else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def total(scores: Iterable[Score]) -> Score:
    """All scores as one."""
    return sum(scores, Score())


def judge(pair: Pair, compare: Compare) -> Score:
    """Compares the trees of a pair and holds what is told against the truth."""
    truth = Truth(pair)  # decided before anything is compared
    identifiable = {side: _identifiable(truth, side) for side in ("was", "now")}
    told = _Told(pair, compare(pair.before, pair.after))
    score = Score(pairs=1)
    edited = truth.edited()
    facts = truth.facts()
    for number, side, outcome, is_change in _outcomes(truth, told, facts):
        is_edit = number in edited
        _count(score, outcome, is_edit, is_change, number in identifiable[side])
    _count_order(score, truth, told, identifiable["was"])
    return score


def _identifiable(truth: Truth, side: str) -> set[int]:
    seen = truth.was if side == "was" else truth.now
    return {number for number in seen if truth.is_identifiable(number, side)}


def _outcomes(truth: Truth, told: _Told, facts: dict[int, Fact]) -> Iterator[tuple[int, str, str, bool]]:
    for number, fact in facts.items():
        yield number, "was", *told.about_kept(number, fact)
    for number in truth.removed():
        yield number, "was", *told.about_one_side(number, Change.REMOVED)
    for number in truth.added():
        yield number, "now", *told.about_one_side(number, Change.ADDED)


def _count(score: Score, outcome: str, is_edit: bool, is_change: bool, identifiable: bool) -> None:
    score.edits += is_edit
    score.ambiguous += is_edit and outcome == AMBIGUOUS
    if identifiable:
        score.identifiable += is_edit
        score.found += is_edit and outcome == RIGHT
        score.missed += is_edit and outcome != RIGHT
        score.false += is_change and outcome == WRONG
    else:
        score.claims += outcome != AMBIGUOUS
        score.wrong += outcome == WRONG


def _count_order(score: Score, truth: Truth, told: _Told, identifiable: set[int]) -> None:
    needed = truth.reorderings()
    for parent in needed.keys() | told.reordered.keys():
        stayed, fewest = needed.get(parent, ([], 0))
        taken_out = told.reordered.get(parent, set())
        if not identifiable.issuperset([parent, *stayed]):
            continue
        score.edits += fewest
        score.identifiable += fewest
        rest = [told.new_index(number) for number in stayed if number not in taken_out]
        good = rest == sorted(rest) and len(taken_out) == fewest
        score.found += fewest if good else 0
        score.missed += 0 if good else fewest
        score.false += 0 if good else len(taken_out)


class _Told:
    """What a diff tells, by the numbers of the nodes."""

    def __init__(self, pair: Pair, found: TreeDiff) -> None:
        self._pair = pair
        self._old = {seen.position: number for number, seen in pair.was.items()}
        self._new = {seen.position: number for number, seen in pair.now.items()}
        self._before: dict[int, Entry] = {}
        self._after: dict[int, Entry] = {}
        self.reordered: dict[int, set[int]] = {}
        for entry in found.entries:
            self._file(entry)

    def about_kept(self, number: int, fact: Fact) -> tuple[str, bool]:
        """Outcome for a node that is on both sides, and whether a change is told."""
        entry = self._before.get(number)
        if entry is None:
            told = self._after.get(number)
            return (AMBIGUOUS, False) if told is None else (WRONG, True)
        if entry.after is None:
            return WRONG, True
        told_fact = Fact(entry.change.value, entry.greyed or entry.ungreyed)
        is_change = told_fact != Fact("same", False) or entry.leads_elsewhere or entry.other_kind
        if not self._is_partner(number, entry.after):
            return WRONG, is_change
        if entry.place_open:
            return AMBIGUOUS, False
        true = told_fact == fact and not entry.leads_elsewhere and not entry.other_kind
        return (RIGHT if true else WRONG), is_change

    def about_one_side(self, number: int, change: Change) -> tuple[str, bool]:
        """Outcome for a node that was removed or added."""
        entry = (self._before if change is Change.REMOVED else self._after).get(number)
        if entry is None:
            return AMBIGUOUS, False
        return (RIGHT if entry.change is change else WRONG), True

    def new_index(self, number: int) -> int:
        """Where it stands among its siblings afterwards."""
        return self._pair.now[number].position[-1]

    def _is_partner(self, number: int, after: Occurrence) -> bool:
        """Whether it is the node itself, or one that nobody could tell from it."""
        told, true = self._pair.now[self._new[after.position]], self._pair.now[number]
        looks = [(one.label, one.target, one.kind, one.greyed, one.parent) for one in (told, true)]
        return told is true or looks[0] == looks[1]

    def _file(self, entry: Entry) -> None:
        if entry.before is not None:
            self._before[self._old[entry.before.position]] = entry
        if entry.after is not None:
            self._after[self._new[entry.after.position]] = entry
        if entry.reordered and entry.before is not None:
            number, parent = self._old[entry.before.position], self._old[_above(entry.before.position)]
            self.reordered.setdefault(parent, set()).add(number)


def _above(position: Position) -> Position:
    return position[:-1]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0

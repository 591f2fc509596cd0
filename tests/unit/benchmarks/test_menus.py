from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.__main__ import main
from benchmarks.menu_pairs import make_pair
from benchmarks.menu_scores import judge, total
from benchmarks.menu_truth import Truth
from benchmarks.menus import measure, shortcomings
from harness.menus.diff import Change, Entry, TreeDiff, diff
from harness.menus.tree import MenuTree

SIZES, EDITS, SEEDS = (5, 12, 40), (1, 5, 20), 6


def guessing(before: MenuTree, after: MenuTree) -> TreeDiff:
    """A diff that does not admit what it cannot decide: the first candidate will do."""
    found = diff(before, after)
    guesses: list[Entry] = []
    for group in found.ambiguities:
        pairs = list(zip(group.before, group.after, strict=False))
        guesses += [Entry(Change.MOVED_AND_RENAMED, one, other) for one, other in pairs]
        guesses += [Entry(Change.REMOVED, one, None) for one in group.before[len(pairs) :]]
        guesses += [Entry(Change.ADDED, None, one) for one in group.after[len(pairs) :]]
    return replace(found, entries=(*found.entries, *guesses), ambiguities=())


def blind_to_moves(before: MenuTree, after: MenuTree) -> TreeDiff:
    """A diff that takes everything that moved for the same."""
    found = diff(before, after)
    return replace(
        found, entries=tuple(replace(entry, change=_stayed(entry.change)) for entry in found.entries)
    )


def _stayed(change: Change) -> Change:
    return Change.SAME if change is Change.MOVED else change


def alarmed(before: MenuTree, after: MenuTree) -> TreeDiff:
    """A diff that calls everything at the end of a menu renamed."""
    found = diff(before, after)
    entries = [
        replace(entry, change=Change.RENAMED)
        if entry.change is Change.SAME and entry.after and entry.after.position[-1] > 3
        else entry
        for entry in found.entries
    ]
    return replace(found, entries=tuple(entries))


def timid(before: MenuTree, after: MenuTree) -> TreeDiff:
    """A diff that claims nothing: whatever differs is left out, as if it were ambiguous."""
    found = diff(before, after)
    return replace(found, entries=tuple(entry for entry in found.entries if not entry.is_difference))


def disordered(before: MenuTree, after: MenuTree) -> TreeDiff:
    """A diff that does not see a new order."""
    found = diff(before, after)
    return replace(found, entries=tuple(replace(entry, reordered=False) for entry in found.entries))


@pytest.mark.parametrize("repeats", [False, True])
def test_known_edits_are_found(repeats: bool) -> None:
    """Precision and recall are good where the truth is unique, and nothing wrong is claimed elsewhere."""
    scores = measure(diff, repeats=repeats, sizes=SIZES, edits=EDITS, seeds=SEEDS)
    assert total(scores.values()).identifiable > 300
    assert shortcomings(scores, repeats=repeats) == []


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (guessing, "wrong claims where the truth is not unique"),
        (blind_to_moves, "recall"),
        (alarmed, "precision"),
        (timid, "recall"),
        (timid, "are ambiguous"),
        (disordered, "recall"),
    ],
)
def test_a_wrong_diff_is_noticed(wrong: object, what: str) -> None:
    """Guessing, missing, crying wolf and keeping silent each fall short, and by the right measure."""
    scores = measure(wrong, repeats=False, sizes=SIZES, edits=EDITS, seeds=SEEDS)  # type: ignore[arg-type] # parametrized
    assert [problem for problem in shortcomings(scores, repeats=False) if what in problem]


def test_equal_arguments_give_equal_pairs() -> None:
    """What was measured can be measured again."""
    assert make_pair(3, 40, 10, repeats=True) == make_pair(3, 40, 10, repeats=True)
    assert make_pair(3, 40, 10, repeats=True) != make_pair(4, 40, 10, repeats=True)


@pytest.mark.parametrize("size", [5, 50, 300])
def test_a_tree_has_the_size_asked_for(size: int) -> None:
    """And without edits nothing is true but that all is the same."""
    pair = make_pair(1, size, 0, repeats=True)
    assert len(pair.before.occurrences()) == size
    assert Truth(pair).edited() == set()
    score = judge(pair, diff)
    assert (score.edits, score.false, score.wrong, score.ambiguous) == (0, 0, 0, 0)


def test_an_unknown_benchmark_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """The message names those that there are."""
    assert main(["menu"]) == 2
    message = capsys.readouterr().err
    assert "There is no benchmark “menu”" in message
    assert "menus" in message
    assert "linking" in message

from __future__ import annotations

from hypothesis import given, settings

from harness.menus.diff import Change, TreeDiff, diff
from harness.menus.tree import MenuTree, Occurrence
from tests.menu_trees import repetitive_trees


def occurrences(found: TreeDiff, side: str) -> list[Occurrence]:
    """Everything that a diff says about one side."""
    parts = [getattr(entry, side) for entry in found.entries]
    parts += [one for group in found.ambiguities for one in getattr(group, side)]
    return sorted((one for one in parts if one is not None), key=lambda one: one.position)


@settings(max_examples=100, deadline=None)
@given(repetitive_trees)
def test_a_tree_does_not_differ_from_itself(tree: MenuTree) -> None:
    """However often labels and targets repeat, nothing differs and nothing is ambiguous."""
    found = diff(tree, tree)
    assert found.is_empty
    assert found.folded == ()
    assert {entry.change for entry in found.entries} <= {Change.SAME}


@settings(max_examples=100, deadline=None)
@given(repetitive_trees, repetitive_trees)
def test_swapping_the_sides_gives_the_inverse(one: MenuTree, other: MenuTree) -> None:
    """The way back says the same as the way there, to the last entry."""
    assert diff(one, other).inverse() == diff(other, one)
    assert diff(one, other).inverse().inverse() == diff(one, other)


@settings(max_examples=100, deadline=None)
@given(repetitive_trees, repetitive_trees)
def test_applying_a_diff_gives_the_other_side(one: MenuTree, other: MenuTree) -> None:
    """Both ways, ambiguous parts included."""
    found = diff(one, other)
    assert found.apply(one) == other
    assert found.inverse().apply(other) == one


@settings(max_examples=100, deadline=None)
@given(repetitive_trees, repetitive_trees)
def test_no_node_is_unaccounted_for(one: MenuTree, other: MenuTree) -> None:
    """Every node of either side is told once."""
    found = diff(one, other)
    assert occurrences(found, "before") == list(one.occurrences())
    assert occurrences(found, "after") == list(other.occurrences())


@settings(max_examples=100, deadline=None)
@given(repetitive_trees, repetitive_trees)
def test_what_is_ambiguous_has_candidates(one: MenuTree, other: MenuTree) -> None:
    """A group has nodes on both sides, and says why."""
    for group in diff(one, other).ambiguities:
        assert group.before
        assert group.after
        assert group.reasons

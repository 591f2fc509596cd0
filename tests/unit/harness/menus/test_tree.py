from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from harness.errors import ConfigError
from harness.menus.tree import Kind, MenuTree, Occurrence, UserState, plant
from tests.menu_trees import bar, heading, item, odd_trees, tree

SMALL = tree(bar("Utilities", heading("Your Account", item("Log", "log.pl", greyed=True)), to="u"))


def test_the_path_of_a_node_are_the_labels_from_the_bar_down() -> None:
    """Every node is told with where it stands, a parent before its children."""
    log = SMALL.occurrences()[-1]
    assert log == Occurrence((0, 0, 0), ("Utilities", "Your Account", "Log"), Kind.ITEM, "log.pl", True)
    assert log.label == "Log"
    assert log.place == ("Utilities", "Your Account")
    assert [one.position for one in SMALL.occurrences()] == [(0,), (0, 0), (0, 0, 0)]


@settings(max_examples=50, deadline=None)
@given(odd_trees)
def test_a_tree_survives_json_and_planting(any_tree: MenuTree) -> None:
    """Plain data and occurrences hold everything that a tree does."""
    assert MenuTree.from_dict(json.loads(json.dumps(any_tree.as_dict()))) == any_tree
    assert plant(reversed(any_tree.occurrences())) == any_tree.nodes


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda plain: plain.pop("court"), "court: "),
        (lambda plain: plain.update(state="asleep"), "state: "),
        (lambda plain: plain.update(colour="red"), "the whole: unknown key “colour”"),
        (lambda plain: plain["nodes"][0].update(lable="x"), "nodes.0: unknown key “lable”"),
        (lambda plain: plain["nodes"][0]["children"][0].update(kind="door"), "nodes.0.children.0.kind: "),
        (lambda plain: plain["nodes"][0]["children"][0].update(x=1), "nodes.0.children.0: unknown key “x”"),
    ],
)
def test_a_wrong_tree_is_refused_with_the_place(spoil: Any, message: str) -> None:
    """The message says what is wrong and where."""
    plain = SMALL.as_dict()
    spoil(plain)
    with pytest.raises(ConfigError) as caught:
        MenuTree.from_dict(plain)
    assert message in str(caught.value)


@pytest.mark.parametrize("left_out", [0, 1])
def test_part_of_a_tree_cannot_be_planted(left_out: int) -> None:
    """A node without its parent is no tree."""
    some = [one for index, one in enumerate(SMALL.occurrences()) if index != left_out]
    with pytest.raises(ValueError, match="not the whole"):
        plant(some)


def test_a_node_cannot_be_planted_twice() -> None:
    """Two nodes do not stand at one position."""
    with pytest.raises(ValueError, match="not the whole"):
        plant([*SMALL.occurrences(), SMALL.occurrences()[0]])


def test_the_states_are_those_of_the_vocabulary() -> None:
    """Users of four kinds see menus."""
    assert set(UserState) == {"signed-out", "pacer-only", "linked", "before-go-live"}

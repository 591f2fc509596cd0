from __future__ import annotations

import pytest

from harness.menus.diff import diff
from harness.menus.tree import MenuTree, Node, UserState
from harness.menus.whereabouts import whereabouts
from harness.menus.words import describe, describe_folded, describe_whereabouts, title
from tests.menu_samples import CACB, GAMB, LINK, LINK_TARGET, court, link_item, nextgen
from tests.menu_trees import bar, heading, item, tree


def azb(*below: Node) -> MenuTree:
    """The menus of azb."""
    return court("azb", *below)


A, B = item("A", "a.pl"), item("B", "b.pl")

CASES = [
    (
        azb(link_item(), nextgen()),
        azb(nextgen(link_item())),
        f"'{LINK}' moved from Utilities to Utilities > NextGen Release 1.1 Menu Items",
    ),
    (
        azb(link_item(), nextgen()),
        azb(nextgen(link_item("Connect"))),
        f"'{LINK}' moved from Utilities to Utilities > NextGen Release 1.1 Menu Items "
        "and renamed to 'Connect'",
    ),
    (azb(link_item()), azb(link_item("Connect")), f"'{LINK}' under Utilities renamed to 'Connect'"),
    (azb(), azb(A), "'A' added under Utilities"),
    (azb(heading("H", A, B)), azb(), "'H' and 2 things below it removed from Utilities"),
    (azb(), azb(item("H", "h.pl", A)), "'H' and 1 thing below it added under Utilities"),
    (azb(A), azb(item("A", "a.pl", greyed=True)), "'A' under Utilities is greyed now"),
    (azb(item("A", "a.pl", greyed=True)), azb(A), "'A' under Utilities is no longer greyed"),
    (azb(A), azb(item("A", "c.pl")), "'A' under Utilities leads to c.pl now, not to a.pl"),
    (azb(A), azb(item("A")), "'A' under Utilities leads nowhere now, not to a.pl"),
    (azb(heading("A")), azb(item("A")), "'A' under Utilities is an item now, not a heading"),
    (tree(bar("X", to="x")), tree(bar("X", to="x"), bar("Y", to="y")), "'Y' added in the menu bar"),
    (tree(bar("X", to="x")), tree(bar("Z", to="x")), "'X' in the menu bar renamed to 'Z'"),
    (
        azb(heading("Old")),
        azb(heading("New")),
        "undecided whether 'Old' under Utilities became 'New' under Utilities, or was removed and the other "
        "added: they may stand at the same place and lead nowhere",
    ),
]


@pytest.mark.parametrize(("before", "after", "sentence"), CASES)
def test_each_difference_is_one_sentence(before: MenuTree, after: MenuTree, sentence: str) -> None:
    """It begins with the court and the state."""
    assert describe(diff(before, after)) == (f"azb, linked: {sentence}",)


def test_a_new_order_says_what_it_follows() -> None:
    """One sentence for the one thing that changed its order."""
    items = [item(name, f"{name}.pl") for name in "abcd"]
    back = describe(diff(azb(*items), azb(items[-1], *items[:-1])))
    assert back == ("azb, linked: 'd' under Utilities has another place in the order, now first",)
    there = describe(diff(azb(*items), azb(*items[1:], items[0])))
    assert there == ("azb, linked: 'a' under Utilities has another place in the order, now after 'd'",)


def test_two_courts_or_states_are_both_named() -> None:
    """The reader sees whose menus are compared."""
    assert title(diff(GAMB, CACB)) == "gamb, linked to cacb, linked"
    before = court("azb", state=UserState.PACER_ONLY)
    assert title(diff(before, court("azb"))) == "azb, pacer-only to linked"


def test_folding_is_told() -> None:
    """Labels that were taken for the same are named as they are written."""
    (sentence,) = describe_folded(diff(azb(item("A:", "a.pl")), azb(A)))
    assert sentence.startswith("azb, linked: 'A:' and 'A' under Utilities are taken for the same label")


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ([link_item()], f"'{LINK}' stands under Utilities"),
        ([link_item(greyed=True)], f"'{LINK}' stands under Utilities (greyed)"),
        ([link_item("Connect")], "'Connect' stands under Utilities (under another label)"),
        ([item(LINK, "x.pl")], f"'{LINK}' stands under Utilities (found by its label alone)"),
        ([item(LINK, greyed=True)], f"'{LINK}' stands under Utilities (greyed, leads nowhere)"),
        ([], f"'{LINK}' is not there"),
        (
            [item(LINK + "."), link_item("Connect"), link_item()],
            f"'{LINK}' stands under Utilities; 'Connect' stands under Utilities (under another label); "
            f"'{LINK}.' stands under Utilities (leads nowhere)",
        ),
    ],
)
def test_where_the_link_item_is(below: list[Node], words: str) -> None:
    """Found by target and label, by one of them, at several places, or not at all."""
    assert describe_whereabouts(whereabouts(azb(*below), LINK, LINK_TARGET), LINK) == f"azb, linked: {words}"


def test_an_item_can_be_looked_for_by_its_label_alone() -> None:
    """No target to look for does not find everything that leads nowhere."""
    found = whereabouts(azb(item("Other"), item(LINK)), LINK, "")
    assert [one.occurrence.label for one in found.sightings] == [LINK]

from __future__ import annotations

import pytest

from harness.errors import WrongUse
from harness.menus.diff import Change, Entry, TreeDiff, diff
from harness.menus.tree import MenuTree, Node
from harness.menus.undecided import Reason
from tests.menu_trees import bar, heading, item, tree

LINK = item("Link", "LinkAccount.pl")
LOG = item("Log", "log.pl")


def utilities(*children: Node) -> MenuTree:
    """A bar with Query and Utilities."""
    return tree(bar("Query", to="iquery.pl"), bar("Utilities", *children, to="DisplayMenu.pl?Utilities"))


def told(found: TreeDiff) -> dict[str, str]:
    """Every difference by the label that it had before."""
    return {(entry.before or entry.after).label: entry.change.value for entry in found.differences}  # type: ignore[union-attr] # one side is always there


def only(found: TreeDiff) -> Entry:
    """The one difference that there is."""
    (entry,) = found.differences
    assert found.ambiguities == ()
    return entry


def test_another_label_at_the_same_place_and_target_is_renamed() -> None:
    """The item of appellate courts is the same item."""
    entry = only(diff(utilities(LINK, LOG), utilities(item("Connect", "LinkAccount.pl"), LOG)))
    assert entry.change is Change.RENAMED


def test_another_place_is_moved() -> None:
    """What stands under another node moved, even if its number among the children is the same."""
    page = item("More", "DisplayMenu.pl?More")
    with_link = item("More", "DisplayMenu.pl?More", LINK)
    assert only(diff(utilities(LINK, page), utilities(with_link))).change is Change.MOVED


def test_another_place_and_label_is_moved_and_renamed() -> None:
    """The target alone tells that it is the same."""
    page = item("More", "DisplayMenu.pl?More")
    renamed = item("More", "DisplayMenu.pl?More", item("Connect", "LinkAccount.pl"))
    assert only(diff(utilities(LINK, page), utilities(renamed))).change is Change.MOVED_AND_RENAMED


def test_a_moved_heading_takes_its_children_along() -> None:
    """What stands under something that moved did not itself move."""
    page = item("More", "DisplayMenu.pl?More")
    before = utilities(heading("Your Account", LINK, item("Motions")), page)
    after = utilities(item("More", "DisplayMenu.pl?More", heading("Your Account", LINK, item("Motions"))))
    assert told(diff(before, after)) == {"Your Account": "moved"}


def test_a_renamed_heading_is_recognised_by_what_stands_under_it() -> None:
    """It has no target; its children vouch for it."""
    before = utilities(heading("Your Account", LINK, LOG), heading("Other", item("Mail", "m.pl")))
    after = utilities(heading("My Account", LINK, LOG), heading("Other", item("Mail", "m.pl")))
    assert only(diff(before, after)).change is Change.RENAMED


def test_added_and_removed_subtrees_are_told_node_by_node() -> None:
    """Nothing below is forgotten."""
    found = diff(utilities(heading("Old", item("One", "1.pl"))), utilities(item("New", "2.pl")))
    assert told(found) == {"Old": "removed", "One": "removed", "New": "added"}


def test_a_new_order_names_as_few_as_possible() -> None:
    """One item carried from the end to the front is one difference; adding something is none."""
    items = [item(name, f"{name}.pl") for name in "abcde"]
    entry = only(diff(utilities(*items), utilities(items[-1], *items[:-1])))
    assert (entry.before and entry.before.label, entry.change, entry.reordered) == ("e", Change.SAME, True)
    assert told(diff(utilities(*items), utilities(LINK, *items))) == {"Link": "added"}


@pytest.mark.parametrize(("before", "after"), [(False, True), (True, False)])
def test_greyed_and_ungreyed_are_told(before: bool, after: bool) -> None:
    """The item is the same, but can no longer be chosen, or can be again."""
    entry = only(
        diff(utilities(item("A", "a.pl", greyed=before)), utilities(item("A", "a.pl", greyed=after)))
    )
    assert (entry.change, entry.greyed, entry.ungreyed) == (Change.SAME, after, before)


def test_an_item_that_lost_its_target_when_greyed_is_the_same() -> None:
    """A greyed item often leads nowhere."""
    entry = only(diff(utilities(item("A", "a.pl")), utilities(item("A", "", greyed=True))))
    assert (entry.change, entry.greyed, entry.leads_elsewhere) == (Change.SAME, True, True)


def test_another_target_or_kind_is_told() -> None:
    """The label stayed at its place, but leads elsewhere or is a heading now."""
    assert only(diff(utilities(item("A", "a.pl")), utilities(item("A", "b.pl")))).leads_elsewhere
    assert only(diff(utilities(item("A"), LOG), utilities(heading("A"), LOG))).other_kind


def test_folding_is_no_difference_but_is_told() -> None:
    """Labels that are only written differently are taken for the same, visibly."""
    found = diff(utilities(item("Link:", "l.pl")), utilities(item("LINK", "l.pl")))
    assert found.is_empty
    assert [(one.before.label, one.after.label) for one in found.folded if one.before and one.after] == [
        ("Link:", "LINK")
    ]


def test_a_label_that_repeats_is_recognised_under_each_heading() -> None:
    """Motions under Civil and Motions under Criminal are two things."""
    before = tree(bar("Civil", item("Motions")), bar("Criminal", item("Motions"), LOG))
    after = tree(bar("Criminal", item("Motions"), LOG), bar("Civil", item("Motions"), LINK))
    assert {entry.change for entry in diff(before, after).differences} == {Change.SAME, Change.ADDED}


def test_the_parameter_of_a_generic_target_counts() -> None:
    """Two items that lead to the same program with other parameters are two things."""
    one, other = item("A", "not-built.pl?item=a"), item("B", "not-built.pl?item=b")
    assert told(diff(utilities(one), utilities(other))) == {"A": "removed", "B": "added"}


def test_swapped_labels_are_ambiguous() -> None:
    """Either both were renamed, or both lead elsewhere: nobody can decide."""
    before = utilities(item("A", "1.pl"), item("B", "2.pl"))
    found = diff(before, utilities(item("B", "1.pl"), item("A", "2.pl")))
    (group,) = found.ambiguities
    assert [one.label for one in group.before] == ["A", "B"]
    assert [one.label for one in group.after] == ["B", "A"]
    assert group.reasons == (Reason.LABEL, Reason.TARGET)
    assert found.differences == ()


def test_one_of_two_twins_that_is_gone_is_ambiguous() -> None:
    """Which of two that look alike was removed, nobody can decide."""
    found = diff(utilities(LOG, LOG), utilities(LOG))
    (group,) = found.ambiguities
    assert (len(group.before), len(group.after)) == (2, 1)


def test_a_repeated_label_that_turns_up_elsewhere_is_ambiguous() -> None:
    """Motions went from Criminal and stand under Adversary: moved, or another?"""
    civil = bar("Civil", item("Motions"), to="c")
    before = tree(civil, bar("Criminal", item("Motions"), to="d"), bar("Adversary", to="e"))
    after = tree(civil, bar("Criminal", to="d"), bar("Adversary", item("Motions"), to="e"))
    (group,) = diff(before, after).ambiguities
    assert [one.place for one in (*group.before, *group.after)] == [("Criminal",), ("Adversary",)]


def test_a_heading_that_may_have_been_renamed_is_ambiguous() -> None:
    """Without target and without what stood under it, nothing tells that it is the same."""
    (group,) = diff(utilities(heading("Old")), utilities(heading("New"))).ambiguities
    assert group.reasons == (Reason.PLACE,)


def test_what_stands_under_something_undecided_is_not_said_to_have_moved() -> None:
    """The item is the same; whether its place is, is open."""
    before = utilities(heading("Old", LINK), heading("Older"))
    found = diff(before, utilities(heading("New", LINK)))
    (entry,) = [one for one in found.entries if one.before and one.before.label == "Link"]
    assert (entry.change, entry.place_open) == (Change.SAME, True)
    assert not found.is_empty


def test_a_diff_does_not_apply_to_another_tree() -> None:
    """The refusal names both."""
    with pytest.raises(WrongUse, match="does not begin with this tree of azb, linked"):
        diff(utilities(LINK), utilities(LOG)).apply(utilities(LOG))

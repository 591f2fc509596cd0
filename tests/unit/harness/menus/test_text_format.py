from __future__ import annotations

import pytest
from hypothesis import given, settings

from harness.errors import ConfigError
from harness.menus.text_format import draw, parse, render
from harness.menus.tree import MenuTree, UserState
from tests.menu_trees import bar, heading, item, odd_trees, tree

SAMPLE = tree(
    bar(
        "Utilities",
        heading("Your Account", item("Maintain “it”", greyed=True), item("Log", "log.pl?a b")),
        item("NextGen\u00a0Release 1.1", "DisplayMenu.pl?NextGen", item("Link", "LinkAccount.pl")),
        to="DisplayMenu.pl?Utilities",
    ),
    bar("Help"),
    remarks=("The fly-out lacks “Link”.",),
)
TEXT = """\
court azb
state linked
remark "The fly-out lacks “Link”."

bar item "Utilities" -> DisplayMenu.pl?Utilities
  heading "Your Account"
    item "Maintain “it”" greyed
    item "Log" -> "log.pl?a b"
  item "NextGen\\u00a0Release 1.1" -> DisplayMenu.pl?NextGen
    item "Link" -> LinkAccount.pl
bar item "Help"
"""


def test_a_baseline_reads_well() -> None:
    """One node a line, its level by its indentation; what cannot be seen is written by its number."""
    assert render(SAMPLE) == TEXT


def test_what_is_read_is_what_was_written() -> None:
    """Comments, empty lines and line ends of other systems change nothing."""
    assert parse(TEXT, "azb.txt") == SAMPLE
    assert parse("# reviewed\r\n" + TEXT.replace("\n", "\r\n\r\n"), "azb.txt") == SAMPLE


@settings(max_examples=100, deadline=None)
@given(odd_trees)
def test_every_tree_survives_its_baseline(any_tree: MenuTree) -> None:
    """Whatever labels, targets and remarks hold, and in their order."""
    text = render(any_tree)
    assert parse(text, "any") == any_tree
    assert render(parse(text, "any")) == text
    assert text.encode("utf-8").decode("utf-8") == text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("court azb\n", "", "azb.txt: the line “court …” is missing"),
        ("state linked\n", "", "azb.txt: the line “state …” is missing"),
        ("state linked", "state asleep", "azb.txt:2: unknown state “asleep”"),
        ("state linked", "court gamb", "azb.txt:2: “court” stands a second time"),
        ('bar item "Help"', 'bar "Help"', "azb.txt:11: expected bar item|heading|item"),
        ('bar item "Help"', "bar item Help", "azb.txt:11: expected"),
        ('bar item "Help"', 'bar item "He\\q"', "azb.txt:11: Invalid \\escape"),
        ('  heading "Your', '   heading "Your', "azb.txt:6: indented too far"),
        ('  heading "Your', '    heading "Your', "azb.txt:6: indented too far"),
        ('remark "The', "remark The", "azb.txt:3: "),
    ],
)
def test_a_wrong_line_is_named(old: str, new: str, message: str) -> None:
    """The message begins with file and line."""
    with pytest.raises(ConfigError) as caught:
        parse(TEXT.replace(old, new), "azb.txt")
    assert str(caught.value).startswith(message)


def test_a_tree_is_drawn_for_people() -> None:
    """Lines lead from parent to child; headings stand in brackets."""
    assert draw(SAMPLE) == (
        "azb, linked\n"
        "├─ Utilities  DisplayMenu.pl?Utilities\n"
        "│  ├─ [Your Account]\n"
        "│  │  ├─ Maintain “it” (greyed)\n"
        "│  │  └─ Log  log.pl?a b\n"
        "│  └─ NextGen\\u00a0Release 1.1  DisplayMenu.pl?NextGen\n"
        "│     └─ Link  LinkAccount.pl\n"
        "└─ Help\n"
        "remark: The fly-out lacks “Link”.\n"
    )


def test_twins_are_drawn_as_what_they_are() -> None:
    """Only the last of equal nodes is drawn as the last."""
    assert draw(tree(bar("A"), bar("A"))).splitlines()[1:] == ["├─ A", "└─ A"]


def test_no_menu_is_drawn_as_such() -> None:
    """Somebody who is not signed in may have no menu at all."""
    assert draw(tree(state=UserState.SIGNED_OUT)) == "azb, signed-out\n(no menu)\n"

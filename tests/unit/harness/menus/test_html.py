from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from harness.menus.html import SIGNS, render
from harness.menus.matrix import matrix
from harness.menus.tree import UserState
from harness.menus.whereabouts import whereabouts
from tests.menu_samples import COURTS, LINK, LINK_TARGET
from tests.menu_trees import bar, item, tree

EVIL = '<script>alert("x")</script>'


@pytest.fixture
def page() -> BeautifulSoup:
    """Three courts side by side."""
    places = [whereabouts(one, LINK, LINK_TARGET) for one in COURTS]
    return BeautifulSoup(render(matrix(COURTS), "Menus", LINK, places, ["Read today."]), "lxml")


def cells(page: BeautifulSoup, label: str) -> list[str]:
    """The text of the cells of a row."""
    rows = [
        row
        for row in page.select("tbody tr")
        if next(iter(row.select_one("th").stripped_strings)) == label  # type: ignore[union-attr] # every row has a header
    ]
    return [" ".join(cell.get_text(" ").split()) for cell in rows[0].select("td")]


def test_the_question_everyone_asks_is_answered_first(page: BeautifulSoup) -> None:
    """Where the link item is stands above the table."""
    answer = page.select_one("section")
    assert answer is not None
    assert "azb, linked" in answer.get_text()
    assert "stands under Utilities > NextGen Release 1.1 Menu Items" in answer.get_text()


def test_a_cell_says_where_the_thing_stands(page: BeautifulSoup) -> None:
    """With a sign and words, so that nobody depends on colours."""
    assert cells(page, LINK) == [
        "≠ Utilities",
        "= Utilities › NextGen Release 1.1 Menu Items",
        "≠ “Link my account” Utilities › NextGen Release 1.1 Menu Items",
    ]
    assert cells(page, "Log") == [
        "= Utilities › Your Account",
        "▨ Utilities › Your Account: greyed",
        "– absent",
    ]
    assert cells(page, "Your Account")[1] == "= written “Your Account:” Utilities"


def test_rows_can_be_filtered(page: BeautifulSoup) -> None:
    """Each row carries the text that the filter looks at, and whether it differs."""
    (link,) = [row for row in page.select("tbody tr") if LINK in row.get_text()]
    assert "link my account" in str(link["data-text"])
    assert [row for row in page.select("tr.alike") if "Query" in row.get_text()]


def test_the_page_needs_nothing_else(page: BeautifulSoup) -> None:
    """No script, style, picture or font comes from elsewhere."""
    assert page.select("[src], link, img, iframe") == []
    assert re.findall(r"@import|url\(|https?:", str(page)) == []


def test_everything_from_a_court_is_escaped() -> None:
    """A label is text, wherever it stands; so are remarks, notes and the title."""
    evil = tree(bar("U", item(EVIL, "x"), to="u"), court=EVIL, remarks=(EVIL,))
    other = tree(bar("U", item("Fine", "x"), item(EVIL, "y"), to="u"), court="b")
    places = [whereabouts(evil, EVIL, "x")]
    text = render(matrix([evil, other]), EVIL, EVIL, places, [EVIL])
    assert "<script>alert" not in text
    assert len(BeautifulSoup(text, "lxml").select("script")) == 1


def test_remarks_are_shown(page: BeautifulSoup) -> None:
    """What was odd when the menus were read is not lost."""
    assert "odd <b>" in page.get_text()


def test_columns_of_different_states_name_them() -> None:
    """The same court before and after linking."""
    before = tree(bar("Q"), state=UserState.PACER_ONLY)
    page = BeautifulSoup(render(matrix([before, tree(bar("Q"))]), "Menus"), "lxml")
    assert [one.get_text() for one in page.select("thead th")] == ["What", "azb, pacer-only", "azb, linked"]


def test_no_menu_at_all_is_said() -> None:
    """An empty table would say nothing."""
    assert "nothing to compare" in render(matrix([]), "Menus")


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2 defines it."""
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("look", SIGNS)
def test_colours_can_be_read(look: str) -> None:
    """Text stands out from its ground by at least seven to one."""
    styles = render(matrix(COURTS), "Menus").replace("#fff;", "#ffffff;")
    found = re.search(rf"\.cell\.{look} {{ color: (#\w{{6}}); background: (#\w{{6}}); }}", styles)
    assert found is not None
    light, dark = sorted(map(luminance, found.groups()), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7

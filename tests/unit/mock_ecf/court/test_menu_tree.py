"""What a user can choose at a court, as data, without any page."""

from __future__ import annotations

import pytest

from mock_ecf.court.menu_tree import LINK_FORM, MenuFaults, MenuTree, user_id
from mock_ecf.courts import Profiles
from mock_ecf.domain.menus import MenuUser

MENUS = Profiles().get("gamb").menus


def labels(tree: MenuTree, query: str) -> list[str]:
    """What a menu page offers."""
    page = tree.page(query)
    assert page is not None
    return [link.text for section in tree.sections(page) for link in section.links]


def test_nobody_has_no_bar() -> None:
    """Somebody who is not signed in has neither bar nor fly-outs."""
    tree = MenuTree(MENUS, MenuUser.SIGNED_OUT)
    assert tree.bar() == ()
    assert list(tree.fly_outs()) == []


def test_the_text_is_split_at_the_access_key() -> None:
    """The parts put together are the text; the one in the middle is the key."""
    for link in MenuTree(MENUS, MenuUser.FILER).bar():
        assert "".join(link.parts) == link.text
        assert link.parts[1] == link.access_key


def test_links_carry_an_id_where_the_court_wants_one() -> None:
    """The id stands behind the query of menu pages, and nowhere else."""
    links = MenuTree(MENUS, MenuUser.FILER, user_id="123456", id_in_links=True).bar()
    assert [link.href for link in links if link.href.endswith("&id=123456")] == [
        link.href for link in links if link.menu
    ]
    assert not any("id=" in link.href for link in MenuTree(MENUS, MenuUser.FILER, user_id="123456").bar())


def test_a_section_without_items_is_left_out() -> None:
    """A heading over nothing would puzzle people."""
    tree = MenuTree(MENUS, MenuUser.PACER_ONLY)
    for page in MENUS.pages.values():
        assert all(section.links for section in tree.sections(page))


def test_before_the_go_live_there_is_no_nextgen() -> None:
    """Neither the link item nor the page of the release is there."""
    live, before = (MenuTree(MENUS, MenuUser.FILER, live=live) for live in (True, False))
    assert "NextGen Release 1.1 Menu Items" in labels(live, "Utilities")
    assert "NextGen Release 1.1 Menu Items" not in labels(before, "Utilities")
    assert MENUS.link_item.text in labels(live, "NextGenRelease11")
    assert MENUS.link_item.text not in labels(before, "NextGenRelease11")


@pytest.mark.parametrize(
    ("faults", "query", "text"),
    [
        (MenuFaults(), "NextGenRelease11", MENUS.link_item.text),
        (MenuFaults(elsewhere=True), "Release50", MENUS.link_item.text),
        (MenuFaults(renamed=True), "NextGenRelease11", MENUS.link_item.text_with_fault.text),
        (MenuFaults(missing=True), None, None),
        (MenuFaults(missing=True, elsewhere=True), None, None),
    ],
)
def test_the_link_item_stands_in_one_place(faults: MenuFaults, query: str | None, text: str | None) -> None:
    """Exactly one page has it, or none if it is missing."""
    tree = MenuTree(MENUS, MenuUser.PACER_ONLY, faults=faults)
    found = [
        (page.query, link.text)
        for page in MENUS.pages.values()
        for section in tree.sections(page)
        for link in section.links
        if link.href == LINK_FORM
    ]
    assert found == ([] if query is None else [(query, text)])


def test_the_users_number_is_stable_and_differs() -> None:
    """The same account has the same six digits; another account, or court, has others."""
    assert user_id("azb", "filer1") == user_id("azb", "filer1")
    numbers = {user_id("azb", "filer1"), user_id("azb", "filer2"), user_id("gamb", "filer1")}
    assert len(numbers) == 3
    assert all(len(number) == 6 for number in numbers)

"""Which links stand below which heading, and what opens below the menu bar."""

from __future__ import annotations

import pytest

from harness.page_parser import parse
from harness.page_view import PageView, Region

URL = "https://ecf.azb.uscourts.gov/cgi-bin/DisplayMenu.pl?Utilities"
BAR = """<div id="topmenu" class="yuimenubar"><ul><li class="yuimenubaritem">
<a class="yuimenubaritemlabel" href="{url}"><u>U</u>tilities</a>{fly_out}</li></ul></div>"""
FLY_OUT = """<div class="yuimenu" {hidden}><div class="bd"><div><h6>Your Account</h6><ul>
<li><a href="/one">One</a></li><li hidden><a href="/never">Never</a></li>
<li class="yuimenuitem yuimenuitem-disabled"><a href="/two">Two</a></li></ul></div>
<div><ul><li><a href="/three">Three</a></li></ul></div></div></div>"""


def see(body: str) -> PageView:
    """The view of a body."""
    return parse(f"<html><body>{body}</body></html>", URL, 200, 1)


def shown(view: PageView) -> list[tuple[str, int, list[str]]]:
    """Headings, their levels and the links below them."""
    return [(one.heading, one.level, [link.text for link in one.links]) for one in view.sections]


def test_links_stand_below_the_heading_of_their_block() -> None:
    """A heading reaches to the end of the block in which it stands, and not into the next."""
    view = see(
        "<h1>Utilities</h1><section><h2>Your Account</h2><ul><li><a href=a>A</a><li><a href=b>B</a></ul>"
        "</section><section><ul><li><a href=c>C</a></ul></section>"
    )
    assert shown(view) == [("Utilities", 1, []), ("Your Account", 2, ["A", "B"]), ("Utilities", 1, ["C"])]


def test_a_flat_page_is_told_apart_by_its_headings() -> None:
    """Without blocks each heading reaches to the next."""
    view = see("<a href=x>X</a><h2>One</h2><a href=a>A</a><h3>Two</h3><a href=b>B</a>")
    assert shown(view) == [("", 0, ["X"]), ("One", 2, ["A"]), ("Two", 3, ["B"])]


def test_headings_without_links_are_kept_and_empty_ones_are_not() -> None:
    """What a user reads is there, also where nothing stands below it."""
    assert shown(see("<h2></h2><div><h2>Nothing yet</h2></div>")) == [("Nothing yet", 2, [])]


@pytest.mark.parametrize(("attributes", "level"), [("", 2), ("aria-level=4", 4), ("aria-level=high", 2)])
def test_the_level_of_a_heading_by_its_role(attributes: str, level: int) -> None:
    """A heading that is one by its role alone has the level that it names, else the usual one."""
    assert shown(see(f"<div role=heading {attributes}>One</div>"))[0] == ("One", level, [])


def test_the_links_of_sections_are_those_of_the_page() -> None:
    """They can be followed: the very records of ``links``, without those of the bar."""
    view = see(BAR.format(url=URL, fly_out="") + "<h2>One</h2><a href=a>Utilities</a>")
    assert view.sections[0].links == (view.links[1],)
    assert view.links[1].nth == 1


@pytest.mark.parametrize("hidden", ["", "hidden", "data-ecf-unseen", "style='visibility: hidden'"])
def test_fly_outs_are_read_whether_open_or_not(hidden: str) -> None:
    """Headings, links and what is greyed; what is hidden even in an open fly-out is not part of it."""
    (found,) = see(BAR.format(url=URL, fly_out=FLY_OUT.format(hidden=hidden))).fly_outs
    assert found.label == "Utilities"
    first, second = found.sections
    assert (first.heading, [(link.text, link.greyed) for link in first.links]) == (
        "Your Account",
        [("One", False), ("Two", True)],
    )
    assert (second.heading, second.links[0].href) == ("", "https://ecf.azb.uscourts.gov/three")
    assert {link.region for link in first.links} == {Region.FLY_OUT}


def test_a_fly_out_that_is_not_open_is_not_among_the_links() -> None:
    """Nobody can click what is not shown."""
    view = see(BAR.format(url=URL, fly_out=FLY_OUT.format(hidden="hidden")))
    assert [link.text for link in view.links] == ["Utilities"]


def test_a_hidden_bar_has_no_fly_outs() -> None:
    """What is hidden as a whole cannot be opened."""
    assert see(f"<div hidden>{BAR.format(url=URL, fly_out=FLY_OUT.format(hidden=''))}</div>").fly_outs == ()

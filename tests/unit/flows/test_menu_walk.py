"""What a walk through menus makes of pages as they should be, and of every kind of wrong one."""

from __future__ import annotations

import pytest

from flows.menu_walk import LANDING, MenuWalk
from harness.errors import SiteProblem
from harness.menus.tree import Node
from harness.page_view import Link, PageView
from tests.menu_trees import bar, heading, item
from tests.paper_session import HOST, PaperSession

HOME = "/cgi-bin/login.pl"
MENU = "/cgi-bin/DisplayMenu.pl?"


def bar_item(label: str, href: str, fly_out: str = "") -> str:
    """An item of the menu bar."""
    link = f'<a class="yuimenubaritemlabel" href="{href}">{label}</a>'
    return f'<li class="yuimenubaritem">{link}{fly_out}</li>'


def bar_of(*items: str) -> str:
    """A menu bar of items as ``label`` or ``label: what its fly-out holds``; each leads to its page."""
    found = []
    for text in items:
        label, _, fly_out = text.partition(": ")
        menu = f'<div class="yuimenu" hidden>{fly_out}</div>' if fly_out else ""
        found.append(bar_item(label, f"{MENU}{label}", menu))
    found.append(bar_item("Log Out", "login.pl?logout"))
    return f'<div id="topmenu" class="yuimenubar"><ul>{"".join(found)}</ul></div>'


def links(**labels: str) -> str:
    """Links of these labels, by where they lead: a menu page or, with a dot in it, another program."""
    addresses = {label: to if "." in to else MENU + to for label, to in labels.items()}
    return "".join(f'<a href="{address}">{label}</a> ' for label, address in addresses.items())


def page(content: str, *items: str) -> str:
    """A menu page with its bar; of these items, or of Utilities and Reports."""
    return f"{bar_of(*(items or ('Utilities', 'Reports')))}<h1>Menu</h1>{content}"


REPORTS = page(links(Calendar="cal.pl"))
SIGN_OUT = bar("Log Out", to="login.pl?logout")
REPORTS_NODE = bar("Reports", item("Calendar", "cal.pl"), to="DisplayMenu.pl?Reports")


def walked(
    pages: dict[str, str], session: PaperSession | None = None, most: int = 60
) -> tuple[tuple[Node, ...], MenuWalk, PaperSession]:
    """The nodes of a walk through menu pages by their query, the walk, and the session that it used."""
    addressed = {f"{MENU}{query}": html for query, html in pages.items() if query != "home"}
    shown = session or PaperSession({HOME: pages.get("home", page("")), **addressed})
    walk = MenuWalk(shown, shown.open(f"{HOST}{HOME}"), most)
    return tuple(walk.nodes()), walk, shown


def utilities(*below: Node) -> tuple[Node, ...]:
    """What a walk gives: a Utilities menu with this below it, and the rest of the bar as it should be."""
    return bar("Utilities", *below, to="DisplayMenu.pl?Utilities"), REPORTS_NODE, SIGN_OUT


def test_sections_and_nested_pages_are_read_in_order() -> None:
    """Headings with their links, links below none, and pages behind pages, as deep as they go."""
    nodes, walk, _ = walked(
        {
            "Utilities": page(
                f"<section><h2>Account</h2>{links(Link='L.pl')}</section><section>{links(More='More')}</section>"
            ),
            "More": page(links(Deep="Deep", Last="last.pl")),
            "Deep": page(links(End="end.pl")),
            "Reports": REPORTS,
        }
    )
    deep = item("Deep", "DisplayMenu.pl?Deep", item("End", "end.pl"))
    more = item("More", "DisplayMenu.pl?More", deep, item("Last", "last.pl"))
    assert nodes == utilities(heading("Account", item("Link", "L.pl")), more)
    assert (walk.remarks, walk.unread) == ([], set())


def test_nothing_but_menu_pages_is_opened() -> None:
    """Items that act, cost or file are read and never followed; nor is what is greyed."""
    greyed = f'<li class="greyed"><a href="{MENU}Gone">Gone</a></li>'
    nodes, _, session = walked(
        {
            "Utilities": page(links(Link="LinkAccount.pl", Pay="pay.pl", Docket="iquery.pl") + greyed),
            "Gone": page(links(Never="never.pl")),
            "Reports": REPORTS,
        }
    )
    assert session.followed == ["Utilities", "Reports"]
    assert nodes[0].children[-1] == item("Gone", "DisplayMenu.pl?Gone", greyed=True)


def test_a_loop_is_walked_once() -> None:
    """A page that leads to itself or to one before it is read once, and the remark names the way back."""
    nodes, walk, session = walked(
        {
            "Utilities": page(links(More="More")),
            "More": page(links(Again="More", Up="Utilities", Aside="Reports")),
            "Reports": REPORTS,
        }
    )
    below = [item("Again", "DisplayMenu.pl?More"), item("Up", "DisplayMenu.pl?Utilities")]
    assert nodes == utilities(
        item("More", "DisplayMenu.pl?More", *below, item("Aside", "DisplayMenu.pl?Reports"))
    )
    assert walk.remarks == [
        "'Again' under Utilities > More leads back to the page on the way to it.",
        "'Up' under Utilities > More leads back to the page on the way to it.",
    ]
    assert session.followed == ["Utilities", "More", "Reports"]


def test_two_ways_to_one_page_are_told() -> None:
    """The page is read where it comes first, and the second way is remarked on."""
    nodes, walk, _ = walked(
        {"Utilities": page(links(One="Old", Two="Old")), "Old": page(links(A="a.pl")), "Reports": REPORTS}
    )
    one, two = item("One", "DisplayMenu.pl?Old", item("A", "a.pl")), item("Two", "DisplayMenu.pl?Old")
    assert nodes == utilities(one, two)
    assert walk.remarks == ["'Two' under Utilities leads to the same page as 'One' under Utilities."]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, "leads to an error, 404"),
        ("<h1>Court</h1>", "leads to a page without a menu bar, “Court”"),
        (
            page('<p class="message" role="alert">The page ID does not exist.</p>'),
            "leads to a page that is no menu, “The page ID does not exist.”",
        ),
    ],
)
def test_a_page_that_is_none_is_named_and_the_walk_goes_on(wrong: str | None, words: str) -> None:
    """A dead link, and a page that the walk does not know; everything after them is read all the same."""
    pages = {"Utilities": page(links(Bad="Bad", Good="good.pl")), "Reports": REPORTS}
    nodes, walk, _ = walked(pages | ({"Bad": wrong} if wrong else {}))
    assert nodes == utilities(item("Bad", "DisplayMenu.pl?Bad"), item("Good", "good.pl"))
    assert walk.remarks == [f"'Bad' under Utilities {words}."]
    assert walk.unread == {"DisplayMenu.pl?Bad"}


def test_a_bar_item_without_its_page_is_named() -> None:
    """Where already the first page is dead, the rest of the bar is read."""
    nodes, walk, _ = walked({"Reports": REPORTS})
    assert nodes == utilities()
    assert walk.remarks == ["'Utilities' in the menu bar leads to an error, 404."]


class Astray(PaperSession):
    """Leads to another host, to another page, or nowhere at all, where it should open one."""

    def __init__(self, pages: dict[str, str], answer: str | None) -> None:
        super().__init__(pages)
        self._answer = answer

    def follow(self, link: Link) -> PageView:
        """Follows a link, except the one that leads astray."""
        if link.text != "Bad":
            return super().follow(link)
        if self._answer is None:
            raise SiteProblem("following the link “Bad”: no answer within 15 s")
        return self.open(self._answer)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (f"{HOST}{MENU}Reports", "leads to another page, DisplayMenu.pl?Reports."),
        ("https://pacer.login.uscourts.gov/csologin", "leads to an error, 404."),
        (f"https://ecf.azb.uscourts.gov{MENU}Bad", "leads to a page of ecf.azb.uscourts.gov."),
        (None, "could not be opened. following the link “Bad”: no answer within 15 s"),
    ],
)
def test_a_link_that_leads_astray_is_named(answer: str | None, words: str) -> None:
    """Another page, another host, no answer: said in words, and the walk finds its way back."""
    pages = {
        HOME: page(""),
        f"{MENU}Utilities": page(links(Bad="Bad", More="More")),
        f"{MENU}More": page(links(End="end.pl")),
        f"{MENU}Bad": page(links(Other="other.pl")),
        f"{MENU}Reports": REPORTS,
    }
    nodes, walk, _ = walked({}, Astray(pages, answer))
    more = item("More", "DisplayMenu.pl?More", item("End", "end.pl"))
    assert nodes == utilities(item("Bad", "DisplayMenu.pl?Bad"), more)
    assert walk.remarks == [f"'Bad' under Utilities {words}"]


def test_the_number_of_pages_is_bounded() -> None:
    """What was not opened for that reason is named, and known to be unread."""
    endless = {f"P{number}": page(links(Next=f"P{number + 1}")) for number in range(50)}
    _, walk, session = walked({"Utilities": page(links(Next="P0")), "Reports": REPORTS, **endless}, most=5)
    assert len(session.followed) == 5
    assert walk.remarks[0].endswith("was not opened: there are too many menu pages.")
    assert walk.unread == {"DisplayMenu.pl?P4", "DisplayMenu.pl?Reports"}


OF = "The fly-out of Utilities"
FLY_OUT = f"Utilities: <div><h6>Account</h6>{links(Link='L.pl', Pay='pay.pl')}</div>"


@pytest.mark.parametrize(
    ("content", "remarks"),
    [
        (links(Link="L.pl", Pay="pay.pl"), []),
        (
            links(Pay="pay.pl", Link="L.pl"),
            [f"{OF} has the same as its page in another order."],
        ),
        (
            links(Link="L.pl", Pay="pay.pl", New="new.pl"),
            [f"{OF} lacks 'New' (to new.pl), which its page has under Utilities > Account."],
        ),
        (
            links(Link="L.pl"),
            [f"{OF} has 'Pay' (to pay.pl) under Utilities > Account, which its page lacks."],
        ),
        (
            links(Link="Other.pl", Pay="pay.pl"),
            [
                f"{OF} lacks 'Link' (to Other.pl), which its page has under Utilities > Account.",
                f"{OF} has 'Link' (to L.pl) under Utilities > Account, which its page lacks.",
            ],
        ),
    ],
)
def test_a_fly_out_is_held_against_its_page(content: str, remarks: list[str]) -> None:
    """The tree has what the page has; where the fly-out says otherwise, a remark says how."""
    nodes, walk, _ = walked(
        {
            "home": page("", FLY_OUT, "Reports"),
            "Utilities": page(f"<section><h2>Account</h2>{content}</section>", FLY_OUT, "Reports"),
            "Reports": page(links(Calendar="cal.pl"), FLY_OUT, "Reports"),
        }
    )
    assert walk.remarks == remarks
    assert len(nodes[0].children[0].children) == content.count("<a ")


def test_a_fly_out_without_a_page_is_all_there_is() -> None:
    """A bar item that opens no page has what its fly-out has, and the menu pages that this leads to."""
    menu = f'<div class="yuimenu" hidden>{links(Old="Old", Link="L.pl")}</div>'
    home = page("").replace("<ul>", "<ul>" + bar_item("More", "#", menu), 1)
    nodes, walk, _ = walked(
        {"home": home, "Old": page(links(A="a.pl")), "Utilities": page(""), "Reports": REPORTS}
    )
    old = item("Old", "DisplayMenu.pl?Old", item("A", "a.pl"))
    assert nodes == (bar("More", old, item("Link", "L.pl")), *utilities())
    assert walk.remarks == []


def test_the_first_page_is_read_where_it_offers_anything() -> None:
    """As the appellate courts do: under a heading of its own, after the bar."""
    nodes, _, _ = walked({"home": page(links(Link="L.pl")), "Utilities": page(""), "Reports": REPORTS})
    assert nodes == (*utilities(), heading(LANDING, item("Link", "L.pl")))


def test_a_page_without_a_bar_has_no_menus() -> None:
    """Somebody who is not signed in sees none, whatever links the entry page has."""
    assert walked({"home": "<h1>Court</h1><a href=login.pl>Document Filing System</a>"})[0] == ()

from __future__ import annotations

import pytest

from harness.page_parser import parse, read
from harness.page_view import Field, PageView, Region

URL = "https://ecf.azb.uscourts.gov/cgi-bin/page.pl?1"


def see(body: str) -> PageView:
    """The view of a body."""
    return parse(f"<html><head><title>CM/ECF</title></head><body>{body}</body></html>", URL, 200, 1)


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden>{}</div>",
        "<div aria-hidden=true>{}</div>",
        "<div style='color: red; DISPLAY : none'>{}</div>",
        "<div style='visibility:hidden'><p>{}</p></div>",
        "<div data-ecf-unseen>{}</div>",
        "<template>{}</template>",
        "<noscript>{}</noscript>",
        "<script>{}</script>",
        "<style>{}</style>",
        "<!-- {} -->",
    ],
)
def test_what_is_hidden_is_not_seen(hidden: str) -> None:
    """Neither text nor links nor fields of a hidden element are part of the view."""
    inner = "<a href=/link>Link an account</a><h1>Secret</h1><form><input name=x><button>Go</button></form>"

    view = see(f"<p>Seen</p>{hidden.format(inner)}")

    assert view.lines == ("Seen",)
    assert (view.links, view.headings, view.forms) == ((), (), ())


BAR = """
<div id="topmenu" class="yuimenubar"><div class="bd"><a href="/"><img src=x alt="CM/ECF"></a>
<ul class="first-of-type">
 <li class="yuimenubaritem"><a class="yuimenubaritemlabel" href="/cgi-bin/DisplayMenu.pl?BankruptcyEvents">
   Ba<u>n</u>kruptcy<div class='spritedownarrow'></div></a>
   <div class="yuimenu" {0}><ul><li class="yuimenuitem"><a href="/x">Utilities</a></li></ul></div></li>
 <li class="yuimenubaritem"><a class="yuimenubaritemlabel" href="/cgi-bin/DisplayMenu.pl?Utilities">
   <u>U</u>tilities</a></li>
</ul></div></div>
<div id="cmecfMainContent"><a href="x.pl">Utilities</a></div>
"""


def test_the_menu_bar_is_read_with_its_access_keys_and_without_its_fly_outs() -> None:
    """Underlined letters do not split words, and a fly-out that is not visible is not seen."""
    view = see(BAR.format("style='visibility: hidden'"))

    assert view.menu_bar
    assert [(link.text, link.nth) for link in view.menu_bar] == [("Bankruptcy", 0), ("Utilities", 0)]
    assert [(link.text, link.region, link.nth) for link in view.links] == [
        ("CM/ECF", Region.MENU_BAR, 0),
        ("Bankruptcy", Region.MENU_BAR, 0),
        ("Utilities", Region.MENU_BAR, 0),
        ("Utilities", Region.CONTENT, 1),
    ]


def test_a_visible_fly_out_is_a_region_of_its_own() -> None:
    """Links of the same text are told apart by region and counted in the order of the document."""
    view = see(BAR.format(""))

    found = [(link.region, link.nth) for link in view.links if link.text == "Utilities"]
    assert found == [(Region.FLY_OUT, 0), (Region.MENU_BAR, 1), (Region.CONTENT, 2)]
    assert view.menu_bar
    assert [link.text for link in view.menu_bar] == ["Bankruptcy", "Utilities"]
    chosen = view.link("utilities", Region.CONTENT)
    assert chosen
    assert chosen.href == "https://ecf.azb.uscourts.gov/cgi-bin/x.pl"


@pytest.mark.parametrize(
    "body", ["<p>Welcome</p>", "<div id=topmenu>no bar</div>", BAR.format("").replace("topmenu", "other")]
)
def test_a_page_without_a_menu_bar_has_none(body: str) -> None:
    """No bar is not the same as an empty bar."""
    assert see(body).menu_bar is None


def test_an_empty_menu_bar_is_empty() -> None:
    """A bar without items is there and holds nothing."""
    assert see("<div id=topmenu class=yuimenubar><ul></ul></div>").menu_bar == ()


@pytest.mark.parametrize(
    ("html", "text", "greyed"),
    [
        ("<a href=/x>Plain</a>", "Plain", False),
        ("<a href=/x aria-disabled=true>Off</a>", "Off", True),
        ("<a href=/x class='item greyed'>Off</a>", "Off", True),
        ("<li class=yuimenuitem-disabled><a href=/x>Off</a></li>", "Off", True),
        ("<a class=disabled>Nowhere</a>", "Nowhere", True),
        ("<a href=/x><img alt='Picture'></a>", "Picture", False),
        ("<a href=/x title='Titled'></a>", "Titled", False),
        ("<a href=/x aria-label='Said aloud'>x</a>", "Said aloud", False),
        ("<a href=/x>two<br>lines</a>", "two lines", False),
        ("<span role=link>Scripted</span>", "Scripted", False),
    ],
)
def test_a_link_has_its_accessible_name_and_may_be_greyed(html: str, text: str, greyed: bool) -> None:
    """Name and greyed state come from what the page says of the link."""
    (link,) = see(html).links

    assert (link.text, link.greyed) == (text, greyed)


@pytest.mark.parametrize("html", ["<a name=top>Top</a>", "<a>Nothing</a>", "<a href=/x role=button>Go</a>"])
def test_what_is_no_link_is_not_read_as_one(html: str) -> None:
    """An anchor without an address, or one that is a button, is no link."""
    assert see(html).links == ()


def test_addresses_are_absolute_and_broken_ones_stay() -> None:
    """Relative addresses are resolved against the page, or against its base if it names one."""
    assert [
        link.href
        for link in see("<a href='iquery.pl'>a</a><a href='?x'>b</a><a href='http://[bad'>c</a>").links
    ] == [
        "https://ecf.azb.uscourts.gov/cgi-bin/iquery.pl",
        "https://ecf.azb.uscourts.gov/cgi-bin/page.pl?x",
        "http://[bad",
    ]
    based = parse("<head><base href='/other/'></head><a href='x.pl'>a</a>", URL, 200, 1)
    assert based.links[0].href == "https://ecf.azb.uscourts.gov/other/x.pl"


@pytest.mark.parametrize(
    ("html", "messages"),
    [
        ("<div role=alert>Wrong password</div>", ("Wrong password",)),
        ("<div role=status>Saved</div>", ("Saved",)),
        (
            "<div class='psc-login-input-error ui-message ui-message-error'>"
            "<span class='ui-message-error-detail'>Invalid username or password</span></div>",
            ("Invalid username or password",),
        ),
        (
            "<div class='ui-messages ui-widget'><ul><li><span class=ui-messages-error-detail>One</span></li>"
            "<li><span class=ui-messages-error-detail>Two</span></li></ul></div>",
            ("One", "Two"),
        ),
        (
            "<p class=error>Bad</p><p class=Warning>Careful</p><p class=notice>Read</p>",
            ("Bad", "Careful", "Read"),
        ),
        ("<font color=RED>Case not found.</font>", ("Case not found.",)),
        ("<div class=notice>Please <font color=red>stop</font> here</div>", ("Please stop here",)),
        ("<p class=error>Same</p><p class=error>Same</p>", ("Same",)),
        ("<p class=error></p><div role=alert> </div>", ()),
        ("<p class=errorless>Fine</p><font color=blue>Fine</font>", ()),
        ("<p class=error hidden>Not yet</p><div class='ui-messages'></div>", ()),
    ],
)
def test_messages_are_what_the_page_sets_apart(html: str, messages: tuple[str, ...]) -> None:
    """Alerts, message classes and red text, each text once, and nothing else."""
    assert see(html).messages == messages


def test_a_class_of_the_whole_page_makes_no_message() -> None:
    """A body or form whose class says ``error`` does not turn all its text into a message."""
    view = parse("<body class=error><form class=message><p>Text</p></form></body>", URL, 500, 1)

    assert view.messages == ()


def test_rows_are_read_cell_by_cell() -> None:
    """Each table row gives the texts of its cells; inner tables have rows of their own."""
    view = see(
        "<table><tr><th>CM/ECF</th><td>Ada  Example</td></tr>"
        "<tr><td>PACER</td><td><table><tr><td>Inner</td></tr></table></td></tr></table>"
    )

    assert view.rows == (("CM/ECF", "Ada Example"), ("PACER", "Inner"), ("Inner",))


def test_lines_are_the_visible_text_block_by_block() -> None:
    """Blocks, cells and line breaks end a line; inline elements and access keys do not."""
    view = see(
        "<h1>Link a <b>CM/ECF</b> account</h1>Ba<u>n</u>kruptcy<br>next<p>A<select><option>no</select>"
        "<textarea>no</textarea>\n  B</p><table><tr><td>one<td>two</table>"
    )

    assert view.lines == ("Link a CM/ECF account", "Bankruptcy", "next", "A B", "one", "two")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the accounts are LINKED.", True),
        ("accounts   are linked", True),
        ("are linked Now", True),
        ("linked", True),
        ("link", False),
        ("nlinked", False),
        ("are not linked", False),
        ("", False),
        ("*", False),
    ],
)
def test_a_page_says_what_it_shows_as_whole_words(text: str, said: bool) -> None:
    """Case, line breaks and punctuation at the ends do not count; parts of words do not match."""
    view = see("<p>The accounts are<br>linked now.</p><p>Unlinked</p>")

    assert view.says(text) is said


def test_headings_are_those_of_pages_and_dialogs() -> None:
    """Headings of every level and titles of dialogs, without empty ones."""
    view = see("<h1>One</h1><h3> </h3><div role=heading>Two</div><span class=ui-dialog-title>Three</span>")

    assert view.headings == ("One", "Two", "Three")


@pytest.mark.parametrize(
    "html", ["", "<", "<html>", "plain text", "<html><frameset><frame src=x></frameset></html>", "\x00"]
)
def test_broken_html_gives_a_view_all_the_same(html: str) -> None:
    """Whatever a server sends, reading it does not fail."""
    view = parse(html, URL, 500, 3)

    assert (view.url, view.status, view.visit, view.links) == (URL, 500, 3, ())


def test_an_engines_marks_are_given_back_for_what_can_be_acted_on() -> None:
    """Each record leads to the mark of its element, and the number of the form that the engine noted."""
    reading = read(
        "<form data-ecf-form=4><input name=a data-ecf-form=4 data-ecf-mark=7></form>"
        "<a href=/x data-ecf-mark=8>X</a><a href=/y>Y</a>",
        URL,
        200,
        1,
    )

    assert reading.view.forms[0].fields == (Field("", "a", "text", 4),)
    assert reading.marks == {reading.view.forms[0].fields[0]: "7", reading.view.links[0]: "8"}

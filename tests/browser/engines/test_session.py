from __future__ import annotations

from typing import cast

import pytest

from harness.engines.chromium_session import ChromiumSession
from harness.engines.session import Session
from harness.errors import SiteProblem
from harness.evidence.secret import Secret
from harness.page_view import Button, Link
from tests.browser.engines.finding import button, field, link
from tests.stage import Asked, Stage


def echo(asked: Asked) -> str:
    """Shows what was posted, and says that more than a look is needed to see a password."""
    return f"<p id=got>{asked.method} {asked.body or asked.query}</p>"


def test_it_gives_the_verbs_that_flows_use(session: ChromiumSession) -> None:
    """The engine's session is a Session; the type checker compares the verbs."""
    verbs: Session = session

    assert verbs.look().url == "about:blank"


def test_a_form_is_filled_and_sent_as_by_a_user(stage: Stage, session: ChromiumSession) -> None:
    """Text, password, list, text area and box arrive at the server; a Secret as its value."""
    stage.put("/send", echo)
    view = session.open(
        stage.put(
            "/",
            "<form action=/send method=post>Name <input name=n><br>Password <input type=password name=p><br>"
            "Court <select name=c><option value=1>Nevada</option><option value=2>Arizona</option></select>"
            "<br>Reason <textarea name=r></textarea><br><input type=checkbox name=k value=yes> I agree<br>"
            "<input type=submit value=Send></form>",
        )
    )

    session.fill(field(view, "Name"), "Ada")
    session.fill(field(view, "Password"), Secret("pass word"))
    session.fill(field(view, "Court"), "Arizona")
    session.fill(field(view, "Reason"), "none")
    ticked = session.tick(field(view, "I agree"))
    still = session.tick(field(ticked, "I agree"))

    assert not field(view, "I agree").checked
    assert field(ticked, "I agree").checked
    assert field(still, "I agree").checked
    assert session.press(button(still, "Send")).lines == ("POST n=Ada&p=pass+word&c=2&r=none&k=yes",)


def test_the_same_names_in_two_forms_are_told_apart(stage: Stage, session: ChromiumSession) -> None:
    """Fields and buttons belong to their own form, also where the form's tag stands between table rows."""
    stage.put("/send", echo)
    one = (
        "<form action=/send><input type=hidden name=f value={0}>Login <input name=login>"
        "<button>Submit</button></form>"
    )
    table = (
        "<table><form action=/send><tr><td>Login<td><input type=hidden name=f value=3><input name=login>"
        "<td><button>Submit</button></form></table>"
    )
    address = stage.put("/", one.format(1) + one.format(2) + table)

    for number in range(3):
        form = session.open(address).forms[number]
        login, submit = form.field("Login"), form.button("Submit")
        assert login
        assert submit
        session.fill(login, "x")

        assert session.press(submit).lines == (f"GET f={number + 1}&login=x",)


def test_links_of_the_same_text_are_told_apart(stage: Stage, session: ChromiumSession) -> None:
    """The second of two visible links is followed, also when a hidden one stands between them."""
    stage.put("/b", "<h1>Second</h1>")
    view = session.open(
        stage.put(
            "/", "<a href=/a>More</a><div style='display:none'><a href=/c>More</a></div><a href=/b>More</a>"
        )
    )

    first, second = view.links

    assert (first.nth, second.nth) == (0, 1)
    assert session.follow(second).headings == ("Second",)


def test_generated_content_and_access_keys_do_not_hide_a_link(stage: Stage, session: ChromiumSession) -> None:
    """What a style sheet adds to a label is not part of it, and following it works all the same."""
    stage.put("/q", "<h1>Query</h1>")
    address = stage.put(
        "/", "<style>a::after {content: ' ▾'}</style><a href=/q><u>Q</u>uery<div class=arrow></div></a>"
    )

    assert session.follow(link(session.open(address), "Query")).headings == ("Query",)


HIDDEN_WAYS = """
<style>.gone {display: none} .unseen {visibility: hidden} .clear {opacity: 0}</style>
<div class=gone><p>gone</p><a href=/x>x</a></div>
<div class=unseen>unseen<a href=/x>x</a><b style="visibility: visible">but this</b></div>
<div class=clear>clear<button>x</button></div>
<details><summary>Help</summary>folded</details>
<noscript>without script</noscript>
<template>template</template>
<div aria-hidden=true>for nobody</div>
<p hidden>hidden</p><p hidden style="display: block">shown after all</p>
<div style="display: contents">its text</div>
<script>document.write('<p>written</p>')</script>
<!-- <a href=/x>comment</a> -->
<form><input type=hidden name=h><input type=password name=p value=preset><input name=t value=preset></form>
"""


def test_only_what_is_visible_is_seen(stage: Stage, session: ChromiumSession) -> None:
    """Style sheets decide what a user sees, and so do the attributes of the page."""
    view = session.open(stage.put("/", HIDDEN_WAYS))

    assert view.lines == ("but this", "Help", "shown after all", "its text", "written")
    assert view.links == ()
    assert [each.name for form in view.forms for each in form.fields] == ["p", "t"]


def test_fields_are_read_without_their_values(stage: Stage, session: ChromiumSession) -> None:
    """What stands in a field is not part of the HTML that is read."""
    view = session.open(
        stage.put("/", "Login <input name=l value=preset> <textarea name=a>preset</textarea>")
    )
    session.fill(field(view, "Login"), "typed-by-the-user")

    session.look()

    seen = repr(session.look())
    assert "preset" not in seen
    assert "typed-by-the-user" not in seen


def test_boxes_that_are_drawn_by_something_else_can_be_ticked(stage: Stage, session: ChromiumSession) -> None:
    """A box that is see-through or clipped away is ticked where a user would click."""
    view = session.open(
        stage.put(
            "/",
            "<form><input type=checkbox id=a name=a style='opacity:0'><label for=a>First</label></form>"
            "<style>.away {position: absolute; width: 1px; height: 1px; overflow: hidden}"
            ".drawn {width: 20px; height: 20px; border: 1px solid}</style>"
            "<div><div class=away><input type=checkbox id=b name=b aria-label=Second></div>"
            "<div class=drawn onclick='b.click()'></div></div>",
        )
    )

    for label in ("First", "Second"):
        view = session.tick(field(view, label))

        assert field(view, label).checked


def test_a_box_that_will_not_be_ticked_is_the_sites_problem(stage: Stage, session: ChromiumSession) -> None:
    """A page that refuses the tick is not passed over in silence."""
    view = session.open(stage.put("/", "<input type=checkbox onclick='return false'> I agree"))

    with pytest.raises(SiteProblem, match=r"ticking “I agree”.*found that it is not"):
        session.tick(field(view, "I agree"))


def test_ticking_a_box_may_enable_a_button(stage: Stage, session: ChromiumSession) -> None:
    """The view after ticking shows what the tick changed."""
    view = session.open(
        stage.put(
            "/",
            "<input type=checkbox onchange=\"go.ariaDisabled = 'false'\"> I agree"
            "<button id=go aria-disabled=true>Continue</button>",
        )
    )

    assert not button(view, "Continue").enabled
    assert button(session.tick(field(view, "I agree")), "Continue").enabled


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<button disabled>Go</button>", "pressing “Go”.*greyed out"),
        ("<button aria-disabled=true>Go</button>", "pressing “Go”.*greyed out"),
        ("<a href=/x class=greyed>Go</a>", "following the link “Go”.*greyed out"),
    ],
)
def test_what_is_greyed_out_is_not_acted_on(
    stage: Stage, session: ChromiumSession, html: str, text: str
) -> None:
    """A user cannot press it, and so no verb does."""
    view = session.open(stage.put("/", html))
    found = view.button("Go") or view.link("Go")

    with pytest.raises(SiteProblem, match=text):
        session.press(found) if isinstance(found, Button) else session.follow(cast(Link, found))


def test_what_is_no_longer_there_is_the_sites_problem_at_once(stage: Stage, session: ChromiumSession) -> None:
    """A link of an earlier page is not looked for until some time limit ends."""
    old = link(session.open(stage.put("/old", "<a href=/x>Old</a>")), "Old")
    session.open(stage.put("/new", "<p>New</p>"))

    with pytest.raises(SiteProblem, match=r"following the link “Old”.*not there now"):
        session.follow(old)


def test_an_element_that_the_page_has_replaced_is_found_again(stage: Stage, session: ChromiumSession) -> None:
    """A script that draws its buttons anew does not make them unreachable."""
    stage.put("/there", "<h1>Arrived</h1>")
    view = session.open(
        stage.put(
            "/",
            "<div id=d><a href=/there>Go</a></div><script>const redraw = () => { const html = d.innerHTML;"
            " d.innerHTML = ''; d.innerHTML = html; }</script><button onclick='redraw()'>Redraw</button>",
        )
    )
    go = link(view, "Go")
    session.press(button(view, "Redraw"))

    assert session.follow(go).headings == ("Arrived",)


def test_what_is_covered_cannot_be_clicked(stage: Stage, session: ChromiumSession) -> None:
    """A real click does not go through what lies above; the message says so after the time for an act."""
    view = session.open(
        stage.put("/", "<a href=/x>Go</a><div style='position:fixed;inset:0;background:white'>above</div>")
    )

    with pytest.raises(SiteProblem, match="following the link “Go”: not possible within 3 s"):
        session.follow(link(view, "Go"))

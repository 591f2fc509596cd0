from __future__ import annotations

import threading
from typing import cast

import pytest

from harness.engines.chromium_session import ChromiumSession
from harness.engines.session import Session
from harness.errors import SiteProblem
from harness.evidence.secret import Secret
from harness.page_view import Button, Field, Link, PageView, Region
from tests.browser.engines.conftest import WORLD
from tests.stage import COURT, PACER, Asked, Reply, Stage


def button(view: PageView, text: str) -> Button:
    """A button that must be there."""
    found = view.button(text)
    assert found, view
    return found


def link(view: PageView, text: str) -> Link:
    """A link that must be there."""
    found = view.link(text)
    assert found, view
    return found


def field(view: PageView, label: str) -> Field:
    """A field that must be there."""
    found = view.field(label)
    assert found, view
    return found


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


def test_dialogs_are_accepted_and_told_once(stage: Stage, session: ChromiumSession) -> None:
    """What alert and confirm say stands among the messages of the next view, and not of the one after."""
    view = session.open(
        stage.put(
            "/",
            "<script>alert('Welcome')</script><p class=notice>Notice</p>"
            "<button onclick=\"this.textContent = confirm('Link for ever?') ? 'Yes' : 'No'\">Ask</button>",
        )
    )
    after = session.press(button(view, "Ask"))

    assert view.messages == ("Notice", "Welcome")
    assert after.messages == ("Notice", "Link for ever?")
    assert after.button("Yes")
    assert after.says("link for ever")
    assert session.look().messages == ("Notice",)


def test_refreshing_gives_a_new_visit_and_looking_does_not(stage: Stage, session: ChromiumSession) -> None:
    """The count of visits tells a page that came again from one that stayed."""
    count = iter(range(1, 10))
    first = session.open(stage.put("/", lambda _asked: f"<p>{next(count)}</p>"))
    looked = session.look()
    again = session.refresh()

    assert (first.lines, looked.lines, again.lines) == (("1",), ("1",), ("2",))
    assert looked.visit == first.visit
    assert again.visit == first.visit + 1


def test_going_back_shows_the_page_before(stage: Stage, session: ChromiumSession) -> None:
    """Back leads to the page before with its status, and stays where there is none before."""
    stage.put("/b", Reply("<h1>B</h1>", "403 Forbidden"))
    a = session.open(stage.put("/a", "<a href=/b>B</a>"))
    session.follow(link(a, "B"))

    back = session.back()

    assert (back.url, back.status) == (a.url, 200)
    assert back.visit > a.visit
    assert session.back().url in (a.url, "about:blank")


def test_moving_within_a_page_is_no_new_visit(stage: Stage, session: ChromiumSession) -> None:
    """A link to a place further down changes the address and not the document."""
    view = session.open(stage.put("/", "<a href='#end'>End</a><p id=end>end</p>"))

    moved = session.follow(link(view, "End"))

    assert moved.url == f"https://{COURT}/#end"
    assert moved.visit == view.visit


def test_every_request_names_its_world(stage: Stage, session: ChromiumSession) -> None:
    """Pages, pictures, scripts' requests and other hosts all carry the header."""
    stage.put("/p.png", Reply(kind="image/png"))
    stage.put("/ask", "x")
    stage.put("/to", Reply("", "302 Found", (("Location", f"https://{PACER}/"),)))
    stage.put("/", "<h1>Arrived</h1>", PACER)
    view = session.open(
        stage.put(
            "/",
            "<img src=/p.png><script>fetch('/ask')</script><form action=/to method=post><button>Go</button>",
        )
    )
    session.press(button(view, "Go"))

    assert {(asked.host, asked.path) for asked in stage.asked} >= {
        *((COURT, path) for path in ("/", "/p.png", "/ask", "/to")),
        (PACER, "/"),
    }
    assert {asked.world for asked in stage.asked} == {WORLD}


def test_cookies_pass_between_hosts_and_those_of_the_sign_on_are_known(
    stage: Stage, session: ChromiumSession
) -> None:
    """A cookie of the parent domain reaches every court, and its value can be redacted."""
    cookies = (
        ("Set-Cookie", "NextGenCSO=secret-1; Domain=.uscourts.gov; Path=/; Secure; HttpOnly"),
        ("Set-Cookie", "PacerSession=secret-2; Domain=.uscourts.gov; Path=/"),
        ("Set-Cookie", "JSESSIONID=secret-3; Path=/csologin"),
        ("Set-Cookie", "PacerPref=receipt=Y; Domain=.uscourts.gov; Path=/"),
    )
    session.open(stage.put("/", Reply("<p>in</p>", headers=cookies), PACER))
    session.open(stage.put("/", "<script>document.write(document.cookie)</script>"))

    assert "PacerPref=receipt=Y" in session.look().lines[0]
    found = session.cookie_secrets()
    assert [secret.reveal() for secret in found] == ["secret-1", "secret-2", "secret-3"]
    assert "secret-1" not in repr(found)


def test_looking_until_something_comes_sees_it_come(stage: Stage, session: ChromiumSession) -> None:
    """A page that changes by itself is read until the condition holds."""
    session.open(
        stage.put(
            "/",
            "<p id=p>One moment</p><script>setTimeout(() => p.outerHTML = '<h1>Mail</h1>', 300)</script>",
        )
    )

    assert session.look_until(lambda view: view.headings == ("Mail",), 5).headings == ("Mail",)


def test_looking_until_something_comes_goes_along_with_a_page_that_loads_itself(
    stage: Stage, session: ChromiumSession
) -> None:
    """A mailbox that refreshes itself is read anew after each time it did."""
    times = iter(range(10))
    view = session.open(
        stage.put(
            "/",
            lambda _asked: (
                f"<meta http-equiv=refresh content=1><h1>{'Mail' if next(times) else 'Empty'}</h1>"
            ),
        )
    )

    assert view.headings == ("Empty",)
    assert session.look_until(lambda view: view.headings == ("Mail",), 5).headings == ("Mail",)


def test_looking_for_what_never_comes_gives_the_last_view(stage: Stage, session: ChromiumSession) -> None:
    """When the time is over the caller gets what is there and can see that it is not enough."""
    session.open(stage.put("/", "<h1>Empty</h1>"))

    assert session.look_until(lambda view: view.headings == ("Mail",), 0.2).headings == ("Empty",)


FLY_OUT = """
<style>.yuimenu {visibility: hidden; position: absolute} li:hover > .yuimenu, .open {visibility: visible}
#topmenu {background: navy; height: 30px} body {margin: 0}</style>
<div id=topmenu class=yuimenubar><ul><li class=yuimenubaritem>
<a class=yuimenubaritemlabel href='#'>Reports</a>
<div class=yuimenu><ul><li><a href=/docket>Docket Report</a></li></ul></div></li></ul></div>
<script>const menu = document.querySelector('.yuimenu'); menu.classList.add('open');
topmenu.addEventListener('mouseleave', () => menu.classList.remove('open'))</script>
"""


def test_a_link_in_a_fly_out_is_followed_through_its_bar_item(stage: Stage, session: ChromiumSession) -> None:
    """The mouse goes to the bar first, as a user's would, so that the fly-out stays open."""
    stage.put("/docket", "<h1>Docket</h1>")
    view = session.open(stage.put("/", FLY_OUT))

    docket = link(view, "Docket Report")

    assert docket.region is Region.FLY_OUT
    assert session.follow(docket).headings == ("Docket",)


def test_a_fly_out_that_opened_under_the_mouse_does_not_keep_the_next_click_away(
    stage: Stage, session: ChromiumSession
) -> None:
    """After a click on the bar the mouse rests there; what lies below can be followed all the same."""
    page = FLY_OUT.replace("menu.classList.add('open');", "").replace("href='#'", "href='/reports'")
    stage.put("/reports", page + "<p><a href=/docket>Below</a></p>")
    stage.put("/docket", "<h1>Docket</h1>")
    view = session.follow(link(session.open(stage.put("/", page)), "Reports"))

    assert session.follow(link(view, "Below")).headings == ("Docket",)


def test_two_sessions_of_one_browser_share_nothing(
    stage: Stage, session: ChromiumSession, engine: object
) -> None:
    """Each session has cookies and a world of its own."""
    from harness.engines.chromium import ChromiumEngine

    assert isinstance(engine, ChromiumEngine)
    stage.put("/", Reply("in", headers=(("Set-Cookie", "NextGenCSO=mine; Domain=.uscourts.gov"),)))
    session.open(f"https://{COURT}/")

    with engine.session("another-world") as other:
        other.open(f"https://{COURT}/")

        assert [asked.world for asked in stage.asked] == [WORLD, "another-world"]
        assert session.cookie_secrets() == other.cookie_secrets() == [Secret("mine")]
        other.open(stage.put("/cookies", "<script>document.write(document.cookie)</script>"))
    assert threading.active_count() < 100

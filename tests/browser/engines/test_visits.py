from __future__ import annotations

import pytest

from harness.engines.chromium import ChromiumEngine
from harness.engines.chromium_session import ChromiumSession
from harness.evidence.secret import Secret
from harness.page_view import Region
from tests.browser.engines.conftest import WORLD
from tests.browser.engines.finding import button, link
from tests.stage import COURT, PACER, Asked, Reply, Stage


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
    stage: Stage, session: ChromiumSession, engine: ChromiumEngine
) -> None:
    """Each session has cookies and a world of its own."""
    stage.put("/", Reply("in", headers=(("Set-Cookie", "NextGenCSO=mine; Domain=.uscourts.gov"),)))
    session.open(f"https://{COURT}/")

    with engine.session("another-world") as other:
        other.open(f"https://{COURT}/")

        assert [asked.world for asked in stage.asked] == [WORLD, "another-world"]
        assert session.cookie_secrets() == other.cookie_secrets() == [Secret("mine")]
        other.open(stage.put("/cookies", "<script>document.write(document.cookie)</script>"))


def _cookies(stage: Stage) -> list[str]:
    """The names of the cookies that came with each request for the page, in order."""
    seen: list[str] = []

    def page(asked: Asked) -> Reply:
        seen.append(asked.cookies)
        lasting = ("Set-Cookie", "lasting=1; Max-Age=3600; Secure; Path=/")
        return Reply("<h1>Here</h1>", headers=(("Set-Cookie", "session=1; Secure; Path=/"), lasting))

    stage.put("/cookies", page)
    return seen


@pytest.mark.parametrize(("cleared", "kept"), [(False, "lasting"), (True, "")])
def test_a_browser_that_is_shut_forgets_the_session(
    session: ChromiumSession, stage: Stage, cleared: bool, kept: str
) -> None:
    """Opened again it keeps the lasting cookies, unless it was cleared; the views go on being counted."""
    seen, address = _cookies(stage), "https://ecf.azb.uscourts.gov/cookies"
    before = session.open(address)
    session.open(address)
    session.reopen(cleared=cleared)
    after = session.open(address)
    assert seen == ["", "lasting session", kept]
    assert after.visit > before.visit
    session.refresh()
    assert seen[-1] == "lasting session"

from __future__ import annotations

import time

import pytest

from harness.engines.chromium_session import ChromiumSession
from harness.errors import SiteProblem
from tests.stage import COURT, OTHER_COURT, PACER, Asked, Reply, Stage

ARRIVED = "<title>There</title><h1>Arrived</h1>"


def test_a_plain_page_is_read_with_its_status_and_address(stage: Stage, session: ChromiumSession) -> None:
    """Opening an address gives the page that is there."""
    view = session.open(stage.put("/a", Reply(ARRIVED, "404 Not Found")))

    assert (view.url, view.status, view.title, view.headings) == (
        f"https://{COURT}/a",
        404,
        "There",
        ("Arrived",),
    )


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found", "500 Internal Server Error"])
def test_the_status_is_that_of_the_page_at_the_end(
    stage: Stage, session: ChromiumSession, status: str
) -> None:
    """Also after a post that was redirected to another host, and after a refresh."""
    stage.put("/post", Reply("", "302 Found", (("Location", f"https://{PACER}/end"),)))
    stage.put("/end", Reply(ARRIVED, status), PACER)
    view = session.open(stage.put("/", "<form method=post action=/post><button>Send</button></form>"))
    button = view.button("Send")
    assert button

    assert session.press(button).status == int(status[:3])
    assert session.refresh().status == int(status[:3])
    assert session.back().status == 200


def test_the_way_from_a_court_to_pacer_is_followed_to_its_end(stage: Stage, session: ChromiumSession) -> None:
    """A bare meta refresh, an inline location.assign and a redirect by status all lead on to the sign-in."""
    stage.put("/", "<html><meta http-equiv='REFRESH' content='0;url=/cgi-bin/ShowIndex.pl'></html>")
    stage.put("/cgi-bin/ShowIndex.pl", "<a href='/cgi-bin/login.pl'>Document Filing System</a>")
    stage.put("/cgi-bin/login.pl", f"<script>location.assign('https://{PACER}/csologin/login.jsf')</script>")
    stage.put("/csologin/login.jsf", Reply("", "302 Found", (("Location", "/csologin/here"),)), PACER)
    stage.put("/csologin/here", ARRIVED, PACER)

    index = session.open(f"https://{COURT}/")
    link = index.link("Document Filing System")
    assert link
    view = session.follow(link)

    assert view.url == f"https://{PACER}/csologin/here"
    assert view.status == 200
    assert view.visit > index.visit


SCRIPTED_POST = """
<form id=f><label>Username <input name=user></label><button>Login</button></form>
<script>
document.getElementById('f').addEventListener('submit', (event) => {
  event.preventDefault();
  const asking = new XMLHttpRequest();
  asking.open('POST', '/ask');
  asking.onload = () => setTimeout(() => { location.assign(asking.responseText); }, 0);
  asking.send('x');
});
</script>"""

FETCHED_POST = """
<form id=f><label>Username <input name=user></label><button>Login</button></form>
<script>
document.getElementById('f').addEventListener('submit', async (event) => {
  event.preventDefault();
  const answer = await fetch('/ask', {method: 'POST', body: 'x'});
  const address = await answer.text();
  location.assign(address);
});
</script>"""


@pytest.mark.parametrize("page", [SCRIPTED_POST, FETCHED_POST], ids=["XMLHttpRequest", "fetch"])
def test_a_scripted_post_whose_answer_redirects_is_followed(
    stage: Stage, session: ChromiumSession, page: str
) -> None:
    """The script posts, gets an address as its answer, and goes there; the verb comes back after that."""

    def slowly(_asked: Asked) -> Reply:
        time.sleep(0.2)  # the server takes its time
        return Reply(f"https://{OTHER_COURT}/in", kind="text/plain")

    stage.put("/ask", slowly, PACER)
    stage.put("/in", ARRIVED, OTHER_COURT)
    button = session.open(stage.put("/", page, PACER)).button("Login")
    assert button

    assert session.press(button).url == f"https://{OTHER_COURT}/in"


@pytest.mark.parametrize(
    "how",
    [
        "document.forms[0].submit()",
        "setTimeout(() => document.forms[0].submit(), 0)",
        "Promise.resolve().then(() => location.href = '/there')",
        "location.replace('/there')",
        "history.pushState(null, '', '/elsewhere'); location.assign('/there')",
    ],
)
def test_what_a_click_sets_in_motion_is_awaited(stage: Stage, session: ChromiumSession, how: str) -> None:
    """However a handler leaves the page, the verb gives the page that comes then."""
    stage.put("/there", ARRIVED)
    address = stage.put("/", f'<form action="/there"></form><a href="#" onclick="{how}; return false">Go</a>')
    link = session.open(address).link("Go")
    assert link

    assert session.follow(link).headings == ("Arrived",)


@pytest.mark.parametrize(
    "answer",
    [
        Reply("", "204 No Content"),
        Reply("a,b", headers=(("Content-Disposition", "attachment; filename=report.csv"),), kind="text/csv"),
    ],
    ids=["no content", "download"],
)
def test_a_navigation_that_is_answered_without_a_page_leaves_the_page_usable(
    stage: Stage, session: ChromiumSession, answer: Reply
) -> None:
    """An empty answer or a download does not hang, and the next verb works."""
    stage.put("/nothing", answer)
    stage.put("/there", ARRIVED)
    first = session.open(stage.put("/", "<a href=/nothing>Nothing</a> <a href=/there>There</a>"))
    nothing, there = first.links

    stayed = session.follow(nothing)

    assert stayed.visit == first.visit
    assert session.open(f"https://{COURT}/nothing").visit == first.visit
    assert session.follow(there).headings == ("Arrived",)


def test_a_page_that_loads_itself_again_now_and_then_is_settled(
    stage: Stage, session: ChromiumSession
) -> None:
    """A refresh of the same address after some seconds does not keep the reader waiting."""
    address = stage.put("/", "<meta http-equiv=refresh content='3'><h1>Mailbox</h1>")

    assert session.open(address).headings == ("Mailbox",)
    assert stage.paths().count("/") == 1


def test_a_page_that_leads_on_after_a_moment_is_waited_for(stage: Stage, session: ChromiumSession) -> None:
    """A refresh to another address within five seconds counts as leaving."""
    stage.put("/there", ARRIVED)

    view = session.open(stage.put("/", "<meta http-equiv=Refresh content='1; URL=/there'><p>One moment.</p>"))

    assert view.headings == ("Arrived",)


@pytest.mark.parametrize(
    "lead",
    [
        "<script>location.assign('https://{0}/')</script>",
        "<meta http-equiv=refresh content='0;url=https://{0}/'>",
    ],
    ids=["script", "meta refresh"],
)
def test_a_circle_of_pages_ends_with_both_addresses(
    stage: Stage, session: ChromiumSession, lead: str
) -> None:
    """Two pages that lead to each other without end are named."""
    stage.put("/", lead.format(PACER), COURT)
    stage.put("/", lead.format(COURT), PACER)

    with pytest.raises(SiteProblem, match="circle") as caught:
        session.open(f"https://{COURT}/")

    assert COURT in str(caught.value)
    assert PACER in str(caught.value)


def test_a_circle_of_redirects_is_the_sites_problem(stage: Stage, session: ChromiumSession) -> None:
    """Redirects by status that never end are told by the browser's own name for them."""
    stage.put("/", Reply("", "302 Found", (("Location", "/"),)))

    with pytest.raises(SiteProblem, match="ERR_TOO_MANY_REDIRECTS"):
        session.open(f"https://{COURT}/")


def test_a_script_that_never_gets_its_answer_is_too_late(stage: Stage, session: ChromiumSession) -> None:
    """A page that is still asking when its time is over is not settled, and the message says why."""

    def very_slowly(_asked: Asked) -> str:
        time.sleep(7)  # longer than the session's patience
        return ""

    stage.put("/ask", very_slowly)

    with pytest.raises(SiteProblem, match="scripts were waiting"):
        session.open(stage.put("/", "<script>fetch('/ask')</script>"))

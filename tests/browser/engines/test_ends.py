"""What happens when the environment fails, and that nothing secret is told about it."""

from __future__ import annotations

import os
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from harness.engines.browsers import BrowserChoice, find_browser
from harness.engines.chromium import ChromiumEngine
from harness.engines.chromium_session import ChromiumSession, Timeouts
from harness.errors import BrowserDied, EcfError, NoBrowser, SiteProblem, Unreachable
from harness.evidence.secret import Secret
from harness.gate import Gate, Stopped
from harness.site import Site
from tests.stage import COURT, Asked, Stage, raised_stage

PASSWORD = "the-secret-that-was-typed"


@pytest.fixture
def own_stage(tmp_path: Path) -> Iterator[Stage]:
    """A stage that a test may take down."""
    with raised_stage(tmp_path) as stage:
        yield stage


@pytest.fixture
def own_gate(own_stage: Stage) -> Iterator[Gate]:
    """A gate to it that is quick to give up."""
    site = Site.mock(own_stage.listener, own_stage.authority)
    with Gate(site.route, patience=1) as gate:
        yield gate


@pytest.fixture
def own_engine(playwright: Playwright, own_stage: Stage, own_gate: Gate) -> Iterator[ChromiumEngine]:
    """A browser that a test may kill, which can be known by a switch of its own."""
    site = Site.mock(own_stage.listener, own_stage.authority)
    choice = find_browser(playwright.chromium.executable_path)
    switch = f"--ecf-test={own_gate.address}"
    with ChromiumEngine(
        playwright, choice, site.key_hash, own_gate.address, site.has, launch_args=[switch]
    ) as engine:
        yield engine


@pytest.fixture
def own_session(own_engine: ChromiumEngine) -> Iterator[ChromiumSession]:
    """A visit in it."""
    with own_engine.session("world", Timeouts(page=4, act=1)) as session:
        yield session


def test_a_site_that_is_gone_is_unreachable(
    own_stage: Stage, own_session: ChromiumSession, own_gate: Gate
) -> None:
    """When nobody listens any more, opening, following and refreshing all say so."""
    view = own_session.open(own_stage.put("/", "<a href=/next>Next</a>"))
    own_stage.close()

    with pytest.raises(
        Unreachable, match=f"following the link “Next”: expected https://{COURT}/next to answer"
    ):
        own_session.follow(view.links[0])
    with pytest.raises(Unreachable, match="opening"):
        own_session.open(f"https://{COURT}/")
    with pytest.raises(Unreachable, match="refreshing"):
        own_session.refresh()
    assert own_gate.unanswered == (Stopped(COURT, 443),)


def test_a_site_that_breaks_off_is_unreachable(own_stage: Stage, own_session: ChromiumSession) -> None:
    """A connection that ends without an answer is the environment's fault, not the site's."""

    def dies(_asked: Asked) -> str:
        own_stage.close()
        raise SystemExit  # the answer never comes

    own_stage.put("/next", dies)
    view = own_session.open(own_stage.put("/", "<a href=/next>Next</a>"))

    with pytest.raises((Unreachable, SiteProblem), match="following the link “Next”"):
        own_session.follow(view.links[0])


def test_a_script_whose_question_reaches_nobody_is_unreachable(
    own_stage: Stage, own_session: ChromiumSession
) -> None:
    """A page that stays because its script could not ask the server does not pass for an answer."""
    view = own_session.open(
        own_stage.put("/", "<button onclick=\"fetch('/ask').catch(() => 0)\">Ask</button>")
    )
    own_stage.close()
    button = view.button("Ask")
    assert button

    with pytest.raises(Unreachable, match=f"pressing “Ask”: the page asked https://{COURT}/ask"):
        own_session.press(button)


@pytest.mark.parametrize(
    "script",
    [
        "fetch('https://www.example.org/').catch(() => 0)",  # stopped by the gate
        "fetch('https://pacer.login.uscourts.gov/').catch(() => 0)",  # refused: another origin
        "const a = new AbortController(); fetch('/ask', {signal: a.signal}).catch(() => 0); a.abort()",
        "fetch('/ask').then((answer) => answer.json()).catch(() => 0)",  # answered, with something else
        "const asking = new XMLHttpRequest(); asking.open('GET', '/ask'); asking.send(); asking.abort()",
    ],
)
def test_a_script_whose_question_fails_otherwise_is_the_pages_affair(
    own_stage: Stage, own_session: ChromiumSession, script: str
) -> None:
    """Only a site that does not answer is unreachable; other failures show on the page or not at all."""
    own_stage.put("/ask", "no JSON")

    assert own_session.open(own_stage.put("/", f"<h1>Page</h1><script>{script}</script>")).headings == (
        "Page",
    )


def test_a_server_that_never_answers_does_not_hang_the_session(
    own_stage: Stage, own_engine: ChromiumEngine
) -> None:
    """Where the browser itself would wait for ever the gate cuts the connection; the page is too late."""
    released = threading.Event()

    def never(_asked: Asked) -> str:
        released.wait(20)
        return ""

    own_stage.put("/next", never)
    address = own_stage.put("/", "<a href=/next>Next</a>")
    try:
        with own_engine.session("world", Timeouts(page=0.8, act=1)) as session:
            view = session.open(address)
            with pytest.raises(SiteProblem, match=r"within 0\.8 s, found that there was no answer"):
                session.follow(view.links[0])
            with pytest.raises(SiteProblem, match=r"not possible within 0\.8 s"):
                session.open(f"https://{COURT}/next")
    finally:
        released.set()


def _kill_browser(switch: str) -> None:
    """Kills the processes that were started with this switch, helpers of others left out."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().decode().split("\0")
            if switch in words and not any(word.startswith("--type=") for word in words):
                found.append(int(folder.name))
    assert found
    for process in found:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds the browser's process in /proc")
def test_a_browser_that_is_killed_is_told_and_the_engine_is_no_longer_alive(
    own_stage: Stage, own_engine: ChromiumEngine, own_session: ChromiumSession, own_gate: Gate
) -> None:
    """Every verb then says that the browser ended, taking a picture does no harm, and closing goes well."""
    view = own_session.open(own_stage.put("/", "<a href=/next>Next</a> <input aria-label=Name>"))
    _kill_browser(f"--ecf-test={own_gate.address}")

    with pytest.raises(BrowserDied, match="the browser ended"):
        own_session.follow(view.links[0])
    with pytest.raises(BrowserDied):
        own_session.look()
    with pytest.raises(BrowserDied):
        own_session.cookie_secrets()
    own_session.photograph()
    assert not own_engine.alive
    with pytest.raises(BrowserDied, match="opening a window"), own_engine.session("world"):
        pass


def test_a_page_that_crashes_is_told_as_the_browsers_end(
    own_session: ChromiumSession, own_stage: Stage
) -> None:
    """A renderer that is gone cannot show what the site answered."""
    own_session.open(own_stage.put("/", "<p>Page</p>"))

    with pytest.raises(BrowserDied):
        own_session.open("chrome://crash")


def test_a_browser_that_does_not_start_is_no_browser(playwright: Playwright) -> None:
    """An executable that ends at once is named, with the way to another."""
    choice = BrowserChoice("/bin/false", "a program that is no browser")

    with (
        pytest.raises(NoBrowser, match=r"Starting a program that is no browser.*ECF_BROWSER") as caught,
        ChromiumEngine(playwright, choice, None, "127.0.0.1:1", lambda _host: True),
    ):
        pass

    assert "\n" not in str(caught.value)


def told(error: BaseException) -> str:
    """All that anybody could print of an error, with its causes, contexts and the locals of its frames."""
    everything = traceback.TracebackException.from_exception(error, capture_locals=True)
    chain = [error, error.__cause__, error.__context__]
    return "".join(everything.format(chain=True)) + "".join(map(repr, chain))


@pytest.mark.parametrize(
    "html",
    [
        "Password <input type=password disabled>",
        "Password <input type=password readonly>",
        "Password <input type=number>",
        "Court <select aria-label=Password><option>Nevada</option></select>",
    ],
    ids=["disabled", "read-only", "a number", "a list"],
)
def test_a_secret_that_could_not_be_typed_is_in_no_error(
    own_stage: Stage, own_session: ChromiumSession, html: str
) -> None:
    """Playwright prints the value that it could not fill; nothing of that reaches our error."""
    field = own_session.open(own_stage.put("/", html)).field("Password")
    assert field

    with pytest.raises(EcfError, match="filling the field “Password”") as caught:
        own_session.fill(field, Secret(PASSWORD))

    assert PASSWORD not in told(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="finds the browser's process in /proc")
def test_a_secret_typed_into_a_dead_browser_is_in_no_error(
    own_stage: Stage, own_session: ChromiumSession, own_gate: Gate
) -> None:
    """The same when the browser ends."""
    field = own_session.open(own_stage.put("/", "Password <input type=password>")).field("Password")
    assert field
    _kill_browser(f"--ecf-test={own_gate.address}")

    with pytest.raises(BrowserDied) as caught:
        own_session.fill(field, Secret(PASSWORD))

    assert PASSWORD not in told(caught.value)


def test_no_token_of_an_address_is_in_an_error(own_stage: Stage, own_session: ChromiumSession) -> None:
    """A session token in a query is left out of messages."""
    own_stage.put("/", f"<script>location.assign('/?csession={PASSWORD}' + Math.random())</script>")

    with pytest.raises(SiteProblem, match="circle") as caught:
        own_session.open(f"https://{COURT}/")

    assert PASSWORD not in str(caught.value)

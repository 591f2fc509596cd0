from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Playwright

from harness.engines.browsers import find_browser
from harness.engines.chromium import ChromiumEngine
from harness.engines.chromium_session import ChromiumSession
from harness.errors import SiteProblem
from harness.gate import Gate, Stopped
from harness.site import Site
from tests.stage import COURT, Reply, Stage


@contextmanager
def overhearing() -> Iterator[tuple[int, list[bytes]]]:
    """A listener on loopback that nobody should reach: its port, and what it heard."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        running = threading.Event()
        running.set()

        def listen() -> None:
            while True:
                client, _ = listener.accept()
                with client:
                    if not running.is_set():
                        return
                    client.settimeout(1)
                    heard.append(client.recv(1024))

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield port, heard
        finally:
            running.clear()
            socket.create_connection(("127.0.0.1", port)).close()
            thread.join(5)


@pytest.mark.parametrize(
    ("html", "host"),
    [
        ("<img src='https://{0}/x.png'>", "img.example.org"),
        ("<script>fetch('https://{0}/', {{mode: 'no-cors'}}).catch(() => 0)</script>", "fetch.example.org"),
        ("<link rel=stylesheet href='https://{0}/x.css'>", "style.example.org"),
        ("<iframe src='https://{0}/'></iframe>", "frame.example.org"),
        ("<script src='https://{0}/x.js'></script>", "script.example.org"),
        ("<img src='https://{0}/'>", "uscourts.gov.example.org"),
    ],
)
def test_what_a_page_asks_of_another_host_is_stopped_and_recorded(
    stage: Stage, session: ChromiumSession, gate: Gate, html: str, host: str
) -> None:
    """Nothing leaves the machine; the page is read all the same, and the gate knows."""
    view = session.open(stage.put("/", f"<h1>Page</h1>{html.format(host)}"))

    assert view.headings == ("Page",)
    assert Stopped(host, 443) in gate.stopped


def test_plain_http_is_stopped_even_for_a_host_of_the_site(
    stage: Stage, session: ChromiumSession, gate: Gate
) -> None:
    """Without TLS nothing passes the gate, which answers in the site's place and records it."""
    view = session.open("http://plain.uscourts.gov/")

    assert view.status == 403
    assert view.says("plain HTTP is stopped here")
    assert Stopped("plain.uscourts.gov", 80) in gate.stopped
    assert stage.asked == []


def test_the_machines_own_services_are_out_of_reach(stage: Stage, session: ChromiumSession) -> None:
    """A page of the site cannot speak to a server on loopback past the gate, by no name."""
    with overhearing() as (port, heard):
        session.open(
            stage.put(
                "/",
                "".join(
                    f"<img src='{scheme}://{host}:{port}/'>"
                    for scheme in ("http", "https")
                    for host in ("127.0.0.1", "localhost", "[::1]", "azb.localhost")
                ),
            )
        )

    assert heard == []


def test_a_page_that_leads_astray_is_the_sites_problem(stage: Stage, session: ChromiumSession) -> None:
    """A redirect to a host outside the site fails with that address, without its query."""
    stage.put("/", Reply("", "302 Found", (("Location", "https://www.example.org/phish?token=abc"),)))

    with pytest.raises(SiteProblem, match=r"leads to https://www\.example\.org/phish;") as caught:
        session.open(f"https://{COURT}/")

    assert "abc" not in str(caught.value)


def test_a_link_that_leads_astray_is_the_sites_problem(stage: Stage, session: ChromiumSession) -> None:
    """The same after a click."""
    view = session.open(stage.put("/", "<a href='https://www.example.org/'>Out</a>"))

    with pytest.raises(SiteProblem, match=r"following the link “Out”.*www\.example\.org"):
        session.follow(view.links[0])


def test_another_key_than_the_sites_is_not_trusted(
    playwright: Playwright, stage: Stage, site: Site, gate: Gate
) -> None:
    """The browser trusts the one key it was told and ignores no other error of a certificate."""
    other_key = "A" * 43 + "="
    choice = find_browser(playwright.chromium.executable_path)
    address = stage.put("/", "<h1>Page</h1>")

    with (
        ChromiumEngine(playwright, choice, other_key, gate.address, site.has) as engine,
        engine.session("world") as session,
        pytest.raises(SiteProblem, match="ERR_CERT_AUTHORITY_INVALID"),
    ):
        session.open(address)

    assert stage.asked == []

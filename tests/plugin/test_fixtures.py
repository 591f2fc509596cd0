"""The fixtures with a browser: pages, requests, sessions and flows in a world of the test's own."""

from __future__ import annotations

import socket
import threading

import pytest

from tests.plugin.conftest import PLUGINS, Suite

pytestmark = pytest.mark.slow  # each test is a suite of its own, with browsers

COURT = "https://ecf.azb.uscourts.gov/"
PLAIN = """
    def test_theirs(page, browser_type_launch_args):
        assert not browser_type_launch_args.get("args") and "proxy" not in browser_type_launch_args
        assert page.viewport_size == {"width": 1280, "height": 720}
        page.goto("data:text/html,<h1>mine</h1>")
        assert page.locator("h1").inner_text() == "mine"
"""
THEIR_BROWSER = """
    import pytest

    @pytest.fixture(scope="session")
    def browser_type_launch_args(browser_type_launch_args):
        return {{"executable_path": {path!r}, **browser_type_launch_args}}
"""


def test_pages_requests_and_sessions_are_in_the_tests_own_world(suite: Suite, browser_path: str) -> None:
    """All three reach the site under its real names; each test has its world, which is gone afterwards.

    A test that has nothing to do with us runs in the same session as it would without us.
    """
    suite.write("conftest.py", THEIR_BROWSER.format(path=browser_path))
    suite.write(
        "test_it.py",
        f"""
        import pytest

        worlds = []

        @pytest.mark.ecf(court="azb", at="2020-02-17")
        def test_first(page, context, ecf_world, ecf_site, ecf_persona, court, new_context):
            worlds.append(ecf_world)
            assert (court, ecf_persona.name, ecf_site.name) == ("azb", "unlinked-filer", "mock")
            assert ecf_world.record.clock.startswith("2020-02-17T09:00")
            page.goto("{COURT}")
            assert page.url == "{COURT}" and "Arizona" in page.title()
            assert page.request.get("{COURT}").ok and context.request.get("{COURT}").ok
            another = new_context(extra_http_headers={{"X-Mine": "1"}}).new_page()
            assert another.goto("{COURT}").ok
            assert len([one for one in ecf_world.journal() if one["path"] == "/"]) == 4

        @pytest.mark.ecf(court="azb", persona="legacy-account")
        def test_second(ecf_session, ecf_world, ecf_persona, ecf_site):
            from harness.errors import UnknownName

            (other,) = worlds
            assert other.name != ecf_world.name
            with pytest.raises(UnknownName):
                other.journal()
            assert ecf_persona.name == "legacy-account"
            view = ecf_session.open("{COURT}")
            assert any("Document Filing System" in link.text for link in view.links)
            assert ecf_world.journal()

        @pytest.mark.ecf
        def test_by_marker_alone(page):
            assert page.goto("{COURT}").ok

        @pytest.mark.parametrize("ecf_persona", ["linked-filer", "pacer-only"], indirect=True)
        def test_by_parameter(ecf_persona, request):
            assert ecf_persona.name in request.node.name
        """,
    )
    suite.write("test_theirs.py", PLAIN)
    done = suite.run()
    assert done.counts == {"passed": 6}, done.output


def test_nothing_but_the_site_is_reachable(suite: Suite) -> None:
    """Neither a page, nor its scripts, nor its requests, nor a window made past us leave the gate."""
    heard: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def listen() -> None:
            while True:
                try:
                    client, address = listener.accept()
                except OSError:
                    return
                heard.append(address)
                client.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        suite.write(
            "test_it.py",
            f"""
            import pytest
            from playwright.sync_api import Error

            ELSEWHERE = ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "https://example.com/"]

            @pytest.mark.ecf
            @pytest.mark.parametrize("address", ELSEWHERE)
            def test_it(page, browser, address, ecf_site):
                before = len(ecf_site.stopped)
                page.goto("{COURT}")
                page.evaluate("(url) => fetch(url, {{mode: 'no-cors'}}).then(() => 1, () => 0)", address)
                for go in (page.goto, page.request.get, browser.new_page().goto):
                    try:
                        answer = go(address)
                    except Error:
                        continue
                    assert answer.status == 403 and answer.text().startswith("The gate ")
                assert len(ecf_site.stopped) > before
            """,
        )
        done = suite.run()
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    assert done.counts == {"passed": 3}, done.output
    assert heard == []


@pytest.mark.parametrize(
    "plugins", [PLUGINS, ("ecf_harness.plugin", "ecf_harness.plugin", "xdist", "playwright")]
)
def test_the_order_of_plugins_does_not_matter(suite: Suite, plugins: tuple[str, ...]) -> None:
    """Before or after pytest-playwright, once or twice: pages reach the mock."""
    suite.write("test_it.py", f'def test_it(page, court):\n    assert page.goto("{COURT}").ok')
    done = suite.run(plugins=plugins)
    assert done.counts == {"passed": 1}, done.output


def test_each_worker_has_a_mock_of_its_own(suite: Suite) -> None:
    """With -n 2, tests of both workers pass, against two mocks."""
    suite.write(
        "test_it.py",
        f"""
        import os
        import pathlib
        import pytest

        @pytest.mark.parametrize("number", range(4))
        def test_it(page, court, ecf_site, number):
            assert page.goto("{COURT}").ok
            place = pathlib.Path(os.environ["PYTEST_XDIST_WORKER"])
            place.write_text(ecf_site.site.listener)
        """,
    )
    done = suite.run("-n", "2", "--dist", "each")
    assert done.counts == {"passed": 8}, done.output
    assert len({(suite.folder / worker).read_text("utf-8") for worker in ("gw0", "gw1")}) == 2


def test_the_option_puts_every_page_into_a_world(suite: Suite) -> None:
    """With --ecf-site=mock a test that names nothing of ours reaches the mock."""
    suite.write("test_it.py", f'def test_it(page):\n    assert page.goto("{COURT}").ok')
    done = suite.run("--ecf-site", "mock")
    assert done.counts == {"passed": 1}, done.output


def test_settings_come_from_the_configuration_and_options_before_it(suite: Suite) -> None:
    """Viewport, time limits and pictures are the file's; --screenshot and --output count before it."""
    suite.write(
        "playwright.config.json",
        '{"use": {"viewport": {"width": 700, "height": 500}, "actionTimeout": 300, "screenshot": "on"}}',
    )
    suite.write(
        "test_it.py",
        f"""
        import pytest
        from playwright.sync_api import TimeoutError

        def test_it(page, court):
            assert page.viewport_size == {{"width": 700, "height": 500}}
            page.goto("{COURT}")
            with pytest.raises(TimeoutError, match="300ms"):
                page.get_by_text("nowhere").click()
        """,
    )
    assert suite.run().counts == {"passed": 1}
    assert len(list(suite.folder.glob("test-results/*/test-finished-1.png"))) == 1
    assert suite.run("--screenshot", "off", "--output", "mine").counts == {"passed": 1}
    assert not (suite.folder / "mine").exists()

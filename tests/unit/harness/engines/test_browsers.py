from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.engines.browsers import BrowserChoice, find_browser
from harness.errors import ConfigError, NoBrowser

NOWHERE = "/nowhere/playwright/chrome"
NAMED = {"ECF_BROWSER": "/opt/mine/chrome"}


def machine(*commands: str) -> Callable[[str], str | None]:
    """A machine that has these commands, and whatever lies in /opt/mine."""
    return lambda asked: (
        f"/usr/bin/{asked}" if asked in commands else asked if asked.startswith("/opt/mine/") else None
    )


ALL = machine("chromium-headless-shell", "chromium", "google-chrome", "msedge")


def test_the_configured_browser_goes_before_all_others() -> None:
    """A path in the configuration wins over the environment."""
    choice = find_browser(NOWHERE, "/opt/mine/other", environment=NAMED, which=ALL)

    assert choice.path == "/opt/mine/other"


def test_the_environment_goes_before_what_is_found() -> None:
    """ECF_BROWSER names the browser."""
    assert find_browser(NOWHERE, environment=NAMED, which=ALL).path == "/opt/mine/chrome"


def test_playwrights_own_browser_is_left_to_playwright(tmp_path: Path) -> None:
    """Where it is there, no path is given."""
    own = tmp_path / "chrome"
    own.touch()

    assert find_browser(str(own), environment={}, which=ALL) == BrowserChoice(
        None, "Playwright's own Chromium"
    )


@pytest.mark.parametrize(
    ("commands", "found"),
    [
        (
            ("msedge", "google-chrome", "chromium", "chromium-headless-shell"),
            "/usr/bin/chromium-headless-shell",
        ),
        (("msedge", "google-chrome", "chromium"), "/usr/bin/chromium"),
        (("msedge", "google-chrome"), "/usr/bin/google-chrome"),
        (("microsoft-edge", "msedge"), "/usr/bin/microsoft-edge"),
        (("msedge",), "/usr/bin/msedge"),
    ],
)
def test_the_machines_browsers_are_tried_in_their_order(commands: tuple[str, ...], found: str) -> None:
    """The headless shell is the quickest, then Chromium, Chrome and Edge."""
    assert find_browser(NOWHERE, environment={}, which=machine(*commands)).path == found


def test_a_window_is_never_asked_of_a_headless_shell() -> None:
    """With --headed the shell is passed over, or refused if it was named."""
    assert find_browser(NOWHERE, headed=True, environment={}, which=ALL).path == "/usr/bin/chromium"
    with pytest.raises(NoBrowser, match="can show a window"):
        find_browser(NOWHERE, headed=True, environment={}, which=machine("chromium-headless-shell"))
    with pytest.raises(ConfigError, match="cannot show a window"):
        find_browser(NOWHERE, "/opt/mine/chrome-headless-shell", headed=True, environment={}, which=ALL)


@pytest.mark.parametrize(
    ("configured", "environment", "origin"),
    [("/not/there", {}, "executablePath"), (None, {"ECF_BROWSER": "/not/there"}, "ECF_BROWSER")],
)
def test_a_named_browser_that_is_missing_is_an_error_and_not_passed_over(
    configured: str | None, environment: dict[str, str], origin: str
) -> None:
    """Whoever names a browser wants that one; the message says where the path came from."""
    with pytest.raises(ConfigError, match=f"{origin}.*'/not/there'"):
        find_browser(NOWHERE, configured, environment=environment, which=ALL)


def test_without_any_browser_the_message_names_the_ways_to_get_one() -> None:
    """Download, package, or a path of one's own."""
    with pytest.raises(NoBrowser) as caught:
        find_browser(NOWHERE, environment={"ECF_BROWSER": ""}, which=machine())

    for way in ("playwright install chromium", "apt-get install chromium", "ECF_BROWSER"):
        assert way in str(caught.value)

"""The browser: found as a run finds it, and really started."""

from __future__ import annotations

from playwright.sync_api import Playwright, sync_playwright

from harness.config_records import Use
from harness.doctor.finding import Finding, look
from harness.engines.chromium import ChromiumEngine
from harness.engines.opening import choose_browser
from harness.engines.problems import Trouble, tried
from harness.errors import NoBrowser

_TODO = (
    "Get one with `playwright install chromium`, or name the program of a Chromium, Chrome or Edge in "
    "ECF_BROWSER."
)
_NOWHERE = "127.0.0.1:0"  # the gate's place: no page is opened


def browser(use: Use, playwright: Playwright | None = None) -> Finding:
    """Whether the configured browser starts, and its version. Starts Playwright itself if none is given."""
    return look("browser", lambda: _started(use, playwright), _TODO)


def _started(use: Use, playwright: Playwright | None) -> str:
    try:
        found = tried(lambda: _with_driver(use) if playwright is None else _version(use, playwright))
    except OSError as error:
        raise NoBrowser(f"Starting Playwright's driver: {error.strerror}") from error
    if isinstance(found, Trouble):
        raise NoBrowser(
            "Starting Playwright's driver: expected that it starts a browser, found that it ended"
        )
    return found


def _with_driver(use: Use) -> str:
    with sync_playwright() as playwright:
        return _version(use, playwright)


def _version(use: Use, playwright: Playwright) -> str:
    choice = choose_browser(playwright, use)
    options = use.launch_options
    engine = ChromiumEngine(
        playwright, choice, None, _NOWHERE, lambda _: False, headed=not use.headless, launch_args=options.args
    )
    with engine:
        where = choice.path or playwright.chromium.executable_path
        return f"{choice.what} {engine.version}, {where}"

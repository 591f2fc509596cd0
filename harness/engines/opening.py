"""Opens the engine that the configuration asks for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from playwright.sync_api import Playwright, sync_playwright

from harness.config_records import Use
from harness.engines.browsers import BrowserChoice, find_browser
from harness.engines.chromium import ChromiumEngine
from harness.engines.chromium_session import Timeouts
from harness.engines.photographer import Camera
from harness.engines.session import Session
from harness.evidence.secret import Secret
from harness.plan import Surroundings


class Visit(Session, Protocol):
    """A session, and what the caller of a flow needs besides: address, picture, cookies to redact."""

    def url(self) -> str:
        """The address of the page as it stands."""

    def photograph(self) -> None:
        """Hands the camera a picture of the page as it stands."""

    def cookie_secrets(self) -> list[Secret]:
        """The values of the sign-on cookies, so that they can be redacted."""


class Engine(Protocol):
    """What carries a flow out: gives sessions, each with cookies of its own."""

    @property
    def alive(self) -> bool:
        """Whether it can still give sessions."""

    def session(self, world: str, camera: Camera | None) -> AbstractContextManager[Visit]:
        """One user's visit to a world's site; without a camera no picture is taken."""


class BrowserEngine:
    """A Chromium with the timeouts and the viewport of the configuration."""

    def __init__(self, chromium: ChromiumEngine, use: Use) -> None:
        self._chromium = chromium
        self._use = use

    @property
    def alive(self) -> bool:
        """Whether the browser still runs."""
        return self._chromium.alive

    def session(self, world: str, camera: Camera | None) -> AbstractContextManager[Visit]:
        """One user's visit to a world's site. Errors: :class:`~harness.errors.BrowserDied`."""
        timeouts = Timeouts(self._use.navigation_timeout / 1000, self._use.action_timeout / 1000)
        viewport = (self._use.viewport.width, self._use.viewport.height)
        return self._chromium.session(world, timeouts, viewport, camera)


@contextmanager
def open_engine(surroundings: Surroundings, playwright: Playwright | None = None) -> Iterator[Engine]:
    """The engine for these surroundings; starts Playwright itself if none is given.

    Errors: :class:`~harness.errors.NoBrowser`, :class:`~harness.errors.ConfigError`.
    """
    if playwright is None:
        with sync_playwright() as started, open_engine(surroundings, started) as engine:
            yield engine
        return
    use, site = surroundings.use, surroundings.site
    chromium = ChromiumEngine(
        playwright,
        choose_browser(playwright, use),
        site.key_hash,
        surroundings.gate,
        site.has,
        headed=not use.headless,
        launch_args=use.launch_options.args,
        slow_mo=use.launch_options.slow_mo,
    )
    with chromium:
        yield BrowserEngine(chromium, use)


_CHANNELS = {"chrome": "google-chrome"}


def choose_browser(playwright: Playwright, use: Use) -> BrowserChoice:
    """The browser that the configuration asks for. Errors: as :func:`open_engine`."""
    asked = use.launch_options.executable_path or _CHANNELS.get(use.channel or "", use.channel)
    return find_browser(playwright.chromium.executable_path, asked, headed=not use.headless)

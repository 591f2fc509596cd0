"""Windows in a test's world, made by pytest-playwright: through the gate, and with traces redacted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import BrowserContext, Playwright

from harness.engines.chromium import SECOND_WALL, WORLD_HEADER
from harness.engines.chromium_session import ChromiumSession
from harness.engines.opening import choose_browser
from harness.engines.photographer import Camera
from harness.engines.problems import attempt, tried
from harness.engines.spots import teach
from harness.page_view import PageView
from harness.pytest_support.settings import Settings
from harness.pytest_support.site import RunningSite
from harness.pytest_support.traces import guard
from harness.pytest_support.worlds import LiveWorld

Options = Mapping[str, Any]
SCRIPT = files("harness.engines").joinpath("page_script.js").read_text("utf-8")


class NewContext(Protocol):
    """pytest-playwright's fixture ``new_context``."""

    def __call__(self, **options: Any) -> BrowserContext:
        """Opens a window with cookies of its own; the options are those of ``browser.new_context``."""


def launch_arguments(
    given: Options, playwright: Playwright, site: RunningSite, settings: Settings
) -> dict[str, Any]:
    """How the browser is started: as ``given``, but behind the gate, and as the configuration says.

    Errors: :class:`~harness.errors.NoBrowser`, :class:`~harness.errors.ConfigError`.
    """
    use = settings.use
    ours: dict[str, Any] = {"headless": use.headless}
    if use.launch_options.slow_mo:
        ours["slow_mo"] = use.launch_options.slow_mo
    if not {"channel", "executable_path"} & set(given):
        ours["executable_path"] = choose_browser(playwright, use).path
    trust = f"--ignore-certificate-errors-spki-list={site.site.key_hash}"
    args = [*SECOND_WALL, trust, *use.launch_options.args, *given.get("args", ())]
    return {**ours, **given, "args": args, "proxy": _proxy(site)}


def context_arguments(given: Options, site: RunningSite, settings: Settings) -> dict[str, Any]:
    """How windows are made: as ``given``, else as the configuration says, and through the gate."""
    ours = {"viewport": settings.use.viewport.model_dump(), "locale": "en-US", "service_workers": "block"}
    return {**ours, **given, "proxy": _proxy(site)}


def _proxy(site: RunningSite) -> dict[str, str]:
    return {"server": f"http://{site.gate.address}"}


class WorldContexts:
    """Makes windows in one world; remembers them, so that a failure can tell what stands in them.

    ``make`` is pytest-playwright's own, ``headers`` what its windows send along anyway, ``output`` the test's
    folder for evidence.
    """

    def __init__(
        self,
        make: NewContext,
        headers: Mapping[str, str],
        world: LiveWorld,
        settings: Settings,
        output: Path,
    ) -> None:
        self._make = make
        self._headers = headers
        self.world = world
        self.settings = settings
        self.output = output
        self.opened: list[BrowserContext] = []

    def __call__(self, **options: Any) -> BrowserContext:
        """Opens a window in the world."""
        context = self._make(**options)
        own = options.get("extra_http_headers") or {}
        # A second call replaces what the options said, so the options are repeated.
        context.set_extra_http_headers({**self._headers, **own, WORLD_HEADER: self.world.name})
        if not self.settings.debugging:
            context.set_default_timeout(self.settings.use.action_timeout)
            context.set_default_navigation_timeout(self.settings.use.navigation_timeout)
        guard(context.tracing, self.world.redactor)
        self.opened.append(context)
        return context


class WorldEngine:
    """The engine of the harness in pytest-playwright's browser, so that its options hold for flows, too.

    :attr:`latest` is the page that the latest session ended on, ``None`` before the first.
    """

    def __init__(self, playwright: Playwright, contexts: WorldContexts) -> None:
        teach(playwright)
        self._contexts = contexts
        self.latest: PageView | None = None

    @property
    def alive(self) -> bool:
        """Whether it can still give sessions; pytest-playwright sees to the browser."""
        return True

    @contextmanager
    def session(self, _world: str = "", camera: Camera | None = None) -> Iterator[ChromiumSession]:
        """One visit to the test's world, with cookies of its own. Errors: as the engine of ``ecf link``."""
        timeouts = self._contexts.settings.timeouts
        context = attempt("opening a window", timeouts.page, self._contexts)
        try:
            context.add_init_script(SCRIPT)
            page = attempt("opening a window", timeouts.page, context.new_page)
            session = ChromiumSession(context, page, self._contexts.world.site.site.has, timeouts, camera)
            yield session
            self.latest = session.latest
        finally:
            tried(context.close)

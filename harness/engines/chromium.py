"""The Chromium engine: a browser that reaches the site through the gate and nothing else at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, StorageState
from playwright.sync_api import Error as PlaywrightError

from harness.engines.browsers import BrowserChoice
from harness.engines.chromium_session import ChromiumSession, Timeouts
from harness.engines.photographer import Camera
from harness.engines.problems import Trouble, attempt, tried
from harness.engines.spots import teach
from harness.errors import NoBrowser

WORLD_HEADER = "X-ECF-World"
_SCRIPT = files("harness.engines").joinpath("page_script.js")
_LAUNCH_MILLISECONDS = 30_000  # Playwright would wait three minutes for a browser that hangs
SECOND_WALL = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no name is looked up here: the gate does it
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",  # full Chromium
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # headless shell
    "--disable-quic",
    "--dns-prefetch-disable",
)
"""Switches that keep the browser from reaching anything past the gate."""


class ChromiumEngine:
    """Owns one browser for the time of a ``with`` block and gives sessions in it.

    ``choice`` is the browser to start, ``key_hash`` the site's public key to trust (see
    :class:`~harness.site.Site`; ``None`` trusts what the machine trusts), ``gate_address`` the gate's
    ``host:port``, ``belongs`` whether a host is part of the site, ``launch_args`` further switches,
    ``slow_mo`` milliseconds between two acts.
    """

    def __init__(
        self,
        playwright: Playwright,
        choice: BrowserChoice,
        key_hash: str | None,
        gate_address: str,
        belongs: Callable[[str], bool],
        *,
        headed: bool = False,
        launch_args: Sequence[str] = (),
        slow_mo: float = 0,
    ) -> None:
        self._playwright = playwright
        self._choice = choice
        self._gate_address = gate_address
        self._belongs = belongs
        self._headed = headed
        self._slow_mo = slow_mo
        trust = (f"--ignore-certificate-errors-spki-list={key_hash}",) if key_hash else ()
        self._args = [*SECOND_WALL, *trust, *launch_args]
        self._script = _SCRIPT.read_text(encoding="utf-8")

    def __enter__(self) -> Self:
        """Starts the browser. Raises :class:`~harness.errors.NoBrowser` if it does not start."""
        teach(self._playwright)
        self._browser = self._launch()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        tried(self._browser.close)  # it may have ended already

    @property
    def alive(self) -> bool:
        """Whether the browser still runs, and Playwright, which has to be asked: it does not tell its end."""
        return not isinstance(tried(lambda: self._browser.new_browser_cdp_session().detach()), Trouble)

    @property
    def version(self) -> str:
        """The browser's version, such as ``140.0.7339.16``."""
        return self._browser.version

    @contextmanager
    def session(
        self,
        world: str,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - frozen
        viewport: tuple[int, int] = (1024, 640),
        camera: Camera | None = None,
    ) -> Iterator[ChromiumSession]:
        """One user's visit to a world's site, with cookies of its own.

        ``viewport`` is width and height in CSS pixels; ``camera`` gets a PNG picture before each click.
        Raises :class:`~harness.errors.BrowserDied` if the browser has ended.
        """

        def window(kept: StorageState | None = None) -> tuple[BrowserContext, Page]:
            return attempt("opening a window", timeouts.page, lambda: self._window(world, viewport, kept))

        session = ChromiumSession(*window(), self._belongs, timeouts, camera, window)
        try:
            yield session
        finally:
            session.close()

    def _launch(self) -> Browser:
        try:
            return self._playwright.chromium.launch(
                executable_path=self._choice.path,
                headless=not self._headed,
                args=self._args,
                slow_mo=self._slow_mo,
                timeout=_LAUNCH_MILLISECONDS,
            )
        except PlaywrightError as error:
            why = next(
                (line.strip() for line in error.message.splitlines() if line.strip()), "no reason given"
            )
        raise NoBrowser(
            f"Starting {self._choice.what}: expected a browser that runs, found: {why.rstrip('.')}. "
            "Name another one with ECF_BROWSER."
        )

    def _window(
        self, world: str, viewport: tuple[int, int], kept: StorageState | None
    ) -> tuple[BrowserContext, Page]:
        width, height = viewport
        context = self._browser.new_context(
            proxy={"server": f"http://{self._gate_address}"},
            extra_http_headers={WORLD_HEADER: world},
            viewport={"width": width, "height": height},
            locale="en-US",
            accept_downloads=False,
            storage_state=kept,
            service_workers="block",  # they would reach the network past the world's header
        )
        context.add_init_script(self._script)
        return context, context.new_page()

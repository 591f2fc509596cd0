"""One user's visit in a Chromium page: the verbs of the Session protocol."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from playwright.sync_api import BrowserContext, Dialog, Page, StorageState

from harness.engines.photographer import Camera, Photographer
from harness.engines.problems import Kind, Trouble, address, attempt, explain, tried
from harness.engines.settling import Settling
from harness.engines.spots import Spot
from harness.errors import EcfError, SiteProblem
from harness.evidence.secret import Secret
from harness.page_parser import read
from harness.page_view import Button, Field, Link, PageView, Region

T = TypeVar("T")

_ALTERED = 'milliseconds => window[Symbol.for("ecf-harness")]?.altered(milliseconds)'
_SESSION_COOKIES = frozenset({"NextGenCSO", "PacerSession", "JSESSIONID"})
_SESSION_ONLY = -1  # what Playwright gives as the time at which a cookie of the session expires
_LOOK_AGAIN = 500  # milliseconds after which a page is read again although nothing in it has changed


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How many seconds a page may take until it has settled, and one act upon it."""

    page: float = 15.0
    act: float = 10.0


Window = Callable[[StorageState | None], tuple[BrowserContext, Page]]


class ChromiumSession:
    """A visit with cookies of its own. Made by :class:`~harness.engines.chromium.ChromiumEngine`.

    ``window`` opens another one with cookies and storage that were kept, or with none; without it the visit
    stays in its window, where only cookies are forgotten.
    """

    def __init__(
        self,
        context: BrowserContext,
        page: Page,
        belongs: Callable[[str], bool],
        timeouts: Timeouts,
        camera: Camera | None,
        window: Window | None = None,
    ) -> None:
        self._timeouts = timeouts
        self._limit = timeouts.act * 1000
        self._belongs = belongs
        self._camera = camera
        self._window = window
        self._visit = 0
        self._said: list[str] = []
        self._stand_in(context, page)

    def _stand_in(self, context: BrowserContext, page: Page) -> None:
        """Everything from now on happens in this window."""
        self._context = context
        self._page = page
        self._settling = Settling(page, self._belongs, self._timeouts.page)
        self._photographer = Photographer(page, self._camera, self._timeouts.act)
        self._reading = read("", "about:blank", 0, 0)
        self._document = ""
        # After an answer without a document Playwright believes the navigation still under way, and would
        # wait for its end before each act; a forced act does not wait.
        self._forced = False
        self.latest = self._reading.view
        """The view that the latest verb gave, or the one it failed after."""
        page.on("dialog", self._accept)

    # --- the verbs of the protocol ----------------------------------------------------------------

    def open(self, url: str) -> PageView:
        """Go to an address, as if typed into the address bar."""
        limit = self._timeouts.page * 1000
        return self._lead(
            f"opening {address(url)}", lambda: self._page.goto(url, timeout=limit, wait_until="commit")
        )

    def refresh(self) -> PageView:
        """Load the current page again, as with F5; the camera gets it as it was before."""
        self._photographer.photograph()
        limit = self._timeouts.page * 1000
        return self._lead(
            "refreshing the page", lambda: self._page.reload(timeout=limit, wait_until="commit")
        )

    def back(self) -> PageView:
        """Go back one page in the history; the first page stays."""
        limit = self._timeouts.page * 1000
        return self._lead("going back", lambda: self._page.go_back(timeout=limit, wait_until="commit"))

    def look(self) -> PageView:
        """Read the page as it stands now."""
        self._settling.begin()
        return self._look("reading the page")

    def look_until(self, condition: Callable[[PageView], bool], seconds: float) -> PageView:
        """Read the page whenever it changes until ``condition`` holds or ``seconds`` have passed."""
        end = time.monotonic() + seconds
        while not condition(view := self.look()) and (left := end - time.monotonic()) > 0:
            self._wait_for_change(min(left * 1000, _LOOK_AGAIN))
        return view

    def follow(self, link: Link) -> PageView:
        """Click a link that the latest view shows."""
        doing = f"following the link “{link.text}”"
        if link.greyed:
            raise SiteProblem(f"{doing}: expected a link that leads on, found it greyed out.")
        return self._click(link, doing)

    def press(self, button: Button) -> PageView:
        """Press a button that the latest view shows."""
        doing = f"pressing “{button.text}”"
        if not button.enabled:
            raise SiteProblem(f"{doing}: expected a button that can be pressed, found it greyed out.")
        return self._click(button, doing)

    def fill(self, field: Field, value: str | Secret) -> None:
        """Type a value into a field that the latest view shows; in a list, choose it."""
        self._settling.begin()
        doing = f"filling the field “{field.label or field.name}”"
        self._act(field, doing, lambda spot: self._type(spot, field, value))

    def tick(self, field: Field) -> PageView:
        """Tick a box that the latest view shows; one that is ticked stays so."""
        self._settling.begin()
        doing = f"ticking “{field.label or field.name}”"
        self._act(field, doing, self._tick)
        view = self._look(doing)
        if not self._is_ticked(field):
            raise SiteProblem(f"{doing}: clicked on it, expected it ticked, found that it is not.")
        return view

    def reopen(self, cleared: bool = False) -> None:
        """Shut the browser and open it again: a new window, with what a browser keeps unless it is cleared.

        What it would keep in its cache is asked for anew either way.
        """
        kept = None if cleared else attempt("reading the cookies", self._timeouts.act, self._lasting)
        if self._window is not None:
            tried(self._context.close)
            self._stand_in(*self._window(kept))
            return
        cookies: Any = (kept or {}).get("cookies", [])  # Playwright types what it gives and takes differently
        self._context.clear_cookies()
        self._context.add_cookies(cookies)
        self.open("about:blank")

    def _lasting(self) -> StorageState:
        """What outlives the session: cookies that expire at some time, and what scripts have stored."""
        state = self._context.storage_state()
        lasting = [one for one in state.get("cookies", []) if one.get("expires") != _SESSION_ONLY]
        return {**state, "cookies": lasting}

    def close(self) -> None:
        """Shut the window."""
        tried(self._context.close)

    # --- what the caller of a flow needs besides --------------------------------------------------

    def url(self) -> str:
        """The address of the page as it stands."""
        return self._page.url

    def photograph(self) -> None:
        """Hand the camera a picture of the page as it stands; without a camera do nothing."""
        self._photographer.photograph()

    def cookie_secrets(self) -> list[Secret]:
        """The values of the session's sign-on cookies, so that they can be redacted."""
        cookies = attempt("reading the cookies", self._timeouts.act, self._context.cookies)
        found = {cookie.get("value", "") for cookie in cookies if cookie.get("name") in _SESSION_COOKIES}
        return [Secret(value) for value in sorted(found) if value]

    # --- how they are done ------------------------------------------------------------------------

    def _lead(self, doing: str, go: Callable[[], object]) -> PageView:
        """An act of the browser itself, which leads to a document unless the site answers with none."""
        self._settling.begin()
        result = tried(go)
        if isinstance(result, Trouble):
            self._forced = result.kind is Kind.STAYED
            if result.kind is Kind.NOT_LOADED:
                with suppress(EcfError):  # the browser's own error page comes; before that it takes no act
                    self._settling.finish(doing)
            if result.kind not in (Kind.STAYED, Kind.DOCUMENT_GONE):
                raise self._settling.explain(result, doing)
        return self._look(doing)

    def _click(self, record: Link | Button, doing: str) -> PageView:
        self._settling.begin()
        if isinstance(record, Link) and record.region is Region.FLY_OUT:
            self._act(record, doing, self._open_fly_out)
        self._act(record, doing, self._photograph_and_click)
        return self._look(doing)

    def _open_fly_out(self, spot: Spot) -> None:
        self._page.locator(spot.bar).hover(timeout=self._limit, force=self._forced)

    def _photograph_and_click(self, spot: Spot) -> None:
        self._photographer.photograph(spot)
        self._click_on(spot.itself)

    def _click_on(self, selector: str) -> None:
        # Playwright's own waiting for what comes of a click would not end after an empty answer.
        self._page.locator(selector).click(timeout=self._limit, no_wait_after=True, force=self._forced)

    def _type(self, spot: Spot, field: Field, value: str | Secret) -> None:
        if isinstance(value, Secret) and field.kind != "password":
            self._photographer.conceal(spot)
        element = self._page.locator(spot.itself)
        typed = value.reveal() if isinstance(value, Secret) else value
        if field.kind == "select":
            element.select_option(label=typed, timeout=self._limit, force=self._forced)
        else:
            element.fill(typed, timeout=self._limit, force=self._forced)

    def _tick(self, spot: Spot) -> None:
        if self._page.locator(spot.itself).is_checked(timeout=self._limit):
            return
        self._photographer.photograph(spot)
        self._click_on(spot.box)

    def _is_ticked(self, field: Field) -> bool:
        """Whether the latest view shows the box ticked; so it is, too, where the page went on."""
        fields = [each for form in self._reading.view.forms for each in form.fields]
        same = [each for each in fields if replace(each, checked=field.checked) == field]
        return not same or any(each.checked for each in same)

    def _act(self, record: Link | Button | Field, doing: str, act: Callable[[Spot], None]) -> None:
        """Acts on what a record stands for; if the page has changed, on what it stands for now."""
        for again in (False, True):
            if again:
                self._read(doing)
            mark = self._reading.mark(record)
            if mark is None:
                continue
            spot = Spot(self._document, mark)
            result = tried(lambda: act(spot))  # noqa: B023 - called at once
            if not isinstance(result, Trouble):
                return
            if result.kind is not Kind.DETACHED:
                raise explain(result, doing, self._timeouts.act)
        raise SiteProblem(
            f"{doing}: expected it on {address(self._page.url)}, found that it is not there now."
        )

    def _look(self, doing: str) -> PageView:
        """The view of the page once it has settled, with what its dialogs said since the last one."""
        view = self._read(doing)
        said, self._said = tuple(self._said), []
        self.latest = replace(view, messages=view.messages + said)
        return self.latest

    def _read(self, doing: str) -> PageView:
        now = self._settling.finish(doing)
        if now.document != self._document:
            self._document = now.document
            self._visit += 1
            self._forced = False
        self._forced = self._forced or now.stayed
        self._reading = read(now.html, now.url, now.status, self._visit)
        return self._reading.view

    def _wait_for_change(self, milliseconds: float) -> None:
        self._unless_gone(
            "waiting for the page to change", lambda: self._page.evaluate(_ALTERED, milliseconds)
        )

    def _unless_gone(self, doing: str, ask: Callable[[], T]) -> T | None:
        """What the page answers; ``None`` if it went on to another document meanwhile."""
        result = tried(ask)
        if not isinstance(result, Trouble):
            return result
        if result.kind is Kind.DOCUMENT_GONE:
            return None
        raise explain(result, doing, self._timeouts.page)

    def _accept(self, dialog: Dialog) -> None:
        if dialog.type != "beforeunload":
            self._said.append(dialog.message)
        tried(dialog.accept)  # if the page is gone, the call under way says so

"""Waits until a page has settled and reads it, in one call to the browser where nothing is under way.

While a navigation waits for its answer the browser holds our call back, and when the new document comes
the call fails: then we ask the new document. Only a server that takes a request and never answers
could hold a call for ever; the gate cuts such a connection.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Frame, Page, Request

from harness.engines.problems import Kind, Trouble, address, explain, is_nobody, net_error, tried, unreached
from harness.errors import EcfError, SiteProblem, Unreachable

_SETTLED = """([milliseconds, document]) => {
    const harness = window[Symbol.for("ecf-harness")];
    return harness ? harness.settled(milliseconds, document) : { unrest: "", url: location.href };
}"""
_SLICE = 1000  # milliseconds after which a busy page reports, so that the time limit can be seen to
_MOST_DOCUMENTS = 20  # more of them after one act are a circle
_HEARSAY = 500  # milliseconds for the news of a failed request
_STATE = {
    "leaving": "it was about to lead elsewhere",
    "loading": "it was still loading",
    "asking": "its scripts were waiting for an answer",
    "refreshing": "it was about to lead elsewhere by itself",
}
_ERROR_PAGE = "chrome-error"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A settled page: its address, HTTP status (0 if there was none), visible HTML and document.

    ``stayed`` says that a navigation away from it was answered without a document.
    """

    url: str
    status: int
    html: str
    document: str
    stayed: bool


class Settling:
    """Follows what happens to one page after each act, until it has settled.

    ``belongs`` says whether a host is part of the site; ``patience`` is seconds for one act.
    """

    def __init__(self, page: Page, belongs: Callable[[str], bool], patience: float) -> None:
        self._page = page
        self._belongs = belongs
        self._patience = patience
        self._addresses: list[str] = []
        self._lost_document: tuple[str, str] | None = None
        self._lost_answers: list[tuple[str, str]] = []
        self._began = 0.0
        page.on("framenavigated", self._note_document)
        page.on("requestfailed", self._note_failure)

    def begin(self) -> None:
        """An act begins: its documents, failures and seconds are counted from now on."""
        self._addresses.clear()
        self._lost_document = None
        self._lost_answers.clear()
        self._began = time.monotonic()

    def finish(self, doing: str) -> Snapshot:
        """The page once it has settled; ``doing`` says what was tried, for the message.

        Raises:
            SiteProblem: it does not settle, runs in a circle, or the site leads astray.
            Unreachable: nobody answered.
            BrowserDied: the browser ended.
        """
        left: str | None = None
        while True:
            self._check(doing)
            state = self._ask(left, doing)
            if state is None:
                continue
            if not state["unrest"]:
                return self._snapshot(state, doing, stayed=left == state.get("document"))
            if time.monotonic() - self._began >= self._patience:
                raise self._too_late(doing, self._page.url, _STATE[state["unrest"]])
            left = state["document"] if state["unrest"] == "leaving" else None

    def _ask(self, left: str | None, doing: str) -> dict[str, Any] | None:
        """What the page says of itself; ``None`` if it went on to another document meanwhile."""
        state: dict[str, Any] | Trouble = tried(lambda: self._page.evaluate(_SETTLED, [_SLICE, left]))
        if not isinstance(state, Trouble):
            return state
        if state.kind is Kind.DOCUMENT_GONE:
            return None
        raise explain(state, doing, self._patience)

    def _check(self, doing: str) -> None:
        if len(self._addresses) > _MOST_DOCUMENTS:
            ends = [address(url) for url in self._addresses]
            here, there = next(((a, b) for a, b in pairwise(reversed(ends)) if a != b), (ends[-1], ends[-1]))
            raise SiteProblem(
                f"{doing}: expected to arrive at a page, found that the site leads in a circle "
                f"between {there} and {here} ({_MOST_DOCUMENTS} pages)."
            )

    def _snapshot(self, state: dict[str, Any], doing: str, stayed: bool) -> Snapshot:
        url = str(state["url"])
        lost = self._lost(doing, state)
        if lost:
            raise lost
        document = str(state.get("document", url))
        return Snapshot(url, state.get("status", 0), state.get("html", ""), document, stayed)

    def explain(self, trouble: Trouble, doing: str) -> EcfError:
        """Our error for a document that was asked for and did not come."""
        if self._lost_document and trouble.kind is Kind.NOT_LOADED:
            return unreached(*self._lost_document, doing, self._belongs)
        return explain(trouble, doing, self._patience)

    def _lost(self, doing: str, state: dict[str, Any]) -> EcfError | None:
        """What is wrong where the browser shows its own error page, or a script got no answer at all."""
        if urlsplit(state["url"]).scheme == _ERROR_PAGE:
            return self._not_loaded(doing)
        self._hear_of_failures(lambda: len(self._lost_answers) >= state.get("unanswered", 0))
        for url, code in self._lost_answers:
            if is_nobody(code) and self._belongs(urlsplit(url).hostname or ""):
                return Unreachable(
                    f"{doing}: the page asked {address(url)} and nobody answered ({code}). "
                    "See whether the site is still running."
                )
        return None

    def _not_loaded(self, doing: str) -> EcfError:
        self._hear_of_failures(lambda: self._lost_document is not None)
        if self._lost_document is None:
            return SiteProblem(f"{doing}: expected a page, found the browser's own error page.")
        url, code = self._lost_document
        if is_nobody(code) and time.monotonic() - self._began >= self._patience:
            return self._too_late(doing, url, "there was no answer")
        return unreached(url, code, doing, self._belongs)

    def _hear_of_failures(self, enough: Callable[[], bool]) -> None:
        """The browser tells of a failed request on another way than the page does, perhaps later."""
        while not enough():
            heard = tried(lambda: self._page.wait_for_event("requestfailed", timeout=_HEARSAY))
            if isinstance(heard, Trouble):
                return

    def _too_late(self, doing: str, url: str, found: str) -> SiteProblem:
        return SiteProblem(
            f"{doing}: expected {address(url)} to be there within {self._patience:g} s, found that {found}."
        )

    def _note_document(self, frame: Frame) -> None:
        if frame is self._page.main_frame:
            self._addresses.append(frame.url)

    def _note_failure(self, request: Request) -> None:
        lost = (request.url, net_error(request.failure or "") or "unknown error")
        if request.is_navigation_request() and request.frame is self._page.main_frame:
            self._lost_document = lost
        elif request.resource_type in ("xhr", "fetch"):
            self._lost_answers.append(lost)

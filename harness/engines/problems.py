"""What goes wrong in a browser, in our own words: Playwright's would repeat the text that was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from harness.errors import BrowserDied, EcfError, SiteProblem, Unreachable

T = TypeVar("T")

_NET_ERROR = re.compile(r"net::(ERR_\w+)")
_NOBODY = re.compile(
    r"ERR_(TUNNEL|PROXY|CONNECTION|EMPTY_RESPONSE|SOCKET|TIMED_OUT|ADDRESS|INTERNET|NETWORK)"
)
_DEAD = re.compile(r"has been closed|crashed|Connection closed|Browser closed|disconnected", re.IGNORECASE)
_DOCUMENT_GONE = re.compile(
    r"Execution context was destroyed|Cannot find context|because of a navigation|interrupted by another"
    r"|frame was detached|Unable to adopt",
    re.IGNORECASE,
)


def is_document_gone(error: PlaywrightError) -> bool:
    """Whether a call failed only because the page went on to another document meanwhile."""
    return _DOCUMENT_GONE.search(error.message) is not None and not isinstance(error, PlaywrightTimeout)


def is_stay(error: PlaywrightError) -> bool:
    """Whether a navigation was answered with a download or with nothing, so that the page stayed."""
    return "net::ERR_ABORTED" in error.message or "Download is starting" in error.message


def is_detached(error: PlaywrightError) -> bool:
    """Whether the page has put another element in the place of the one that was acted on."""
    return "not attached" in error.message


def is_nobody(failure: str) -> bool:
    """Whether a network error means that nobody answered, as ``"net::ERR_EMPTY_RESPONSE"`` does."""
    found = _NET_ERROR.search(failure)
    return found is not None and _NOBODY.match(found[1]) is not None


def address(url: str) -> str:
    """An address for messages: without its query, which may carry a token of the session."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


def attempt(doing: str, patience: float, act: Callable[[], T]) -> T:
    """What ``act`` gives. An error of Playwright's becomes ours, and nothing of it hangs on to ours."""
    try:
        return act()
    except PlaywrightError as error:
        problem = explain(error, doing, patience)
    raise problem  # outside the handler: inside it, Python would attach the error with the text typed


def explain(error: PlaywrightError, doing: str, patience: float) -> EcfError:
    """Our own error for one of Playwright's; ``doing`` says what was tried, ``patience`` is in seconds."""
    if isinstance(error, PlaywrightTimeout):
        return SiteProblem(
            f"{doing}: not possible within {patience:g} s. A page may not have come in time, or what is "
            "acted on is hidden or covered."
        )
    if _DEAD.search(error.message):
        return BrowserDied(
            f"{doing}: the browser ended in the middle. Run it again; if it ends again, name another "
            "browser with ECF_BROWSER."
        )
    found = _NET_ERROR.search(error.message)
    if found:
        return SiteProblem(f"{doing}: expected a page, found the browser's error {found[1]}.")
    return SiteProblem(f"{doing}: the page did not let it happen. Look at the last picture of the step.")


def unreached(url: str, failure: str, doing: str, belongs: Callable[[str], bool]) -> EcfError:
    """The error for a document that could not be loaded; ``failure`` is Chromium's name for why.

    Where the host is no part of the site it is the site that leads astray; otherwise nobody answered.
    """
    if not belongs(urlsplit(url).hostname or ""):
        return SiteProblem(
            f"{doing}: expected a page of the site, found that it leads to {address(url)}; "
            "the gate stopped it there."
        )
    if is_nobody(failure):
        return Unreachable(
            f"{doing}: expected {address(url)} to answer, found nobody ({failure}). "
            "See whether the site is still running."
        )
    return SiteProblem(f"{doing}: expected a page at {address(url)}, found the browser's error {failure}.")

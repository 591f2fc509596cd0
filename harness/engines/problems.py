"""What goes wrong in a browser, in our own words: Playwright's would repeat the text that was typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
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


class Kind(Enum):
    """The kinds of trouble that a call to the browser can run into."""

    DOCUMENT_GONE = auto()  # the page went on to another document meanwhile
    STAYED = auto()  # a navigation was answered with a download or with nothing
    DETACHED = auto()  # the page has put another element in this one's place
    TOO_LATE = auto()
    NOT_LOADED = auto()  # the network failed, or the site's certificate
    DIED = auto()  # the page's process, the browser or Playwright's own driver is gone
    REFUSED = auto()


# What Playwright's messages say, in the order in which they are looked through.
_WORDS = (
    (Kind.DIED, r"has been closed|crashed|[Cc]onnection closed|Browser closed|disconnected"),
    (Kind.STAYED, r"net::ERR_ABORTED|Download is starting"),
    (
        Kind.DOCUMENT_GONE,
        r"Execution context was destroyed|Cannot find context|because of a navigation|interrupted by another"
        r"|frame was detached|Unable to adopt",
    ),
    (Kind.DETACHED, r"not attached"),
    (Kind.NOT_LOADED, r"net::ERR_"),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a call to the browser failed, without Playwright's words.

    ``code`` is Chromium's name for a network error, such as ``ERR_EMPTY_RESPONSE``.
    """

    kind: Kind
    code: str = ""


def tried(act: Callable[[], T]) -> T | Trouble:
    """What ``act`` gives, or the trouble it ran into. Nothing of Playwright's own error is kept."""
    try:
        return act()
    except PlaywrightTimeout:
        return Trouble(Kind.TOO_LATE)
    except PlaywrightError as error:
        return _trouble(error.message)
    except Exception as error:
        if type(error) is Exception and "Connection closed" in str(error):
            return Trouble(Kind.DIED)  # this is how Playwright tells that its driver is gone
        raise


def attempt(doing: str, patience: float, act: Callable[[], T]) -> T:
    """What ``act`` gives; any trouble becomes our own error. ``doing`` says what was tried."""
    result = tried(act)
    if isinstance(result, Trouble):
        raise explain(result, doing, patience)
    return result


def _trouble(message: str) -> Trouble:
    kind = next((kind for kind, words in _WORDS if re.search(words, message)), Kind.REFUSED)
    return Trouble(kind, net_error(message))


def net_error(text: str) -> str:
    """Chromium's name for a network error in a text; empty if there is none."""
    found = _NET_ERROR.search(text)
    return found[1] if found else ""


def is_nobody(code: str) -> bool:
    """Whether a network error means that nobody answered, as ``ERR_EMPTY_RESPONSE`` does."""
    return _NOBODY.match(code) is not None


def address(url: str) -> str:
    """An address for messages: without its query, which may carry a token of the session."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


def explain(trouble: Trouble, doing: str, patience: float) -> EcfError:
    """Our own error for a trouble; ``doing`` says what was tried, ``patience`` is in seconds."""
    if trouble.kind is Kind.DIED:
        return BrowserDied(
            f"{doing}: the browser ended in the middle. Run it again; if it ends again, name another "
            "browser with ECF_BROWSER."
        )
    if trouble.kind is Kind.TOO_LATE:
        return SiteProblem(
            f"{doing}: not possible within {patience:g} s. A page may not have come in time, or what is "
            "acted on is hidden or covered."
        )
    if trouble.code:
        return SiteProblem(f"{doing}: expected a page, found the browser's error {trouble.code}.")
    return SiteProblem(f"{doing}: the page did not let it happen. Look at the last picture of the step.")


def unreached(url: str, code: str, doing: str, belongs: Callable[[str], bool]) -> EcfError:
    """The error for a document that could not be loaded; ``code`` is Chromium's name for why.

    Where the host is no part of the site it is the site that leads astray; otherwise nobody answered.
    """
    if not belongs(urlsplit(url).hostname or ""):
        return SiteProblem(
            f"{doing}: expected a page of the site, found that it leads to {address(url)}; "
            "the gate stopped it there."
        )
    if is_nobody(code):
        return Unreachable(
            f"{doing}: expected {address(url)} to answer, found nobody ({code}). "
            "See whether the site is still running."
        )
    return SiteProblem(f"{doing}: expected a page at {address(url)}, found the browser's error {code}.")

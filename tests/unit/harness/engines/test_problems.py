from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from harness.engines.problems import Kind, Trouble, address, attempt, tried, unreached
from harness.errors import BrowserDied, EcfError, SiteProblem, Unreachable

TYPED = "the-typed-secret"


def raising(error: Exception) -> Callable[[], NoReturn]:
    """An act that runs into an error."""

    def act() -> NoReturn:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (PlaywrightTimeout(f"Timeout 10 ms exceeded: fill({TYPED})"), Trouble(Kind.TOO_LATE)),
        (PlaywrightError("Target page, context or browser has been closed"), Trouble(Kind.DIED)),
        (PlaywrightError("Page.goto: Page crashed"), Trouble(Kind.DIED)),
        (PlaywrightError("Playwright connection closed"), Trouble(Kind.DIED)),
        (Exception("Page.evaluate: Connection closed while reading from the driver"), Trouble(Kind.DIED)),
        (
            PlaywrightError("Execution context was destroyed, most likely because of a navigation"),
            Trouble(Kind.DOCUMENT_GONE),
        ),
        (
            PlaywrightError('Navigation to "x" is interrupted by another navigation to "y"'),
            Trouble(Kind.DOCUMENT_GONE),
        ),
        (PlaywrightError("net::ERR_ABORTED at https://x/"), Trouble(Kind.STAYED, "ERR_ABORTED")),
        (PlaywrightError("Page.goto: Download is starting"), Trouble(Kind.STAYED)),
        (PlaywrightError("Element is not attached to the DOM"), Trouble(Kind.DETACHED)),
        (
            PlaywrightError("net::ERR_EMPTY_RESPONSE at https://x/"),
            Trouble(Kind.NOT_LOADED, "ERR_EMPTY_RESPONSE"),
        ),
        (PlaywrightError(f"Malformed value: {TYPED}"), Trouble(Kind.REFUSED)),
    ],
)
def test_playwrights_errors_become_troubles_without_its_words(error: Exception, trouble: Trouble) -> None:
    """The kind and Chromium's code are kept, and nothing of the text."""
    assert tried(raising(error)) == trouble


@pytest.mark.parametrize(
    "error", [ValueError("Connection closed"), Exception("something else"), KeyError("x")]
)
def test_other_errors_are_not_hidden(error: Exception) -> None:
    """A defect of ours is not passed off as trouble with the browser."""
    with pytest.raises(type(error)):
        tried(raising(error))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PlaywrightTimeout(TYPED), SiteProblem),
        (PlaywrightError(f"{TYPED}: Target closed, has been closed"), BrowserDied),
        (PlaywrightError(f"net::ERR_CERT_INVALID {TYPED}"), SiteProblem),
        (PlaywrightError(TYPED), SiteProblem),
    ],
)
def test_an_attempt_that_fails_tells_what_was_tried_and_no_more(
    error: Exception, kind: type[EcfError]
) -> None:
    """Our error carries neither Playwright's text nor a link to its error."""
    with pytest.raises(kind, match=r"^pressing “Submit”: ") as caught:
        attempt("pressing “Submit”", 2.5, raising(error))

    assert TYPED not in str(caught.value)
    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("url", "code", "kind"),
    [
        ("https://ecf.azb.uscourts.gov/", "ERR_EMPTY_RESPONSE", Unreachable),
        ("https://ecf.azb.uscourts.gov/", "ERR_TUNNEL_CONNECTION_FAILED", Unreachable),
        ("https://ecf.azb.uscourts.gov/", "ERR_PROXY_CONNECTION_FAILED", Unreachable),
        ("https://ecf.azb.uscourts.gov/", "ERR_CONNECTION_RESET", Unreachable),
        ("https://ecf.azb.uscourts.gov/", "ERR_CERT_AUTHORITY_INVALID", SiteProblem),
        ("https://ecf.azb.uscourts.gov/", "ERR_TOO_MANY_REDIRECTS", SiteProblem),
        ("https://www.example.org/", "ERR_TUNNEL_CONNECTION_FAILED", SiteProblem),
    ],
)
def test_a_page_that_was_not_loaded_is_laid_at_the_right_door(
    url: str, code: str, kind: type[EcfError]
) -> None:
    """Nobody answering is the environment's fault, a wrong address or certificate the site's."""
    error = unreached(url, code, "opening", lambda host: host.endswith(".uscourts.gov"))

    assert type(error) is kind


def test_addresses_in_messages_have_no_query() -> None:
    """Tokens travel in queries and fragments."""
    assert address("https://ecf.azb.uscourts.gov/cgi-bin/login.pl?csession=abc#x") == (
        "https://ecf.azb.uscourts.gov/cgi-bin/login.pl"
    )

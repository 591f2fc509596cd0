"""A session upon a few pages of HTML, for tests of what flows make of a page. It follows links only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from harness.evidence.secret import Secret
from harness.page_parser import parse
from harness.page_view import Button, Field, Link, PageView

HOST = "https://ecf.cacb.uscourts.gov"


class PaperSession:
    """Shows the page of each path, or of a path with its query; where there is none, answers with 404."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        self._pages = pages
        self._history: list[PageView] = []
        self.followed: list[str] = []

    def open(self, url: str) -> PageView:
        """Shows the page of an address."""
        parts = urlsplit(url)
        path = f"{parts.path}?{parts.query}" if f"{parts.path}?{parts.query}" in self._pages else parts.path
        html, status = (self._pages[path], 200) if path in self._pages else ("<h1>Not Found</h1>", 404)
        self._history.append(parse(html, url, status, len(self._history) + 1))
        return self._history[-1]

    def look(self) -> PageView:
        """The page shown last."""
        return self._history[-1]

    def look_until(self, condition: Callable[[PageView], bool], seconds: float) -> PageView:
        """The page shown last: paper does not change."""
        del condition, seconds
        return self.look()

    def follow(self, link: Link) -> PageView:
        """Shows where a link leads, and remembers its text."""
        self.followed.append(link.text)
        return self.open(link.href)

    def fill(self, field: Field, value: str | Secret) -> None:
        """Paper cannot be filled in."""
        raise NotImplementedError

    def tick(self, field: Field) -> PageView:
        """Paper cannot be ticked."""
        raise NotImplementedError

    def press(self, button: Button) -> PageView:
        """Paper has no buttons that work."""
        raise NotImplementedError

    def refresh(self) -> PageView:
        """Shows the page again."""
        return self.open(self.look().url)

    def reopen(self, cleared: bool = False) -> None:
        """Paper keeps no cookies."""
        del cleared

    def back(self) -> PageView:
        """Shows the page before."""
        if len(self._history) > 1:  # as in a browser, the first page stays
            self._history.pop()
        return self.look()


class Scripted(PaperSession):
    """A paper session in which each press shows the next of some pages."""

    def __init__(self, *answers: PageView, **pages: str) -> None:
        super().__init__({f"/{name}": html for name, html in pages.items()})
        self._answers = list(answers)
        self.typed: list[str] = []

    def fill(self, field: object, value: str | Secret) -> None:
        """Remembers what was typed."""
        del field
        self.typed.append(value.reveal() if isinstance(value, Secret) else value)

    def press(self, button: object) -> PageView:
        """Shows the next page."""
        del button
        return self._answers.pop(0)

"""A session without a browser: the mock's pages by the test client, forms posted plainly, no script run.

It follows redirects, the script that leads to PACER's sign-in, and pages that refresh to another; what a
dialog says is read from its script.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse

from harness.evidence.secret import Secret
from harness.page_parser import parse
from harness.page_view import Button, Field, Link, PageView
from tests.mock_site import Site

_ASSIGN = re.compile(r'location\.assign\("([^"]+)"\)')
_REFRESH = re.compile(r"http-equiv='REFRESH' content='0;url=([^']+)'")
_ALERT = re.compile(r"<script>alert\((\".*?\")\);</script>")
_MOST_HOPS = 10


class PlainSession:
    """One person's visit to a world; the verbs of :class:`harness.engines.session.Session`."""

    def __init__(self, site: Site, world: str) -> None:
        self._site = site
        self._world = world
        self._client = site.app.test_client()
        self._history: list[tuple[PageView, str]] = []
        self._visit = 0
        self._typed: dict[tuple[int, str], str] = {}

    def open(self, url: str) -> PageView:
        """Asks for an address and follows where it leads."""
        return self._ask("GET", url)

    def look(self) -> PageView:
        """The page as it came."""
        return self._history[-1][0]

    def look_until(self, condition: Callable[[PageView], bool], seconds: float) -> PageView:
        """The page as it came: nothing changes it."""
        del condition, seconds
        return self.look()

    def follow(self, link: Link) -> PageView:
        """Opens where a link leads."""
        return self.open(link.href)

    def fill(self, field: Field, value: str | Secret) -> None:
        """Remembers what was typed until a button is pressed."""
        self._typed[field.form, field.name] = value.reveal() if isinstance(value, Secret) else value

    def tick(self, field: Field) -> PageView:
        """Ticks a box."""
        self._typed[field.form, field.name] = "on"
        return self.look()

    def press(self, button: Button) -> PageView:
        """Posts the button's form with what was typed."""
        view, html = self._history[-1]
        form = BeautifulSoup(html, "lxml").find_all("form")[button.form or 0]
        values = {name: value for name, value in map(_control, form.find_all("input")) if name}
        values |= {name: text for (number, name), text in self._typed.items() if number == button.form}
        values[button.name] = button.text
        return self._ask("POST", urljoin(view.url, str(form.get("action", ""))), values)

    def refresh(self) -> PageView:
        """Asks for the same address again."""
        return self.open(self.look().url)

    def back(self) -> PageView:
        """The page before, as it was."""
        self._history.pop()
        return self.look()

    def reopen(self, cleared: bool = False) -> None:
        """A new client, which keeps the cookies that last unless it is cleared."""
        jar = self._client._cookies or {}  # the test client offers no other way to see them all
        lasting = [] if cleared else [one for one in jar.values() if one.max_age is not None]
        self._client = self._site.app.test_client()
        for one in lasting:
            self._client.set_cookie(
                one.key,
                one.value,
                domain=one.domain,
                origin_only=one.origin_only,
                path=one.path,
                max_age=one.max_age,
            )

    def _ask(self, method: str, url: str, values: dict[str, str] | None = None) -> PageView:
        self._typed = {}
        response = self._send(method, url, values)
        for _ in range(_MOST_HOPS):
            leads = _leads_to(response)
            if leads is None:
                break
            url = urljoin(url, leads)
            response = self._send("GET", url)
        self._visit += 1
        html = response.get_data(as_text=True)
        view = parse(html, url, response.status_code, self._visit)
        said = tuple(json.loads(text) for text in _ALERT.findall(html))
        self._history.append((replace(view, messages=view.messages + said), html))
        return self.look()

    def _send(self, method: str, url: str, values: dict[str, str] | None = None) -> TestResponse:
        parts = urlsplit(url)
        return self._client.open(
            parts.path or "/",
            method=method,
            base_url=f"https://{parts.netloc}",
            query_string=parts.query,
            data=values,
            headers={"X-ECF-World": self._world},
        )


def _control(tag: Tag) -> tuple[str, str]:
    """Name and value of an input that is sent without being touched."""
    if tag.get("type") in ("submit", "reset", "checkbox", "button"):
        return "", ""
    return str(tag.get("name", "")), str(tag.get("value", ""))


def _leads_to(response: TestResponse) -> str | None:
    if "Location" in response.headers:
        return response.headers["Location"]
    html = response.get_data(as_text=True)
    found = _ASSIGN.search(html) or _REFRESH.search(html)
    return found[1] if found else None

"""The Session protocol: one user's visit, in the few verbs that flows may use.

Every engine gives the same verbs. What a user can read comes back as a
:class:`~harness.page_view.PageView`; what a user can act on (links, fields, buttons) is named by
the records of that view, never by a selector.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from harness.evidence.secret import Secret
from harness.page_view import Button, Field, Link, PageView


class Session(Protocol):
    """One user's visit through an engine. Each verb that may change the page returns the new view.

    A verb comes back when the page it led to has settled: loaded, not about to redirect, and with
    no request of its scripts under way. Errors: :class:`~harness.errors.SiteProblem` when the site
    answers wrongly or too late, :class:`~harness.errors.Blocked` when the environment fails.
    """

    def open(self, url: str) -> PageView:
        """Go to an address, as if typed into the address bar."""

    def look(self) -> PageView:
        """Read the page as it stands now."""

    def look_until(self, condition: Callable[[PageView], bool], seconds: float) -> PageView:
        """Read the page again and again until ``condition`` holds or ``seconds`` have passed.

        Gives the last view either way; the caller looks whether the condition holds.
        """

    def follow(self, link: Link) -> PageView:
        """Click a link that the latest view shows."""

    def fill(self, field: Field, value: str | Secret) -> None:
        """Type a value into a field that the latest view shows."""

    def tick(self, field: Field) -> PageView:
        """Tick a checkbox that the latest view shows."""

    def press(self, button: Button) -> PageView:
        """Press a button that the latest view shows."""

    def refresh(self) -> PageView:
        """Load the current page again, as with F5."""

    def back(self) -> PageView:
        """Go back one page in the history."""

    def reopen(self, cleared: bool = False) -> None:
        """Shut the browser and open it again, on an empty page: cookies of the session are gone.

        ``cleared``: so are all other cookies, the cache and the history.
        """

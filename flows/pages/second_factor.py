"""What PACER asks for between password and redaction agreement since May 2025: a passcode, or to enroll."""

from __future__ import annotations

from collections.abc import Callable

import pyotp

from harness.engines.session import Session
from harness.evidence.secret import Secret
from harness.page_view import PageView

SINCE = "2025-05-11"
"""The day from which users were told to expect it (PACER's announcements of 2025)."""

PASSCODE = "One-Time Passcode"
UPDATE = "User Update Required"
_OK, _SKIP = "OK", "Skip"

Wait = Callable[[PageView, PageView], PageView]
"""Waits for the answer to a press: the page after it and the one before give the page that answers."""


def asks_for_passcode(view: PageView) -> bool:
    """Whether the page has the field for a one-time passcode."""
    return view.field(PASSCODE) is not None


def asks_to_update(view: PageView) -> bool:
    """Whether “User Update Required” is shown."""
    return any(UPDATE in heading for heading in view.headings)


def can_skip(view: PageView) -> bool:
    """Whether it can be put off once more."""
    return view.button(_SKIP) is not None


def give_passcode(session: Session, view: PageView, authenticator: Secret, wait: Wait) -> PageView:
    """Types what the authenticator app shows now and presses OK.

    The six digits are not registered for redaction, because they would be found in other numbers: being a
    secret, they are concealed in pictures; no page shows them again, and they are good once.
    """
    field, button = view.field(PASSCODE), view.button(_OK)
    if field is None or button is None:
        return view
    session.fill(field, Secret(pyotp.TOTP(authenticator.reveal()).now()))
    return wait(session.press(button), view)


def skip(session: Session, view: PageView, wait: Wait) -> PageView:
    """Presses Skip."""
    button = view.button(_SKIP)
    return view if button is None else wait(session.press(button), view)

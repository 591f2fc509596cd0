"""The mailbox page: what the court wrote about a request to link."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from harness.engines.session import Session
from harness.page_view import PageView

_APPROVED = re.compile(r"\bhas been linked\b", re.IGNORECASE)
_REJECTED = re.compile(r"\b(rejected|declined|not approved|not been approved|denied)\b", re.IGNORECASE)
_PAUSE = 0.2


@dataclass(frozen=True, slots=True)
class Answer:
    """What the mail says: approved or not, in its own words."""

    approved: bool
    words: str


def answer(view: PageView, login: str) -> Answer | None:
    """The court's answer about this CM/ECF login, if a mail on this page holds one.

    Mail about another login, as another court may have sent it before, answers nothing.
    """
    lines = [line for line in view.lines if login in line.split()]
    for line in lines:
        if _REJECTED.search(line):
            return Answer(approved=False, words=line)
    for line in lines:
        if _APPROVED.search(line):
            return Answer(approved=True, words=line)
    return None


def wait_for_answer(session: Session, address: str, login: str, patience: float) -> Answer | None:
    """Opens the mailbox and loads it again until an answer is there or ``patience`` seconds are over."""
    deadline = time.monotonic() + patience
    found = answer(session.open(address), login)
    while found is None and time.monotonic() < deadline:
        session.look_until(lambda _: False, _PAUSE)  # mail comes when it comes; ask again soon
        found = answer(session.refresh(), login)
    return found

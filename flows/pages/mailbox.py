"""The mailbox page: what the court wrote about a request, and the link in a mail about a password."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flows.pages.court import host
from harness.engines.session import Session
from harness.page_view import Link, PageView, Region

_APPROVED = re.compile(r"\bhas been linked\b", re.IGNORECASE)
_CORRECTED = re.compile(r"\bhas been (?:corrected|changed|updated)\b", re.IGNORECASE)
_REJECTED = re.compile(r"\b(rejected|declined|not approved|not been approved|denied)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_PAUSE = 0.2


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the mail says: approved or not, in its own words."""

    approved: bool
    words: str


@dataclass(frozen=True, slots=True)
class ResetMail:
    """A mail with a link to choose a new password; ``words`` are its sentences that name the login."""

    link: Link
    words: tuple[str, ...]


def answer(view: PageView, login: str) -> Answer | None:
    """The court's answer about this CM/ECF login, if a mail on this page holds one.

    Mail about another login, as another court may have sent it before, answers nothing.
    """
    return _answer(view, login, _APPROVED)


def correction(view: PageView, login: str) -> Answer | None:
    """The same about a request to correct the address on file of this login."""
    return _answer(view, login, _CORRECTED)


def _answer(view: PageView, login: str, approved: re.Pattern[str]) -> Answer | None:
    lines = _lines_about(view, login)
    for line in lines:
        if _REJECTED.search(line):
            return Answer(approved=False, words=line)
    for line in lines:
        if approved.search(line):
            return Answer(approved=True, words=line)
    return None


def reset_mail(view: PageView, login: str, court: str) -> ResetMail | None:
    """The newest mail of this page with a link to ``court``, a host; the newest stands first."""
    links = (link for link in view.links if link.region is Region.CONTENT and host(link.href) == court)
    found = next(links, None)
    return None if found is None else ResetMail(found, _sentences_about(view, login))


def _sentences_about(view: PageView, login: str) -> tuple[str, ...]:
    """Single sentences, because what else the mail says may hold the link, and with it the token."""
    sentences = (one for line in _lines_about(view, login) for one in _SENTENCE_END.split(line))
    return tuple(one for one in sentences if _names(one, login))


def _lines_about(view: PageView, login: str) -> tuple[str, ...]:
    return tuple(line for line in view.lines if _names(line, login))


def _names(text: str, login: str) -> bool:
    return login in (word.strip(".,:;") for word in text.split())


def wait_for_answer(session: Session, address: str, login: str, patience: float) -> Answer | None:
    """Opens the mailbox and loads it again until an answer is there or ``patience`` seconds are over."""
    return wait_for(session, address, lambda view: answer(view, login), patience)


def wait_for(
    session: Session, address: str, read: Callable[[PageView], T | None], patience: float
) -> T | None:
    """Opens the mailbox and loads it again until ``read`` finds something or the time is over."""
    deadline = time.monotonic() + patience
    found = read(session.open(address))
    while found is None and time.monotonic() < deadline:
        session.look_until(lambda _: False, _PAUSE)  # mail comes when it comes; ask again soon
        found = read(session.refresh())
    return found

"""What a page says that the page before it did not: an answer, and not a standing notice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.page_view import PageView

# What denies that something was done, or puts it into the future: “Once your accounts have been linked, …”.
_NOT_DONE = re.compile(
    r"\b(?:already|cannot|could|fail\w*|never|no|none|not|unable|after|before|if|once|unless|until|when)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)

_NEGATED = re.compile(r"\b(?:cannot|fail\w*|never|no|none|not|unable)\b|n[’']t\b", re.IGNORECASE)


def new_messages(view: PageView, before: PageView) -> tuple[str, ...]:
    """The messages of a page that were not there on the page before it."""
    return tuple(message for message in view.messages if message not in before.messages)


def in_one_line(messages: Iterable[str]) -> str:
    """Several messages as sentences of one line."""
    ended = [one if one.endswith((".", "!", "?", ":")) else f"{one}." for one in messages]
    return " ".join(ended)


def denied(line: str) -> bool:
    """Whether a sentence that tells of something done denies or only promises it."""
    return _NOT_DONE.search(line) is not None


def affirmed(messages: Iterable[str], word: str) -> tuple[str, ...]:
    """The messages without the sentences that have ``word`` and a negation, as in “No mail was sent”.

    Unlike :func:`denied` it takes a condition for no denial: who asks for mail is told what comes *if* they
    are known.
    """
    return tuple(kept for one in messages if (kept := _without_denials(one, word)))


def _without_denials(message: str, word: str) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", message)
    return " ".join(one for one in sentences if not (word in one.casefold() and _NEGATED.search(one)))

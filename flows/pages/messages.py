"""What a page says that the page before it did not: an answer, and not a standing notice."""

from __future__ import annotations

from collections.abc import Iterable

from harness.page_view import PageView


def new_messages(view: PageView, before: PageView) -> tuple[str, ...]:
    """The messages of a page that were not there on the page before it."""
    return tuple(message for message in view.messages if message not in before.messages)


def in_one_line(messages: Iterable[str]) -> str:
    """Several messages as sentences of one line."""
    ended = [one if one.endswith((".", "!", "?", ":")) else f"{one}." for one in messages]
    return " ".join(ended)

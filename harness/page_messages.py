"""What a page sets apart as an error or a notice. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from harness.page_text import attribute, class_words, text_of

_WORDS = frozenset(["error", "errors", "message", "messages", "warning", "warnings", "notice", "notices"])
_ROLES = frozenset({"alert", "status"})
_RED = frozenset({"red", "#f00", "#ff0000", "ff0000"})


def messages_of(soup: BeautifulSoup) -> tuple[str, ...]:
    """The texts that the page sets apart, in order, each once."""
    found = (text for tag in _outermost(soup) for text in _texts(tag))
    return tuple(dict.fromkeys(found))


def _is_message(tag: Tag) -> bool:
    if tag.name in ("html", "body", "form"):
        return False  # their classes speak of the page, not of a text that it sets apart
    if tag.name == "font" and attribute(tag, "color").strip().casefold() in _RED:
        return True
    return attribute(tag, "role").strip().casefold() in _ROLES or not class_words(tag).isdisjoint(_WORDS)


def _outermost(root: Tag) -> Iterator[Tag]:
    """The messages below a tag that are not part of another one."""
    for child in root.children:
        if not isinstance(child, Tag):
            continue
        if child.attrs and _is_message(child):
            yield child
        else:
            yield from _outermost(child)


def _texts(tag: Tag) -> Iterator[str]:
    """One text for a message, or one for each of its parts if they are all there is to it."""
    parts = [text for part in _outermost(tag) for text in _texts(part)]
    whole = text_of(tag)
    if parts and " ".join(parts).replace(" ", "") == whole.replace(" ", ""):
        yield from parts
    elif whole:
        yield whole

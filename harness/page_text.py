"""What is visible in parsed HTML, and its text as a reader would read it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Comment, Tag
from bs4.element import NavigableString

_NEVER_SEEN = ("script", "style", "noscript", "template", "option", "optgroup")
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+")
_BLOCKS = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)


def attribute(tag: Tag, name: str) -> str:
    """An attribute's value as one string; empty where it is missing."""
    value = tag.get(name)
    if value is None:
        return ""
    return value if isinstance(value, str) else " ".join(value)


def class_words(tag: Tag) -> set[str]:
    """The single words of an element's class names: ``ui-message-error`` gives ui, message, error."""
    names = attribute(tag, "class")
    return {word.casefold() for word in _WORD.findall(names)} if names else set()


def tags_of(node: Tag) -> list[Tag]:
    """All elements below a node, in the order of the document."""
    return [each for each in node.descendants if isinstance(each, Tag)]


def drop_unseen(soup: Tag) -> None:
    """Takes out what a user cannot see of a document or element: hidden elements, scripts and comments."""
    unseen = [each for each in soup.descendants if isinstance(each, Tag) and _is_unseen(each)]
    comments = [each for each in soup.descendants if isinstance(each, Comment)]
    for comment in comments:
        comment.extract()
    for tag in unseen:
        tag.decompose()


def _is_unseen(tag: Tag) -> bool:
    if tag.name in _NEVER_SEEN:
        return True
    return bool(tag.attrs) and (
        tag.has_attr("hidden")
        or tag.has_attr("data-ecf-unseen")
        or attribute(tag, "aria-hidden").strip().casefold() == "true"
        or (tag.name == "input" and attribute(tag, "type").strip().casefold() == "hidden")
        or _HIDING_STYLE.search(attribute(tag, "style")) is not None
    )


def is_block(tag: Tag) -> bool:
    """Whether an element stands on lines of its own (or in a table cell of its own)."""
    return tag.name in _BLOCKS


def _pieces(node: Tag) -> Iterator[str | None]:
    """The texts below a node in order; ``None`` wherever a line or a cell ends."""
    for child in node.children:
        if isinstance(child, Tag):
            if child.name == "textarea":
                continue
            breaks = is_block(child) or child.name == "br"
            if breaks:
                yield None
            yield from _pieces(child)
            if breaks:
                yield None
        elif type(child) is NavigableString:
            yield child


def collapse(text: str) -> str:
    """A text with every run of white space made one space."""
    return " ".join(text.split())


def lines_of(node: Tag) -> tuple[str, ...]:
    """The visible text below a node, block by block, without empty lines."""
    lines = [""]
    for piece in _pieces(node):
        if piece is None:
            lines.append("")
        else:
            lines[-1] += piece
    return tuple(line for line in map(collapse, lines) if line)


def text_of(node: Tag) -> str:
    """The visible text below a node on one line; an underlined access key does not split its word."""
    return " ".join(lines_of(node))

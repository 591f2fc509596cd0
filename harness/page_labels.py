"""How a user knows what a field, a link or a button is for: the text that belongs to it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from harness.page_text import attribute, collapse, is_block, text_of
from harness.page_view import fold

_CONTROLS = frozenset({"input", "select", "textarea", "button"})
_FENCES = _CONTROLS | {"form", "fieldset", "body"}
_TICKED = frozenset({"checkbox", "radio"})


def name_of(tag: Tag) -> str:
    """The accessible name of a link or button: its label, else its text, else its picture's text."""
    if tag.name == "input":
        return _input_name(tag)
    said = collapse(attribute(tag, "aria-label")) or text_of(tag)
    if said:
        return said
    choices = (*(attribute(picture, "alt") for picture in tag.find_all("img")), attribute(tag, "title"))
    return next((collapse(choice) for choice in choices if choice.strip()), "")


def _input_name(tag: Tag) -> str:
    kind = attribute(tag, "type").casefold()
    unlabelled = {"submit": "Submit", "reset": "Reset", "image": "Submit"}.get(kind, "")
    written = attribute(tag, "alt") if kind == "image" else attribute(tag, "value")
    choices = (attribute(tag, "aria-label"), written, attribute(tag, "title"), unlabelled)
    return next((collapse(choice) for choice in choices if choice.strip()), "")


def label_of(control: Tag, root: Tag) -> str:
    """The label of a field: a ``<label>``, ``aria-label``, or the cell or text it stands beside."""
    finders = (_own_label, _aria_label, _text_beside, _hint)
    return next((label for label in (find(control, root) for find in finders) if label), "")


def _own_label(control: Tag, root: Tag) -> str:
    identity = attribute(control, "id")
    named = root.find("label", attrs={"for": identity}) if identity else None
    label = named or control.find_parent("label")
    return text_of(label) if label else ""


def _aria_label(control: Tag, root: Tag) -> str:
    named = (root.find(id=name) for name in attribute(control, "aria-labelledby").split())
    texts = " ".join(text_of(tag) for tag in named if tag)
    return collapse(texts) or collapse(attribute(control, "aria-label"))


def _hint(control: Tag, root: Tag) -> str:  # noqa: ARG001 - one signature for all finders
    return collapse(attribute(control, "placeholder")) or collapse(attribute(control, "title"))


def _text_beside(control: Tag, root: Tag) -> str:  # noqa: ARG001 - one signature for all finders
    if attribute(control, "type").casefold() not in _TICKED:
        return _text_before(control)
    cell = control.find_parent(["td", "th"])
    cells = (cell.find_previous_sibling(["td", "th"]), cell.find_next_sibling(["td", "th"])) if cell else ()
    beside = (text_of(other) for other in cells if other and not other.find(list(_CONTROLS)))
    return _text_after(control) or next(filter(None, beside), "") or _text_before(control)


def _text_before(control: Tag) -> str:
    """The nearest text before a control, up to the start of its block or to another control.

    A mere asterisk or colon is not enough: the label is further back then.
    """
    pieces: list[str] = []
    for node in control.previous_elements:
        if type(node) is NavigableString:
            pieces.append(node)
        elif isinstance(node, Tag):
            if _ends_label(node, found=any(map(fold, pieces))):
                break
            pieces.append(" " if is_block(node) else "")
    return collapse("".join(reversed(pieces)))


def _ends_label(tag: Tag, *, found: bool) -> bool:
    return tag.name in _FENCES or (found and (is_block(tag) or tag.name == "br"))


def _text_after(control: Tag) -> str:
    """The text that follows a control on its own line."""
    pieces: list[str] = []
    for node in _rest_of_line(control):
        if isinstance(node, Tag):
            if node.name in _CONTROLS or node.name == "br" or is_block(node):
                break
            pieces.append(text_of(node))
        elif type(node) is NavigableString:
            pieces.append(node)
    return collapse("".join(pieces))


def _rest_of_line(control: Tag) -> Iterable[PageElement]:
    """What follows a control among its siblings, and among those of the inline elements around it."""
    place: Tag | None = control
    while place is not None:
        yield from place.next_siblings
        place = place.parent if place.parent is not None and not is_block(place.parent) else None

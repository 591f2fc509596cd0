"""Texts with their provenance, and sets of texts whose names and braces are fixed."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import Field

from mock_ecf.courts.sources import OURS, OURS_AFTER, Provenance
from mock_ecf.data_errors import wrong
from mock_ecf.data_files import Record


class Text(Record):
    """A text that a page shows, and where it comes from."""

    text: str = Field(min_length=1)
    provenance: Provenance

    def __str__(self) -> str:
        return self.text

    @property
    def is_stated(self) -> bool:
        """Whether a source has it, and it is not ours."""
        return self.provenance != OURS and not self.provenance.startswith(OURS_AFTER)


@dataclass(frozen=True, slots=True)
class TextSpec:
    """Where a text is shown, and the braces that it may hold besides the common ones."""

    shown: str
    braces: tuple[str, ...] = ()
    letter: bool = False
    """Whether whoever sends the text fills in ``braces``, not the page that asks for it."""


def braces_in(text: str) -> frozenset[str]:
    """The names in braces. Errors: ``ValueError`` if the text is not a format string."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def check_texts(
    texts: Mapping[str, Text], specs: Mapping[str, TextSpec], common: Iterable[str], key: str = "texts"
) -> None:
    """Raises a validation error for an unknown or missing name, or for unknown braces in a text."""
    for name in texts:
        if name not in specs:
            raise wrong("unknown text", key, name, allowed=specs, found=name)
    for name, spec in specs.items():
        if name not in texts:
            raise wrong(f"is missing; it is shown {spec.shown}", key, name)
        check_braces(texts[name].text, (*common, *spec.braces), key, name)


def check_braces(text: str, allowed: Iterable[str], *keys: str) -> None:
    """Raises a validation error if ``text`` has braces other than those allowed."""
    names = tuple(allowed)
    try:
        found = braces_in(text)
    except ValueError as error:
        raise wrong(f"its braces do not match: {error}", *keys) from error
    for name in sorted(found.difference(names)):
        raise wrong(f"unknown {{{name}}}", *keys, allowed=names, found=name)


def filled(text: str, spec: TextSpec, common: Mapping[str, str], values: Mapping[str, object]) -> str:
    """The text with its braces filled in; those of a letter stay, for its sender.

    Errors: ``KeyError`` for a brace without a value.
    """
    kept = {name: f"{{{name}}}" for name in spec.braces} if spec.letter else {}
    return text.format_map({**kept, **common, **values})

"""The texts of PACER's pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mock_ecf.pacer
from mock_ecf.pacer.texts import text, texts

FOLDER = Path(mock_ecf.pacer.__file__).parent
# Put together from the kind of account, a form or its tab or field, what is wrong, and a mail's name.
FAMILIES = ("account-type-", "tab-", "field-", "choice-", "wrong-", "mail-", "forgot-")
SOURCE = "\n".join(file.read_text("utf-8") for kind in ("*.py", "*.html") for file in FOLDER.rglob(kind))


def test_every_text_is_used() -> None:
    """A text that no page shows would be dead data."""
    unused = {
        name
        for name in texts()
        if f'"{name}"' not in SOURCE and f"'{name}'" not in SOURCE and not name.startswith(FAMILIES)
    }
    assert unused == set()


def test_every_text_asked_for_is_there() -> None:
    """No page asks for a text that does not exist."""
    asked = set(re.findall(r"\btext\(\"([a-z-]*[a-z])\"", SOURCE))
    assert len(asked) > 30
    assert asked <= set(texts())


@pytest.mark.parametrize(
    ("name", "shown", "provenance"),
    [
        ("heading", "PACER LOGIN", "D2 step 2"),
        ("account-type-legacy", "Legacy PACER Account (Upgrade)", "web mssb, upgrading a PACER account"),
        ("account-search-status", "Case Search Status", "web wvsd, NextGen information"),
        (
            "home-title",
            "Public Access to Court Electronic Records | PACER: Federal Court Records",
            "web PACER",
        ),
    ],
)
def test_texts_are_those_of_their_source(name: str, shown: str, provenance: str) -> None:
    """Word by word, and from the page that has them."""
    assert (texts()[name].text, texts()[name].provenance) == (shown, provenance)


def test_an_unknown_text_is_an_error() -> None:
    """A page does not show an empty place instead."""
    with pytest.raises(KeyError):
        text("no-such-text")
    with pytest.raises(KeyError):
        text("upgrade-done")

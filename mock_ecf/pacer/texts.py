"""The texts of PACER's pages, read from TOML files and checked like those of the courts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import RootModel

from mock_ecf.courts.sources import SOURCES_FILE, read_sources
from mock_ecf.courts.texts import Text
from mock_ecf.data_files import read_layer, validated
from mock_ecf.domain.mail import Letter

_FILES = tuple(Path(__file__).with_name(name) for name in ("texts.toml", "account_texts.toml"))


class _Texts(RootModel[dict[str, Text]]):
    """Every text by its name."""


@cache
def texts() -> Mapping[str, Text]:
    """Every text of PACER's pages. Errors: :class:`~mock_ecf.data_errors.DataError`."""
    return validated(_Texts, [read_layer(file) for file in _FILES], read_sources(SOURCES_FILE)).root


def text(name: str, **values: str) -> str:
    """A text with its braces filled in. Errors: ``KeyError`` for an unknown name or brace."""
    return texts()[name].text.format_map(values)


def letter(name: str) -> Letter:
    """A mail's subject and body with their braces, which its sender fills in. Errors: ``KeyError``."""
    return Letter(texts()[f"mail-{name}-subject"].text, texts()[f"mail-{name}-body"].text)

"""The texts of PACER's pages, read from ``texts.toml`` and checked like those of the courts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import RootModel

from mock_ecf.courts.sources import SOURCES_FILE, read_sources
from mock_ecf.courts.texts import Text
from mock_ecf.data_files import read_layer, validated

_FILE = Path(__file__).with_name("texts.toml")


class _Texts(RootModel[dict[str, Text]]):
    """Every text by its name."""


@cache
def texts() -> Mapping[str, Text]:
    """Every text of PACER's pages. Errors: :class:`~mock_ecf.data_errors.DataError`."""
    return validated(_Texts, [read_layer(_FILE)], read_sources(SOURCES_FILE)).root


def text(name: str, **values: str) -> str:
    """A text with its braces filled in. Errors: ``KeyError`` for an unknown name or brace."""
    return texts()[name].text.format_map(values)

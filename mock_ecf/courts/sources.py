"""Where texts and facts come from: the table of sources, and what a provenance may say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, Field, RootModel, ValidationInfo

from mock_ecf.data_errors import wrong
from mock_ecf.data_files import Record, read_layer, validated

OURS: Final = "ours"
"""The provenance of a text or choice that no source is known for."""

OURS_AFTER: Final = "ours, after "
"""What stands before a source that tells of a text without showing it: the page's own words are not known."""

SOURCES_FILE: Final = Path(__file__).with_name("sources.toml")

_STEP = re.compile(r"step (\d+)")


class Source(Record):
    """A document or a body of pages. ``steps`` is how many steps it numbers, if it does."""

    title: str = Field(min_length=1)
    date: str = Field(min_length=1)
    court: str = ""
    steps: int = Field(default=0, ge=0)


class Sources(RootModel[dict[str, Source]]):
    """Every source by its id."""

    def check(self, provenance: str) -> str:
        """The provenance itself. Errors: a validation error that names the ids allowed."""
        if provenance == OURS:
            return provenance
        identifier, _, place = provenance.removeprefix(OURS_AFTER).partition(" ")
        source = self.root.get(identifier)
        if source is None:
            raise wrong(f"unknown source {identifier!r}", allowed=(OURS, *self.root), found=identifier)
        step = _STEP.match(place)
        if step and not 1 <= int(step[1]) <= source.steps:
            raise wrong(f"{identifier} has {source.steps or 'no'} numbered steps, not a {step[0]!r}")
        return provenance


def read_sources(file: Path) -> Sources:
    """The table of sources. Errors: :class:`~mock_ecf.data_errors.DataError`."""
    return validated(Sources, [read_layer(file)])


def _checked(value: str, info: ValidationInfo) -> str:
    # Without a table of sources (a record made by hand) there is nothing to check against.
    return info.context.check(value) if isinstance(info.context, Sources) else value


Provenance = Annotated[
    str,
    AfterValidator(_checked),
    Field(description='"ours", or the id of a source with the place in it, such as "D1 step 5".'),
]

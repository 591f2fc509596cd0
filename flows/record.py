"""What every shape of instructions has in common: the base of the records, and the source of a sentence."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

_PATTERN = "^(ours$|D[0-4]([ ,]|$)|web )"


class Record(BaseModel):
    """The base of every shape: an unknown key is an error, and nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _names_a_document(source: str) -> str:
    if not re.match(_PATTERN, source):
        raise ValueError('expected "ours", "web" and a page, or a document and step such as "D1 step 5"')
    return source


Source = Annotated[str, AfterValidator(_names_a_document), Field(json_schema_extra={"pattern": _PATTERN})]
"""Where a sentence is told: a document and step, a public page, or ``ours``."""

"""JSON Schemas for editors, generated from the records that read a file. Pure."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Leaves out the titles that would only repeat the names of the keys."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic calls it so
        return False


def schema(shape: Any, title: str) -> dict[str, Any]:
    """The JSON Schema of what ``shape`` (a record, or a union of records) accepts, with the file's names."""
    made = TypeAdapter(shape).json_schema(by_alias=True, schema_generator=_Generator)
    return {"$schema": DIALECT, **made, "title": title}


def written(schema: dict[str, Any]) -> str:
    """A schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"

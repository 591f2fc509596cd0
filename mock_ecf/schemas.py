"""JSON Schemas for editors, generated from the records that the data files are checked by."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from mock_ecf import courts
from mock_ecf.courts.schema import Profile
from mock_ecf.courts.sources import OURS, OURS_AFTER, SOURCES_FILE, read_sources
from mock_ecf.courts.text_names import TEXT_SPECS
from mock_ecf.personas import PersonaFile

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_COURTS = Path(courts.__file__).parent
_PROVENANCE_KEYS = frozenset({"provenance", "source"})

Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Leaves out the titles that would only repeat the names of the keys."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic calls it so
        return False


def profile() -> Schema:
    """The schema of one file in ``courts/``.

    Such a file is a layer: it may leave out what its bases say, so nothing is required. Keys, values and
    the names of texts are checked all the same.
    """
    made = _schema(Profile, "Profile of a court, or a base of profiles")
    for record in (made, *made["$defs"].values()):
        record.pop("required", None)
    made["properties"] = {"base": _base(), **made["properties"]}
    made["properties"]["texts"] = _texts()
    return made


def personas() -> Schema:
    """The schema of ``personas.toml``."""
    made = _schema(PersonaFile, "Personas")
    made["propertyNames"] = {"pattern": "^[a-z-]+$"}
    return made


SCHEMAS: Final[Mapping[str, Callable[[], Schema]]] = MappingProxyType(
    {"profile": profile, "personas": personas}
)
"""What makes the schema of each kind of data file."""


def written(name: str) -> str:
    """A schema as the text of a file. Errors: ``KeyError`` for a name that is not in :data:`SCHEMAS`."""
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"


def _schema(model: type[BaseModel], title: str) -> Schema:
    made = {"$schema": _DIALECT, **model.model_json_schema(schema_generator=_Generator), "title": title}
    pattern = _provenance()
    for record in (made, *made["$defs"].values()):
        for key, value in record.get("properties", {}).items():
            if key in _PROVENANCE_KEYS:
                value["pattern"] = pattern
    return made


def _provenance() -> str:
    """What a provenance begins with: "ours", or a source of the table with a place in it."""
    sources = "|".join(sorted(read_sources(SOURCES_FILE).root))
    return f"^({OURS}$|({OURS_AFTER})?({sources})( |$))"


def _base() -> Schema:
    names = sorted(file.stem.removeprefix("_") for file in _COURTS.glob("_*.toml"))
    return {"enum": names, "description": "The file _NAME.toml that this one lies upon."}


def _texts() -> Schema:
    text = {"$ref": "#/$defs/Text"}
    known = {name: {**text, "description": f"Shown {spec.shown}."} for name, spec in TEXT_SPECS.items()}
    return {"type": "object", "properties": known, "additionalProperties": False}

"""Reading and checking the TOML files that hold the mock's data.

Every error says where: ``file, line N: key path: message``, then what is allowed and the nearest
name; :mod:`mock_ecf.data_errors` puts those lines together.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from mock_ecf.data_errors import DataError, Layer, located, problem

_LINE_OF_SYNTAX_ERROR = re.compile(r"\(at line (\d+)")

Model = TypeVar("Model", bound=BaseModel)


class Record(BaseModel):
    """The base of every data model: unknown keys are errors, and nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def read_layer(file: Path) -> Layer:
    """Reads one TOML file. Errors: :class:`DataError` if it is missing or is not TOML."""
    try:
        text = file.read_text(encoding="utf-8")
        return Layer(file, text, tomllib.loads(text))
    except OSError as error:
        raise DataError(f"{file}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise DataError(f"{file}: is not text in UTF-8: {error.reason} at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_SYNTAX_ERROR.search(str(error))
        line = int(found[1]) if found else len(text.splitlines())  # else it is at the end
        raise DataError(located(file, line, f"not TOML: {error}")) from error


def merged(layers: Sequence[Layer]) -> dict[str, Any]:
    """The data of all layers; tables are merged key by key, everything else is replaced."""
    result: dict[str, Any] = {}
    for layer in layers:
        result = _override(result, layer.data)
    return result


def validated(model: type[Model], layers: Sequence[Layer], context: object = None) -> Model:
    """The merged layers as a record. Errors: :class:`DataError` with one line for each problem."""
    try:
        return model.model_validate(merged(layers), context=context)
    except ValidationError as error:
        lines = [problem(model, layers, detail) for detail in error.errors()]
        raise DataError("\n".join(lines)) from error


def _override(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        below = result.get(key)
        if isinstance(below, Mapping) and isinstance(value, Mapping):
            result[key] = _override(below, value)
        else:
            result[key] = value
    return result

"""What is said when a data file is wrong: which file, line and key, what is allowed, the nearest name."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails, PydanticCustomError

_START_OF_VALUE = re.compile(r"^\s*([\w-]+(?:\.[\w-]+)*)\s*=")
_QUOTED = re.compile(r"'([^']*)'")

Keys = tuple[str, ...]


class DataError(Exception):
    """A data file is missing, is not TOML, or says something that is not allowed."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One TOML file as it was read. Later layers override earlier ones."""

    file: Path
    text: str
    data: Mapping[str, Any]


def wrong(message: str, *keys: str, allowed: Iterable[str] = (), found: str = "") -> PydanticCustomError:
    """An error for validators to raise. ``keys`` lead from the validated value to what is wrong."""
    context = {"message": message, "keys": keys, "allowed": tuple(allowed), "found": found}
    return PydanticCustomError("ecf", "{message}", context)


def advice(found: str, allowed: Iterable[str]) -> str:
    """``; allowed: a, b; nearest: a``, as far as there is something to say."""
    names = list(allowed)
    near = difflib.get_close_matches(found, names, n=3)
    parts = [f"allowed: {', '.join(names)}"] if names else []
    parts += [f"nearest: {', '.join(near)}"] if near else []
    return "".join(f"; {part}" for part in parts)


def located(file: Path, line: int | None, message: str) -> str:
    """The message with its file and, where it is known, its line."""
    return f"{file}{'' if line is None else f', line {line}'}: {message}"


def problem(model: type[BaseModel], layers: Sequence[Layer], detail: ErrorDetails) -> str:
    """One line for one problem that pydantic found in the merged ``layers``."""
    context = detail.get("ctx", {})
    keys = tuple(str(key) for key in (*detail["loc"], *context.get("keys", ())))
    file, line = _place(layers, keys)
    return located(file, line, f"{'.'.join(keys)}: {_message(model, keys, detail, context)}")


def _message(model: type[BaseModel], keys: Keys, detail: ErrorDetails, context: Mapping[str, Any]) -> str:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return "unknown key" + advice(keys[-1], _keys_allowed(model, keys[:-1]))
    if kind == "missing":
        return "is missing"
    if kind in ("enum", "literal_error"):
        return f"is {detail['input']!r}" + advice(str(detail["input"]), _QUOTED.findall(context["expected"]))
    return detail["msg"] + advice(context.get("found", ""), context.get("allowed", ()))


def _place(layers: Sequence[Layer], keys: Keys) -> tuple[Path, int | None]:
    """The file and line that hold the longest part of ``keys``: in the last layer that does."""
    for length in range(len(keys), 0, -1):
        for layer in reversed(layers):
            if _holds(layer.data, keys[:length]):
                return layer.file, _lines_of_keys(layer.text).get(keys[:length])
    return layers[-1].file, None


def _holds(data: object, keys: Keys) -> bool:
    for key in keys:
        if not isinstance(data, Mapping) or key not in data:
            return False
        data = data[key]
    return True


def _lines_of_keys(text: str) -> dict[Keys, int]:
    """The line at which each key of a TOML text first appears, by the keys that lead to it."""
    lines: dict[Keys, int] = {}
    table: Keys = ()
    for number, line in enumerate(text.splitlines(), start=1):
        paths = _paths(_parsed(line))
        if line.lstrip().startswith("[") and paths:
            table, paths = paths[0], [()]
        for path in paths:
            whole = table + path
            for length in range(1, len(whole) + 1):
                lines.setdefault(whole[:length], number)
    return lines


def _parsed(line: str) -> Mapping[str, Any]:
    """One line of TOML by itself; a value that goes on in the next line counts as a number."""
    try:
        return tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        start = _START_OF_VALUE.match(line)
        return tomllib.loads(f"{start[1]} = 0") if start else {}


def _paths(data: Mapping[str, Any]) -> list[Keys]:
    paths: list[Keys] = []
    for key, value in data.items():
        below = _paths(value) if isinstance(value, Mapping) else []
        paths += [(key, *path) for path in below] or [(key,)]
    return paths


def _keys_allowed(model: type[BaseModel], keys: Keys) -> list[str]:
    """The keys of the model that stands at ``keys`` below ``model``."""
    current: Any = model
    for key in keys:
        current = _without_none(_below(current, key))
    return list(current.model_fields) if _is_model(current) else []


def _below(annotation: Any, key: str) -> Any:
    """What a key of a model, or any key of a table of models, is annotated with."""
    if _is_model(annotation) and issubclass(annotation, RootModel):
        annotation = annotation.model_fields["root"].annotation
    if _is_model(annotation):
        field = annotation.model_fields.get(key)
        return None if field is None else field.annotation
    return next(reversed(get_args(annotation)), None)


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in (Union, UnionType):
        return next(part for part in get_args(annotation) if part is not NoneType)
    return annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)

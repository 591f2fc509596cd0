"""What is wrong in a configuration, in words: one line for each problem, with the path of its key. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

Place = tuple[int | str, ...]

_KINDS = {
    "bool_type": "true or false",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "string_type": "a text in quotes",
    "tuple_type": "a list, like [ … ]",
    "model_type": "an object, like { … }",
    "model_attributes_type": "an object, like { … }",
}


def problems(error: ValidationError, model: type[BaseModel], *, with_path: bool = True) -> list[str]:
    """One line for each problem, such as ``use.viewport.widht: unknown key; …``, in the file's order.

    ``model`` is the record that was being read; ``with_path`` is off where the reader knows the key by
    another name, as with a variable of the environment.
    """
    return list(_lines(error, model, with_path))


def _lines(error: ValidationError, model: type[BaseModel], with_path: bool) -> Iterator[str]:
    found = error.errors(include_url=False)
    meant = {_meant(problem["loc"], model) for problem in found if problem["type"] == "extra_forbidden"}
    for problem in found:
        place = problem["loc"]
        if problem["type"] == "missing" and place in meant:
            continue  # the mistyped key that stands for it is told of already
        text = _text(problem["type"], place, problem["input"], problem.get("ctx", {}), model, problem["msg"])
        yield f"{_dotted(place)}: {text}" if with_path and place else text


def _text(
    kind: str, place: Place, value: object, limits: dict[str, Any], model: type[BaseModel], said: str
) -> str:
    if kind == "extra_forbidden":
        return _unknown_key(str(place[-1]), _keys(_model_at(model, place[:-1])))
    if kind == "literal_error":
        return _wrong_choice(value, _choices(model, place))
    if kind in _KINDS:
        return f"must be {_KINDS[kind]}, not {_shown(value)}"
    if kind == "missing":
        return f"is missing; allowed here: {', '.join(_keys(_model_at(model, place[:-1])))}"
    if "ge" in limits:
        return f"must be {limits['ge']} or more, not {_shown(value)}"
    if kind == "string_too_short":
        return "must not be empty"
    return said.removeprefix("Value error, ")


def _meant(place: Place, model: type[BaseModel]) -> Place:
    """The place of the key that a mistyped key was probably meant to be."""
    return (*place[:-1], *_nearest(place[-1], _keys(_model_at(model, place[:-1]))))


def _nearest(value: object, known: list[str]) -> list[str]:
    return get_close_matches(str(value), known, n=1, cutoff=0.6)


def _unknown_key(name: str, allowed: list[str]) -> str:
    near = _nearest(name, allowed)
    introduction = f'did you mean "{near[0]}"? Allowed here' if near else "allowed here"
    return f"unknown key; {introduction}: {', '.join(allowed)}"


def _wrong_choice(value: object, choices: list[str]) -> str:
    near = _nearest(value, choices)
    question = f'; did you mean "{near[0]}"?' if near else ""
    return f"must be {' or '.join(json.dumps(choice) for choice in choices)}, not {_shown(value)}{question}"


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def _dotted(place: Place) -> str:
    """``("projects", 0, "use")`` as ``projects[0].use``."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return text.removeprefix(".")


def _keys(model: type[BaseModel]) -> list[str]:
    return sorted(field.alias or name for name, field in model.model_fields.items())


def _annotation(model: type[BaseModel], key: int | str) -> object:
    return next((f.annotation for name, f in model.model_fields.items() if (f.alias or name) == key), None)


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """The record that stands at a place of the tree; list positions do not change the record."""
    for key in place:
        if isinstance(key, str):
            model = next((m for m in _parts(_annotation(model, key)) if isinstance(m, type)), model)
    return model


def _choices(model: type[BaseModel], place: Place) -> list[str]:
    options = _parts(_annotation(_model_at(model, place[:-1]), place[-1]))
    return [str(option) for option in options if not isinstance(option, type)]


def _parts(annotation: object) -> Iterator[object]:
    """The records and literal values that an annotation is made of, whatever wraps them."""
    origin = get_origin(annotation)
    if origin is Literal:
        yield from get_args(annotation)
    elif origin in (Union, UnionType, Annotated, tuple):
        for argument in get_args(annotation):
            yield from _parts(argument)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation

"""How the control API answers: JSON always, errors with what to do next."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from typing import Any, NoReturn

from flask import Response, abort, make_response
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException


def json_response(value: Any, status: int = 200) -> Response:
    """A JSON answer with its status."""
    response = make_response(json.dumps(value, indent=1) + "\n", status)
    response.mimetype = "application/json"
    return response


def error_response(error: HTTPException) -> Response:
    """The JSON form of an HTTP error; keeps the answer that :func:`refuse` made."""
    if isinstance(error.response, Response):
        return error.response
    return json_response({"error": error.description}, error.code or 500)


def refuse(message: str, status: int = 400, known: Iterable[str] = ()) -> NoReturn:
    """Ends the request with an error; ``known`` lists what would have been allowed."""
    body: dict[str, Any] = {"error": message}
    if names := sorted(known):
        body["known"] = names
    abort(json_response(body, status))


def refuse_unknown(what: str, name: str, known: Iterable[str], status: int = 400) -> NoReturn:
    """Ends the request because ``name`` does not exist, offering the nearest names."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.4)
    hint = f"Did you mean {', '.join(near)}?" if near else f"Known: {', '.join(sorted(names))}."
    refuse(f"There is no {what} {name!r}. {hint}", status, names)


def refuse_invalid(error: ValidationError) -> NoReturn:
    """Ends the request because its body does not have the expected shape."""
    problems = [
        f"{'.'.join(str(part) for part in problem['loc']) or 'body'}: {problem['msg']}"
        for problem in error.errors(include_input=False, include_url=False)
    ]
    refuse("; ".join(problems))

"""Reads and checks files of instructions: a court's own, what is usual for its kind, a flow's, a user's."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from flows.instruction_data import CourtInstructions, FlowInstructions, InstructionError, LikeOthers
from flows.record import Record

_FILES = resources.files("flows.instructions")
_DIRECTORY = "directory.tsv"
_OWN_FILES = ".instructions.toml"
_ANY_CODE, _ANY_HOST = 'court = "court"', "ecf.court.uscourts.gov"
"""What stands for a court's code and host in the files of what is usual."""

R = TypeVar("R", bound=Record)


def courts(own: Path | None = None) -> tuple[str, ...]:
    """The codes of the courts with instructions of their own, sorted.

    ``own`` is a folder of the user's with a ``<code>.instructions.toml`` for each court of theirs.
    """
    return tuple(sorted({*(name for name in _names() if "_" not in name), *_own_files(own)}))


def all_courts(own: Path | None = None) -> tuple[str, ...]:
    """The codes of all courts: those of the public directory, and those with instructions, sorted."""
    return tuple(sorted({*courts(own), *_directory()}))


def _own_files(own: Path | None) -> Mapping[str, Path]:
    files = () if own is None else own.glob(f"*{_OWN_FILES}")
    return {file.name.removesuffix(_OWN_FILES): file for file in files}


@cache
def _directory() -> Mapping[str, Mapping[str, str]]:
    """The lines of the directory by the court's code: ``code``, ``kind`` and ``host``."""
    lines = (_FILES / _DIRECTORY).read_text(encoding="utf-8").splitlines()
    return {row["code"]: row for row in csv.DictReader(lines, delimiter="\t")}


def flows() -> tuple[str, ...]:
    """The names of all flows whose steps are the same at every court."""
    return tuple(name for name in _names() if "_" in name and not name.startswith("_"))


def _names() -> list[str]:
    """The files, without their ending.

    A court's code has no underscore, a flow's name has one within it, and a name that begins with one is
    that of a kind of court.
    """
    names = sorted(entry.name for entry in _FILES.iterdir() if entry.name.endswith(".toml"))
    return [name.removesuffix(".toml") for name in names]


@cache
def for_court(court: str, own: Path | None = None) -> CourtInstructions:
    """A court's instructions; for ``own`` see :func:`courts`. Errors: :class:`InstructionError`."""
    if file := _own_files(own).get(court):
        return _court(_read(file), str(file))
    if court in courts():
        return _court(_text(court), f"{court}.toml")
    if court not in _directory():
        raise InstructionError(f"there are no instructions for court {court!r}; add {court}.toml")
    listed = _directory()[court]
    return _usual(listed["kind"], court, listed["host"])


def with_steps(court: str, own: Path | None = None) -> CourtInstructions:
    """The same, or what is usual for its kind where the court gives no steps: how to get in is in either.

    Errors: :class:`InstructionError`.
    """
    told = for_court(court, own)
    if told.steps:
        return told
    if court not in _directory():
        raise InstructionError(f"{court}.toml: has no steps, and the directory does not list the court")
    listed = _directory()[court]
    return _usual(listed["kind"], court, listed["host"])


def _court(text: str, name: str) -> CourtInstructions:
    if "base" not in _toml(text, name):
        return parse(text, name, CourtInstructions)
    own = parse(text, name, LikeOthers)
    return own.upon(_usual(own.base, own.court, own.host))


def _usual(kind: str, code: str, host: str) -> CourtInstructions:
    """The steps that are usual for a court of this kind, with the court's own code and address."""
    text = _text(f"_{kind}").replace(_ANY_CODE, f'court = "{code}"').replace(_ANY_HOST, host)
    return parse(text, f"_{kind}.toml", CourtInstructions)


@cache
def for_flow(name: str) -> FlowInstructions:
    """The steps of a flow that are the same at every court. Errors: :class:`InstructionError`."""
    if name not in flows():
        raise InstructionError(f"there are no instructions for the flow {name!r}; add {name}.toml")
    return parse(_text(name), f"{name}.toml", FlowInstructions)


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InstructionError(f"{file}: cannot be read as text in UTF-8: {error}") from error


def _text(name: str) -> str:
    return (_FILES / f"{name}.toml").read_text(encoding="utf-8")


def parse(text: str, name: str, shape: type[R]) -> R:
    """Reads one file's text. Errors: :class:`InstructionError` with file, line or key."""
    try:
        return shape.model_validate(_toml(text, name))
    except ValidationError as error:
        problems = [
            f"{_path(problem['loc'])}: {problem['msg']}" for problem in error.errors(include_url=False)
        ]
        raise InstructionError(f"{_named(name)}: {'; '.join(problems)}") from error


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InstructionError(f"{_named(name)}: not valid TOML: {error}") from error


def _named(name: str) -> str:
    """The file, for an error: ours stand in one folder, a user's own says where it is."""
    return name if "/" in name else f"flows/instructions/{name}"


def _path(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "file"

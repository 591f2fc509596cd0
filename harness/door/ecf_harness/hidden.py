"""Whether something of the user's stands in the place of a room of ours. Needs the standard library alone."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

ROOMS = ("harness", "flows", "mock_ecf")
_BESIDE = Path(__file__).resolve().parents[1]
# Installed, this package lies beside the rooms; in a checkout it lies in harness/door.
_HOME = _BESIDE.parents[1] if (_BESIDE.parent.name, _BESIDE.name) == ("harness", "door") else _BESIDE


def in_the_way(remedy: str) -> str | None:
    """What to tell the user if a folder or file of theirs hides a room: one sentence each; else ``None``.

    ``remedy`` is what can be done besides renaming it.
    """
    found = [(room, place) for room in ROOMS if (place := _other_place(room))]
    if not found:
        return None
    places = ", ".join(f"{place} in the place of its own package “{room}”" for room, place in found)
    return f"ecf-harness found {places} in {_HOME}. Rename yours, or {remedy}."


def _other_place(room: str) -> Path | None:
    """Where Python finds, or has found, something else under a room's name."""
    loaded = sys.modules.get(room)
    specs = (getattr(loaded, "__spec__", None), PathFinder.find_spec(room))
    places = (_place(spec) for spec in specs if spec is not None)
    return next((place for place in places if place is not None and place != _HOME / room), None)


def _place(spec: ModuleSpec) -> Path | None:
    """The folder of a package or the file of a module; ``None`` for a folder without ``__init__.py``.

    Such a folder hides nothing: Python prefers a package that stands anywhere on its path.
    """
    if not spec.has_location or spec.origin is None:
        return None
    origin = Path(spec.origin).resolve()
    return origin.parent if spec.submodule_search_locations is not None else origin

"""Menu differences as JSON for machines, in the shapes of ``diff.schema.json`` and ``matrix.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from harness.menus.diff import Entry, Side, TreeDiff
from harness.menus.matrix import Cell, Matrix
from harness.menus.tree import Occurrence
from harness.menus.whereabouts import Whereabouts
from harness.menus.words import ambiguity_sentence, describe

VERSION = 1


def render_diff(found: TreeDiff) -> str:
    """A diff as JSON text: what differs, what is undecided and what is folded, not what is the same."""
    return _text(
        {
            "schema": VERSION,
            "before": _side(found.before),
            "after": _side(found.after),
            "same": found.is_empty,
            "words": list(describe(found)),
            "changes": [_entry(entry) for entry in found.differences],
            "ambiguous": [
                {
                    "before": [_node(one) for one in group.before],
                    "after": [_node(one) for one in group.after],
                    "reasons": [reason.value for reason in group.reasons],
                    "words": ambiguity_sentence(group),
                }
                for group in found.ambiguities
            ],
            "folded": [_entry(entry) for entry in found.folded],
        }
    )


def render_matrix(found: Matrix, item: str = "", places: Sequence[Whereabouts] = ()) -> str:
    """A matrix as JSON text, with the answer to where the item of this label stands."""
    return _text(
        {
            "schema": VERSION,
            "columns": [_side(column) for column in found.columns],
            "item": {"label": item, "whereabouts": [_whereabouts(one) for one in places]},
            "rows": [
                {
                    "label": row.label,
                    "place": list(row.place),
                    "alike": row.is_alike,
                    "cells": [_cell(cell) for cell in row.cells],
                }
                for row in found.rows
            ],
        }
    )


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of ``diff`` or ``matrix``, which every rendered document obeys."""
    text = resources.files("harness.menus").joinpath(f"{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _side(side: Side) -> dict[str, Any]:
    return {"court": side.court, "state": side.state.value, "remarks": list(side.remarks)}


def _node(one: Occurrence | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"path": list(one.path), "kind": one.kind.value, "target": one.target, "greyed": one.greyed}


def _entry(entry: Entry) -> dict[str, Any]:
    flags = {
        "reordered": entry.reordered,
        "greyed": entry.greyed,
        "ungreyed": entry.ungreyed,
        "leads elsewhere": entry.leads_elsewhere,
        "other kind": entry.other_kind,
        "folded": entry.folded,
        "place undecided": entry.place_open,
    }
    return {
        "change": entry.change.value,
        "before": _node(entry.before),
        "after": _node(entry.after),
        "also": [name for name, is_so in flags.items() if is_so],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "standing": cell.standing.value,
        "node": _node(cell.occurrence),
        "elsewhere": cell.elsewhere,
        "renamed": cell.renamed,
        "candidates": [_node(one) for one in cell.candidates],
    }


def _whereabouts(found: Whereabouts) -> dict[str, Any]:
    return {
        "court": found.court,
        "state": found.state.value,
        "found": [
            {"node": _node(one.occurrence), "by_label": one.by_label, "by_target": one.by_target}
            for one in found.sightings
        ],
    }

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from harness.menus.diff import diff
from harness.menus.json import render_diff, render_matrix, schema
from harness.menus.matrix import matrix
from harness.menus.whereabouts import whereabouts
from tests.menu_samples import AZB, CACB, COURTS, GAMB, LINK, LINK_TARGET
from tests.menu_trees import heading, tree


def diff_document() -> dict[str, Any]:
    """A diff with changes, something ambiguous and something folded, as a reader finds it."""
    loaded: dict[str, Any] = json.loads(render_diff(diff(AZB, GAMB)))
    return loaded


def matrix_document() -> dict[str, Any]:
    """Three courts side by side, as a reader finds them."""
    places = [whereabouts(one, LINK, LINK_TARGET) for one in COURTS]
    loaded: dict[str, Any] = json.loads(render_matrix(matrix(COURTS), LINK, places))
    return loaded


@pytest.mark.parametrize("name", ["diff", "matrix"])
def test_the_schemas_are_schemas(name: str) -> None:
    """What is shipped is itself valid."""
    Draft202012Validator.check_schema(schema(name))


def test_what_is_written_obeys_the_schemas() -> None:
    """Also where something is ambiguous, where nothing differs, and where there is nothing."""
    validator = Draft202012Validator(schema("diff"))
    for found in (diff(AZB, CACB), diff(AZB, AZB), diff(tree(heading("A")), tree(heading("B")))):
        validator.validate(json.loads(render_diff(found)))
    validator.validate(diff_document())
    Draft202012Validator(schema("matrix")).validate(matrix_document())
    Draft202012Validator(schema("matrix")).validate(json.loads(render_matrix(matrix([]))))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole.update(schema=2),
        lambda whole: whole.update(extra=1),
        lambda whole: whole["changes"][0].update(change="vanished"),
        lambda whole: whole["changes"][0].pop("before"),
        lambda whole: whole["before"].update(state="asleep"),
        lambda whole: whole["changes"][0]["also"].append("blue"),
    ],
)
def test_the_schema_refuses_a_wrong_diff(spoil: Any) -> None:
    """A missing, unknown or wrong key is not accepted."""
    whole = diff_document()
    spoil(whole)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema("diff")).validate(whole)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole["rows"][0].pop("place"),
        lambda whole: whole["rows"][0]["cells"][0].update(standing="gone"),
        lambda whole: whole["item"]["whereabouts"][0].pop("found"),
    ],
)
def test_the_schema_refuses_a_wrong_matrix(spoil: Any) -> None:
    """A missing, unknown or wrong key is not accepted."""
    whole = matrix_document()
    spoil(whole)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema("matrix")).validate(whole)


def test_a_diff_says_what_changed() -> None:
    """The moved item, the greyed one and the label that was folded."""
    whole = diff_document()
    moved, *_ = [one for one in whole["changes"] if one["change"] == "moved"]
    assert moved["after"]["path"] == ["Utilities", "NextGen Release 1.1 Menu Items", LINK]
    assert ["greyed"] in [one["also"] for one in whole["changes"]]
    assert [one["after"]["path"][-1] for one in whole["folded"]] == ["Your Account:"]
    assert len(whole["words"]) == 2
    assert not whole["same"]


def test_a_matrix_says_where_the_item_is() -> None:
    """One answer for each court."""
    places = matrix_document()["item"]["whereabouts"]
    assert [len(one["found"]) for one in places] == [1, 1, 1]
    assert [one["found"][0]["by_label"] for one in places] == [True, True, False]

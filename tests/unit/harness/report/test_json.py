from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from harness.report.json import render, schema
from tests.samples import AFTER, BEFORE, INFO, PLACE, mixed_runs


def document() -> dict[str, Any]:
    """All kinds of runs as a reader of the JSON finds them."""
    loaded: dict[str, Any] = json.loads(render(mixed_runs(), INFO))
    return loaded


def test_the_schema_is_a_schema() -> None:
    """The shipped schema is itself valid."""
    Draft202012Validator.check_schema(schema())


def test_what_is_written_obeys_the_schema() -> None:
    """Every kind of run gives JSON that the schema accepts."""
    Draft202012Validator(schema()).validate(document())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda whole: whole.pop("schema"),
        lambda whole: whole.update(schema=2),
        lambda whole: whole.update(extra=1),
        lambda whole: whole["runs"][0].update(verdict="fine"),
        lambda whole: whole["runs"][0].pop("menus_before"),
        lambda whole: whole["runs"][0].update(surprise=1),
        lambda whole: whole["runs"][0]["steps"][0].pop("observed"),
        lambda whole: whole["runs"][0]["steps"][0].update(screenshot=3),
    ],
)
def test_the_schema_refuses_what_is_wrong(spoil: Any) -> None:
    """A document with a missing, unknown or wrong key is not accepted."""
    whole = document()
    spoil(whole)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema()).validate(whole)


def test_a_run_says_all_it_knows() -> None:
    """The keys that readers rely on hold what the run says."""
    first, second, *_ = document()["runs"]
    assert first["court"] == "azb"
    assert first["flow"] == "link_account"
    assert first["verdict"] == "passed"
    assert first["place"] == list(PLACE)
    assert first["menus_before"] == list(BEFORE)
    assert first["menus_after"] == list(AFTER)
    assert second["menus_before"] is None
    assert first["steps"][1]["number"] == "5"
    assert first["steps"][1]["screenshot"] == "azb/link_account-5-1.png"
    assert first["steps"][1]["screenshots"] == ["azb/link_account-5-1.png"]


def test_a_step_without_picture_has_none() -> None:
    """A step that was never reached has no picture and no address."""
    last = document()["runs"][3]["steps"][2]
    assert (last["verdict"], last["screenshot"], last["url"]) == ("not observed", None, "")


def test_the_whole_is_dated() -> None:
    """The document says when it began and where the site's clock stood."""
    whole = document()
    assert whole["started"] == "2026-11-22T09:30:00+00:00"
    assert whole["world_clock"] == "2021-06-01"
    assert whole["stopped"] == []

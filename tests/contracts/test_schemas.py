"""The JSON Schemas for editors: up to date, right about the shipped files, and strict about wrong ones."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from harness.cli.schema import schema
from tests.contracts.project import ROOT

FILES: Mapping[str, str] = dict(
    re.findall(r"\b(\w+)=(\S+\.schema\.json)", (ROOT / "Makefile").read_text("utf-8"))
)
"""Where `make schemas` writes each schema."""

SHIPPED = [
    ("config", ROOT / "playwright.config.json"),
    ("personas", ROOT / "mock_ecf/personas.toml"),
    *(("instructions", file) for file in sorted((ROOT / "flows/instructions").glob("*.toml"))),
    *(
        ("profile", file)
        for file in sorted((ROOT / "mock_ecf/courts").glob("*.toml"))
        if file.name != "sources.toml"
    ),
]
AZB = ROOT / "mock_ecf/courts/azb.toml"
STEPS = ROOT / "flows/instructions/azb.toml"
PERSONAS = ROOT / "mock_ecf/personas.toml"

Spoil = Callable[[Any], object]


def printed(name: str) -> str:
    """What ``ecf schema NAME`` prints."""
    result = CliRunner().invoke(schema, [name], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def checked_by(name: str) -> Draft202012Validator:
    """The schema as it lies in the repository."""
    loaded = json.loads((ROOT / FILES[name]).read_text("utf-8"))
    Draft202012Validator.check_schema(loaded)
    return Draft202012Validator(loaded, format_checker=Draft202012Validator.FORMAT_CHECKER)


def data(file: Path) -> Any:
    """A file's data as an editor checks it: a date is a text."""
    text = file.read_text("utf-8")
    tree = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    return json.loads(json.dumps(tree, default=str))


def test_every_schema_has_its_file() -> None:
    """`make schemas` writes all that there are."""
    (choice,) = schema.params
    assert set(FILES) == set(choice.type.choices)  # type: ignore[attr-defined]  # its type is a Choice


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_up_to_date(name: str) -> None:
    """A change of the records, of the names of texts or of the sources is in the schema, too."""
    current = (ROOT / FILES[name]).read_text("utf-8") == printed(name)
    assert current, f"{FILES[name]} is out of date: run `make schemas` and commit what it writes"


@pytest.mark.parametrize(("name", "file"), SHIPPED, ids=lambda value: getattr(value, "stem", value))
def test_every_shipped_file_follows_its_schema(name: str, file: Path) -> None:
    """What the project ships is what editors are told to expect."""
    assert [error.message for error in checked_by(name).iter_errors(data(file))] == []


@pytest.mark.parametrize(("name", "file"), SHIPPED, ids=lambda value: getattr(value, "stem", value))
def test_every_shipped_file_names_its_schema(name: str, file: Path) -> None:
    """An editor finds the schema by the file itself."""
    first = file.read_text("utf-8").partition("\n")[0]
    named = data(file)["$schema"] if file.suffix == ".json" else first.removeprefix("#:schema ")
    assert (file.parent / named).resolve() == ROOT / FILES[name]


def test_a_layer_may_be_small() -> None:
    """A profile says only what differs from its base."""
    layer = {"base": "bankruptcy", "code": "xyzb", "texts": {"submit": {"text": "Go"}}}
    assert checked_by("profile").is_valid(layer)
    assert checked_by("profile").is_valid({"menus": {"items": {"any-name": {"filers_only": True}}}})


@pytest.mark.parametrize(
    ("name", "file", "spoil"),
    [
        ("profile", AZB, lambda tree: tree.update(colour="red")),
        ("profile", AZB, lambda tree: tree["help_desk"]["phone"].update(prefix="1")),
        ("profile", AZB, lambda tree: tree.update(base="appeals")),
        ("profile", AZB, lambda tree: tree.update(type="appeals")),
        ("profile", AZB, lambda tree: tree["approval"].update(value="never")),
        ("profile", AZB, lambda tree: tree.update(name=7)),
        ("profile", AZB, lambda tree: tree.update(entry_items="training")),
        ("profile", AZB, lambda tree: tree.update(go_live={"date": "soon"})),
        ("profile", AZB, lambda tree: tree.update(provenance="hearsay")),
        ("profile", AZB, lambda tree: tree.update(provenance="D11")),
        ("profile", AZB, lambda tree: tree.update(texts={"submitt": {"text": "Go", "provenance": "ours"}})),
        ("instructions", STEPS, lambda tree: tree.update(colour="red")),
        ("instructions", STEPS, lambda tree: tree["steps"][0].update(source="hearsay")),
        ("instructions", STEPS, lambda tree: tree["steps"][0]["acts"].append({"do": "shout"})),
        ("instructions", STEPS, lambda tree: tree["steps"][0]["acts"][0].update(address="http://x")),
        ("instructions", STEPS, lambda tree: tree["steps"][0].pop("key")),
        ("instructions", STEPS, lambda tree: tree.update(filing_menus="Bankruptcy")),
        ("personas", PERSONAS, lambda tree: tree["pacer-only"].update(colour="red")),
        ("personas", PERSONAS, lambda tree: tree["pacer-only"].update(account_type="gold")),
        ("personas", PERSONAS, lambda tree: tree["pacer-only"].update(other_name="yes")),
        ("personas", PERSONAS, lambda tree: tree["pacer-only"].pop("source")),
        ("personas", PERSONAS, lambda tree: tree.update({"Pacer Only": tree["pacer-only"]})),
    ],
)
def test_wrong_data_is_found(name: str, file: Path, spoil: Spoil) -> None:
    """Unknown keys, values that are not allowed and wrong types are errors in the editor, too."""
    tree = data(file)
    spoil(tree)
    assert not checked_by(name).is_valid(tree)


@pytest.mark.parametrize(
    "wrong",
    [
        {"worker": 2},
        {"workers": "two"},
        {"workers": 0},
        {"use": {"browserName": "netscape"}},
        {"use": {"viewport": {"width": 800}}},
        {"reporter": "xml"},
        {"reporter": [["html", {"output": "x.html"}]]},
        {"projects": [{"use": {}}]},
    ],
)
def test_a_wrong_configuration_is_found(wrong: dict[str, Any]) -> None:
    """What the configuration's reader refuses, the schema refuses."""
    assert not checked_by("config").is_valid(wrong)


@pytest.mark.parametrize(
    "right",
    [
        {"$schema": "./playwright.config.schema.json"},
        {"reporter": "list"},
        {"reporter": ["list", ["html"], ["json", {"outputFile": "x.json"}], {"name": "junit"}]},
        {"projects": [{"name": "slow", "use": {"launchOptions": {"slowMo": 250}}, "retries": 1}]},
    ],
)
def test_every_way_to_write_a_configuration_is_known(right: dict[str, Any], tmp_path: Path) -> None:
    """Each is read by the configuration's reader and taken by the schema."""
    from harness.config import load

    (tmp_path / "playwright.config.json").write_text(json.dumps(right), "utf-8")
    load(folder=tmp_path, environment={})
    assert checked_by("config").is_valid(right)


def test_descriptions_come_from_the_records() -> None:
    """An editor tells what a key means in the words of the code."""
    profile = checked_by("profile").schema
    assert isinstance(profile, dict)
    shown = profile["properties"]["texts"]["properties"]["entry-link"]["description"]
    assert shown == "Shown as the link that leads to the sign-in."
    style = profile["$defs"]["PageStyle"]["properties"]["user_id_in_links"]["description"]
    assert style.startswith("Whether menu links carry")

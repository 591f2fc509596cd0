"""The rules of who may know whom, on the project's own imports and on packages made to break them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from grimp import ImportGraph, build_graph

from tests.contracts.import_rules import RULES, Never, Only, OnlyBy, unknown_names, violations
from tests.contracts.project import PACKAGES

Tree = dict[str, str]


@pytest.fixture(scope="module")
def graph() -> ImportGraph:
    """The imports of the project and of what it uses."""
    return build_graph(*PACKAGES, include_external_packages=True, cache_dir=None)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Tree], tuple[str, ImportGraph]]:
    """Makes a package from module names and their text; ``PACKAGE`` in a text becomes its name."""

    def make(tree: Tree) -> tuple[str, ImportGraph]:
        name = f"example_{uuid.uuid4().hex}"
        for module, text in {"__init__": "", **tree}.items():
            file = (tmp_path / name / module.replace(".", "/")).with_suffix(".py")
            for folder in (file.parent, *file.parent.relative_to(tmp_path).parents):
                (tmp_path / folder).mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace("PACKAGE", name), "utf-8")
            (file.parent / "__init__.py").touch()
        monkeypatch.syspath_prepend(tmp_path)
        return name, build_graph(name, include_external_packages=True, cache_dir=None)

    return make


def test_no_import_breaks_a_rule(graph: ImportGraph) -> None:
    """Every import of the project is one that the architecture allows."""
    assert violations(graph, RULES) == []


def test_every_rule_is_about_something(graph: ImportGraph) -> None:
    """A rule names modules that exist, so that a renamed module does not slip out of it."""
    assert unknown_names(graph, RULES) == set()


def test_a_forbidden_import_is_found(package: Callable[[Tree], tuple[str, ImportGraph]]) -> None:
    """A direct import that a rule forbids is told with both names and the reason."""
    name, graph = package({"site": "import PACKAGE.driver", "driver": ""})
    rule = Never("they meet over HTTP", these=(f"{name}.site",), those=(f"{name}.driver",))
    assert violations(graph, [rule]) == [f"{name}.site imports {name}.driver; but they meet over HTTP"]


def test_an_import_inside_a_function_is_found(package: Callable[[Tree], tuple[str, ImportGraph]]) -> None:
    """Hiding an import in a function does not help."""
    name, graph = package({"site": "def late():\n    from PACKAGE import driver\n", "driver": ""})
    assert violations(graph, [Never("no", these=(f"{name}.site",), those=(f"{name}.driver",))])


def test_a_forbidden_import_through_others_is_found(
    package: Callable[[Tree], tuple[str, ImportGraph]],
) -> None:
    """A pure module that needs a module that needs an engine is not pure."""
    name, graph = package({"model": "import PACKAGE.helper", "helper": "import playwright.sync_api"})
    rule = Never("pure", these=(f"{name}.model",), those=("playwright",), indirectly=True)
    assert violations(graph, [rule]) == [f"{name}.model imports {name}.helper imports playwright; but pure"]
    direct = Never("pure", these=(f"{name}.model",), those=("playwright",))
    assert violations(graph, [direct]) == []


def test_an_import_outside_the_allowed_ones_is_found(
    package: Callable[[Tree], tuple[str, ImportGraph]],
) -> None:
    """Of a room, only what is allowed may be imported; other packages are not its business."""
    name, graph = package({"flow": "import json, PACKAGE.model, PACKAGE.verdict", "model": "", "verdict": ""})
    rule = Only("flows judge nothing", these=(f"{name}.flow",), within=name, allowed=(f"{name}.model",))
    assert violations(graph, [rule]) == [f"{name}.flow imports {name}.verdict; but flows judge nothing"]


def test_an_importer_that_is_not_allowed_is_found(package: Callable[[Tree], tuple[str, ImportGraph]]) -> None:
    """Only the composition roots, and what lies below them, may import the flows."""
    text = "import PACKAGE.flows"
    name, graph = package({"cli.link": text, "runner": text, "flows": ""})
    rule = OnlyBy("only roots", those=(f"{name}.flows",), within=name, allowed=(f"{name}.cli",))
    assert violations(graph, [rule]) == [f"{name}.runner imports {name}.flows; but only roots"]


def test_a_rule_about_nothing_is_found(package: Callable[[Tree], tuple[str, ImportGraph]]) -> None:
    """A rule that names a module which is not there is reported."""
    name, graph = package({"model": ""})
    rules = [Never("x", these=(f"{name}.model", f"{name}.modle"), those=("flask",))]
    assert unknown_names(graph, rules) == {f"{name}.modle"}

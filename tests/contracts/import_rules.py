"""Who may know whom, as data, and the check that reads the imports.

A name stands for a module and everything below it: ``mock_ecf.domain`` is also ``mock_ecf.domain.mail``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grimp import ImportGraph


@dataclass(frozen=True, slots=True)
class Never:
    """None of ``these`` may import any of ``those``; with ``indirectly``, not through others either."""

    why: str
    these: tuple[str, ...]
    those: tuple[str, ...]
    indirectly: bool = False


@dataclass(frozen=True, slots=True)
class Only:
    """What ``these`` import below ``within`` must be one of ``allowed``."""

    why: str
    these: tuple[str, ...]
    within: str
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnlyBy:
    """Below ``within``, none but ``allowed`` may import ``those``."""

    why: str
    those: tuple[str, ...]
    within: str
    allowed: tuple[str, ...]


Rule = Never | Only | OnlyBy

IO_LIBRARIES = ("playwright", "flask", "httpx", "sqlalchemy")
"""What a pure module must not need, nor anything that it needs."""

DOORS = (
    "harness.cli",
    "harness.pytest_plugin",
    # for the types of the fixtures alone
    "harness.engines.session",
    "harness.pytest_support",
    "harness.world",
)
"""What the package ``ecf_harness`` may import."""

PURE = (
    "harness.model",
    "harness.errors",
    "harness.names",
    "harness.page_view",
    "harness.verdict",
    "harness.walk",
    "harness.summary",
    "harness.plan",
    "harness.config",
    "harness.config_problems",
    "harness.config_records",
    "harness.evidence",
    "harness.report",
    "harness.menus",
    "mock_ecf.domain",
)

RULES: tuple[Rule, ...] = (
    Never(
        "the mock meets the harness over HTTP alone",
        these=("mock_ecf",),
        those=("ecf_harness", "harness", "flows"),
    ),
    Never(
        "the harness and the flows meet the mock over HTTP alone; an address comes from the instructions",
        these=("ecf_harness", "harness", "flows"),
        those=("mock_ecf",),
    ),
    Never("pure modules need no engine and no server", these=PURE, those=IO_LIBRARIES, indirectly=True),
    OnlyBy(
        "only the composition roots know the flows",
        those=("flows",),
        within="harness",
        allowed=("harness.cli", "harness.console", "harness.pytest_plugin"),
    ),
    Only(
        "the door imports no room before a test or a command asks for it, and then a composition root",
        these=("ecf_harness",),
        within="harness",
        allowed=DOORS,
    ),
    Only(
        "flows know the records, the errors, the page view and the Session protocol, and judge nothing",
        these=("flows",),
        within="harness",
        allowed=(
            "harness.model",
            "harness.errors",
            "harness.page_view",
            "harness.engines.session",
            "harness.evidence.secret",
            "harness.menus.tree",
            "harness.menus.folding",
        ),
    ),
    Never(
        "a flow knows what it saw on a page: it speaks to no engine and no control API",
        these=("flows",),
        those=(*IO_LIBRARIES, "urllib.request", "http", "socket", "requests", "subprocess"),
    ),
    Never(
        "one colour of code: synchronous",
        these=("ecf_harness", "harness", "mock_ecf", "flows"),
        those=("asyncio", "anyio", "trio"),
    ),
)


def violations(graph: ImportGraph, rules: Iterable[Rule]) -> list[str]:
    """Each import that breaks a rule, in a sentence that says which and why not."""
    return sorted({f"{found}; but {rule.why}" for rule in rules for found in _broken(graph, rule)})


def unknown_names(graph: ImportGraph, rules: Iterable[Rule]) -> set[str]:
    """Names of our own modules in ``Never`` rules that no module bears: such a rule checks nothing."""
    return {
        name for rule in rules if isinstance(rule, Never) for name in rule.these if not _below(graph, [name])
    }


def _broken(graph: ImportGraph, rule: Rule) -> Iterator[str]:
    match rule:
        case Never(indirectly=True):
            yield from _chains(graph, rule)
        case Never(these=these, those=those):
            for importer, imported in _imports(graph, these):
                if _is_one(imported, those):
                    yield f"{importer} imports {imported}"
        case Only(these=these, within=within, allowed=allowed):
            for importer, imported in _imports(graph, these):
                if _is_one(imported, (within,)) and not _is_one(imported, allowed):
                    yield f"{importer} imports {imported}"
        case OnlyBy(those=those, within=within, allowed=allowed):
            for importer, imported in _imports(graph, (within,)):
                if _is_one(imported, those) and not _is_one(importer, allowed):
                    yield f"{importer} imports {imported}"


def _chains(graph: ImportGraph, rule: Never) -> Iterator[str]:
    targets = _below(graph, rule.those)
    for module in _below(graph, rule.these):
        for target in targets:
            chain = graph.find_shortest_chain(module, target)
            if chain:
                yield " imports ".join(chain)


def _imports(graph: ImportGraph, these: Iterable[str]) -> Iterator[tuple[str, str]]:
    for importer in sorted(_below(graph, these)):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            yield importer, imported


def _below(graph: ImportGraph, names: Iterable[str]) -> set[str]:
    names = tuple(names)
    return {module for module in graph.modules if _is_one(module, names)}


def _is_one(module: str, names: Iterable[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)

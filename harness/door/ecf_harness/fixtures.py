"""The fixtures, thin: what they do is in :mod:`harness.pytest_plugin`, which is imported by the first to run.

A test that uses none of them is left alone: the overridden fixtures of pytest-playwright then hand on what
they got.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

import pytest

from ecf_harness.hidden import in_the_way

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

    from harness.engines.session import Session
    from harness.pytest_plugin import LinkAccount
    from harness.pytest_support.contexts import NewContext
    from harness.pytest_support.site import RunningSite
    from harness.pytest_support.worlds import LiveWorld
    from harness.world import Persona

REMEDY = (
    "run `pytest --import-mode=importlib` (not `python -m pytest`), "
    "which keeps the folders of your tests off Python's path"
)
ASKS, WALL, COURT = "_ecf_asks", "_ecf_wall", "_ecf_court"
ASKED_FOR = pytest.StashKey[bool]()
"""Whether any test that was collected asks for us."""


def root() -> Any:
    """Our composition root. Fails the test under way if a room of ours is hidden."""
    if problem := in_the_way(REMEDY):
        pytest.fail(problem, pytrace=False)
    return import_module("harness.pytest_plugin")


def is_ours(node: Any) -> bool:
    """Whether a test asks for us."""
    params: Mapping[str, Any] = getattr(getattr(node, "callspec", None), "params", {})
    return WALL in params


def courts_asked_for(config: pytest.Config) -> list[str]:
    """The codes that ``--ecf-court`` names, in lower case, each once."""
    return _codes(config.getoption("--ecf-court"))


def courts_of(node: pytest.Item) -> list[str]:
    """The courts of a test: the option's, the marker's, or the first one there is."""
    marker = node.get_closest_marker("ecf")
    named = marker.kwargs.get("court", ()) if marker else ()
    return (
        courts_asked_for(node.config)
        or _codes([named] if isinstance(named, str) else named)
        or root().first()
    )


def _codes(names: Any) -> list[str]:
    return list(
        dict.fromkeys(code.strip().lower() for name in names for code in name.split(",") if code.strip())
    )


# --- what a test can ask for ----------------------------------------------------------------------


@pytest.fixture(scope="session")
def _ecf_asks() -> None:
    """All of ours depend on it: a test that has it among its fixtures asks for us."""


@pytest.fixture
def _ecf_court(request: pytest.FixtureRequest) -> str:
    return str(getattr(request, "param", None) or courts_of(request.node)[0])


@pytest.fixture(scope="session")
def ecf_site(_ecf_asks: None, pytestconfig: pytest.Config) -> Iterator[RunningSite]:
    """The running mock and the gate before it; one for each process of pytest-xdist."""
    with root().running_site(pytestconfig) as site:
        yield site


@pytest.fixture
def court(_ecf_asks: None, _ecf_court: str) -> str:
    """The court code that the test is about: from --ecf-court, else from the marker."""
    return _ecf_court


@pytest.fixture
def ecf_world(
    _ecf_asks: None, ecf_site: RunningSite, court: str, request: pytest.FixtureRequest
) -> Iterator[LiveWorld]:
    """A world for this test alone, with all documented courts in it; dropped afterwards."""
    with root().new_world(ecf_site, court, courts_of(request.node), request.node) as world:
        yield world


@pytest.fixture
def ecf_persona(_ecf_asks: None, ecf_world: LiveWorld, request: pytest.FixtureRequest) -> Persona:
    """Who acts in the test: from the marker, or from an indirect parameter; else one with nothing linked."""
    return cast("Persona", root().persona_of(request.node, ecf_world))


@pytest.fixture
def ecf_session(
    _ecf_asks: None, playwright: Playwright, ecf_world: LiveWorld, new_context: NewContext
) -> Iterator[Session]:
    """A visit to the world's site through the harness's own engine, which reads pages as users do."""
    with root().session(playwright, ecf_world, new_context) as session:
        yield session


@pytest.fixture
def link_account(
    _ecf_asks: None, new_context: NewContext, ecf_persona: Persona, court: str, request: pytest.FixtureRequest
) -> LinkAccount:
    """Carries out the court's linking instructions and verifies the link, when it is called."""
    return cast("LinkAccount", root().link_account(request, new_context, court, ecf_persona))


# --- pytest-playwright's own, for tests that ask for us -------------------------------------------


@pytest.fixture(scope="session")
def _ecf_wall(request: pytest.FixtureRequest) -> bool:
    """Whether the browser of the test is walled in; tests that ask for us have it as a parameter."""
    return bool(getattr(request, "param", False))


@pytest.fixture(scope="session")
def playwright(request: pytest.FixtureRequest) -> Playwright:
    """Playwright, which from its start trusts the mock's authority if any test here asks for us."""
    if not request.config.stash.get(ASKED_FOR, False) or in_the_way(REMEDY):
        return cast("Playwright", request.getfixturevalue("playwright"))
    with root().trusted(request):
        return cast("Playwright", request.getfixturevalue("playwright"))


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], _ecf_wall: bool, request: pytest.FixtureRequest
) -> dict[str, Any]:
    """The browser's switches; with the wall, it reaches the gate and nothing else."""
    if not _ecf_wall:
        return browser_type_launch_args
    return cast("dict[str, Any]", root().launch_arguments(browser_type_launch_args, request))


@pytest.fixture(scope="session")
def browser_context_args(
    browser_context_args: dict[str, Any], _ecf_wall: bool, request: pytest.FixtureRequest
) -> dict[str, Any]:
    """How windows are made; with the wall, as playwright.config.json says, and through the gate."""
    if not _ecf_wall:
        return browser_context_args
    return cast("dict[str, Any]", root().context_arguments(browser_context_args, request))


@pytest.fixture
def new_context(
    new_context: NewContext,
    browser_context_args: dict[str, Any],
    _ecf_wall: bool,
    request: pytest.FixtureRequest,
) -> NewContext:
    """Makes windows; those of a test that asks for us are in its world."""
    if not _ecf_wall:
        return new_context
    return cast("NewContext", root().contexts(new_context, browser_context_args, request))

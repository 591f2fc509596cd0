"""What the fixtures do: puts sites, worlds, browser and flows together for tests.

The composition root for pytest. What pytest loads is :mod:`ecf_harness.plugin`; it comes here when a test
asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from flows import instruction_files
from flows.catalogue import LINK_ACCOUNT
from harness.cli.execution import GATE_SECONDS, MAIL_SECONDS, OPENING_HOUR
from harness.cli.options import chosen_courts, documents, expected_refusal, known_courts
from harness.engines.session import Session
from harness.errors import EcfError
from harness.model import FlowRun
from harness.pytest_support import contexts as windows
from harness.pytest_support import failures, settings, worlds
from harness.pytest_support.contexts import NewContext, WorldContexts, WorldEngine
from harness.pytest_support.flow_in_world import FlowInWorld
from harness.pytest_support.settings import Settings
from harness.pytest_support.site import RunningSite, authority_in_environment
from harness.pytest_support.site import running_site as start_site
from harness.pytest_support.worlds import LiveWorld
from harness.world import Persona

_SETTINGS = pytest.StashKey[Settings]()
_WORLD = pytest.StashKey[LiveWorld]()
_CONTEXTS = pytest.StashKey[WorldContexts]()


@contextmanager
def told() -> Iterator[None]:
    """Our errors become the failure of the test under way, in their own words and without a traceback."""
    try:
        yield
    except EcfError as error:
        problem = str(error)
    else:
        return
    pytest.fail(problem, pytrace=False)


# --- courts and personas --------------------------------------------------------------------------


def unknown_court(codes: Sequence[str]) -> str | None:
    """What is wrong with court codes, with the nearest known ones; ``None`` if nothing is."""
    try:
        known_courts(codes)
    except EcfError as error:
        return str(error)
    return None


def first() -> list[str]:
    """The court of a test that names none."""
    return [instruction_files.courts()[0]]


def persona_of(node: pytest.Item, world: LiveWorld) -> Persona:
    """Who acts in a test. Fails it if there is nobody of that name."""
    with told():
        return world.persona(_persona_name(node))


def _persona_name(node: pytest.Item) -> str:
    params: Mapping[str, Any] = getattr(getattr(node, "callspec", None), "params", {})
    return str(params.get("ecf_persona") or _marked(node).get("persona") or LINK_ACCOUNT.persona)


def _marked(node: pytest.Item) -> Mapping[str, Any]:
    marker = node.get_closest_marker("ecf")
    return marker.kwargs if marker else {}


# --- site and world -------------------------------------------------------------------------------


def settings_of(config: pytest.Config) -> Settings:
    """The run's settings, read once. Errors: as of :func:`harness.pytest_support.settings.read`."""
    if _SETTINGS not in config.stash:
        config.stash[_SETTINGS] = settings.read(config)
    return config.stash[_SETTINGS]


@contextmanager
def pictures(config: pytest.Config) -> Iterator[None]:
    """While a test runs, pytest-playwright keeps pictures as the settings say; wrong ones are told later."""
    try:
        found = settings_of(config)
    except EcfError:
        yield
        return
    with found.applied_to(config):
        yield


@contextmanager
def running_site(config: pytest.Config) -> Iterator[RunningSite]:
    """The mock, for the time of the block."""
    with ExitStack() as stack:
        with told():
            patience = settings_of(config).use.navigation_timeout / 1000 + GATE_SECONDS
            site = stack.enter_context(start_site(patience))
        yield site


@contextmanager
def new_world(site: RunningSite, court: str, asked: Sequence[str], node: pytest.Item) -> Iterator[LiveWorld]:
    """A world with the documented courts and those asked for.

    Another court stands before the test's own, so that a persona can be linked there first.
    """
    others = [one for one in instruction_files.courts() if one != court]
    courts = tuple(dict.fromkeys((*others[:1], court, *asked, *others[1:])))
    with told(), worlds.new_world(site, courts, _persona_name(node), _clock(node)) as world:
        node.stash[_WORLD] = world
        yield world


def _clock(node: pytest.Item) -> datetime | None:
    at = _marked(node).get("at")
    if at is None:
        return None
    day = None
    with suppress(ValueError):
        day = datetime.fromisoformat(str(at))
    if day is None:
        pytest.fail(f'@pytest.mark.ecf(at="{at}"): expected a date such as 2020-02-17', pytrace=False)
    return day if day.time() != datetime.min.time() else datetime.combine(day, OPENING_HOUR)


# --- browser --------------------------------------------------------------------------------------


def trusted(request: pytest.FixtureRequest) -> AbstractContextManager[None]:
    """Playwright, started in this block, trusts the mock; without a mock, the tests that need it say so."""
    try:
        site: RunningSite = request.getfixturevalue("ecf_site")
    except pytest.fail.Exception:
        return nullcontext()
    return authority_in_environment(site.site.authority)


def launch_arguments(given: Mapping[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    """How the browser of our tests is started."""
    browser = request.getfixturevalue("browser_name")
    if browser != "chromium":
        pytest.fail(
            f"--browser {browser}: worlds are visited with chromium; leave the option out", pytrace=False
        )
    playwright, site = request.getfixturevalue("playwright"), request.getfixturevalue("ecf_site")
    with told():
        return windows.launch_arguments(given, playwright, site, settings_of(request.config))


def context_arguments(given: Mapping[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    """How the windows of our tests are made."""
    site = request.getfixturevalue("ecf_site")
    with told():
        return windows.context_arguments(given, site, settings_of(request.config))


def contexts(make: NewContext, arguments: Mapping[str, Any], request: pytest.FixtureRequest) -> WorldContexts:
    """What makes windows in a test's world."""
    node, world = request.node, request.getfixturevalue("ecf_world")
    output = Path(request.getfixturevalue("output_path"))
    marker = next(node.iter_markers("browser_context_args"), None)
    headers = {**arguments, **(marker.kwargs if marker else {})}.get("extra_http_headers") or {}
    made = WorldContexts(make, headers, world, settings_of(node.config), output)
    node.stash[_CONTEXTS] = made
    return made


def session(playwright: Playwright, world: LiveWorld, new: WorldContexts) -> AbstractContextManager[Session]:
    """A visit to the world's site."""
    return WorldEngine(playwright, new).session(world.name)


# --- flows ----------------------------------------------------------------------------------------


class LinkAccount:
    """Links the persona's accounts at the court, as ``ecf link`` does, when it is called."""

    def __init__(self, court: str, carry_out: FlowInWorld) -> None:
        self._court = court
        self._carry_out = carry_out

    def __call__(self, *, expect: str | None = None) -> tuple[FlowRun, ...]:
        """Carries out the link flow and the verify flow, and gives their runs.

        ``expect="refused:STEP"`` passes only if the site declines at this step, by number or key; then only
        the link flow is carried out.

        Raises:
            FlowNotPassed: it went otherwise; the text says at which step.
        """
        __tracebackhide__ = True
        with told():
            chosen_courts([self._court])  # some do not let their users link
            refusal = self._refusal(expect)
            return self._carry_out(LINK_ACCOUNT.parts[:1] if refusal else LINK_ACCOUNT.parts, refusal)

    def _refusal(self, expect: str | None) -> str | None:
        try:
            return expected_refusal(expect, LINK_ACCOUNT, [self._court])
        except EcfError as error:
            raise type(error)(str(error).replace("--expect", "link_account(expect=…)", 1)) from None


def link_account(
    request: pytest.FixtureRequest, new: WorldContexts, court: str, persona: Persona
) -> LinkAccount:
    """What carries out the court's linking instructions for a persona."""
    engine = WorldEngine(request.getfixturevalue("playwright"), new)
    carrier = FlowInWorld(
        engine,
        request.getfixturevalue("ecf_world"),
        settings_of(request.config),
        court,
        persona.name,
        MAIL_SECONDS,
        new.output,
        LINK_ACCOUNT.title,
        documents(),
    )
    return LinkAccount(court, carrier)


# --- what a failure shows -------------------------------------------------------------------------


def complete(report: Any, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Makes a test's report say what can be said of its world, and takes every secret out of it."""
    opened, world = item.stash.get(_CONTEXTS, None), item.stash.get(_WORLD, None)
    if opened is not None and report.failed and call.excinfo is not None:
        if failures.can_be_shorter(call.excinfo, item.config):
            report.longrepr = failures.shorter(call.excinfo, item)
        if not isinstance(call.excinfo.value, failures.FlowNotPassed):
            _add_section(report, opened)
    if world is not None:  # with windows or without
        failures.redact(report, world.redactor)


def _add_section(report: Any, opened: WorldContexts) -> None:
    if report.when == "teardown":
        return  # the windows are closed, and the world is gone
    with suppress(EcfError):  # if the mock is gone, that is the failure
        report.sections.append((failures.TITLE, failures.section(opened)))

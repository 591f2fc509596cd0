"""What the fixtures do: puts sites, worlds, browser and flows together for tests.

The composition root for pytest. What pytest loads is :mod:`ecf_harness.plugin`; it comes here when a test
asks for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from flows import instruction_data
from flows.catalogue import LINK_ACCOUNT
from harness.cli.execution import GATE_SECONDS, MAIL_SECONDS, OPENING_HOUR
from harness.cli.options import chosen_courts, documents, expected_refusal
from harness.config_records import Reporter
from harness.engines.session import Session
from harness.errors import EcfError
from harness.model import FlowRun, Verdict
from harness.plan import Event, FlowDone, Surroundings, Task
from harness.pytest_support import contexts as windows
from harness.pytest_support import failures, settings, worlds
from harness.pytest_support.contexts import NewContext, WorldContexts, WorldEngine
from harness.pytest_support.settings import Settings
from harness.pytest_support.site import RunningSite, authority_in_environment
from harness.pytest_support.site import running_site as start_site
from harness.pytest_support.worlds import LiveWorld
from harness.report.info import RunInfo
from harness.report.writing import Reports
from harness.worker import carry_out
from harness.world import Persona

_SETTINGS = pytest.StashKey[Settings]()
_CONTEXTS = pytest.StashKey[WorldContexts]()
_SHOWN_BRIEFLY = frozenset({"auto", "long", "short"})


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
        chosen_courts(codes, every=False)
    except EcfError as error:
        return str(error)
    return None


def first() -> list[str]:
    """The court of a test that names none."""
    return [instruction_data.courts()[0]]


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
def new_world(site: RunningSite, court: str, node: pytest.Item) -> Iterator[LiveWorld]:
    """A world with every court; another stands before the test's own, so that one can be linked there first."""
    others = [one for one in instruction_data.courts() if one != court]
    courts = (*others[:1], court, *others[1:])
    with told(), worlds.new_world(site, courts, _persona_name(node), _clock(node)) as world:
        yield world


def _clock(node: pytest.Item) -> datetime | None:
    at = _marked(node).get("at")
    if at is None:
        return None
    try:
        day = datetime.fromisoformat(str(at))
    except ValueError:
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


def contexts(
    make: NewContext, arguments: Mapping[str, Any], world: LiveWorld, node: pytest.Item
) -> WorldContexts:
    """What makes windows in a test's world."""
    marker = next(node.iter_markers("browser_context_args"), None)
    headers = {**arguments, **(marker.kwargs if marker else {})}.get("extra_http_headers") or {}
    node.stash[_CONTEXTS] = WorldContexts(make, headers, world, settings_of(node.config))
    return node.stash[_CONTEXTS]


def session(playwright: Playwright, world: LiveWorld, new: WorldContexts) -> AbstractContextManager[Session]:
    """A visit to the world's site."""
    return WorldEngine(playwright, new).session(world.name)


# --- flows ----------------------------------------------------------------------------------------


class LinkAccount:
    """Links the persona's accounts at the court, as ``ecf link`` does, when it is called."""

    def __init__(
        self,
        playwright: Playwright,
        world: LiveWorld,
        persona: Persona,
        court: str,
        new: WorldContexts,
        output: str,
    ) -> None:
        self._engine = WorldEngine(playwright, new)
        self._world = world
        self._persona = persona
        self._court = court
        self._settings = new.settings
        self._output = Path(output)
        self._calls = 0

    def __call__(self, *, expect: str | None = None) -> tuple[FlowRun, ...]:
        """Carries out the link flow and the verify flow, and gives their runs.

        ``expect="refused:STEP"`` passes only if the site declines at this step, by number or key; then only
        the link flow is carried out.

        Raises:
            FlowNotPassed: it went otherwise; the text says at which step.
        """
        __tracebackhide__ = True
        with told():
            refusal = self._refusal(expect)
            folder = self._next_folder()
            began, started = time.monotonic(), datetime.now(UTC).astimezone()
            runs = self._runs(refusal, folder)
            info = self._info(started, time.monotonic() - began)
            passed = all(run.verdict is Verdict.PASSED for run in runs)
            report = self._keep(runs, info, folder, passed)
        if not passed:
            problem = failures.not_passed(runs, self._engine.latest, report)
            raise failures.FlowNotPassed(self._world.redactor.text(str(problem)))
        return runs

    def _refusal(self, expect: str | None) -> str | None:
        try:
            return expected_refusal(expect, LINK_ACCOUNT, [self._court])
        except EcfError as error:
            raise type(error)(str(error).replace("--expect", "link_account(expect=…)", 1)) from None

    def _next_folder(self) -> Path:
        self._calls += 1
        return self._output / ("link_account" if self._calls == 1 else f"link_account-{self._calls}")

    def _runs(self, refusal: str | None, folder: Path) -> tuple[FlowRun, ...]:
        site, use = self._world.site, self._settings.use
        surroundings = Surroundings(site.site, site.gate.address, folder, use, self._settings.flow_timeout)
        assignment = self._world.record.assignment(self._court, self._persona.name, MAIL_SECONDS)
        parts = LINK_ACCOUNT.parts[:1] if refusal else LINK_ACCOUNT.parts
        events: list[Event] = []
        task = Task(self._court, parts, assignment, self._world.name, refusal)
        carry_out(task, self._engine, surroundings, events.append)
        return tuple(event.run for event in events if isinstance(event, FlowDone))

    def _info(self, started: datetime, seconds: float) -> RunInfo:
        return RunInfo(
            title=f"{LINK_ACCOUNT.title} at {self._court}",
            started=started,
            seconds=seconds,
            site=self._world.site.name,
            engine=self._settings.use.browser_name,
            version=version("ecf-harness"),
            world_clock=self._world.record.clock[:10],
            documents=documents(),
            stopped=self._world.site.stopped,
        )

    def _keep(self, runs: Sequence[FlowRun], info: RunInfo, folder: Path, passed: bool) -> Path:
        """Writes the report if there is something to show, and gives its place below the current folder."""
        if passed and self._settings.use.screenshot != "on":
            for empty in (folder, self._output, self._output.parent):
                with suppress(OSError):
                    empty.rmdir()
            return folder
        reports = Reports((Reporter(name="html"),), folder, self._world.redactor)
        path = reports.write(runs, info)["html"]
        return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


# --- what a failure shows -------------------------------------------------------------------------


def complete(report: Any, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Makes a test's report say what can be said of its world, and takes every secret out of it."""
    opened = item.stash.get(_CONTEXTS, None)
    if opened is None:
        return
    if report.failed and call.excinfo is not None:
        if not isinstance(call.excinfo.value, failures.FlowNotPassed):
            _add_section(report, item, opened)
        elif item.config.getoption("tbstyle") in _SHOWN_BRIEFLY:
            report.longrepr = failures.shown(call.excinfo)
    failures.redact(report, opened.world.redactor)


def _add_section(report: Any, item: Any, opened: WorldContexts) -> None:
    if report.when == "teardown":
        return  # the windows are closed, and the world is gone
    with suppress(EcfError):  # if the mock is gone, that is the failure
        report.sections.append(
            (failures.TITLE, failures.section(opened, item.funcargs.get("output_path", "")))
        )

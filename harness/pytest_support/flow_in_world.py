"""A flow in a test's world: carried out, kept as evidence, and a failure of the test unless it passed."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from harness.config_records import Reporter
from harness.model import FlowRun, Verdict
from harness.plan import Event, FlowDone, Surroundings, Task, flow_name
from harness.pytest_support.contexts import WorldEngine
from harness.pytest_support.failures import FlowNotPassed, below_here, not_passed
from harness.pytest_support.settings import Settings
from harness.pytest_support.worlds import LiveWorld
from harness.report.info import RunInfo
from harness.report.writing import Reports
from harness.worker import carry_out


@dataclass(frozen=True, slots=True)
class FlowInWorld:
    """What is needed to carry out flows for one test.

    ``patience`` is how many seconds a flow waits for mail; ``output`` the test's own folder for evidence;
    ``title`` and ``documents`` are for the heading of the report.
    """

    engine: WorldEngine
    world: LiveWorld
    settings: Settings
    court: str
    persona: str
    patience: float
    output: Path
    title: str
    documents: Mapping[str, str]
    calls: list[Path] = field(default_factory=list)

    def __call__(self, parts: Sequence[str], expect_refusal: str | None) -> tuple[FlowRun, ...]:
        """Carries out the parts of a flow, named ``module:function``, and gives their runs.

        Raises:
            FlowNotPassed: it went otherwise; the text says at which step.
            EcfError: the environment did not let it begin.
        """
        __tracebackhide__ = True
        folder = self._next_folder(flow_name(parts[0]))
        began, started = time.monotonic(), datetime.now(UTC).astimezone()
        runs = self._runs(tuple(parts), expect_refusal, folder)
        evidence = self._keep(runs, self._info(started, time.monotonic() - began), folder)
        if not _passed(runs):
            text = str(not_passed(runs, self.engine.latest, evidence))
            raise FlowNotPassed(self.world.redactor.text(text))
        return runs

    def _next_folder(self, name: str) -> Path:
        count = len(self.calls) + 1
        self.calls.append(self.output / (name if count == 1 else f"{name}-{count}"))
        return self.calls[-1]

    def _runs(self, parts: tuple[str, ...], refusal: str | None, folder: Path) -> tuple[FlowRun, ...]:
        site, use = self.world.site, self.settings.use
        surroundings = Surroundings(site.site, site.gate.address, folder, use, self.settings.flow_timeout)
        assignment = self.world.record.assignment(self.court, self.persona, self.patience)
        events: list[Event] = []
        task = Task(self.court, parts, assignment, self.world.name, refusal)
        carry_out(task, self.engine, surroundings, events.append)
        return tuple(event.run for event in events if isinstance(event, FlowDone))

    def _info(self, started: datetime, seconds: float) -> RunInfo:
        return RunInfo(
            title=f"{self.title} at {self.court}",
            started=started,
            seconds=seconds,
            site=self.world.site.name,
            engine=self.settings.use.browser_name,
            version=version("ecf-harness"),
            world_clock=self.world.record.clock[:10],
            documents=self.documents,
            stopped=self.world.site.stopped,
        )

    def _keep(self, runs: Sequence[FlowRun], info: RunInfo, folder: Path) -> Path:
        """Writes the report if there is something to show, and gives its place below the current folder."""
        if _passed(runs) and self.settings.use.screenshot != "on":
            _remove_empty(folder, self.output, self.output.parent)
            return folder
        reports = Reports((Reporter(name="html"),), folder, self.world.redactor)
        return below_here(reports.write(runs, info)["html"])


def _passed(runs: Sequence[FlowRun]) -> bool:
    """With an expected refusal, too: such a run passes where it was refused."""
    return bool(runs) and all(run.verdict is Verdict.PASSED for run in runs)


def _remove_empty(*folders: Path) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()

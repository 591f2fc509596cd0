"""Carries out the flows at one court in a new world, as a worker would, and gives the runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from harness.engines.opening import Engine
from harness.evidence.secret import Secret
from harness.model import Assignment, FlowRun, StepRecord, Verdict
from harness.plan import Event, FlowDone, Surroundings, Task
from harness.situation import Control
from harness.worker import carry_out
from tests.mock_server import TOKEN, RunningMock

FLOWS = ("flows.link_account:link_account", "flows.verify_link:verify_link")
PATIENCE = 4.0


@dataclass(frozen=True)
class Rehearsal:
    """The mock, a browser, and where evidence goes; called with what the test wants otherwise."""

    mock: RunningMock
    engine: Engine
    surroundings: Surroundings
    folder: Path
    assignments: list[Assignment] = field(default_factory=list)

    def __call__(
        self,
        court: str,
        *faults: Mapping[str, str],
        persona: str = "unlinked-filer",
        clock: str | None = None,
        staff: Mapping[str, Any] | None = None,
        expect: str | None = None,
        flows: Sequence[str] = FLOWS,
        surroundings: Surroundings | None = None,
    ) -> tuple[FlowRun, ...]:
        """The runs of the flows at ``court``, with faults such as ``{"fault": "sign-in-loops"}`` set."""
        plan = staff or {court: {"decision": "approve", "after_seconds": 0.0}}
        with Control(self.mock.control_url, Secret(TOKEN)) as control:
            personas = [persona] if persona == "pacer-only" else [persona, "pacer-only"]
            world = control.make_world([court], personas, clock=clock, staff=plan)
            for fault in faults:
                control.set_fault(world.name, **fault)
            assignment = world.assignment(court, persona, PATIENCE)
            self.assignments.append(assignment)
            task = Task(court, tuple(flows), assignment, world.name, expect)
            events: list[Event] = []
            where = replace(surroundings or self.surroundings, output_folder=self.folder)
            carry_out(task, self.engine, where, events.append)
            control.drop_world(world.name)
        return tuple(event.run for event in events if isinstance(event, FlowDone))


def first_not_passed(runs: Sequence[FlowRun]) -> tuple[str, StepRecord] | None:
    """The flow and step at which the runs went wrong; ``None`` if all passed."""
    for run in runs:
        for step in run.steps:
            if step.verdict is not Verdict.PASSED:
                return run.flow, step
    return None

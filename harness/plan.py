"""What a run consists of, in records that travel to worker processes. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from harness.config_records import Use
from harness.model import Assignment, FlowRun, Instruction, StepRecord
from harness.site import Site


@dataclass(frozen=True, slots=True)
class Task:
    """The flows to carry out one after the other at one court, each in a session of its own.

    ``flows`` names functions as ``module:function``; a flow after one that did not pass is not
    carried out. ``expect_refusal`` is the number or key of the step of the first flow at which the
    site is expected to decline. ``name`` is what the run of a single flow is called where a court has several
    tasks; each then needs one of its own.
    """

    court: str
    flows: tuple[str, ...]
    assignment: Assignment
    world: str
    expect_refusal: str | None = None
    name: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from the other tasks of a plan."""
        return self.court, self.name

    @property
    def run_names(self) -> tuple[str, ...]:
        """What its runs are called: as their flows, unless it has a name."""
        return (self.name,) if self.name else tuple(map(flow_name, self.flows))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every worker needs in order to reach the site and to keep evidence.

    ``gate`` is the gate's ``host:port``; ``flow_timeout`` is in seconds.
    """

    site: Site
    gate: str
    output_folder: Path
    use: Use
    flow_timeout: float


@dataclass(frozen=True, slots=True)
class FlowBegan:
    """A worker begins a flow; these are all its steps."""

    court: str
    flow: str
    instructions: tuple[Instruction, ...]


@dataclass(frozen=True, slots=True)
class StepDone:
    """A worker has carried out a step, or found that it will not be reached."""

    court: str
    flow: str
    record: StepRecord


@dataclass(frozen=True, slots=True)
class FlowDone:
    """A worker has finished a flow."""

    run: FlowRun


@dataclass(frozen=True, slots=True)
class TaskDone:
    """A worker is through with a task; it takes no other if it is not ``fit``, because its browser ended."""

    court: str
    fit: bool = True


@dataclass(frozen=True, slots=True)
class WorkerFailed:
    """A worker met an error that is not of any one flow; ``code`` is its exit code."""

    message: str
    code: int
    trace: str


Event = FlowBegan | StepDone | FlowDone | TaskDone | WorkerFailed


def flow_name(flow: str) -> str:
    """The name of a flow as it is reported: the function's."""
    return flow.rpartition(":")[2]

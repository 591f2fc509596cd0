"""Carries a flow out at several courts at once: starts the mock and makes a world for each court."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from flows import instruction_files
from flows.catalogue import Named
from harness.config import RunConfig
from harness.evidence.redaction import Redactor
from harness.gate import Gate
from harness.mock_process import MockProcess
from harness.model import FlowRun
from harness.plan import Event, Surroundings, Task
from harness.runner import Runner, with_last_words
from harness.site import Site
from harness.situation import Control
from harness.world import STRANGER, World

OPENING_HOUR = time(9)
MAIL_SECONDS = 5.0
GATE_SECONDS = 5.0
STAFF = {"decision": "approve", "after_seconds": 0.5}
"""How the staff of a court that approves links decide, and after how many seconds."""


Prepare = Callable[[], Task]
"""Makes a new world and what is to be done in it; called again for a retry."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be done: which flow, at which courts, for whom, on which date of the mock's clock, and how.

    ``expect_refusal`` is the step, by number or key, at which the site is expected to decline;
    ``own_courts`` is a folder with courts of the user's.
    """

    flow: Named
    courts: tuple[str, ...]
    persona: str
    at: date | None
    expect_refusal: str | None
    config: RunConfig
    own_courts: Path | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of it: the runs, where the mock's clock stood, and what the gate refused to lead to."""

    runs: tuple[FlowRun, ...]
    world_clock: str
    stopped: tuple[str, ...]
    interrupted: bool


def carry_out(request: Request, redactor: Redactor, on_event: Callable[[Event], None]) -> Carried:
    """Carry out the flow at every court of the request, and tell each event as it happens.

    ``redactor`` learns the secrets of the mock and its worlds. Ctrl-C ends it early, with the runs as far
    as they went.

    Raises:
        UnknownName: the mock knows no such court or persona.
        Blocked: the mock does not start or does not answer, or no browser can be had.
    """

    def prepared(control: Control) -> list[Prepare]:
        return [partial(_prepared, control, request, redactor, court) for court in request.courts]

    return run(request.config, request.own_courts, redactor, on_event, prepared)


def run(
    config: RunConfig,
    own_courts: Path | None,
    redactor: Redactor,
    on_event: Callable[[Event], None],
    prepared: Callable[[Control], Sequence[Prepare]],
) -> Carried:
    """Start the mock, prepare a world and a task with each of ``prepared``, and carry them out.

    Errors and Ctrl-C: as :func:`carry_out`.
    """
    with (
        MockProcess(own_courts=own_courts) as mock,
        Control(mock.ready.control, mock.ready.token) as control,
    ):
        redactor.register(mock.ready.token)
        prepare = prepared(control)
        site = Site.mock(mock.ready.tls, mock.ready.authority)
        tasks = [one() for one in prepare]
        again = {task.key: one for task, one in zip(tasks, prepare, strict=True)}
        # The gate must outlast the browser, or it would cut off a page that is only slow.
        patience = config.use.navigation_timeout / 1000 + GATE_SECONDS
        with Gate(site.route, patience) as gate:
            surroundings = Surroundings(
                site, gate.address, config.output_folder, config.use, config.timeout / 1000
            )
            runner = Runner(
                surroundings, config.workers, config.retries, lambda task: again[task.key](), on_event
            )
            result = runner.run(tasks)
            stopped = tuple(f"{one.host}:{one.port}" for one in gate.stopped)
        runs = result.runs if mock.alive else with_last_words(result.runs, redactor.text(str(mock.died())))
    return Carried(runs, tasks[0].assignment.today, stopped, result.interrupted)


def _prepared(control: Control, request: Request, redactor: Redactor, court: str) -> Task:
    return _task(_world(control, request, redactor, court), request, court)


def _world(control: Control, request: Request, redactor: Redactor, court: str) -> World:
    personas = tuple(dict.fromkeys((request.persona, STRANGER)))
    clock = datetime.combine(request.at, OPENING_HOUR) if request.at else None
    courts = (*_before(court), court)
    world = control.make_world(courts, personas, clock=clock, staff={court: STAFF})
    redactor.register(*world.secrets)
    return world


def _before(court: str) -> tuple[str, ...]:
    """Another court for the world, before this one: who is linked at the first can link at the second."""
    return tuple(other for other in instruction_files.courts() if other != court)[:1]


def _task(world: World, request: Request, court: str) -> Task:
    return Task(
        court=court,
        flows=request.flow.parts[:1] if request.expect_refusal else request.flow.parts,
        assignment=replace(
            world.assignment(court, request.persona, MAIL_SECONDS), own_courts=request.own_courts
        ),
        world=world.name,
        expect_refusal=request.expect_refusal,
    )

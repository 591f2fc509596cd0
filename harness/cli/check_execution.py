"""Carries out the visits of a check: each in a world of its own, prepared through the control API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from flows import published
from flows.instruction_data import CourtInstructions
from flows.published import PlannedVisit
from harness.cli.execution import MAIL_SECONDS, OPENING_HOUR, STAFF, Carried, Prepare, run
from harness.config import RunConfig
from harness.evidence.redaction import Redactor
from harness.plan import Event, Task
from harness.situation import Control
from harness.world import STRANGER

_TIMES_LONGER = 5
"""A visit looks at many sentences, and may take so many times as long as a flow."""


def carry_out(
    told: Mapping[str, CourtInstructions],
    config: RunConfig,
    own_courts: Path | None,
    redactor: Redactor,
    on_event: Callable[[Event], None],
) -> Carried:
    """Make every visit of every court, and tell each event as it happens.

    A visit that finds a sentence wrong is not repeated: that is what it is for. Errors and Ctrl-C: as
    :func:`harness.cli.execution.carry_out`.
    """

    def prepared(control: Control) -> list[Prepare]:
        return [
            partial(_prepared, control, redactor, own_courts, court, visit)
            for court, one in told.items()
            for visit in published.visits(one)
        ]

    longer = config.model_copy(update={"timeout": config.timeout * _TIMES_LONGER, "retries": 0})
    return run(longer, own_courts, redactor, on_event, prepared)


def _prepared(
    control: Control, redactor: Redactor, own_courts: Path | None, court: str, visit: PlannedVisit
) -> Task:
    world = control.make_world(
        (court, *visit.courts),
        tuple(dict.fromkeys((*visit.personas, STRANGER))),
        clock=datetime.combine(visit.day, OPENING_HOUR) if visit.day else None,
        staff={court: STAFF},
    )
    redactor.register(*world.secrets)
    if visit.fault is not None:
        control.set_fault(world.name, visit.fault)
    assignment = replace(world.assignment(court, visit.personas[0], MAIL_SECONDS), own_courts=own_courts)
    return Task(court, (visit.flow,), assignment, world.name, name=visit.name)

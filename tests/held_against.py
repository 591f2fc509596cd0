"""Holds a court's published instructions against the mock without a browser, as the command does with one."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from flows.instruction_files import for_court
from flows.published import PlannedVisit, told, visits
from harness.model import FlowRun, Step, StepRecord
from harness.published import judging
from harness.published.lines import Line, Result
from harness.verdict import combine
from harness.walk import walk
from harness.world import World, world_from
from mock_ecf.domain.records import ActiveFault
from tests.mock_site import Site
from tests.plain_session import PlainSession

PATIENCE = 0.0


class _NoEvidence:
    """Keeps no pictures."""

    def begin(self, number: str) -> None:
        """A step begins."""

    def finish(self, passed: bool) -> tuple[str, ...]:
        """It is over."""
        del passed
        return ()

    def clean(self, text: str) -> str:
        """The text as it is."""
        return text


def held_against(
    site: Site,
    court: str,
    *faults: Mapping[str, str],
    only: Sequence[str] = (),
    own: Path | None = None,
) -> tuple[Line, ...]:
    """The lines of a court's report; ``only`` names the visits to make, and what was looked at in them.

    ``faults``, such as ``{"fault": "sign-in-loops"}``, are set in all of them.
    """
    instructions = for_court(court, own)
    wanted = [one for one in visits(instructions) if not only or one.name in only]
    runs = [_run(court, one, _visit(site, court, one, faults, own)) for one in wanted]
    looked = {step.number for run in runs for step in run.steps}
    lines = judging.lines(court, told(instructions), runs)
    return tuple(line for line in lines if not only or line.number in looked)


def not_held(lines: Sequence[Line]) -> dict[str, Result]:
    """Number and result of each line that is neither held nor advice, in order."""
    well = (Result.HELD, Result.NOT_EXECUTABLE)
    return {line.number: line.result for line in lines if line.result not in well}


def _run(court: str, planned: PlannedVisit, records: tuple[StepRecord, ...]) -> FlowRun:
    return FlowRun(
        court=court,
        flow=planned.name,
        engine="none",
        site="mock",
        persona=planned.personas[0],
        verdict=combine(record.verdict for record in records),
        deviations=(),
        menus_before=None,
        menus_after=None,
        seconds=0.0,
        steps=records,
    )


def _visit(
    site: Site, court: str, planned: PlannedVisit, faults: Sequence[Mapping[str, str]], own: Path | None
) -> tuple[StepRecord, ...]:
    world = _world(site, court, planned)
    for fault in faults:
        with site.settings.store.write(world.name) as state:
            state.add_fault(ActiveFault(fault["fault"], fault.get("court"), fault.get("page")))
    assignment = world.assignment(court, planned.personas[0], PATIENCE)
    module, _, function = planned.flow.partition(":")
    steps: Sequence[Step] = getattr(importlib.import_module(module), function)(
        replace(assignment, own_courts=own)
    )
    session = PlainSession(site, world.name)
    done = walk(steps, session, _NoEvidence(), lambda _: None, lambda: "")
    return tuple(done.records)


def _world(site: Site, court: str, planned: PlannedVisit) -> World:
    body = {
        "courts": (court, *planned.courts),
        "personas": tuple(dict.fromkeys((*planned.personas, "pacer-only"))),
        "staff": {court: {"decision": "approve", "after_seconds": 0.0}},
    }
    if planned.day is not None:
        body["clock"] = f"{planned.day}T09:00:00"
    world = world_from(site.world(**body).made)
    if planned.fault is not None:
        with site.settings.store.write(world.name) as state:
            state.add_fault(ActiveFault(planned.fault))
    return world

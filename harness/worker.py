"""One worker process: its own browser, one task after the other, events to the parent."""

from __future__ import annotations

import importlib
import logging
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any, Protocol, cast

from harness import verdict as verdicts
from harness.engines.opening import Engine, Visit, open_engine
from harness.errors import Blocked, EcfError, SiteProblem
from harness.evidence.door import Door
from harness.evidence.recorder import Recorder
from harness.evidence.redaction import Redactor
from harness.model import Assignment, FlowRun, Outcome, Step, StepRecord, Verdict
from harness.plan import (
    Event,
    FlowBegan,
    FlowDone,
    StepDone,
    Surroundings,
    Task,
    TaskDone,
    WorkerFailed,
)
from harness.walk import Walk, not_passed, walk
from harness.worker_end import End, TimeLimit, end_browser

NEVER_BEGUN = "never reached: the flow before it did not pass"


class Flow(Protocol):
    """What the name of a flow leads to: the steps for one assignment."""

    def __call__(self, assignment: Assignment) -> Sequence[Step]:
        """The steps, in order."""


def main(connection: Connection, surroundings: Surroundings) -> None:
    """Receives tasks until ``None`` comes or the parent is gone, and sends events."""
    # What asyncio remarks when Playwright's driver is gone is told by the step, in words for people.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    try:
        _work(connection, surroundings)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the parent is gone: nobody is left to tell
    except EcfError as error:
        _tell(connection, WorkerFailed(str(error), error.exit_code, traceback.format_exc()))
    except Exception as error:
        # Values are left out of the message: an unforeseen error might carry anything.
        what = f"a defect in this program: {type(error).__name__}"
        _tell(connection, WorkerFailed(what, Blocked.exit_code, _without_values()))


def _work(connection: Connection, surroundings: Surroundings) -> None:
    """One task after the other, in one browser; after one that ended the browser, no more."""
    if (task := connection.recv()) is None:
        return
    with open_engine(surroundings) as engine:
        while task is not None:
            carry_out(task, engine, surroundings, connection.send, end_browser)
            fit = engine.alive
            connection.send(TaskDone(task.court, fit))
            task = connection.recv() if fit else None


def _tell(connection: Connection, event: Event) -> None:
    try:
        connection.send(event)
    except (BrokenPipeError, ConnectionResetError):
        return  # the parent is gone: nobody is left to tell


def _without_values() -> str:
    """The traceback's places, without the messages of the exceptions."""
    *places, _message = traceback.format_exc(chain=False).splitlines()
    return "\n".join(places)


def carry_out(
    task: Task,
    engine: Engine,
    surroundings: Surroundings,
    send: Callable[[Event], None],
    end: End | None = None,
) -> None:
    """Carries out a task's flows with an engine; ``send`` gets the events. Errors: as the engine's.

    ``end`` takes the browser away from a step that is under way when the flow's time is up; without it
    such a step takes as long as it takes.
    """
    redactor = Redactor()
    _register(redactor, task.assignment)
    door = Door(surroundings.output_folder, redactor)
    passed = True
    for position, (flow, name) in enumerate(zip(task.flows, task.run_names, strict=True)):
        steps = _steps(flow, task.assignment)
        send(FlowBegan(task.court, name, tuple(step.instruction for step in steps)))
        if passed:
            expected = task.expect_refusal if position == 0 else None
            run = _OneFlow(task, name, steps, expected, end).carry_out(engine, surroundings, door, send)
        else:
            run = _never_begun(task, name, steps, surroundings.use.browser_name, send)
        passed = run.verdict is Verdict.PASSED and task.expect_refusal is None
        send(FlowDone(run))


def _register(redactor: Redactor, assignment: Assignment) -> None:
    for credentials in (assignment.pacer, assignment.cmecf, assignment.stranger, assignment.chosen):
        if credentials is not None:
            redactor.register(credentials.password)
    if assignment.authenticator is not None:
        redactor.register(assignment.authenticator)
    redactor.register(*assignment.backup_codes)
    for person in assignment.people.values():
        redactor.register(*(one.password for one in (person.pacer, *person.cmecf.values())))


def _steps(flow: str, assignment: Assignment) -> Sequence[Step]:
    module, _, function = flow.partition(":")
    return cast(Flow, getattr(importlib.import_module(module), function))(assignment)


class _OneFlow:
    """One flow of one task, in a session of its own."""

    def __init__(
        self,
        task: Task,
        name: str,
        steps: Sequence[Step],
        expected: str | None,
        end: End | None,
    ) -> None:
        self._task = task
        self._name = name
        self._steps = steps
        self._expected = expected
        self._end = end

    def carry_out(
        self, engine: Engine, surroundings: Surroundings, door: Door, send: Callable[[Event], None]
    ) -> FlowRun:
        """Walks through the steps and gives the run."""
        started = time.monotonic()
        recorder = Recorder(door, self._task.court, self._name, surroundings.use.screenshot)

        def tell(record: StepRecord) -> None:
            send(StepDone(self._task.court, self._name, record))

        camera = None if surroundings.use.screenshot == "off" else recorder.camera
        with ExitStack() as stack:
            limit = stack.enter_context(TimeLimit(surroundings.flow_timeout, self._end))
            try:
                session = stack.enter_context(engine.session(self._task.world, camera))
            except Blocked as problem:
                done = self._all_blocked(str(problem), tell)
            else:
                recorder.last_look = session.photograph
                done = walk(
                    [_within(step, limit) for step in self._steps],
                    session,
                    recorder,
                    tell,
                    session.url,
                    self._expected,
                    before_writing=lambda: _learn_secrets(session, door.redactor),
                )
        return self._run(done, surroundings.use.browser_name, time.monotonic() - started)

    def _all_blocked(self, reason: str, tell: Callable[[StepRecord], None]) -> Walk:
        done = Walk()
        for position, step in enumerate(self._steps):
            verdict = Verdict.NOT_OBSERVED if position else Verdict.BLOCKED
            record = not_passed(step.instruction, verdict, "never reached" if position else reason)
            done.records.append(record)
            tell(record)
        return done

    def _run(self, done: Walk, engine_name: str, seconds: float) -> FlowRun:
        return FlowRun(
            court=self._task.court,
            flow=self._name,
            engine=engine_name,
            site=self._task.assignment.site,
            persona=self._task.assignment.persona,
            verdict=done.verdict,
            deviations=tuple(done.deviations),
            menus_before=done.menus_before,
            menus_after=done.menus_after,
            seconds=seconds,
            steps=tuple(done.records),
            place=done.place,
            reason=done.reason,
        )


def _learn_secrets(session: Visit, redactor: Redactor) -> None:
    """Makes the sign-on's cookies known before anything is written that might hold them."""
    try:
        redactor.register(*session.cookie_secrets())
    except Blocked:
        return  # the browser is gone, and with it its cookies; the step itself says so


def _within(step: Step, limit: TimeLimit) -> Step:
    """The step, refused once the flow has used up its time, and told why if it was cut off then."""

    def act(session: Any) -> Outcome:
        if limit.is_up:
            raise _too_long(limit, "before this step")
        try:
            return step.act(session)
        except Blocked:
            if not limit.is_up:
                raise
        raise _too_long(limit, "in the middle of this step")

    return replace(step, act=act)


def _too_long(limit: TimeLimit, when: str) -> SiteProblem:
    return SiteProblem(
        f"The flow took longer than its {limit.seconds:g} seconds {when}; "
        "look for a slow page above, or allow more with “timeout” in playwright.config.json"
    )


def _never_begun(
    task: Task, name: str, steps: Sequence[Step], engine_name: str, send: Callable[[Event], None]
) -> FlowRun:
    reason = NEVER_BEGUN if task.expect_refusal is None else "not part of a run that expects a refusal"
    records = tuple(not_passed(step.instruction, Verdict.NOT_OBSERVED, reason) for step in steps)
    for record in records:
        send(StepDone(task.court, name, record))
    return FlowRun(
        court=task.court,
        flow=name,
        engine=engine_name,
        site=task.assignment.site,
        persona=task.assignment.persona,
        verdict=verdicts.combine(record.verdict for record in records),
        deviations=(),
        menus_before=None,
        menus_after=None,
        seconds=0.0,
        steps=records,
        reason=reason,
    )

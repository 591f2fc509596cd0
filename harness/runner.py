"""Carries out a plan in spawned worker processes, with retries, and collects the runs."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from harness import verdict as verdicts
from harness import worker
from harness.errors import Blocked, EcfError
from harness.model import FlowRun, Instruction, StepRecord, Verdict
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
from harness.process_tree import descendants, kill
from harness.walk import not_passed
from harness.worker_end import watched

_LEAVE_SECONDS = 4.0
_INTERRUPTED = "interrupted before it was over"

NewTask = Callable[[Task], Task]
OnEvent = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Result:
    """The runs in the order of the tasks, and whether somebody interrupted them."""

    runs: tuple[FlowRun, ...]
    interrupted: bool = False


@dataclass(slots=True)
class _Attempt:
    """One try at a task, as far as the parent knows about it; ``before`` is what the last one came to."""

    task: Task
    tries_left: int
    before: list[FlowRun] = field(default_factory=list)
    finished: list[FlowRun] = field(default_factory=list)
    began: dict[str, tuple[Instruction, ...]] = field(default_factory=dict)
    steps: dict[str, list[StepRecord]] = field(default_factory=dict)


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection
    attempt: _Attempt | None = None


class Runner:
    """Runs tasks side by side. ``again`` gives a fresh task (a new world) for a retry."""

    def __init__(
        self,
        surroundings: Surroundings,
        workers: int,
        retries: int,
        again: NewTask,
        on_event: OnEvent,
    ) -> None:
        self._surroundings = surroundings
        self._count = workers
        self._retries = retries
        self._again = again
        self._on_event = on_event
        self._workers: list[_Worker] = []
        self._waiting: deque[_Attempt] = deque()
        self._runs: dict[tuple[str, str], list[FlowRun]] = {}

    def run(self, tasks: Iterable[Task]) -> Result:
        """Carries out all tasks. Errors: what a worker met that is not of any one flow.

        After Ctrl-C it stops the workers and gives what ran.
        """
        tasks = tuple(tasks)
        self._waiting.extend(_Attempt(task, self._retries) for task in tasks)
        interrupted = False
        try:
            for _ in range(min(self._count, len(tasks))):
                self._start_worker()
            self._loop()
        except KeyboardInterrupt:
            interrupted = True
            self._keep_what_ran()
        finally:
            self._stop_workers()
        return Result(tuple(run for task in tasks for run in self._runs.get(task.key, [])), interrupted)

    # the parent's side of the workers -----------------------------------------------------------

    def _start_worker(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=watched, args=(theirs,), name="ecf worker", daemon=True)
        process.start()
        theirs.close()
        started = _Worker(process, ours)
        self._workers.append(started)
        with suppress(BrokenPipeError, ConnectionResetError):  # it has ended; giving it work will tell
            ours.send((worker.main, self._surroundings))
        self._give_work(started)

    def _give_work(self, one: _Worker) -> None:
        one.attempt = self._waiting.popleft() if self._waiting else None
        try:
            one.connection.send(None if one.attempt is None else one.attempt.task)
        except (BrokenPipeError, ConnectionResetError):
            self._lost(one)

    def _loop(self) -> None:
        while busy := [one for one in self._workers if one.attempt is not None]:
            ready = wait([one.connection for one in busy])
            for one in busy:
                if one.connection in ready and one.attempt is not None:
                    self._receive(one, one.attempt)

    def _receive(self, one: _Worker, attempt: _Attempt) -> None:
        try:
            event = one.connection.recv()
        except (EOFError, ConnectionResetError):
            self._lost(one)
            return
        self._note(one, attempt, event)
        self._on_event(event)

    def _note(self, one: _Worker, attempt: _Attempt, event: Event) -> None:
        match event:
            case FlowBegan(flow=flow, instructions=instructions):
                attempt.began[flow] = instructions
            case StepDone(flow=flow, record=record):
                attempt.steps.setdefault(flow, []).append(record)
            case FlowDone(run=run):
                attempt.finished.append(run)
            case TaskDone(fit=fit):
                self._settle(attempt)
                if fit:
                    self._give_work(one)
                else:
                    self._replace(one)
            case WorkerFailed(message=message, code=code):
                self._failed(one, attempt, message, code)

    def _settle(self, attempt: _Attempt) -> None:
        passed = all(run.verdict is Verdict.PASSED for run in attempt.finished)
        if not passed and attempt.tries_left > 0 and self._try_again(attempt):
            return
        self._runs[attempt.task.key] = _with_the_try_before(attempt)

    def _try_again(self, attempt: _Attempt) -> bool:
        """Puts a new try in the queue; ``False`` if the mock has no new world for it any more."""
        try:
            fresh = self._again(attempt.task)
        except Blocked:
            return False  # the runs of this try say what happened, and they stay
        self._waiting.append(_Attempt(fresh, attempt.tries_left - 1, before=attempt.finished))
        return True

    def _failed(self, one: _Worker, attempt: _Attempt, message: str, code: int) -> None:
        if code != Blocked.exit_code:
            raise _Relayed(message, code)
        self._runs[attempt.task.key] = _as_runs(attempt, Verdict.BLOCKED, message, self._surroundings)
        self._replace(one)

    def _replace(self, one: _Worker) -> None:
        """Lets a worker go that can take no task any more, and starts another if there are tasks."""
        one.attempt = None
        if self._waiting:
            self._start_worker()

    def _lost(self, one: _Worker) -> None:
        attempt = one.attempt
        if attempt is None:
            return
        one.process.join(timeout=_LEAVE_SECONDS)
        reason = f"the worker process ended (exit code {one.process.exitcode}) before the run was over"
        self._runs[attempt.task.key] = _as_runs(attempt, Verdict.BLOCKED, reason, self._surroundings)
        self._replace(one)

    def _keep_what_ran(self) -> None:
        attempts = [one.attempt for one in self._workers if one.attempt is not None]
        for attempt in (*attempts, *self._waiting):
            self._runs[attempt.task.key] = _as_runs(
                attempt, Verdict.NOT_OBSERVED, _INTERRUPTED, self._surroundings
            )

    def _stop_workers(self) -> None:
        for one in self._workers:
            if one.attempt is not None and one.process.is_alive():
                one.process.terminate()
            one.connection.close()
        for one in self._workers:
            one.process.join(timeout=_LEAVE_SECONDS)
            if one.process.is_alive():
                below = () if one.process.pid is None else descendants(one.process.pid)
                one.process.kill()
                one.process.join()
                kill(below)


def _with_the_try_before(attempt: _Attempt) -> list[FlowRun]:
    """The runs of an attempt; one that passed says what it came to when it was tried before."""
    before = {run.flow: run for run in attempt.before if run.verdict is not Verdict.PASSED}
    return [
        replace(run, reason=f"passed when tried again; before, it was {earlier.verdict}: {earlier.reason}")
        if run.verdict is Verdict.PASSED and (earlier := before.get(run.flow))
        else run
        for run in attempt.finished
    ]


class _Relayed(EcfError):
    """An error that a worker met, raised again in the parent with its exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.exit_code = code


def _as_runs(attempt: _Attempt, verdict: Verdict, reason: str, surroundings: Surroundings) -> list[FlowRun]:
    """The runs of an attempt that was cut off: what was observed stays, the rest was not.

    If it was not the first try, the one before was not cut off, and says more.
    """
    if attempt.before:
        return attempt.before
    done = {run.flow: run for run in attempt.finished}
    runs = []
    for flow in attempt.task.run_names:
        run = done.get(flow) or _cut_off(attempt, flow, verdict, reason, surroundings)
        runs.append(run)
    return runs


def _cut_off(
    attempt: _Attempt, flow: str, verdict: Verdict, reason: str, surroundings: Surroundings
) -> FlowRun:
    seen = attempt.steps.get(flow, [])
    rest = attempt.began.get(flow, ())[len(seen) :]
    records = [*seen]
    for position, instruction in enumerate(rest):
        at_fault = position == 0
        records.append(
            not_passed(
                instruction,
                verdict if at_fault else Verdict.NOT_OBSERVED,
                reason if at_fault else "never reached",
            )
        )
    task = attempt.task
    whole = verdicts.combine(record.verdict for record in records) if records else verdict
    return FlowRun(
        court=task.court,
        flow=flow,
        engine=surroundings.use.browser_name,
        site=task.assignment.site,
        persona=task.assignment.persona,
        verdict=whole,
        deviations=(),
        menus_before=None,
        menus_after=None,
        seconds=0.0,
        steps=tuple(records),
        reason=reason,
    )


def with_last_words(runs: Iterable[FlowRun], words: str) -> tuple[FlowRun, ...]:
    """Runs that were blocked, with the mock's last output added to the reason."""
    return tuple(
        replace(run, reason=f"{run.reason} {words}".strip()) if run.verdict is Verdict.BLOCKED else run
        for run in runs
    )

"""The parent's side of the workers, with stand-ins for the workers that need no browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from harness import worker
from harness.config_records import Use
from harness.errors import MockDied
from harness.evidence.secret import Secret
from harness.model import Assignment, Credentials, FlowRun, Verdict
from harness.plan import Event, FlowDone, Surroundings, Task, TaskDone
from harness.runner import Result, Runner
from harness.site import Site
from tests.samples import run

SURROUNDINGS = Surroundings(
    Site("mock", "127.0.0.1:1", Path("ca.pem"), "hash"), "127.0.0.1:2", Path("out"), Use(), 1.0
)
FLOW = "flows.link_account:link_account"


def follows_orders(connection: Connection, _surroundings: Surroundings) -> None:
    """A worker: ``first``, ``second`` … is the world of each try; the court says at which tries it fails.

    ``dies`` in place of a verdict ends the process in the middle; ``blocked`` costs it its browser.
    """
    while (task := connection.recv()) is not None:
        orders = dict(order.split("=") for order in task.court.split(","))
        order = orders.get(task.world, "passed")
        if order == "dies":
            return
        verdict = Verdict(order)
        reason = "" if verdict is Verdict.PASSED else f"step 7: wrong in the {task.world} world"
        connection.send(FlowDone(run(task.court, verdict=verdict, reason=reason)))
        fit = verdict is not Verdict.BLOCKED
        connection.send(TaskDone(task.court, fit))
        if not fit:
            return


def task(court: str, world: str = "first") -> Task:
    """A task whose court is an order for the worker."""
    somebody = Assignment(court, "mock", "unlinked-filer", Credentials("user", Secret("password")))
    return Task(court, (FLOW,), somebody, world)


def second_world(old: Task) -> Task:
    """The task in a new world."""
    return replace(old, world="second")


def no_world(_old: Task) -> Task:
    """The mock is gone."""
    raise MockDied("The mock is gone.")


def ran(
    court: str, retries: int, monkeypatch: pytest.MonkeyPatch, again: Callable[[Task], Task] = second_world
) -> FlowRun:
    """The one run that comes of a court's orders."""
    monkeypatch.setattr(worker, "main", follows_orders)
    events: list[Event] = []
    result: Result = Runner(SURROUNDINGS, 1, retries, again, events.append).run([task(court)])
    (only,) = result.runs
    return only


def test_a_run_that_passed_when_tried_again_says_what_came_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """A retry does not hide that the site was wrong the first time."""
    told = ran("first=failed", 1, monkeypatch)
    assert told.verdict is Verdict.PASSED
    assert "passed when tried again" in told.reason
    assert "failed: step 7: wrong in the first world" in told.reason


def test_a_run_that_passed_at_once_has_nothing_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a retry there is no such remark."""
    assert ran("none=failed", 1, monkeypatch).reason == ""


def test_a_run_that_failed_twice_says_why_at_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """When all tries are used up the last one counts."""
    told = ran("first=failed,second=failed", 1, monkeypatch)
    assert (told.verdict, told.reason) == (Verdict.FAILED, "step 7: wrong in the second world")


def test_a_mock_that_is_gone_before_a_retry_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a new world there is no second try, and the first one is reported."""
    told = ran("first=blocked", 1, monkeypatch, no_world)
    assert (told.verdict, told.reason) == (Verdict.BLOCKED, "step 7: wrong in the first world")


def test_a_retry_that_is_cut_off_does_not_hide_the_try_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that ends in the second try leaves what the first one found."""
    told = ran("first=failed,second=dies", 1, monkeypatch)
    assert (told.verdict, told.reason) == (Verdict.FAILED, "step 7: wrong in the first world")


def test_a_worker_that_ends_blocks_its_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends in the middle is blocked, with the reason."""
    told = ran("first=dies", 0, monkeypatch)
    assert told.verdict is Verdict.BLOCKED
    assert "worker process ended" in told.reason


def test_a_worker_that_lost_its_browser_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its run is blocked; the tasks after it are carried out by another."""
    monkeypatch.setattr(worker, "main", follows_orders)
    tasks = [task("first=blocked"), task("first=passed"), task("first=passed,second=failed")]
    result = Runner(SURROUNDINGS, 1, 0, second_world, lambda _event: None).run(tasks)
    assert [one.verdict for one in result.runs] == [Verdict.BLOCKED, Verdict.PASSED, Verdict.PASSED]


def test_tasks_of_one_court_are_told_apart_by_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each has its run, in the order of the plan, and its own new world when it is tried again."""
    monkeypatch.setattr(worker, "main", follows_orders)
    court = "first=failed"
    named = [replace(task(court), name=name) for name in ("steps", "claims")]
    tried: list[str] = []

    def again(old: Task) -> Task:
        tried.append(old.name)
        return replace(old, world="second")

    result = Runner(SURROUNDINGS, 1, 1, again, lambda _: None).run(named)
    assert [run.verdict for run in result.runs] == [Verdict.PASSED, Verdict.PASSED]
    assert sorted(tried) == ["claims", "steps"]
    assert [one.run_names for one in named] == [("steps",), ("claims",)]
    assert task(court).run_names == ("link_account",)

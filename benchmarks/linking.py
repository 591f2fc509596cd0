"""Compares one run of the linking flow, without evidence, with a plain Playwright script of the same clicks.

Both are carried out in turn, in browsers started beforehand, each time in a new world. Two scripts are
measured: one that reaches the mock through the gate, as the flow does, and one that reaches it directly
by the browser's own name resolution, so that the gate's cost shows.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.plain_script import link_azb
from harness.config_records import Use
from harness.engines.opening import Engine, choose_browser, open_engine
from harness.gate import Gate
from harness.mock_process import MockProcess
from harness.model import Verdict
from harness.plan import Event, FlowDone, Surroundings, Task
from harness.site import Site
from harness.situation import Control
from harness.worker import carry_out

COURT, PAIRS, WARM_UP = "azb", 15, 2


def main() -> int:
    """Measures and prints; gives the exit code."""
    with ExitStack() as stack:
        mock = stack.enter_context(MockProcess())
        control = stack.enter_context(Control(mock.ready.control, mock.ready.token))
        site = Site.mock(mock.ready.tls, mock.ready.authority)
        gate = stack.enter_context(Gate(site.route))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        playwright = stack.enter_context(sync_playwright())
        use = Use(screenshot="off")
        surroundings = Surroundings(site, gate.address, folder, use, 60.0)
        engine = stack.enter_context(open_engine(surroundings, playwright))
        trust = f"--ignore-certificate-errors-spki-list={site.key_hash}"
        path = choose_browser(playwright, use).path
        launch = playwright.chromium.launch
        through_gate = stack.enter_context(launch(executable_path=path, args=[trust]))
        rules = f"--host-resolver-rules=MAP *.uscourts.gov {site.listener}"
        direct = stack.enter_context(launch(executable_path=path, args=[trust, rules]))
        contenders = {
            "the flow": lambda: _flow(engine, surroundings, control),
            "plain script through the gate": lambda: _script(through_gate, f"http://{gate.address}", control),
            "plain script without the gate": lambda: _script(direct, None, control),
        }
        _report(_measure(contenders))
    return 0


def _flow(engine: Engine, surroundings: Surroundings, control: Control) -> float:
    world = control.make_world((COURT,), ("unlinked-filer",))
    assignment = world.assignment(COURT, "unlinked-filer", 5.0)
    task = Task(COURT, ("flows.link_account:link_account",), assignment, world.name)
    events: list[Event] = []
    began = time.perf_counter()
    carry_out(task, engine, surroundings, events.append)
    seconds = time.perf_counter() - began
    verdicts = [event.run.verdict for event in events if isinstance(event, FlowDone)]
    if verdicts != [Verdict.PASSED]:
        raise RuntimeError(f"the flow did not pass, so its time says nothing: {verdicts}")
    return seconds


def _script(browser: Browser, proxy: str | None, control: Control) -> float:
    world = control.make_world((COURT,), ("unlinked-filer",))
    assignment = world.assignment(COURT, "unlinked-filer", 5.0)
    if assignment.cmecf is None:
        raise RuntimeError("the persona has no CM/ECF account")
    began = time.perf_counter()
    link_azb(browser, proxy, world.name, assignment.pacer, assignment.cmecf)
    return time.perf_counter() - began


def _measure(contenders: dict[str, Callable[[], float]]) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for round_ in range(WARM_UP + PAIRS):
        for name, run in contenders.items():
            took = run()
            if round_ >= WARM_UP:
                seconds[name].append(took)
    return seconds


def _report(seconds: dict[str, list[float]]) -> None:
    print(f"linking at {COURT}, {PAIRS} rounds, milliseconds: minimum, median, maximum")
    for name, took in seconds.items():
        figures = [min(took), statistics.median(took), max(took)]
        print(f"  {name:32} " + " ".join(f"{1000 * figure:7.0f}" for figure in figures))
    flow, through, direct = seconds.values()
    for label, one, other in (
        ("the flow / plain script without the gate", flow, direct),
        ("the flow / plain script through the gate", flow, through),
        ("through the gate / without the gate", through, direct),
    ):
        ratios = [a / b for a, b in zip(one, other, strict=True)]
        spread = f"({min(ratios):.2f} to {max(ratios):.2f})"
        print(f"  {label}: median ratio {statistics.median(ratios):.2f} {spread}")


if __name__ == "__main__":
    sys.exit(main())

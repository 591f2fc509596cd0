"""What a terminal or a CI log shows: a line for each step while it runs, and a table at the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.model import FlowRun, StepRecord, Verdict
from harness.summary import CourtSummary, by_court

LOG_WIDTH = 140
STYLES = {
    Verdict.PASSED: "green",
    Verdict.FAILED: "bold red",
    Verdict.BLOCKED: "yellow",
    Verdict.NOT_OBSERVED: "dim",
}


class _Patient(Console):
    """A console that goes silent when its reader ends, as ``head`` does: the run and its reports go on."""

    def on_broken_pipe(self) -> None:
        """Nobody reads any more."""
        self.quiet = True
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def open_console() -> Console:
    """Standard output for people. A log does not say how wide it is, and is taken to be wide."""
    console = _Patient(highlight=False)
    return (
        console
        if console.is_terminal or "COLUMNS" in os.environ
        else _Patient(highlight=False, width=LOG_WIDTH)
    )


class Progress:
    """Prints one line for each step that is finished, with the court it belongs to.

    Nothing is ever printed over, so that a CI log reads as a terminal does.
    """

    def __init__(self, console: Console, courts: Iterable[str]) -> None:
        self._console = console
        self._width = max((len(court) for court in courts), default=0)

    def step(self, court: str, flow: str, step: StepRecord) -> None:
        """A step is finished. Steps that were never reached are left to the table."""
        if step.verdict is Verdict.NOT_OBSERVED and not step.observed:
            return
        verdict = f"[{STYLES[step.verdict]}]{step.verdict.value:<7}[/]"
        words = escape(f"{flow} {step.number}  {step.instruction}")
        self._console.print(
            f"{escape(court):<{self._width}}  {verdict} {words}", soft_wrap=True, highlight=False
        )
        if step.reason:
            indent = " " * (self._width + 2)
            self._console.print(f"{indent}{escape(step.reason)}", soft_wrap=True, highlight=False)


def table(runs: Iterable[FlowRun], console: Console) -> None:
    """Print a row for each court, and below it in full what did not pass or deviated."""
    courts = by_court(runs)
    grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    grid.add_column("court", no_wrap=True)
    grid.add_column("verdict", no_wrap=True)
    grid.add_column("link item stood at")
    grid.add_column("deviations", justify="right")
    grid.add_column("menus gained")
    grid.add_column("seconds", justify="right", no_wrap=True)
    for court in courts:
        grid.add_row(*_cells(court))
    console.print()
    console.print(grid)
    for court in courts:
        _explain(court, console)


def _cells(court: CourtSummary) -> tuple[str, ...]:
    return (
        escape(court.court),
        f"[{STYLES[court.verdict]}]{court.verdict.value}[/]",
        "not seen" if court.place is None else escape(" > ".join(court.place)),
        _deviations(court),
        "not observed" if court.menus_gained is None else escape(", ".join(court.menus_gained)) or "none",
        f"{court.seconds:.1f}",
    )


def _deviations(court: CourtSummary) -> str:
    if court.deviations:
        return str(len(court.deviations))
    return "steps are ours" if court.follows_no_document else "none"


def _explain(court: CourtSummary, console: Console) -> None:
    lines = [f"deviation: {deviation}" for deviation in court.deviations]
    if court.reason:
        lines.insert(0, f"{court.verdict.value}: {court.reason}")
    for line in lines:
        console.print(f"{escape(court.court)}: {escape(line)}", soft_wrap=True, highlight=False)

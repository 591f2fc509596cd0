"""What a terminal shows of a check: a line for each visit, and a table with a row for each sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from harness.model import FlowRun, Verdict
from harness.published.lines import CourtCheck, Decision, Result

STYLES = {
    Result.HELD: "green",
    Result.DEVIATED: "magenta",
    Result.FAILED: "bold red",
    Result.BLOCKED: "yellow",
    Result.NOT_EXECUTABLE: "dim",
    Result.NOT_OBSERVED: "dim",
}


def visit(run: FlowRun, console: Console) -> None:
    """Print that a visit is over; what came of it stands in the table."""
    looked = sum(step.verdict is not Verdict.NOT_OBSERVED for step in run.steps)
    console.print(f"{escape(run.court)}  {escape(run.flow)}: {looked} looked at, {run.seconds:.1f} s")


def table(checks: Sequence[CourtCheck], console: Console) -> None:
    """Print a row for each sentence, then the contradictions, then how many held."""
    grid = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for title in ("court", "step", "source", "result"):
        grid.add_column(title, no_wrap=title != "source")
    grid.add_column("sentence", ratio=1)
    for check in checks:
        for line in check.lines:
            result = f"[{STYLES[line.result]}]{line.result.value}[/]"
            cells = (line.court, line.number, line.source)
            grid.add_row(*map(escape, cells), result, escape(line.sentence))
    console.print()
    console.print(grid)
    _contradictions([one for check in checks for one in check.decisions], console)
    console.print()
    for check in checks:
        console.print(f"{escape(check.court)}: {tally(check)}", soft_wrap=True)


def tally(check: CourtCheck) -> str:
    """How many sentences came to what: ``20 held, 1 deviated``."""
    return ", ".join(f"{count} {result.value}" for result in Result if (count := check.count(result)))


def _contradictions(decisions: Iterable[Decision], console: Console) -> None:
    for one in decisions:
        said = "; ".join(f"{source}: {says}" for source, says in (one.first, one.second))
        console.print()
        console.print(f"{escape(one.court)}: {escape(one.about)}. {escape(said)}.", soft_wrap=True)
        console.print(f"  The site: {escape(one.site)}", soft_wrap=True)

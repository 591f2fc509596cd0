"""What every command that carries out a flow shares: its options, the run, the table and the reports."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from flows.catalogue import Named
from harness import config as configuration
from harness.cli import execution
from harness.cli.options import (
    check_instructions,
    chosen_courts,
    day,
    documents,
    expected_refusal,
    own_courts_option,
    without_nothing,
)
from harness.config_records import Reporter
from harness.evidence.claim import claimed
from harness.evidence.redaction import Redactor
from harness.plan import Event, StepDone, WorkerFailed
from harness.report.info import RunInfo
from harness.report.terminal import Progress, open_console, table
from harness.report.writing import Reports
from harness.summary import exit_code
from harness.verdict import strictly

INTERRUPTED = 130
FILE = click.Path(path_type=Path, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.argument("courts", nargs=-1, metavar="[COURT]..."),
    click.option("--all", "every", is_flag=True, help="At every court with instructions of its own."),
    click.option("--all-courts", is_flag=True, help="At every federal court of the public directory."),
    own_courts_option,
    click.option("--persona", metavar="NAME", help="The starting point; each flow has its own."),
    click.option("--at", type=day, metavar="DATE", help="The date on the mock's clock."),
    click.option("--headed", is_flag=True, default=None, help="Show the browser while it works."),
    click.option("--workers", type=click.IntRange(1), help="How many browsers work side by side."),
    click.option("--out", type=FOLDER, metavar="DIR", help="The folder for report and pictures."),
    click.option("--json", "json_file", type=FILE, metavar="FILE", help="Also write the runs as JSON."),
    click.option(
        "--junit", "junit_file", type=FILE, metavar="FILE", help="Also write the runs as JUnit XML."
    ),
    click.option("--open", "open_report", is_flag=True, help="Open the report when it is written."),
    click.option("--strict", is_flag=True, help="A deviation from the instructions is a failure."),
    click.option(
        "--expect", metavar="refused:STEP", help="Pass if the site refuses at this step, by number or key."
    ),
    click.option(
        "--config", "config_file", type=FILE, metavar="FILE", help="A file like playwright.config.json."
    ),
    click.option("--project", metavar="NAME", help="The project of the configuration to run."),
)


def flow_options(command: Command) -> Command:
    """Gives a command the options of a run, in the order in which its help lists them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of a run say; see :func:`flow_options`."""

    courts: Sequence[str]
    every: bool
    all_courts: bool
    own_courts: Path | None
    persona: str | None
    at: datetime | None
    headed: bool | None
    workers: int | None
    out: Path | None
    json_file: Path | None
    junit_file: Path | None
    open_report: bool
    strict: bool
    expect: str | None
    config_file: Path | None
    project: str | None


def carry_out(flow: Named, asked: Asked) -> int:
    """Carry out a flow at the courts asked for, print and write what happened, and give the exit code.

    Raises:
        UnknownName, WrongUse, ConfigError: what was asked for cannot be.
        Blocked: the mock, the browser or the output folder cannot be had.
    """
    check_instructions(asked.own_courts)
    chosen = chosen_courts(asked.courts, asked.every, asked.all_courts, asked.own_courts)
    refusal = expected_refusal(asked.expect, flow, chosen.courts, asked.own_courts)
    config = configuration.load(file=asked.config_file, project=asked.project, overrides=_overrides(asked))
    reporters = (*config.reporter, *_to("json", asked.json_file), *_to("junit", asked.junit_file))
    persona, at = asked.persona or flow.persona, asked.at.date() if asked.at else None
    request = execution.Request(flow, chosen.courts, persona, at, refusal, config, asked.own_courts)
    redactor = Redactor()
    reports = Reports(reporters, config.output_folder, redactor)
    with claimed(config.output_folder):
        return _run(request, reports, redactor, asked, chosen.left_out)


def _overrides(asked: Asked) -> dict[str, Any]:
    return without_nothing(
        {
            "outputDir": None if asked.out is None else str(asked.out),
            "workers": asked.workers,
            "use": _use(asked),
        }
    )


def _use(asked: Asked) -> dict[str, Any] | None:
    """At all courts pictures are kept of failures alone: a report with a thousand of them opens nowhere."""
    headless = {} if asked.headed is None else {"headless": not asked.headed}
    pictures = {"screenshot": "only-on-failure"} if asked.all_courts else {}
    return {**headless, **pictures} or None


def _to(name: Any, file: Path | None) -> tuple[Reporter, ...]:
    return () if file is None else (Reporter(name=name, output_file=str(file)),)


def _run(
    request: execution.Request,
    reports: Reports,
    redactor: Redactor,
    asked: Asked,
    left_out: Mapping[str, str],
) -> int:
    console = open_console()
    started, began = datetime.now(UTC).astimezone(), time.monotonic()
    done = execution.carry_out(request, redactor, _teller(console, request))
    info = _info(request, done, asked.strict, started, time.monotonic() - began)
    runs = tuple(map(strictly, done.runs)) if asked.strict else done.runs
    table(runs, console)
    for court, why in left_out.items():
        console.print(f"{court}: left out, {why}", soft_wrap=True, markup=False)
    written = reports.write(runs, info)
    for kind, path in written.items():
        console.print(f"{'Report' if kind == 'html' else kind}: {path}", soft_wrap=True)
    if asked.open_report and "html" in written:
        webbrowser.open(written["html"].resolve().as_uri())
    return INTERRUPTED if done.interrupted else exit_code(runs)


def _teller(console: Console, request: execution.Request) -> Callable[[Event], None]:
    """What prints the steps as they are finished, unless the configuration has no ``list`` reporter.

    With ``--debug``, the traceback of a worker's error, too.
    """
    debug = click.get_current_context().obj is True
    progress = Progress(console, request.courts)
    lists = any(reporter.name == "list" for reporter in request.config.reporter)

    def tell(event: Event) -> None:
        if lists and isinstance(event, StepDone):
            progress.step(event.court, event.flow, event.record)
        elif debug and isinstance(event, WorkerFailed):
            click.echo(event.trace, err=True)

    return tell


def _info(
    request: execution.Request, done: execution.Carried, strict: bool, started: datetime, seconds: float
) -> RunInfo:
    count = len(request.courts)
    return RunInfo(
        title=f"{request.flow.title} at {f'{count} courts' if count > 1 else request.courts[0]}",
        started=started,
        seconds=seconds,
        site="mock",
        engine=request.config.use.browser_name,
        version=version("ecf-harness"),
        world_clock=done.world_clock,
        documents=documents(request.own_courts),
        strict=strict,
        stopped=done.stopped,
    )

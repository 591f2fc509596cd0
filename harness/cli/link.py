"""``ecf link``: carries out the courts' linking instructions and reports what happened."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from harness import config as configuration
from harness.cli import linking
from harness.cli.options import (
    check_instructions,
    chosen_courts,
    documents,
    expected_refusal,
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


@click.command()
@click.argument("courts", nargs=-1, metavar="[COURT]...")
@click.option("--all", "every", is_flag=True, help="Link at every court that there are instructions for.")
@click.option(
    "--persona", default="unlinked-filer", show_default=True, help="The starting point to link from."
)
@click.option("--at", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The date on the mock's clock.")
@click.option("--headed", is_flag=True, default=None, help="Show the browser while it works.")
@click.option("--workers", type=click.IntRange(1), help="How many browsers work side by side.")
@click.option("--out", type=FOLDER, metavar="DIR", help="The folder for report and pictures.")
@click.option("--json", "json_file", type=FILE, metavar="FILE", help="Also write the runs as JSON.")
@click.option("--junit", "junit_file", type=FILE, metavar="FILE", help="Also write the runs as JUnit XML.")
@click.option("--open", "open_report", is_flag=True, help="Open the report when it is written.")
@click.option("--strict", is_flag=True, help="A deviation from the instructions is a failure.")
@click.option(
    "--expect", metavar="refused:STEP", help="Pass if the site refuses at this step, by number or key."
)
@click.option(
    "--config", "config_file", type=FILE, metavar="FILE", help="A file like playwright.config.json."
)
@click.option("--project", metavar="NAME", help="The project of the configuration to run.")
def link(
    courts: Sequence[str],
    every: bool,
    persona: str,
    at: datetime | None,
    headed: bool | None,
    workers: int | None,
    out: Path | None,
    json_file: Path | None,
    junit_file: Path | None,
    open_report: bool,
    strict: bool,
    expect: str | None,
    config_file: Path | None,
    project: str | None,
) -> int:
    """Link a CM/ECF account to a PACER account the way each COURT's instructions say, and check it.

    Runs against the mock, prints each step as it is finished and a table at the end, and writes a report
    that can be opened in a browser.
    """
    names = chosen_courts(courts, every)
    check_instructions()
    refusal = expected_refusal(expect, names)
    asked = {
        "outputDir": None if out is None else str(out),
        "workers": workers,
        "use": None if headed is None else {"headless": not headed},
    }
    config = configuration.load(file=config_file, project=project, overrides=without_nothing(asked))
    reporters = (*config.reporter, *_asked_for("json", json_file), *_asked_for("junit", junit_file))
    request = linking.Request(names, persona, at.date() if at else None, refusal, config)
    redactor = Redactor()
    reports = Reports(reporters, config.output_folder, redactor)
    with claimed(config.output_folder):
        return _run(request, reports, redactor, strict, open_report)


def _asked_for(name: Any, file: Path | None) -> tuple[Reporter, ...]:
    return () if file is None else (Reporter(name=name, output_file=str(file)),)


def _run(
    request: linking.Request, reports: Reports, redactor: Redactor, strict: bool, open_report: bool
) -> int:
    console = open_console()
    started, began = datetime.now(UTC).astimezone(), time.monotonic()
    linked = linking.carry_out(request, redactor, _teller(console, request))
    info = _info(request, linked, strict, started, time.monotonic() - began)
    runs = tuple(map(strictly, linked.runs)) if strict else linked.runs
    table(runs, console)
    written = reports.write(runs, info)
    for kind, path in written.items():
        console.print(f"{'Report' if kind == 'html' else kind}: {path}", soft_wrap=True)
    if open_report and "html" in written:
        webbrowser.open(written["html"].resolve().as_uri())
    return INTERRUPTED if linked.interrupted else exit_code(runs)


def _teller(console: Console, request: linking.Request) -> Callable[[Event], None]:
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
    request: linking.Request, linked: linking.Linked, strict: bool, started: datetime, seconds: float
) -> RunInfo:
    count = len(request.courts)
    return RunInfo(
        title=f"Linking accounts at {f'{count} courts' if count > 1 else request.courts[0]}",
        started=started,
        seconds=seconds,
        site="mock",
        engine=request.config.use.browser_name,
        version=version("ecf-harness"),
        world_clock=linked.world_clock,
        documents=documents(),
        strict=strict,
        stopped=linked.stopped,
    )

"""``ecf instructions check``: holds what courts publish against their sites, sentence by sentence."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from flows import published
from flows.instruction_data import CourtInstructions
from flows.instruction_files import for_court
from harness import config as configuration
from harness.cli import check_execution, execution
from harness.cli.flow_command import FILE, FOLDER, INTERRUPTED
from harness.cli.options import (
    check_instructions,
    chosen_courts,
    documents,
    own_courts_option,
    without_nothing,
)
from harness.config_records import Reporter
from harness.errors import WrongUse
from harness.evidence.claim import claimed
from harness.evidence.redaction import Redactor
from harness.plan import Event, FlowDone, WorkerFailed
from harness.published import judging
from harness.published.deciding import Case, Contradiction, decide
from harness.published.lines import CourtCheck, exit_code
from harness.report import check_html, check_json, check_junit, check_terminal
from harness.report.info import RunInfo
from harness.report.terminal import open_console
from harness.report.writing import Reports


@click.group()
def instructions() -> None:
    """What courts publish about linking, and whether it is so."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options of a check say."""

    courts: Sequence[str]
    every: bool
    own_courts: Path | None
    headed: bool | None
    workers: int | None
    out: Path | None
    json_file: Path | None
    junit_file: Path | None
    open_report: bool
    config_file: Path | None
    project: str | None


@instructions.command()
@click.argument("courts", nargs=-1, metavar="[COURT]...")
@click.option("--all", "every", is_flag=True, help="At every court of which a document tells anything.")
@own_courts_option
@click.option("--headed", is_flag=True, default=None, help="Show the browser while it works.")
@click.option("--workers", type=click.IntRange(1), help="How many browsers work side by side.")
@click.option("--out", type=FOLDER, metavar="DIR", help="The folder for report and pictures.")
@click.option("--json", "json_file", type=FILE, metavar="FILE", help="Also write the result as JSON.")
@click.option("--junit", "junit_file", type=FILE, metavar="FILE", help="Also write it as JUnit XML.")
@click.option("--open", "open_report", is_flag=True, help="Open the report when it is written.")
@click.option(
    "--config", "config_file", type=FILE, metavar="FILE", help="A file like playwright.config.json."
)
@click.option("--project", metavar="NAME", help="The project of the configuration to run.")
def check(**options: Any) -> int:
    """Carry out to the letter what each COURT publishes, and say which sentence does not hold.

    Steps are not adapted to what the site is like; claims are looked at, each in a world prepared for it;
    remedies are tried at a site that needs them. Exit code: 0 all held, 1 something deviated, failed or was
    not observed, 2 wrong use, 3 stopped by the environment.
    """
    return carry_out(Asked(**options))


def carry_out(asked: Asked) -> int:
    """Hold the courts' instructions against the mock, print and write what came of it, give the exit code.

    Raises:
        UnknownName, WrongUse, ConfigError: what was asked for cannot be.
        Blocked: the mock, the browser or the output folder cannot be had.
    """
    check_instructions(asked.own_courts)
    told = _told(asked)
    config = configuration.load(file=asked.config_file, project=asked.project, overrides=_overrides(asked))
    reporters = (*config.reporter, *_to("json", asked.json_file), *_to("junit", asked.junit_file))
    redactor = Redactor()
    reports = Reports(reporters, config.output_folder, redactor)
    with claimed(config.output_folder):
        return _run(told, config, reports, redactor, asked)


def _told(asked: Asked) -> dict[str, CourtInstructions]:
    """The instructions of the courts asked for. Errors: ``WrongUse`` for one that publishes none."""
    names = published.courts_with_documents(asked.own_courts) if asked.every and not asked.courts else None
    chosen = chosen_courts(names or asked.courts, asked.every and names is None, own=asked.own_courts)
    told = {court: for_court(court, asked.own_courts) for court in chosen.courts}
    without = [court for court, one in told.items() if not published.told(one)]
    if without:
        with_some = ", ".join(published.courts_with_documents(asked.own_courts))
        raise WrongUse(
            f"{', '.join(without)}: expected instructions that the court has published, found none to hold "
            f"against its site. Courts with documents: {with_some}."
        )
    return told


def _overrides(asked: Asked) -> dict[str, Any]:
    return without_nothing(
        {
            "outputDir": None if asked.out is None else str(asked.out),
            "workers": asked.workers,
            "use": None if asked.headed is None else {"headless": not asked.headed},
        }
    )


def _to(name: Any, file: Path | None) -> tuple[Reporter, ...]:
    return () if file is None else (Reporter(name=name, output_file=str(file)),)


def _run(
    told: Mapping[str, CourtInstructions],
    config: configuration.RunConfig,
    reports: Reports,
    redactor: Redactor,
    asked: Asked,
) -> int:
    console = open_console()
    started, began = datetime.now(UTC).astimezone(), time.monotonic()
    done = check_execution.carry_out(told, config, asked.own_courts, redactor, _teller(console))
    checks = _checks(told, done)
    info = _info(told, config, done, asked, started, time.monotonic() - began)
    check_terminal.table(checks, console)
    written = reports.write_with(
        {
            "html": lambda: check_html.render(checks, info, config.output_folder),
            "json": lambda: check_json.render(checks, info),
            "junit": lambda: check_junit.render(checks, info),
        }
    )
    for kind, path in written.items():
        console.print(f"{'Report' if kind == 'html' else kind}: {path}", soft_wrap=True)
    if asked.open_report and "html" in written:
        webbrowser.open(written["html"].resolve().as_uri())
    return INTERRUPTED if done.interrupted else exit_code(checks)


def _checks(told: Mapping[str, CourtInstructions], done: execution.Carried) -> tuple[CourtCheck, ...]:
    checks = []
    for court, one in told.items():
        runs = [run for run in done.runs if run.court == court]
        lines = judging.lines(court, published.told(one), runs)
        decisions = decide(court, _contradictions(one), lines)
        checks.append(CourtCheck(court, lines, decisions, sum(run.seconds for run in runs)))
    return tuple(checks)


def _contradictions(told: CourtInstructions) -> tuple[Contradiction, ...]:
    return tuple(
        Contradiction(
            one.about,
            (one.first.source, one.first.says),
            (one.second.source, one.second.says),
            tuple(Case(case.when, case.site) for case in one.cases),
        )
        for one in told.contradictions
    )


def _teller(console: Console) -> Callable[[Event], None]:
    """What prints each visit when it is over; with ``--debug``, the traceback of a worker's error, too."""
    debug = click.get_current_context().obj is True

    def tell(event: Event) -> None:
        if isinstance(event, FlowDone):
            check_terminal.visit(event.run, console)
        elif debug and isinstance(event, WorkerFailed):
            click.echo(event.trace, err=True)

    return tell


def _info(
    told: Mapping[str, CourtInstructions],
    config: configuration.RunConfig,
    done: execution.Carried,
    asked: Asked,
    started: datetime,
    seconds: float,
) -> RunInfo:
    where = f"{len(told)} courts" if len(told) > 1 else next(iter(told))
    return RunInfo(
        title=f"Published instructions held against the site of {where}",
        started=started,
        seconds=seconds,
        site="mock",
        engine=config.use.browser_name,
        version=version("ecf-harness"),
        world_clock=done.world_clock,
        documents=documents(asked.own_courts),
        stopped=done.stopped,
    )

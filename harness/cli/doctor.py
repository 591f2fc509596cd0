"""``ecf doctor``: whether everything is there that a run needs, and what to do if it is not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from harness.cli.serve import PORT
from harness.doctor import Finding, Question, examine, exit_code
from harness.relay_address import RelayAddress
from harness.report.html import SIGNS
from harness.report.terminal import STYLES, open_console

_NAME_WIDTH = 19
_INDENT = " " * 15


@click.command()
@click.option(
    "--port", type=PORT, default=0, help="Also look whether this port is free, as ecf serve needs it."
)
@click.option("--http-port", type=PORT, default=0, help="The same, for its plain listener.")
@click.option("--smtp", metavar="HOST:PORT", help="Also look whether a mail relay on loopback answers there.")
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A file like playwright.config.json.",
)
@click.option("--project", metavar="NAME", help="The project of the configuration.")
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def doctor(
    port: int, http_port: int, smtp: str | None, config_file: Path | None, project: str | None, as_json: bool
) -> int:
    """Check whether everything is there that a run needs, and say of each what to do.

    Starts the browser and the mock once. Contacts nothing but this machine, and leaves nothing behind.

    Exit code: 0 all is well, 2 a wrong configuration, 3 the environment is at fault.
    """
    ports = tuple(
        (option, number) for option, number in (("--port", port), ("--http-port", http_port)) if number
    )
    relay = RelayAddress.parse(smtp) if smtp else None
    findings = examine(Question(config_file, project, ports, relay))
    found = tuple(findings) if as_json else _told(findings, open_console())
    if as_json:
        click.echo(json.dumps({"checks": [asdict(one) for one in found]}, indent=2, ensure_ascii=False))
    return exit_code(found)


def _told(findings: Iterable[Finding], console: Console) -> tuple[Finding, ...]:
    """Prints each finding as soon as it is there."""
    told = []
    for finding in findings:
        told.append(finding)
        _print(finding, console)
    return tuple(told)


def _print(finding: Finding, console: Console) -> None:
    word = f"{SIGNS[finding.verdict]} {finding.verdict.value:<12}"
    first, *further = finding.found.splitlines() or [""]
    console.print(
        f"[{STYLES[finding.verdict]}]{word}[/] {finding.name:<{_NAME_WIDTH}} {escape(first)}", soft_wrap=True
    )
    for line in further:
        console.print(f"{_INDENT}{escape(line)}", soft_wrap=True)
    if finding.todo:
        console.print(f"{_INDENT}→ {escape(finding.todo)}", soft_wrap=True)

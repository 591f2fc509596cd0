"""``ecf serve``: the mock for people with a browser, and for other test suites."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from harness.cli.execution import OPENING_HOUR
from harness.cli.options import day, known_courts, own_courts_option
from harness.mock_process import MOCK
from harness.relay_address import RelayAddress

WORLD = "people"
PORT = click.IntRange(0, 65535)


@click.command()
@click.option("--port", type=PORT, default=0, show_default="a free one", help="Port of the TLS listener.")
@click.option(
    "--http-port",
    type=PORT,
    default=0,
    show_default="a free one",
    help="Port of the plain listener, for people.",
)
@click.option(
    "--state",
    type=click.Path(path_type=Path),
    help="Keep accounts, links and mail in this file between starts.",
)
@click.option(
    "--at",
    type=day,
    metavar="DATE",
    help="The date on the mock's clock; it is nine in the morning.",
)
@click.option("--court", "courts", multiple=True, metavar="CODE", help="A court to serve; can be repeated.")
@own_courts_option
@click.option(
    "--smtp", metavar="HOST:PORT", help="Also send the mail of the mock to this mail relay on loopback."
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print one line of JSON when ready, for other programs."
)
def serve(
    port: int,
    http_port: int,
    state: Path | None,
    at: datetime | None,
    courts: tuple[str, ...],
    own_courts: Path | None,
    smtp: str | None,
    as_json: bool,
) -> None:
    """Start the mock of PACER and the courts, and keep it running until Ctrl-C.

    Prints the address of a start page with everything to begin with: the courts' addresses, the personas
    with their passwords, and the mailbox. Every start makes new passwords. Without --court it serves
    those that documents tell of.
    """
    known = known_courts(courts, own_courts)
    command = [*MOCK, "--default-world", WORLD]
    command += ["--tls-port", str(port), "--http-port", str(http_port)]
    command += ["--state", str(state)] if state else []
    command += ["--at", datetime.combine(at, OPENING_HOUR).isoformat()] if at else []
    command += ["--smtp", str(RelayAddress.parse(smtp))] if smtp else []
    command += ["--courts", str(own_courts)] if own_courts else []
    command += [word for court in known for word in ("--with-court", court)] if courts else []
    command += ["--json"] if as_json else []
    sys.stdout.flush()
    # This process becomes the mock: its signals, its output and its exit code are then the command's own.
    os.execv(sys.executable, command)  # noqa: S606  # no shell is wanted

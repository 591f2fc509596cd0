"""``ecf run``: carries out any flow by its name, as ``ecf link`` does the linking."""

from __future__ import annotations

from typing import Any

import click

from flows.catalogue import FLOWS
from harness.cli.flow_command import Asked, carry_out, flow_options
from harness.errors import UnknownName, WrongUse
from harness.names import did_you_mean

_LIST = "\n\n\b\n" + "\n".join(f"{flow.name}\n  {flow.summary}" for flow in FLOWS.values())


@click.command(help=f"Carry out a FLOW at each COURT and report it as ecf link does. The flows are:{_LIST}")
@click.argument("flow", required=False, metavar="FLOW")
@flow_options
def run(flow: str | None, **options: Any) -> int:
    """Carry out a flow by its name. Errors: as :func:`harness.cli.flow_command.carry_out`."""
    if flow is None:
        raise WrongUse(f"Name the flow, then the courts. Known: {', '.join(sorted(FLOWS))}.")
    if flow not in FLOWS:
        raise UnknownName(f'There is no flow "{flow}". {did_you_mean(flow, FLOWS)}')
    return carry_out(FLOWS[flow], Asked(**options))

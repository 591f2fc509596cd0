"""``ecf link``: carries out the courts' linking instructions and reports what happened."""

from __future__ import annotations

from typing import Any

import click

from flows.catalogue import LINK_ACCOUNT
from harness.cli.flow_command import Asked, carry_out, flow_options


@click.command()
@flow_options
def link(**options: Any) -> int:
    """Link a CM/ECF account to a PACER account the way each COURT's instructions say, and check it.

    Runs against the mock, prints each step as it is finished and a table at the end, and writes a report
    that can be opened in a browser.
    """
    return carry_out(LINK_ACCOUNT, Asked(**options))

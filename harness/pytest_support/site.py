"""The site that tests visit: the mock as a process, its control API and the gate before it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from harness.gate import Gate
from harness.mock_process import MockProcess
from harness.site import Site
from harness.situation import Control

_AUTHORITIES = "NODE_EXTRA_CA_CERTS"


@dataclass(frozen=True, slots=True)
class RunningSite:
    """A site that answers. ``control`` sets worlds up; ``gate`` is the one way to it."""

    mock: MockProcess
    control: Control
    site: Site
    gate: Gate

    @property
    def name(self) -> str:
        """Which site it is: ``mock``."""
        return self.site.name

    @property
    def stopped(self) -> tuple[str, ...]:
        """Every ``host:port`` that was asked for and refused since the site was started."""
        return tuple(f"{one.host}:{one.port}" for one in self.gate.stopped)


@contextmanager
def running_site(gate_patience: float) -> Iterator[RunningSite]:
    """Starts the mock on free ports; ``gate_patience`` is in seconds.

    Errors: :class:`~harness.errors.Blocked`.
    """
    with MockProcess() as mock, Control(mock.ready.control, mock.ready.token) as control:
        site = Site.mock(mock.ready.tls, mock.ready.authority)
        with Gate(site.route, gate_patience) as gate:
            yield RunningSite(mock, control, site, gate)


@contextmanager
def authority_in_environment(authority: Path) -> Iterator[None]:
    """What is started in the block and is written in Node trusts the site, too, as ``page.request`` must.

    Authorities that the user has named there stay trusted.
    """
    before = os.environ.get(_AUTHORITIES)
    with tempfile.TemporaryDirectory(prefix="ecf-authority-") as folder:
        bundle = Path(folder) / "authorities.pem"
        others = Path(before).read_text("utf-8") if before and Path(before).is_file() else ""
        bundle.write_text(f"{others}\n{authority.read_text('utf-8')}", "utf-8")
        os.environ[_AUTHORITIES] = str(bundle)
        try:
            yield
        finally:
            if before is None:
                del os.environ[_AUTHORITIES]
            else:
                os.environ[_AUTHORITIES] = before

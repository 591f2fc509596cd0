"""The environment in which the tests start ``ecf``."""

from __future__ import annotations

import os
import signal
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(**variables: str) -> dict[str, str]:
    """This process's environment without settings of its own, with the project on the path."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith("ECF_") or key == "ECF_BROWSER"
    }
    path = os.pathsep.join((str(ROOT), str(ROOT / "harness/door")))
    return {**kept, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", **variables}


def listen_to_ctrl_c() -> None:
    """For ``preexec_fn``: a suite that was started in the background hands on that Ctrl-C is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)

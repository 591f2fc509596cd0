"""The command ``ecf``: goes on to :mod:`harness.cli` once it is sure to be ours."""

from __future__ import annotations

import sys

from ecf_harness.hidden import in_the_way

_WRONG_USE = 2


def main() -> None:
    """Run ``ecf``; where a room is hidden, say so and leave with exit code 2."""
    problem = in_the_way("take its folder out of PYTHONPATH")
    if problem is not None:
        sys.stderr.write(f"ecf: {problem}\n")
        sys.exit(_WRONG_USE)
    from harness.cli import main as run  # not before: it may be somebody else's

    run()

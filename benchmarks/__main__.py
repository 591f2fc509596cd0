"""``python -m benchmarks [NAME …]``: carries out the benchmarks of these names, or all of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

NAMES = {
    "linking": "one run of the linking flow against a plain Playwright script of the same clicks",
    "menus": "comparing menu trees: quality against known edits, and time against size",
}


def main(arguments: Sequence[str]) -> int:
    """Runs the benchmarks and gives the worst of their exit codes; 2 for an unknown name."""
    unknown = [name for name in arguments if name not in NAMES]
    if unknown:
        known = "\n".join(f"  {name:8} {what}" for name, what in NAMES.items())
        print(f"There is no benchmark “{unknown[0]}”. There are:\n{known}", file=sys.stderr)
        return 2
    worst = 0
    for name in arguments or NAMES:
        print(f"== {name}: {NAMES[name]}")
        worst = max(worst, import_module(f"benchmarks.{name}").main())
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

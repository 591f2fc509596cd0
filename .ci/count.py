"""Adds up JUnit files and prints one line: ``Tests: 312 passed, 0 failed, 4 skipped``.

A file that is missing counts as nothing: the part that should have written it has failed already.
"""

from __future__ import annotations

import sys
from pathlib import Path

from junitparser import JUnitXml


def main(paths: list[str]) -> None:
    """Print the sum over all files that are there."""
    results = [JUnitXml.fromfile(path) for path in paths if Path(path).exists()]
    failed = sum(result.failures + result.errors for result in results)
    skipped = sum(result.skipped for result in results)
    passed = sum(result.tests for result in results) - failed - skipped
    print(f"Tests: {passed} passed, {failed} failed, {skipped} skipped")


if __name__ == "__main__":
    main(sys.argv[1:])

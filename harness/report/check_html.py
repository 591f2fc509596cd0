"""The report of a check for people: a table of all sentences, and below it each with its pictures."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from harness.published.lines import CourtCheck, Result
from harness.report.html import environment
from harness.report.info import RunInfo

SIGNS = {
    Result.HELD: "✓",
    Result.DEVIATED: "≠",
    Result.FAILED: "✗",
    Result.BLOCKED: "■",
    Result.NOT_EXECUTABLE: "–",
    Result.NOT_OBSERVED: "○",
}
_WELL = (Result.HELD, Result.NOT_EXECUTABLE)
_PICTURES = 2
"""How many pictures of a sentence are shown; all are in the folder."""


def render(checks: Iterable[CourtCheck], info: RunInfo, folder: Path) -> str:
    """The report's HTML. Pictures are read from ``folder``, the output folder, and put into the page."""
    made = environment(folder)
    made.filters["tally"] = CourtCheck.count
    page = made.get_template("check.html")
    return page.render(
        info=info, checks=tuple(checks), results=tuple(Result), signs=SIGNS, most=_PICTURES, well=_WELL
    )

"""The report for people: one self-contained HTML file that a help desk can answer a caller from."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from harness.model import FlowRun, Verdict
from harness.report.info import RunInfo
from harness.summary import CourtSummary, by_court

SIGNS = {Verdict.PASSED: "✓", Verdict.FAILED: "✗", Verdict.BLOCKED: "■", Verdict.NOT_OBSERVED: "○"}
_ORDER = (Verdict.FAILED, Verdict.BLOCKED, Verdict.NOT_OBSERVED, Verdict.PASSED)


def render(runs: Iterable[FlowRun], info: RunInfo, folder: Path) -> str:
    """The report's HTML. Pictures are read from ``folder``, the output folder, and put into the page.

    Courts that did not pass stand first, then those with deviations. A picture that is not there is
    said to be missing.
    """
    courts = sorted(by_court(runs), key=_urgency)
    return environment(folder).get_template("report.html").render(info=info, courts=courts, verdicts=_ORDER)


def _urgency(court: CourtSummary) -> tuple[int, bool]:
    return _ORDER.index(court.verdict), not court.deviations


def environment(folder: Path) -> Environment:
    """What renders a report; pictures are read from ``folder``."""
    environment = Environment(
        loader=PackageLoader("harness.report"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        picture=lambda name: _as_data(folder / name),
        sign=SIGNS.__getitem__,
        flow_title=lambda flow: flow.replace("_", " ").capitalize(),
        path_text=lambda path: " › ".join(path),
        slug=lambda text: text.replace(" ", "-"),
    )
    return environment


def _as_data(path: Path) -> str | None:
    """A picture as a ``data:`` address, ``None`` when it cannot be read."""
    try:
        return "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode()
    except OSError:
        return None

"""Writes the reports that a run was asked for, each to its place, through the door."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from harness.config_records import Reporter
from harness.evidence.door import Door
from harness.evidence.redaction import Redactor
from harness.model import FlowRun
from harness.report import html, json, junit
from harness.report.info import RunInfo

DEFAULT_NAMES = {"html": "report.html", "json": "results.json", "junit": "results.xml"}


class Reports:
    """The files that a run will leave. Making one tries every place, so that no run is for nothing.

    Raises:
        OutputNotWritable: a report could not be written where it was asked for.
    """

    def __init__(self, reporters: Iterable[Reporter], folder: Path, redactor: Redactor) -> None:
        self._folder = folder
        main_door = Door(folder, redactor)
        self._places: list[tuple[str, Door, str]] = []
        for reporter in reporters:
            if reporter.name not in DEFAULT_NAMES:
                continue  # the list is printed while the run goes on
            if reporter.output_file is None:
                self._places.append((reporter.name, main_door, DEFAULT_NAMES[reporter.name]))
            else:
                file = Path(reporter.output_file)
                self._places.append((reporter.name, Door(file.parent, redactor), file.name))

    def write(self, runs: Sequence[FlowRun], info: RunInfo) -> dict[str, Path]:
        """Write them all and give the path of each by the name of its reporter (the last of a kind).

        Raises:
            OutputNotWritable: a place that was writable before no longer is.
        """
        return {name: door.write(file, self._content(name, runs, info)) for name, door, file in self._places}

    def _content(self, name: str, runs: Sequence[FlowRun], info: RunInfo) -> str | bytes:
        if name == "html":
            return html.render(runs, info, self._folder)
        return json.render(runs, info) if name == "json" else junit.render(runs, info)

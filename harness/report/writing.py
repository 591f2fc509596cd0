"""Writes the reports that a run was asked for, each to its place, through the door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from harness.config_records import Reporter
from harness.errors import OutputNotWritable, WrongUse
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
        WrongUse: two reports would be written to the same file.
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
        _each_its_own(door.folder.resolve() / name for _, door, name in self._places)

    def write(self, runs: Sequence[FlowRun], info: RunInfo) -> dict[str, Path]:
        """Write the runs everywhere; see :meth:`write_with`."""
        return self.write_with(
            {
                "html": lambda: html.render(runs, info, self._folder),
                "json": lambda: json.render(runs, info),
                "junit": lambda: junit.render(runs, info),
            }
        )

    def write_with(self, contents: Mapping[str, Callable[[], str | bytes]]) -> dict[str, Path]:
        """Write them all and give the path of each by the name of its reporter (the last of a kind).

        ``contents`` makes what a reporter of this name writes.

        Raises:
            OutputNotWritable: a place that was writable before no longer is; all others are written.
        """
        written: dict[str, Path] = {}
        problems: list[OutputNotWritable] = []
        for name, door, file in self._places:
            try:
                written[name] = door.write(file, contents[name]())
            except OutputNotWritable as problem:
                problems.append(problem)
        if problems:
            raise OutputNotWritable("\n".join(map(str, problems)))
        return written


def _each_its_own(places: Iterable[Path]) -> None:
    twice = [path for path, count in Counter(places).items() if count > 1]
    if twice:
        raise WrongUse(f"Two reports would be written to {twice[0]}; give each a file of its own")

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness.config_records import Reporter
from harness.errors import OutputNotWritable, WrongUse
from harness.evidence.redaction import Redactor
from harness.evidence.secret import Secret
from harness.report.writing import Reports
from tests.samples import INFO, mixed_runs, run


def test_each_reporter_leaves_its_file(tmp_path: Path) -> None:
    """Without a place of its own a report lies in the output folder; the list leaves no file."""
    reporters = [Reporter(name=name) for name in ("list", "html", "json", "junit")]
    written = Reports(reporters, tmp_path / "out", Redactor()).write(mixed_runs(), INFO)
    assert {kind: path.name for kind, path in written.items()} == {
        "html": "report.html",
        "json": "results.json",
        "junit": "results.xml",
    }
    assert all(path.parent == tmp_path / "out" for path in written.values())
    assert len(json.loads(written["json"].read_text("utf-8"))["runs"]) == 5


def test_a_report_lies_where_it_was_asked_for(tmp_path: Path) -> None:
    """A place of its own may be outside of the output folder; a second of a kind is written too."""
    reporters = [Reporter(name="json"), Reporter(name="json", output_file=str(tmp_path / "ci" / "runs.json"))]
    Reports(reporters, tmp_path / "out", Redactor()).write(mixed_runs(), INFO)
    assert (tmp_path / "ci" / "runs.json").read_text("utf-8") == (
        tmp_path / "out" / "results.json"
    ).read_text("utf-8")


def test_a_place_that_cannot_be_written_is_told_before_the_run(tmp_path: Path) -> None:
    """A report whose folder cannot be made is an error before anything runs."""
    (tmp_path / "file").write_text("in the way", "utf-8")
    reporters = [Reporter(name="junit", output_file=str(tmp_path / "file" / "runs.xml"))]
    with pytest.raises(OutputNotWritable):
        Reports(reporters, tmp_path / "out", Redactor())


def test_two_reports_in_one_file_are_wrong_use(tmp_path: Path) -> None:
    """The second would take the first's place, so this is told before anything runs."""
    same = [str(tmp_path / "runs"), str(tmp_path / "elsewhere" / ".." / "runs")]
    reporters = [Reporter(name="json", output_file=same[0]), Reporter(name="junit", output_file=same[1])]
    with pytest.raises(WrongUse, match="give each a file of its own"):
        Reports(reporters, tmp_path / "out", Redactor())


def test_a_report_that_cannot_be_written_does_not_take_the_others_with_it(tmp_path: Path) -> None:
    """Where one place is gone after the run, the rest is written before that is told."""
    reporters = [Reporter(name="html"), Reporter(name="json", output_file=str(tmp_path / "runs.json"))]
    reports = Reports(reporters, tmp_path / "out", Redactor())
    (tmp_path / "out").rmdir()
    (tmp_path / "out").write_text("in the way", "utf-8")
    with pytest.raises(OutputNotWritable):
        reports.write(mixed_runs(), INFO)
    assert json.loads((tmp_path / "runs.json").read_text("utf-8"))["runs"]


def test_reports_are_redacted(tmp_path: Path) -> None:
    """A secret that got into a run is not in any of its reports."""
    redactor = Redactor()
    redactor.register(Secret("open sesame & co"))
    reporters = [Reporter(name=name) for name in ("html", "json", "junit")]
    runs = [run(reason="it said open sesame & co", deviations=("open sesame & co",))]
    for path in Reports(reporters, tmp_path, redactor).write(runs, INFO).values():
        text = path.read_text("utf-8")
        assert "open sesame" not in text
        assert "[secret]" in text

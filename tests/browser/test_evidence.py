"""What a run leaves behind: pictures of each step, reports that agree, and no secret anywhere."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from harness.config_records import Reporter, Use
from harness.evidence.redaction import Redactor, forms
from harness.model import Verdict
from harness.plan import Surroundings
from harness.report.writing import Reports
from tests.mock_server import TOKEN
from tests.rehearsal import Rehearsal
from tests.samples import INFO

SCHEMA = Path(__file__).parents[2] / "harness/report/run.schema.json"
KINDS = ("html", "json", "junit")


@pytest.fixture
def with_pictures(surroundings: Surroundings) -> Surroundings:
    """Surroundings in which pictures are taken."""
    return replace(surroundings, use=Use(screenshot="on"))


@pytest.mark.parametrize("fault", [None, "good-credentials-refused", "old-credentials-accepted"])
def test_nothing_that_is_written_holds_a_secret(
    rehearse: Rehearsal, with_pictures: Surroundings, tmp_path: Path, fault: str | None
) -> None:
    """Neither a password nor a token, in no encoding, is in any file: passed, refused or failed."""
    runs = rehearse("azb", *([{"fault": fault}] if fault else []), surroundings=with_pictures)
    reporters = tuple(Reporter.model_validate({"name": kind}) for kind in KINDS)
    written = Reports(reporters, tmp_path, Redactor()).write(runs, INFO)
    assert len(written) == len(KINDS)
    (assignment,) = rehearse.assignments
    everybody = [one for one in (assignment.pacer, assignment.cmecf, assignment.stranger) if one]
    assert len(everybody) == 3
    secrets = [form for one in everybody for form in forms(one.password.reveal())] + [TOKEN]
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) > 10
    for file in files:
        content = file.read_bytes()
        assert not [secret for secret in secrets if secret.encode() in content], file
        assert not [secret for secret in secrets if secret in file.name]


def test_every_step_that_was_reached_has_a_picture_that_is_there(
    rehearse: Rehearsal, with_pictures: Surroundings, tmp_path: Path
) -> None:
    """The names in the records are files below the output folder, and they are PNG pictures."""
    runs = rehearse("gamb", surroundings=with_pictures)
    for step in (step for run in runs for step in run.steps):
        assert step.verdict is Verdict.PASSED
        assert step.screenshots, step.number
        for name in step.screenshots:
            assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")


def test_the_json_report_of_a_real_run_fits_its_schema(rehearse: Rehearsal, tmp_path: Path) -> None:
    """A run that failed in the middle has the documented shape, too."""
    runs = rehearse("azb", {"fault": "submit-does-nothing"})
    written = Reports((Reporter(name="json"),), tmp_path, Redactor()).write(runs, INFO)
    document = json.loads(written["json"].read_text("utf-8"))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator(schema).validate(document)
    assert [run["verdict"] for run in document["runs"]] == ["failed", "not observed"]

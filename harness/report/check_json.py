"""A check as JSON for machines, in the shape of ``check.schema.json`` beside this module."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from importlib import resources
from typing import Any

from harness.published.lines import CourtCheck, Decision
from harness.report.info import RunInfo

VERSION = 1


def render(checks: Iterable[CourtCheck], info: RunInfo) -> str:
    """The checks as JSON text, court by court, each sentence in the order of its document."""
    document = {
        "schema": VERSION,
        "started": info.started.isoformat(),
        "version": info.version,
        "stopped": list(info.stopped),
        "courts": [_court(check) for check in checks],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema that every rendered document obeys."""
    text = resources.files("harness.report").joinpath("check.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _court(check: CourtCheck) -> dict[str, object]:
    return {
        "court": check.court,
        "seconds": round(check.seconds, 3),
        "lines": [asdict(line) for line in check.lines],
        "contradictions": [_decision(one) for one in check.decisions],
    }


def _decision(one: Decision) -> dict[str, object]:
    return {
        "about": one.about,
        "first": {"source": one.first[0], "says": one.first[1]},
        "second": {"source": one.second[0], "says": one.second[1]},
        "site": one.site,
        "decided": one.decided,
    }

"""The runs as JSON for machines, in the shape of ``run.schema.json`` beside this module."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib import resources
from typing import Any

from harness.model import FlowRun, StepRecord
from harness.report.info import RunInfo

VERSION = 1


def render(runs: Iterable[FlowRun], info: RunInfo) -> str:
    """The runs as JSON text, in the order in which they were planned."""
    document = {
        "schema": VERSION,
        "started": info.started.isoformat(),
        "world_clock": info.world_clock,
        "version": info.version,
        "stopped": list(info.stopped),
        "runs": [_run(run) for run in runs],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, Any]:
    """The JSON Schema that every rendered document obeys."""
    text = resources.files("harness.report").joinpath("run.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _run(run: FlowRun) -> dict[str, object]:
    return {
        "court": run.court,
        "flow": run.flow,
        "engine": run.engine,
        "site": run.site,
        "persona": run.persona,
        "verdict": run.verdict.value,
        "reason": run.reason,
        "deviations": list(run.deviations),
        "place": _list_or_none(run.place),
        "menus_before": _list_or_none(run.menus_before),
        "menus_after": _list_or_none(run.menus_after),
        "seconds": round(run.seconds, 3),
        "steps": [_step(step) for step in run.steps],
    }


def _step(step: StepRecord) -> dict[str, object]:
    return {
        "number": step.number,
        "instruction": step.instruction,
        "source": step.source,
        "verdict": step.verdict.value,
        "reason": step.reason,
        "observed": step.observed,
        "expected": step.expected,
        "url": step.url,
        "screenshot": step.screenshots[-1] if step.screenshots else None,
        "screenshots": list(step.screenshots),
    }


def _list_or_none(labels: tuple[str, ...] | None) -> list[str] | None:
    return None if labels is None else list(labels)

"""Runs of a check to lines of its report: what a verdict means for a sentence is said here alone. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harness.model import FlowRun, StepRecord, Verdict
from harness.published.lines import Line, Result, Told

Looked = tuple[str, StepRecord]
"""A step that was looked at, and the name of the run in which that was."""

_RESULTS = {
    Verdict.PASSED: Result.HELD,
    Verdict.FAILED: Result.FAILED,
    Verdict.BLOCKED: Result.BLOCKED,
    Verdict.NOT_OBSERVED: Result.NOT_OBSERVED,
}
_NOWHERE = "nothing was looked at"


def lines(court: str, told: Iterable[Told], runs: Iterable[FlowRun]) -> tuple[Line, ...]:
    """One line for each sentence of a court; ``runs`` are all those of this court."""
    runs = tuple(runs)
    return tuple(_line(court, one, runs) for one in told)


def subject(source: str) -> str:
    """How a sentence is spoken of, from its source: ``D2 step 3, note`` is ``Step 3, note``.

    What has no number is the document's: the report names the place beside it.
    """
    place = source.partition(" ")[2].partition(" and ")[0]
    return f"S{place[1:]}" if place.startswith("step ") else "The document"


def _line(court: str, told: Told, runs: Sequence[FlowRun]) -> Line:
    if told.because:
        return Line(court, told.number, told.text, told.source, Result.NOT_EXECUTABLE, told.because)
    looked = [(run.flow, step) for run in runs for step in run.steps if step.number == told.number]
    if told.trouble:
        return _remedy(court, told, looked, runs)
    if not looked:
        return Line(court, told.number, told.text, told.source, Result.NOT_OBSERVED, _NOWHERE)
    return _seen(court, told, looked[0])


def _seen(court: str, told: Told, looked: Looked, sentence: str | None = None) -> Line:
    visit, step = looked
    result = _RESULTS[step.verdict]
    if result is Result.HELD and step.deviation:
        result = Result.DEVIATED
    return Line(
        court,
        told.number,
        told.text,
        told.source,
        result,
        _sentence(told, step, result) if sentence is None else sentence,
        visit,
        step.expected,
        step.observed,
        step.url,
        step.screenshots,
    )


def _sentence(told: Told, step: StepRecord, result: Result) -> str:
    if result is Result.HELD:
        return ""
    if result is Result.DEVIATED:
        return f"{subject(told.source)} {step.deviation}"
    if result is Result.FAILED:
        return f"{subject(told.source)} says: {told.text} The site does otherwise: {step.reason}"
    return step.reason or _NOWHERE


def _remedy(court: str, told: Told, looked: Sequence[Looked], runs: Sequence[FlowRun]) -> Line:
    """The remedy where it must help; and besides, where it was tried and did not."""
    own = next((one for one in looked if one[0] == told.trouble), None)
    if own is None:
        return Line(court, told.number, told.text, told.source, Result.NOT_OBSERVED, _NOWHERE)
    tried = [visit for visit, step in looked if step.verdict is Verdict.FAILED and visit != told.trouble]
    line = _seen(court, told, own)
    if line.result is Result.NOT_OBSERVED:
        return _seen(court, told, own, _why_not(own[0], runs))
    if line.result is not Result.HELD:
        return line
    does_not = f"; it does not where {', or where '.join(map(_words, tried))}" if tried else ""
    return _seen(court, told, own, f"helps where {_words(told.trouble)}{does_not}")


def _words(visit: str) -> str:
    """The name of a visit in words: ``menus appear after refresh``."""
    return visit.replace("-", " ")


def _why_not(visit: str, runs: Sequence[FlowRun]) -> str:
    """Why a remedy was not tried: the problem was not there, or something before it had gone wrong."""
    run = next(run for run in runs if run.flow == visit)
    first = run.steps[0]
    return (
        _NOWHERE
        if first.verdict is Verdict.PASSED
        else f"the problem could not be brought about: {first.reason}"
    )

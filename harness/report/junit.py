"""The runs as JUnit XML, as CI systems read it: a suite per court and flow, a case per step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from harness.model import FlowRun, StepRecord, Verdict
from harness.report.info import RunInfo
from harness.verdict import combine

Result = Failure | Error | Skipped

_RESULTS: dict[Verdict, type[Result]] = {
    Verdict.FAILED: Failure,
    Verdict.BLOCKED: Error,
    Verdict.NOT_OBSERVED: Skipped,
}
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(runs: Iterable[FlowRun], info: RunInfo) -> bytes:
    """The runs as JUnit XML: failed is a failure, blocked an error, not observed skipped.

    A verdict that no step explains, as that of a deviation under ``--strict``, has a case of its own.
    """
    runs = tuple(runs)
    document = JUnitXml(clean(info.title))
    for run in runs:
        document.add_testsuite(_suite(run, info))
    document.update_statistics()  # counts, but also adds up the cases' times, which are not known
    for suite, run in zip(document, runs, strict=True):
        suite.time = round(run.seconds, 3)
    document.time = round(sum(run.seconds for run in runs), 3)
    text: bytes = document.tostring()
    return text


def _suite(run: FlowRun, info: RunInfo) -> TestSuite:
    name = f"{run.court}.{run.flow}"
    suite = TestSuite(clean(name))
    suite.timestamp = info.started.isoformat(timespec="seconds")
    for key, value in _properties(run):
        suite.add_property(key, clean(value))
    for case in (*(_case(name, step) for step in run.steps), *_case_of_the_whole(name, run)):
        suite.add_testcase(case)
    return suite


def _properties(run: FlowRun) -> Iterator[tuple[str, str]]:
    yield from (
        ("engine", run.engine),
        ("site", run.site),
        ("persona", run.persona),
        ("verdict", run.verdict.value),
    )
    yield from (("deviation", deviation) for deviation in run.deviations)
    if run.reason:
        yield "reason", run.reason
    if run.place is not None:
        yield "place", " > ".join(run.place)
    for key, labels in (("menus_before", run.menus_before), ("menus_after", run.menus_after)):
        if labels is not None:
            yield key, ", ".join(labels)


def _case(suite: str, step: StepRecord) -> TestCase:
    case = TestCase(clean(f"{step.number} {step.instruction}"), classname=clean(suite))
    details = {
        "Source": step.source,
        "Expected": step.expected,
        "Observed": step.observed,
        "Page": step.url,
        "Pictures": ", ".join(step.screenshots),
    }
    text = "\n".join(f"{key}: {value}" for key, value in details.items() if value)
    if step.verdict in _RESULTS:
        case.result = [_result(step.verdict, step.reason, text)]
    else:
        case.system_out = clean(text)
    return case


def _case_of_the_whole(suite: str, run: FlowRun) -> Iterator[TestCase]:
    explained = bool(run.steps) and combine(step.verdict for step in run.steps) is run.verdict
    if run.verdict in _RESULTS and not explained:
        case = TestCase("the whole run", classname=clean(suite))
        case.result = [_result(run.verdict, run.reason, run.reason)]
        yield case


def _result(verdict: Verdict, reason: str, text: str) -> Result:
    result = _RESULTS[verdict](message=clean(reason or verdict.value))
    result.text = clean(text)
    return result


def clean(text: str) -> str:
    """Without the control characters that XML cannot hold, whatever a page may have said."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)

"""A check as JUnit XML: a suite for each court, a case for each sentence."""

from __future__ import annotations

from collections.abc import Iterable

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from harness.published.lines import CourtCheck, Line, Result
from harness.report.info import RunInfo
from harness.report.junit import clean

_RESULTS: dict[Result, type[Failure | Error | Skipped]] = {
    Result.DEVIATED: Failure,
    Result.FAILED: Failure,
    Result.BLOCKED: Error,
    Result.NOT_EXECUTABLE: Skipped,
    Result.NOT_OBSERVED: Failure,
}


def render(checks: Iterable[CourtCheck], info: RunInfo) -> bytes:
    """The checks as JUnit XML: what makes the command fail is a failure, advice is skipped."""
    checks = tuple(checks)
    document = JUnitXml(clean(info.title))
    for check in checks:
        document.add_testsuite(_suite(check, info))
    document.update_statistics()
    for suite, check in zip(document, checks, strict=True):
        suite.time = round(check.seconds, 3)
    document.time = round(sum(check.seconds for check in checks), 3)
    text: bytes = document.tostring()
    return text


def _suite(check: CourtCheck, info: RunInfo) -> TestSuite:
    suite = TestSuite(clean(f"{check.court}.instructions"))
    suite.timestamp = info.started.isoformat(timespec="seconds")
    for one in check.decisions:
        suite.add_property("contradiction", clean(f"{one.about}: {one.site}"))
    for line in check.lines:
        suite.add_testcase(_case(line))
    return suite


def _case(line: Line) -> TestCase:
    case = TestCase(clean(f"{line.number} {line.text}"), classname=clean(f"{line.court}.instructions"))
    details = {
        "Source": line.source,
        "Expected": line.expected,
        "Observed": line.observed,
        "Page": line.url,
        "Pictures": ", ".join(line.screenshots),
    }
    text = clean("\n".join(f"{key}: {value}" for key, value in details.items() if value))
    if line.result is Result.HELD:
        case.system_out = text
        return case
    result = _RESULTS[line.result](message=clean(f"{line.result.value}: {line.sentence}"))
    result.text = text
    case.result = [result]
    return case

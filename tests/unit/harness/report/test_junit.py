from __future__ import annotations

from xml.etree import ElementTree as ET

from harness.model import FlowRun, Verdict
from harness.report.junit import render
from harness.verdict import strictly
from tests.samples import INFO, mixed_runs, run, step


def suites(runs: tuple[FlowRun, ...]) -> dict[str, ET.Element]:
    """The test suites of the rendered XML, by name."""
    root = ET.fromstring(render(runs, INFO))  # noqa: S314  # our own XML, made a moment ago
    return {suite.attrib["name"]: suite for suite in root.iter("testsuite")}


def kinds(suite: ET.Element) -> list[str]:
    """What came of each case: the name of its result's element, or ``passed``."""
    results = ("failure", "error", "skipped")
    return [
        next((one.tag for one in case if one.tag in results), "passed") for case in suite.iter("testcase")
    ]


def test_each_court_and_flow_is_a_suite_and_each_step_a_case() -> None:
    """A CI system lists court and flow, and below them the steps with their instructions."""
    found = suites(mixed_runs())
    assert list(found) == [
        "azb.link_account",
        "azb.verify_link",
        "gamb.link_account",
        "cacd.link_account",
        "areb.link_account",
    ]
    cases = list(found["azb.link_account"].iter("testcase"))
    assert cases[1].attrib["name"].startswith("5 Click Utilities")
    assert cases[1].attrib["classname"] == "azb.link_account"


def test_verdicts_become_results() -> None:
    """Failed is a failure, blocked an error, and a step that was never reached is skipped."""
    found = suites(mixed_runs())
    assert kinds(found["azb.link_account"]) == ["passed", "passed"]
    assert kinds(found["cacd.link_account"]) == ["passed", "failure", "skipped"]
    assert kinds(found["areb.link_account"]) == ["error", "skipped"]


def test_counts_agree_with_the_cases() -> None:
    """The numbers that a CI system shows are those of the cases."""
    suite = suites(mixed_runs())["cacd.link_account"]
    assert [suite.attrib[key] for key in ("tests", "failures", "errors", "skipped")] == ["3", "1", "0", "1"]
    assert suite.attrib["time"] == "1.25"


def test_a_failure_says_what_was_seen() -> None:
    """Message and text tell the reason, what was expected and what was observed."""
    failure = suites(mixed_runs())["cacd.link_account"].find(".//failure")
    assert failure is not None
    assert failure.attrib["message"] == "refused: “Invalid username or password”"
    assert failure.text is not None
    assert "Observed: refused" in failure.text
    assert "Source: D1 step 2" in failure.text


def test_a_run_without_steps_is_not_lost() -> None:
    """A run that was blocked before its first step is an error of its own."""
    suite = suites((run(verdict=Verdict.BLOCKED, reason="no browser was found", steps=()),))[
        "azb.link_account"
    ]
    assert kinds(suite) == ["error"]


def test_a_verdict_that_no_step_explains_is_not_lost() -> None:
    """A run that failed as a whole is a failure though its steps passed."""
    assert kinds(suites((run(verdict=Verdict.FAILED, reason="why"),))["azb.link_account"])[-1] == "failure"


def test_a_deviation_is_a_failure_only_when_strict() -> None:
    """Deviations are properties; a run that failed by one, under --strict, has a case of its own."""
    deviating = run(deviations=("it stood elsewhere",))
    relaxed, strict = (suites((one,))["azb.link_account"] for one in (deviating, strictly(deviating)))
    assert kinds(relaxed) == ["passed", "passed"]
    assert kinds(strict) == ["passed", "passed", "failure"]
    assert relaxed.find(".//property[@name='deviation']") is not None


def test_what_a_retry_came_to_before_is_a_property() -> None:
    """A run that passed has no failure to carry its reason."""
    suite = suites((run(reason="passed when tried again"),))["azb.link_account"]
    found = suite.find(".//property[@name='reason']")
    assert found is not None
    assert found.attrib["value"] == "passed when tried again"


def test_control_characters_do_not_break_the_file() -> None:
    """What a page said may hold signs that XML cannot; they are replaced."""
    suite = suites((run(steps=(step(observed="a\x00b\x1bc", verdict=Verdict.FAILED, reason="\x08"),)),))
    assert "a\ufffdb\ufffdc" in (suite["azb.link_account"].findtext(".//failure") or "")

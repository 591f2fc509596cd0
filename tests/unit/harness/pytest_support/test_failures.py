"""What a failing flow says, from records made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from harness.model import Verdict
from harness.page_parser import parse
from harness.pytest_support.failures import FlowNotPassed, not_passed
from tests.samples import RUN


def test_the_text_names_all_there_is_to_know() -> None:
    """Step, expected, found, messages, address and evidence have a line each; long ones are cut."""
    first, *rest = RUN.steps
    wrong = replace(
        first,
        verdict=Verdict.FAILED,
        expected="a menu",
        observed="none\n" * 200,
        reason="",
        url="https://a.example/",
    )
    run = replace(RUN, verdict=Verdict.FAILED, steps=(wrong, *rest))
    view = parse("<p class=error>Not today</p>", "https://a.example/", 200, 1)
    error = not_passed([run], view, Path("out/report.html"))
    lines = str(error).splitlines()
    assert isinstance(error, FlowNotPassed)
    assert lines[0].startswith(f"{run.flow} at {run.court} failed at step {first.number} (")
    assert [line.split(":")[0] for line in lines[1:]] == [
        "instruction",
        "expected",
        "found",
        "page says",
        "address",
        "evidence",
    ]
    assert lines[4] == "page says: “Not today”"
    assert lines[3].endswith("…")
    assert max(map(len, lines)) <= 240


def test_a_step_that_could_not_be_carried_out_says_why() -> None:
    """Where nothing was compared, the reason is what was found; without a page nothing is quoted."""
    step = replace(
        RUN.steps[0], verdict=Verdict.BLOCKED, expected="", observed="", reason="the browser ended"
    )
    run = replace(RUN, verdict=Verdict.BLOCKED, steps=(step,))
    text = str(not_passed([run], None, Path("report.html")))
    assert "blocked at step" in text
    assert "expected: that the step can be carried out" in text
    assert "found: the browser ended" in text
    assert "page says: nothing that it sets apart" in text

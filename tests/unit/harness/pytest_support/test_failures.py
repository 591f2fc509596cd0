"""What a failing flow says, from records made by hand."""

from __future__ import annotations

from pathlib import Path

from harness.model import Verdict
from harness.page_parser import parse
from harness.pytest_support.failures import FlowNotPassed, not_passed
from tests.samples import run, step


def test_the_text_names_all_there_is_to_know() -> None:
    """Step, expected, found, messages, address and evidence have a line each; long ones are cut."""
    wrong = step("5", Verdict.FAILED, expected="a menu", observed="none\n" * 200)
    done = run(verdict=Verdict.FAILED, steps=(step("1"), wrong, step("6", Verdict.NOT_OBSERVED)))
    view = parse("<p class=error>Not today</p>", "https://ecf.azb.uscourts.gov/", 200, 1)
    error = not_passed([done], view, Path("out/report.html"))
    lines = str(error).splitlines()
    assert isinstance(error, FlowNotPassed)
    assert lines[0] == "link_account at azb failed at step 5 (D1 step 5, persona unlinked-filer)"
    named = ["instruction", "expected", "found", "page says", "address", "evidence"]
    assert [line.split(":")[0] for line in lines[1:]] == named
    assert lines[4] == "page says: “Not today”"
    assert lines[3].endswith("…")
    assert max(map(len, lines)) <= 240


def test_a_step_that_could_not_be_carried_out_says_why() -> None:
    """Where nothing was compared, the reason is what was found; without a page nothing is quoted."""
    blocked = step("1", Verdict.BLOCKED, expected="", observed="", reason="the browser ended")
    text = str(not_passed([run(verdict=Verdict.BLOCKED, steps=(blocked,))], None, Path("report.html")))
    assert "blocked at step" in text
    assert "expected: that the step can be carried out" in text
    assert "found: the browser ended" in text
    assert "page says: nothing that it sets apart" in text

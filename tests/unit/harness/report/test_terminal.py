from __future__ import annotations

import io

from rich.console import Console

from harness.model import Verdict
from harness.report.terminal import Progress, table
from tests.samples import mixed_runs, run, step


def log(width: int = 80) -> tuple[Console, io.StringIO]:
    """A console as a CI system gives it: no terminal, no colours."""
    text = io.StringIO()
    return Console(file=text, width=width, force_terminal=False, color_system=None), text


def test_a_finished_step_is_one_line() -> None:
    """Court, verdict, flow, number and instruction stand in one line, however long it is."""
    console, text = log()
    Progress(console, ["azb", "gamb"]).step("azb", "link_account", step("5"))
    expected = "azb   passed  link_account 5  Click Utilities, then select “Link a CM/ECF account to my PACER"
    assert text.getvalue() == f"{expected} account”.\n"


def test_a_failure_has_its_reason_below() -> None:
    """Why a step did not pass stands in a line of its own."""
    console, text = log()
    Progress(console, ["azb"]).step("azb", "link_account", step("2", Verdict.FAILED, reason="it said [no]"))
    assert text.getvalue().splitlines()[1].strip() == "it said [no]"


def test_steps_never_reached_are_not_progress() -> None:
    """What was never reached gives no line."""
    console, text = log()
    Progress(console, ["azb"]).step("azb", "link_account", step("3", Verdict.NOT_OBSERVED))
    assert text.getvalue() == ""


def test_the_table_has_a_row_for_each_court() -> None:
    """Each court has its verdict, place, deviations, gained menus and seconds."""
    console, text = log(width=140)
    table(mixed_runs(), console)
    assert text.getvalue().split()[:3] == ["court", "verdict", "link"]
    azb = next(line for line in text.getvalue().splitlines() if line.startswith("azb "))
    for part in (
        "passed",
        "Utilities > Link a CM/ECF account",
        "none",
        "Bankruptcy, Adversary, Search",
        "2.0",
    ):
        assert part in azb


def test_what_went_wrong_is_told_in_full_below() -> None:
    """Reasons and deviations are never cut off by the table."""
    console, text = log()
    table(mixed_runs(), console)
    assert "cacd: failed: step 2: refused: “Invalid username or password”\n" in text.getvalue()
    assert "gamb: deviation: step 3: stood under “NextGen Release 1.1 Menu Items”\n" in text.getvalue()


def test_what_a_retry_came_to_before_is_told() -> None:
    """A court that passed only when tried again says so below the table."""
    console, text = log()
    table([run(reason="passed when tried again; before, it was failed: step 7: no")], console)
    assert "azb: passed: passed when tried again; before" in text.getvalue()


def test_words_of_a_page_are_no_markup() -> None:
    """Square brackets in a reason are shown as they are."""
    console, text = log()
    table([run(verdict=Verdict.FAILED, reason="[bold]x[/nothing]")], console)
    assert "[bold]x[/nothing]" in text.getvalue()

"""Invented checks for the tests of everything that shows them."""

from __future__ import annotations

from harness.published.lines import CourtCheck, Decision, Line, Result

SENTENCE = "Step 3 says Utilities; the item stands under NextGen Release 1.1 Menu Items"


def line(number: str = "3", result: Result = Result.HELD, sentence: str = "") -> Line:
    """One line with a picture; advice has none."""
    pictures = () if result is Result.NOT_EXECUTABLE else (f"gamb/steps-{number}-1.png",)
    return Line(
        "gamb",
        number,
        f"Do what step {number} says.",
        f"D2 step {number}",
        result,
        sentence,
        "steps",
        "a page: “this”",
        "a page: “that”",
        "https://ecf.gamb.uscourts.gov/",
        pictures,
    )


def check(*lines: Line) -> CourtCheck:
    """A court with a line of each result, or with these, and two contradictions."""
    every = (
        line("1"),
        line("3", Result.DEVIATED, SENTENCE),
        line("4", Result.FAILED, "Step 4 says: Click. The site does otherwise: <nothing> & more"),
        line("5", Result.BLOCKED, "the browser ended"),
        line("6", Result.NOT_OBSERVED, "never reached"),
        line("7", Result.NOT_EXECUTABLE, "telephones are answered by people"),
    )
    decisions = (
        Decision(
            "gamb", "Where it stands", ("D2 step 3", "here"), ("D2 step 3, note", "there"), "There.", True
        ),
        Decision("gamb", "How many", ("D1", "one"), ("D2, introduction", "all"), "not decided", False),
    )
    return CourtCheck("gamb", lines or every, decisions, 2.5)

from __future__ import annotations

from harness.published.deciding import Case, Contradiction, decide
from harness.published.lines import Result
from tests.check_samples import line

PLACE = Contradiction(
    "Where it stands",
    ("D2 step 3", "on Utilities"),
    ("D2 step 3, note", "on another page"),
    (
        Case({"3": ("deviated", "failed"), "note": ("held",)}, "The note is right."),
        Case({"3": ("held",)}, "The step is right."),
    ),
)


def test_the_first_case_that_applies_says_what_the_site_does() -> None:
    """All its lines must have come to one of its results."""
    deviated = (line("3", Result.DEVIATED), line("note"))
    (decision,) = decide("gamb", [PLACE], deviated)
    assert (decision.site, decision.decided) == ("The note is right.", True)
    (decision,) = decide("gamb", [PLACE], (line("3"), line("note")))
    assert (decision.site, decision.decided) == ("The step is right.", True)


def test_without_evidence_nothing_is_decided() -> None:
    """A line that was not observed, or is not there, tells nothing."""
    for lines in ((line("3", Result.NOT_OBSERVED), line("note")), (line("3", Result.FAILED),), ()):
        (decision,) = decide("gamb", [PLACE], lines)
        assert not decision.decided
        assert decision.site.startswith("not decided")

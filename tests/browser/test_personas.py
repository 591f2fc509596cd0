"""What each persona meets on the way to a link."""

from __future__ import annotations

import pytest

from harness.model import Verdict
from tests.rehearsal import FLOWS, Rehearsal, first_not_passed

LINK_ONLY = FLOWS[:1]

# persona, number of azb's step that stops it, words of the reason
STOPPED = [
    ("legacy-account", "5", "pgrade"),
    ("shared-firm-account", "5", "shared"),
    ("administrative-account", "5", "Administrative"),
    ("pacer-only", "6", "nothing to link"),
    ("names-differ", "7", "gone back, nothing linked"),
]


@pytest.mark.parametrize(("persona", "step", "words"), STOPPED)
def test_who_cannot_link_is_told_why(rehearse: Rehearsal, persona: str, step: str, words: str) -> None:
    """The run fails at the step where the site or the names say no, with the page's reason."""
    found = first_not_passed(rehearse("azb", persona=persona))
    assert found is not None
    assert (found[1].number, found[1].verdict) == (step, Verdict.FAILED)
    assert words in found[1].reason


@pytest.mark.parametrize("persona", ["legacy-account", "shared-firm-account", "administrative-account"])
@pytest.mark.parametrize("step", ["5", "open-form"])
def test_an_expected_refusal_passes(rehearse: Rehearsal, persona: str, step: str) -> None:
    """Turned round, the refusal at its step is what passes, by number or by key."""
    (run,) = rehearse("azb", persona=persona, expect=step, flows=LINK_ONLY)
    assert run.verdict is Verdict.PASSED


def test_an_expected_refusal_that_does_not_come_fails(rehearse: Rehearsal) -> None:
    """Who can link does, and the expectation of a refusal fails."""
    (run,) = rehearse("azb", expect="open-form", flows=LINK_ONLY)
    assert run.verdict is Verdict.FAILED


def test_an_expected_refusal_at_the_wrong_step_fails(rehearse: Rehearsal) -> None:
    """A refusal at another step than the one expected is an ordinary failure."""
    (run,) = rehearse("azb", persona="legacy-account", expect="credentials", flows=LINK_ONLY)
    assert run.verdict is Verdict.FAILED


def test_who_is_linked_already_is_seen_at_once(rehearse: Rehearsal) -> None:
    """A linked filer has the filing menus where the instructions say that they are missing."""
    found = first_not_passed(rehearse("azb", persona="linked-filer"))
    assert found is not None
    assert found[1].number == "4"


def test_the_first_of_two_courts_is_linked_and_the_second_can_be(rehearse: Rehearsal) -> None:
    """two-court-filer is linked at the first court of its world."""
    found = first_not_passed(rehearse("azb", persona="two-court-filer"))
    assert found is not None
    assert found[1].number == "4"


def test_a_rejected_request_fails_with_the_courts_reason(rehearse: Rehearsal) -> None:
    """Where the court's staff reject, the step that waits for the mail fails with what the mail says."""
    plan = {"areb": {"decision": "reject", "after_seconds": 1.5, "reason": "Wrong attorney."}}
    found = first_not_passed(rehearse("areb", staff=plan))
    assert found is not None
    assert found[1].number == "2.4"
    assert found[1].reason.startswith("refused:")


def test_staff_who_never_decide_fail_the_wait(rehearse: Rehearsal) -> None:
    """If the court's staff take longer than the flow waits, the step says that no mail came."""
    plan = {"areb": {"decision": "approve", "after_seconds": 60.0}}
    found = first_not_passed(rehearse("areb", staff=plan))
    assert found is not None
    assert found[1].number == "2.4"
    assert "mail within" in found[1].reason


@pytest.mark.parametrize(
    ("court", "day", "go_live", "step"),
    [
        ("cacd", "2020-02-17", "2020-02-18", "2"),
        ("areb", "2021-03-28", "2021-03-29", "2.1"),
        ("cacb", "2021-04-25", "2021-04-26", "2"),
    ],
)
def test_before_go_live_the_court_shows_its_own_sign_in(
    rehearse: Rehearsal, court: str, day: str, go_live: str, step: str
) -> None:
    """The day before, the sign-in step fails and gives the go-live date as the page says it."""
    runs = rehearse(court, clock=f"{day}T09:00:00")
    found = first_not_passed(runs)
    assert found is not None
    assert found[1].number == step
    assert f"goes live on {go_live}" in found[1].reason
    assert {one.verdict for run in runs for one in run.steps} == {
        Verdict.PASSED,
        Verdict.FAILED,
        Verdict.NOT_OBSERVED,
    }


@pytest.mark.parametrize(("court", "day"), [("cacd", "2020-02-18"), ("cacb", "2021-04-26")])
def test_on_the_day_itself_linking_works(rehearse: Rehearsal, court: str, day: str) -> None:
    """From the morning of the go-live the flow passes."""
    assert first_not_passed(rehearse(court, clock=f"{day}T00:00:00")) is None

"""A forgotten CM/ECF password is reset and the accounts linked; where the site is wrong the step says so."""

from __future__ import annotations

import re

import pytest

from flows.catalogue import FLOWS
from harness.model import FlowRun, StepRecord, Verdict
from tests.rehearsal import Rehearsal, first_not_passed

RESET = FLOWS["reset_cmecf_password"].parts
FORGOTTEN, STALE = "forgotten-password", "stale-address"

# fault, page of it, persona, number of azb's step that must say so, words of its reason
RESET_WRONG = [
    ("error-500", "forgot", FORGOTTEN, "R1", "an error, 500"),
    ("reset-link-dead", "", FORGOTTEN, "R3", "This link cannot be used"),
    ("error-500", "new-password", FORGOTTEN, "R3", "an error, 500"),
    ("reset-does-nothing", "", FORGOTTEN, "6", "refused: “No link was made."),
    ("mail-never-comes", "", FORGOTTEN, "R2", "mail about the address within"),
    ("error-500", "request", STALE, "R2", "an error, 500"),
    ("correction-does-nothing", "", STALE, "R2", "the court's mail with the link"),
]


def step(run: FlowRun, number: str) -> StepRecord:
    """The step of this number."""
    return next(one for one in run.steps if one.number == number)


@pytest.mark.parametrize(
    "court",
    ["azb", *(pytest.param(court, marks=pytest.mark.slow) for court in ("areb", "gamb", "cacb", "cacd"))],
)
def test_who_forgot_the_password_resets_it_and_links(rehearse: Rehearsal, court: str) -> None:
    """In one run: mail, new password, link, and the link holds; at courts of every kind."""
    runs = rehearse(court, persona=FORGOTTEN, flows=RESET)
    assert first_not_passed(runs) is None
    reset, verified = runs
    assert (reset.flow, verified.flow) == ("reset_cmecf_password", "verify_link")
    assert reset.deviations == ()
    (assignment,) = rehearse.assignments
    assert assignment.cmecf is not None
    assert assignment.chosen is not None
    assert f"CM/ECF login {assignment.cmecf.name} at this court" in step(reset, "R2").observed
    assert "correct" not in step(reset, "R2").observed
    assert assignment.chosen.password.reveal() not in repr(runs)
    assert "token=" not in repr(runs)


@pytest.mark.slow
@pytest.mark.parametrize("court", ["azb", "areb"])
def test_a_stale_address_goes_through_the_court_first(rehearse: Rehearsal, court: str) -> None:
    """No mail came, the staff corrected the address, then it came; the step tells both."""
    runs = rehearse(court, persona=STALE, flows=RESET)
    assert first_not_passed(runs) is None
    told = step(runs[0], "R2").observed
    assert "none came within 4 seconds before the correction" in told
    assert "Your request was sent" in told
    assert "has been corrected" in told


def test_the_links_token_is_not_reported(rehearse: Rehearsal) -> None:
    """Where the run ends on the page that the link opens, its address is told without the token."""
    runs = rehearse("azb", {"fault": "reset-link-dead"}, persona=FORGOTTEN, flows=RESET)
    assert step(runs[0], "R3").url.endswith("?token=[secret]")
    assert not re.search("token=[0-9a-f]", repr(runs))


@pytest.mark.slow  # waits for mail that does not come
def test_staff_who_reject_the_request_are_heard(rehearse: Rehearsal) -> None:
    """The step fails with the staff's answer; nothing after it is claimed."""
    plan = {"azb": {"decision": "reject", "after_seconds": 0.0, "reason": "Call us."}}
    runs = rehearse("azb", persona=STALE, flows=RESET, staff=plan)
    found = first_not_passed(runs)
    assert found is not None
    assert (found[1].number, found[1].verdict) == ("R2", Verdict.FAILED)
    assert found[1].reason.startswith("refused: “")
    assert "was not approved" in found[1].reason


@pytest.mark.slow  # a whole flow for each wrong site
@pytest.mark.parametrize(("fault", "where", "persona", "number", "words"), RESET_WRONG)
def test_a_site_that_is_wrong_is_found_out_at_the_right_step(
    rehearse: Rehearsal, fault: str, where: str, persona: str, number: str, words: str
) -> None:
    """With the fault the step says so, and nothing after it is claimed."""
    limits = {"page": where} if where else {}
    runs = rehearse("azb", {"fault": fault, **limits}, persona=persona, flows=RESET)
    found = first_not_passed(runs)
    assert found is not None
    assert (found[0], found[1].number, found[1].verdict) == ("reset_cmecf_password", number, Verdict.FAILED)
    assert words in found[1].reason
    after = [one for run in runs for one in run.steps]
    after = after[after.index(found[1]) + 1 :]
    assert {one.verdict for one in after} <= {Verdict.NOT_OBSERVED}


def test_without_a_cmecf_account_there_is_nothing_to_reset(rehearse: Rehearsal) -> None:
    """Whoever only searches is told so at the first step of the reset."""
    found = first_not_passed(rehearse("azb", persona="pacer-only", flows=RESET))
    assert found is not None
    assert found[1].number == "R1"
    assert "nothing to reset" in found[1].reason


def test_a_refusal_can_be_expected_before_the_reset(rehearse: Rehearsal) -> None:
    """The steps can be named like any other flow's: a Legacy account is refused where the form opens."""
    (run,) = rehearse("azb", persona="legacy-account", expect="open-form", flows=RESET[:1])
    assert run.verdict is Verdict.PASSED


def test_to_link_without_the_password_is_refused(rehearse: Rehearsal) -> None:
    """The persona of this flow cannot link with the plain one: the court asks for a password."""
    found = first_not_passed(rehearse("azb", persona=FORGOTTEN))
    assert found is not None
    assert found[1].number == "6"
    assert "the CM/ECF password are needed" in found[1].reason

"""Upgrade and registration in the browser, as far as the verified link; and a site that is wrong."""

from __future__ import annotations

import pytest

from flows.catalogue import FLOWS
from harness.model import FlowRun, Verdict
from tests.rehearsal import Rehearsal, first_not_passed
from tests.wrong_sites import ACCOUNT_WRONG


def run(rehearse: Rehearsal, flow: str, court: str, *faults: dict[str, str]) -> tuple[FlowRun, ...]:
    """Carries out a flow by its name, as its own persona."""
    named = FLOWS[flow]
    return rehearse(court, *faults, persona=named.persona, flows=named.parts)


@pytest.mark.parametrize("court", ["azb", "areb", "cacd"])
@pytest.mark.parametrize("flow", ["upgrade_account", "register_account"])
def test_the_flow_ends_with_a_verified_link(rehearse: Rehearsal, flow: str, court: str) -> None:
    """In one flow run, at a court that links at once and at one whose staff approve; without deviation."""
    runs = run(rehearse, flow, court)
    assert first_not_passed(runs) is None
    assert [one.flow for one in runs] == [flow, "verify_link"]
    assert [one.deviations for one in runs] == [(), ()]
    assert runs[0].menus_before is not None
    assert set(runs[0].menus_after or ()) > set(runs[0].menus_before)


def test_the_report_tells_the_refusal_from_the_link(rehearse: Rehearsal) -> None:
    """Every step has a number of its own; the refusal is quoted where it came."""
    steps = run(rehearse, "upgrade_account", "azb")[0].steps
    numbers = [step.number for step in steps]
    assert len(set(numbers)) == len(numbers)
    assert numbers[:6] == ["L1", "L2", "L3", "L4", "L5", "U1"]
    assert numbers[-1] == "9"
    assert "Upgrade it at PACER" in steps[4].observed


@pytest.mark.slow  # two whole flows
@pytest.mark.parametrize("flow", ["upgrade_account", "register_account"])
def test_no_password_stands_in_what_is_reported(rehearse: Rehearsal, flow: str) -> None:
    """Neither the old one nor the one that was chosen."""
    runs = run(rehearse, flow, "gamb")
    assignment = rehearse.assignments[-1]
    assert assignment.chosen is not None
    for password in (assignment.chosen.password, assignment.pacer.password):
        assert not password.reveal() or password.reveal() not in str(runs)


@pytest.mark.slow  # a whole flow for each wrong site
@pytest.mark.parametrize(("fault", "where", "flow", "part", "step", "words"), ACCOUNT_WRONG)
def test_a_site_that_is_wrong_is_found_out_at_the_right_step(
    rehearse: Rehearsal, fault: str, where: str, flow: str, part: str, step: str, words: str
) -> None:
    """The step says so, and nothing after it is claimed."""
    runs = run(rehearse, flow, "azb", {"fault": fault, **({"page": where} if where else {})})
    found = first_not_passed(runs)
    assert found is not None
    assert (found[0], found[1].number, found[1].verdict) == (part, step, Verdict.FAILED)
    assert words in found[1].reason
    steps = [one for run in runs for one in run.steps]
    assert {one.verdict for one in steps[steps.index(found[1]) + 1 :]} <= {Verdict.NOT_OBSERVED}


def test_somebody_else_than_a_legacy_account_is_not_refused(rehearse: Rehearsal) -> None:
    """The flow for Legacy accounts says where an upgraded one does not fit."""
    found = first_not_passed(rehearse("azb", flows=FLOWS["upgrade_account"].parts))
    assert found is not None
    assert found[1].number == "L5"
    assert "open to this account" in found[1].reason


def test_without_a_pacer_account_the_sign_in_refuses(rehearse: Rehearsal) -> None:
    """Who has no PACER account comes as far as PACER's sign-in when linking."""
    found = first_not_passed(rehearse("azb", persona="no-pacer-account"))
    assert found is not None
    assert found[1].number == "3"
    assert "Username is required" in found[1].reason

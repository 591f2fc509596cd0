"""For every way in which the site can be wrong, the verdict is not passed and names the right step."""

from __future__ import annotations

import pytest

from harness.model import Verdict
from mock_ecf.domain.faults import FAULTS
from tests.broken_sites import CLAIMS, broken
from tests.browser.test_reset_cmecf_password import RESET_WRONG
from tests.rehearsal import Rehearsal, first_not_passed
from tests.wrong_sites import ACCOUNT_WRONG

# fault, page of it, court, the flow and the key of the step that must say so, words of its reason
WRONG = [
    ("entry-link-missing", "", "gamb", "link_account", "1", "Document Filing System"),
    ("sign-in-loops", "", "azb", "link_account", "3", "PACER's sign-in page again"),
    ("wrong-redirect", "", "azb", "link_account", "3", "at www.pacer.gov"),
    ("menus-without-link", "", "azb", "link_account", "4", "without “Bankruptcy”"),
    ("menus-without-link", "", "gamb", "link_account", "2", "without “Bankruptcy”"),
    ("link-item-missing", "", "azb", "link_account", "5", "nothing of the kind"),
    ("link-item-missing", "", "cacb", "link_account", "4", "nothing of the kind"),
    ("good-credentials-refused", "", "azb", "link_account", "6", "refused:"),
    ("confirmation-skipped", "", "azb", "link_account", "6", "accounts linked without showing the names"),
    ("confirmation-shows-another-name", "", "azb", "link_account", "7", "gone back, nothing linked"),
    ("submit-does-nothing", "", "azb", "link_account", "7", "found “Do you want to link these accounts?”"),
    ("success-without-link", "", "azb", "link_account", "9", "with “Bankruptcy”"),
    ("success-without-link", "", "gamb", "link_account", "6", "with “Bankruptcy”"),
    ("menus-never-appear", "", "cacd", "link_account", "6", "with “Civil”"),
    ("mail-never-comes", "", "areb", "link_account", "2.4", "mail within"),
    ("redaction-not-asked", "", "azb", "verify_link", "V1", "not asked for"),
    ("menu-page-broken", "", "azb", "verify_link", "V3", "the site's answer"),
    ("sign-out-does-nothing", "", "azb", "verify_link", "V4", "still signed in"),
    ("old-credentials-accepted", "", "azb", "verify_link", "V5", "found “accepted”"),
    ("error-500", "entry", "azb", "link_account", "1", "an error, 500"),
    ("error-500", "sign-in", "azb", "link_account", "2", "an error, 500"),
    ("error-500", "utilities", "azb", "link_account", "5", "an error, 500"),
    ("error-500", "link-form", "azb", "link_account", "5", "an error, 500"),
    ("error-500", "confirm", "azb", "link_account", "6", "an error, 500"),
    ("error-500", "result", "azb", "link_account", "7", "an error, 500"),
    ("error-500", "menu", "azb", "verify_link", "V3", "an error, 500"),
]
# fault and words of the reason at the step in which somebody signs in who is enrolled
SECOND_FACTOR = [
    ("second-factor-not-asked", "the one-time passcode: expected “asked for”, found “not asked for”"),
    ("passcode-refused", "refused: “This one-time passcode is not right"),
]
ELSEWHERE = [("link-item-elsewhere", "stands under"), ("link-item-renamed", "stands under")]
OF_MENUS = {"fly-out-differs"}
"""What no step of a flow depends on; tests/browser/test_capturing_menus.py finds it out."""
COURTS = ("areb", "arwb", "azb", "cacb", "cacd", "gamb")


@pytest.mark.parametrize(("fault", "where", "court", "flow", "step", "words"), WRONG)
def test_a_site_that_is_wrong_is_found_out_at_the_right_step(
    rehearse: Rehearsal, fault: str, where: str, court: str, flow: str, step: str, words: str
) -> None:
    """With the fault the step says so, nothing after it is claimed, and the words tell what was seen."""
    limits = {"page": where} if where else {}
    runs = rehearse(court, {"fault": fault, **limits})
    found = first_not_passed(runs)
    assert found is not None
    assert (found[0], found[1].number, found[1].verdict) == (flow, step, Verdict.FAILED)
    assert words in found[1].reason
    after = [one for run in runs for one in run.steps]
    after = after[after.index(found[1]) + 1 :]
    assert {one.verdict for one in after} <= {Verdict.NOT_OBSERVED}


@pytest.mark.parametrize(("fault", "words"), SECOND_FACTOR)
def test_a_second_factor_that_is_wrong_is_found_out_at_the_sign_in(
    rehearse: Rehearsal, fault: str, words: str
) -> None:
    """Since it exists, who is enrolled is asked for a passcode, and a right one is taken."""
    sign_in = ["flows.sign_in:sign_in"]
    runs = rehearse("azb", {"fault": fault}, persona="mfa-filer", clock="2025-06-01T09:00:00", flows=sign_in)
    found = first_not_passed(runs)
    assert found is not None
    assert (found[0], found[1].number, found[1].verdict) == ("sign_in", "2", Verdict.FAILED)
    assert words in found[1].reason
    assert [one.verdict for one in runs[0].steps[2:]] == [Verdict.NOT_OBSERVED] * 2


@pytest.mark.parametrize("court", COURTS)
def test_without_a_fault_every_court_passes(rehearse: Rehearsal, court: str) -> None:
    """The same flows pass at every court when nothing is wrong, without any deviation."""
    runs = rehearse(court)
    assert first_not_passed(runs) is None
    assert [run.verdict for run in runs] == [Verdict.PASSED, Verdict.PASSED]
    assert not any(run.deviations for run in runs)


@pytest.mark.parametrize(("fault", "words"), ELSEWHERE)
@pytest.mark.parametrize("court", ["azb", "gamb", "cacb"])
def test_an_item_that_moved_is_a_deviation(rehearse: Rehearsal, fault: str, words: str, court: str) -> None:
    """The goal is reached, the run passes, and the deviation says where or under which name it stood."""
    link, verify = rehearse(court, {"fault": fault})
    assert (link.verdict, verify.verdict) == (Verdict.PASSED, Verdict.PASSED)
    (deviation,) = link.deviations
    assert words in deviation


@pytest.mark.parametrize(("fault", "_words"), ELSEWHERE)
def test_steps_of_ours_are_never_deviated_from(rehearse: Rehearsal, fault: str, _words: str) -> None:
    """The document of cacd gives no steps, so nothing can deviate from them."""
    link, _ = rehearse("cacd", {"fault": fault})
    assert (link.verdict, link.deviations) == (Verdict.PASSED, ())


def test_every_fault_has_a_test() -> None:
    """No fault exists that nothing here or in the check of published instructions finds out."""
    elsewhere = (*ACCOUNT_WRONG, *RESET_WRONG)
    rows: list[tuple[str, ...]] = [*WRONG, *SECOND_FACTOR, *ELSEWHERE, *elsewhere]
    by_a_check = {broken(fault)["fault"] for _, _, fault, _ in CLAIMS} | {visit for _, visit, _, _ in CLAIMS}
    assert {row[0] for row in rows} | OF_MENUS | (by_a_check & set(FAULTS)) == set(FAULTS)

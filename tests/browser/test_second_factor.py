"""Signing in before and after PACER had the second factor, as the flows do it in a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, expect

from harness.config_records import Use
from harness.evidence.redaction import forms
from harness.model import FlowRun, StepRecord, Verdict
from harness.plan import Surroundings
from tests.mock_server import RunningMock
from tests.rehearsal import Rehearsal, first_not_passed

SIGN_IN = "flows.sign_in:sign_in"
BEFORE, SINCE = "2025-05-10T23:00:00", "2025-05-11T09:00:00"


def sign_in_step(run: FlowRun) -> StepRecord:
    """The step in which the flow signs in."""
    return next(step for step in run.steps if step.number in ("2", "V1"))


@pytest.mark.parametrize(
    ("clock", "persona", "observed"),
    [
        (BEFORE, "mfa-filer", "the one-time passcode: “not asked for”"),
        (SINCE, "mfa-filer", "the one-time passcode: “asked for”"),
        (SINCE, "linked-filer", "“User Update Required”: “skipped”"),
    ],
)
def test_a_filer_signs_in_with_whatever_is_asked_for(
    rehearse: Rehearsal, clock: str, persona: str, observed: str
) -> None:
    """The flow passes on either day, and says what it met."""
    (run,) = rehearse("azb", persona=persona, clock=clock, flows=[SIGN_IN])
    assert first_not_passed([run]) is None
    assert observed in sign_in_step(run).observed


def test_when_the_skips_are_used_up_the_sign_in_is_refused(rehearse: Rehearsal) -> None:
    """Three times the update is skipped; the fourth time the step fails with what the page says."""
    runs = rehearse("azb", persona="linked-filer", clock=SINCE, flows=[SIGN_IN] * 4)
    assert [run.verdict for run in runs] == [Verdict.PASSED] * 3 + [Verdict.FAILED]
    found = first_not_passed(runs)
    assert found is not None
    assert found[1].number == "2"
    assert found[1].reason.startswith("refused: “User Update Required")
    assert "skipped this three times" in found[1].reason


def test_a_refusal_for_want_of_skips_can_be_expected(rehearse: Rehearsal) -> None:
    """It is a refusal like others; the first sign-in has none."""
    (run,) = rehearse("azb", persona="linked-filer", clock=SINCE, flows=[SIGN_IN], expect="sign-in")
    assert run.verdict is Verdict.FAILED


def test_linking_still_passes_when_there_is_a_second_factor(rehearse: Rehearsal) -> None:
    """Before the link nothing is asked; after it, enrolling is skipped, and the step says so."""
    link, verify = rehearse("azb", clock=SINCE)
    assert first_not_passed([link, verify]) is None
    assert "User Update Required" not in " ".join(step.observed for step in link.steps)
    assert "“User Update Required”: “skipped”" in sign_in_step(verify).observed


def test_who_is_enrolled_gets_past_the_passcode_and_is_linked_already(rehearse: Rehearsal) -> None:
    """The linking flow gives the passcode, too, and then sees the menus of a linked account."""
    found = first_not_passed(rehearse("azb", persona="mfa-filer", clock=SINCE))
    assert found is not None
    assert found[1].number == "4"


def test_no_code_and_no_secret_is_in_what_is_kept(
    rehearse: Rehearsal, surroundings: Surroundings, tmp_path: Path
) -> None:
    """Neither in a record nor in a file or its name: pictures show the passcode's field empty."""
    with_pictures = replace(surroundings, use=Use(screenshot="on"))
    (run,) = rehearse("azb", persona="mfa-filer", clock=SINCE, flows=[SIGN_IN], surroundings=with_pictures)
    (assignment,) = rehearse.assignments
    assert assignment.authenticator is not None
    assert len(assignment.backup_codes) == 10
    secrets = [assignment.authenticator, *assignment.backup_codes]
    shown = [form for secret in secrets for form in forms(secret.reveal())]
    assert sign_in_step(run).screenshots
    for name, content in [("", repr(run).encode())] + [
        (file.name, file.read_bytes()) for file in tmp_path.rglob("*") if file.is_file()
    ]:
        assert not [form for form in shown if form in name or form.encode() in content], name


def test_a_person_enrolls_with_scripts_at_work(mock: RunningMock, plain_browser: Browser) -> None:
    """The steps take each other's place on one page, and the cursor stands where the code is typed."""
    made = mock.world(courts=["azb"], personas=["linked-filer"], clock=SINCE)
    pacer = made["personas"][0]["pacer"]
    context = plain_browser.new_context()
    page = context.new_page()
    page.goto(f"http://pacer.login.{made['world']}.uscourts.localhost:{mock.http_port}/csologin/login.jsf")
    page.evaluate("window.stillHere = true")
    page.get_by_label("Username").fill(pacer["username"])
    page.get_by_label("Password").fill(pacer["password"])
    page.get_by_role("button", name="Login").click()
    page.get_by_role("button", name="Enroll").click()
    field = page.get_by_label("One-Time Passcode")
    expect(field).to_be_focused()
    field.fill(pyotp.TOTP(page.locator("#secondFactor code").first.inner_text()).now())
    field.press("Enter")
    expect(page.locator("ul.codes code")).to_have_count(10)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("I understand")).to_be_focused()
    expect(page.locator("#secondFactor")).to_be_hidden()
    assert page.evaluate("window.stillHere") is True
    context.close()

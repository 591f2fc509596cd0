"""Invented runs for the tests of everything that shows runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from harness.model import FlowRun, StepRecord, Verdict
from harness.report.info import RunInfo

BEFORE = ("Query", "Reports", "Utilities", "Help", "Log Out")
AFTER = ("Bankruptcy", "Adversary", "Query", "Reports", "Utilities", "Search", "Help", "Log Out")
PLACE = ("Utilities", "Link a CM/ECF account to my PACER account")
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xdc\xccY\xe7\x00\x00\x00\x00IEND\xaeB`\x82"
)

INFO = RunInfo(
    title="Linking accounts at 3 courts",
    started=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    seconds=12.3,
    site="mock",
    engine="chromium",
    version="0.1.0",
    world_clock="2021-06-01",
    documents={
        "D1": "azb: Link Your PACER and CM/ECF Accounts (After Implementation of NextGen)",
        "D3": "cacb: Link Your PACER and CM/ECF Account",
    },
)


def step(number: str = "5", verdict: Verdict = Verdict.PASSED, **changes: object) -> StepRecord:
    """One step; a step that was never reached has seen nothing."""
    record = StepRecord(
        number=number,
        instruction="Click Utilities, then select “Link a CM/ECF account to my PACER account”.",
        source=f"D1 step {number}",
        verdict=verdict,
        observed="the page shows the field: “CM/ECF login:”",
        expected="the page shows the field is “CM/ECF login”",
        url="https://ecf.azb.uscourts.gov/cgi-bin/link.pl",
        screenshots=(f"azb/link_account-{number}-1.png",),
    )
    if verdict is Verdict.NOT_OBSERVED:
        record = replace(record, observed="", expected="", url="", screenshots=(), reason="never reached")
    return replace(record, **changes)  # type: ignore[arg-type]  # fields by name, as the test gives them


def run(court: str = "azb", flow: str = "link_account", **changes: object) -> FlowRun:
    """One run that passed, but for what is changed."""
    good = FlowRun(
        court=court,
        flow=flow,
        engine="chromium",
        site="mock",
        persona="unlinked-filer",
        verdict=Verdict.PASSED,
        deviations=(),
        menus_before=BEFORE,
        menus_after=AFTER,
        seconds=1.25,
        steps=(step("1"), step("5")),
        place=PLACE,
    )
    return replace(good, **changes)  # type: ignore[arg-type]  # fields by name, as the test gives them


def mixed_runs() -> tuple[FlowRun, ...]:
    """One court that passed, one with a deviation, one that failed, one that was blocked."""
    refused = "refused: “Invalid username or password”"
    failed_steps = (
        step("1"),
        step("2", Verdict.FAILED, reason=refused, observed=refused),
        step("3", Verdict.NOT_OBSERVED),
    )
    blocked_steps = (
        step("1", Verdict.BLOCKED, reason="the browser ended while it was in use", screenshots=()),
        step("2", Verdict.NOT_OBSERVED),
    )
    return (
        run(),
        run(
            flow="verify_link",
            menus_before=None,
            place=None,
            seconds=0.75,
            steps=(step("V1", source="ours"),),
        ),
        run("gamb", deviations=("step 3: stood under “NextGen Release 1.1 Menu Items”",)),
        run(
            "cacd",
            verdict=Verdict.FAILED,
            reason=f"step 2: {refused}",
            menus_before=None,
            menus_after=None,
            place=None,
            steps=failed_steps,
        ),
        run(
            "areb",
            verdict=Verdict.BLOCKED,
            reason="step 1: the browser ended while it was in use",
            menus_before=None,
            menus_after=None,
            place=None,
            steps=blocked_steps,
        ),
    )

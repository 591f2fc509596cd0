from __future__ import annotations

import pytest

from harness.model import StepRecord, Verdict
from harness.summary import by_court, exit_code
from tests.samples import AFTER, BEFORE, PLACE, mixed_runs, run

P, F, B, N = Verdict.PASSED, Verdict.FAILED, Verdict.BLOCKED, Verdict.NOT_OBSERVED


def test_runs_are_grouped_by_court_in_their_order() -> None:
    """Each court appears once, where its first run stood, with all its runs."""
    courts = by_court(mixed_runs())
    assert [court.court for court in courts] == ["azb", "gamb", "cacd", "areb"]
    assert [one.flow for one in courts[0].runs] == ["link_account", "verify_link"]


def test_what_each_run_knows_is_put_together() -> None:
    """Menus before come from the first run that saw them, menus after from the last; seconds add up."""
    first = run(menus_after=BEFORE, deviations=("one",))
    second = run(flow="verify_link", menus_before=None, place=None, seconds=2.0, deviations=("two",))
    (court,) = by_court([first, second])
    assert court.place == PLACE
    assert court.deviations == ("one", "two")
    assert (court.menus_before, court.menus_after) == (BEFORE, AFTER)
    assert court.menus_gained == ("Bankruptcy", "Adversary", "Search")
    assert court.seconds == 3.25


@pytest.mark.parametrize(("before", "after"), [(None, AFTER), (BEFORE, None), (None, None)])
def test_menus_that_were_not_seen_are_not_gained(
    before: tuple[str, ...] | None, after: tuple[str, ...] | None
) -> None:
    """Without both menu bars, what was gained is unknown, which is not the same as nothing."""
    (court,) = by_court([run(menus_before=before, menus_after=after)])
    assert court.menus_gained is None


def test_no_menu_gained_is_nothing_gained() -> None:
    """The same menus before and after give an empty gain."""
    (court,) = by_court([run(menus_after=BEFORE)])
    assert court.menus_gained == ()


@pytest.mark.parametrize(
    ("verdicts", "combined"),
    [((P, P), P), ((P, N), N), ((B, N), B), ((N, B), B), ((B, F), F), ((P, F), F)],
)
def test_the_worst_run_gives_the_court_its_verdict(verdicts: tuple[Verdict, ...], combined: Verdict) -> None:
    """Failed counts before blocked, blocked before not observed; the reason is that of the worst."""
    (court,) = by_court([run(verdict=verdict, reason=f"why {verdict}") for verdict in verdicts])
    assert court.verdict is combined
    assert court.reason == f"why {combined}"


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [((P, P), 0), ((P, F), 1), ((P, N), 1), ((P, B), 3), ((B, N), 3), ((F, B), 1), ((), 1)],
)
def test_the_exit_code_says_what_came_of_all_courts(verdicts: tuple[Verdict, ...], code: int) -> None:
    """0 only when all passed; a failure counts before a block; nothing at all is not a pass."""
    assert exit_code([run(f"court{n}", verdict=verdict) for n, verdict in enumerate(verdicts)]) == code


def test_a_court_whose_steps_are_all_ours_is_known() -> None:
    """Only where no step of the linking flow has a document is there nothing to deviate from."""
    ours, theirs = (
        StepRecord("1", "Go.", source, Verdict.PASSED, "", "", "") for source in ("ours", "D1 step 1")
    )
    verify = run(flow="verify_link", steps=(ours,))
    assert by_court([run(steps=(ours, ours)), verify])[0].follows_no_document
    assert not by_court([run(steps=(ours, theirs)), verify])[0].follows_no_document
    assert not by_court([run(steps=()), verify])[0].follows_no_document

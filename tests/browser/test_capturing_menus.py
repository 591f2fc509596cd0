"""A browser reads the menus of a court in every state, whatever is wrong with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.capture_menus import Captured, capture_menus
from harness.cli.menu_capture import PERSONAS
from harness.engines.opening import Engine
from harness.errors import SiteProblem
from harness.evidence.secret import Secret
from harness.menus import text_format
from harness.menus.drift import differences
from harness.menus.tree import Kind, UserState
from harness.situation import Control
from tests.cli.environment import ROOT
from tests.mock_server import TOKEN, RunningMock

BASELINES = ROOT / "menu-baselines"
RECORDED = sorted(file.name.removesuffix(".txt") for file in BASELINES.glob("*.txt"))
COURTS = ("areb", "arwb", "azb", "cacb", "cacd", "gamb")
QUICK = ("azb.signed-out", "azb.pacer-only", "cacb.linked", "cacd.before-go-live")
BEFORE = "2020-02-17T09:00:00"
"""A day on which none of the six courts is live that tells its day of going live."""

Capture = Callable[..., Captured]


@pytest.fixture
def capture(mock: RunningMock, engine: Engine) -> Capture:
    """Reads the menus of a court in a state, in a new world with these faults."""

    def look(court: str, state: UserState, *faults: dict[str, str]) -> Captured:
        clock = BEFORE if state is UserState.BEFORE_GO_LIVE else None
        with Control(mock.control_url, Secret(TOKEN)) as control:
            world = control.make_world([court], [PERSONAS[state]], clock=clock)
            for fault in faults:
                control.set_fault(world.name, **fault)
            assignment = world.assignment(court, PERSONAS[state], 4.0)
            with engine.session(world.name, None) as session:
                captured = capture_menus(session, assignment, state)
            control.drop_world(world.name)
        return captured

    return look


def test_the_six_courts_are_recorded_in_every_state() -> None:
    """Before go-live where the day of it is documented."""
    usual = {f"{court}.{state}" for court in COURTS for state in ("signed-out", "pacer-only", "linked")}
    assert set(RECORDED) == usual | {f"{court}.before-go-live" for court in ("areb", "arwb", "cacb", "cacd")}


@pytest.mark.parametrize(
    "name",
    # A browser takes two seconds for each; what is left to the slow tests is like one of the others.
    [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow]) for name in RECORDED],
)
def test_the_menus_are_as_recorded(capture: Capture, name: str) -> None:
    """To the letter: labels, kinds, targets, order, and nothing to remark."""
    court, state = name.split(".")
    captured = capture(court, UserState(state))
    now, recorded = text_format.render(captured.tree), (BASELINES / f"{name}.txt").read_text("utf-8")
    assert now == recorded, "if this is meant, run “ecf menus record” and read what it says"
    assert (captured.tree.remarks, captured.unread) == ((), frozenset())


def test_the_landing_page_of_an_appellate_court(capture: Capture) -> None:
    """What it offers stands under a heading of its own; the item to link with is there."""
    menus = capture("ca4", UserState.PACER_ONLY).tree
    (item,) = [one for one in menus.occurrences() if one.target == "LinkAccount.pl"]
    assert item.path == ("Landing page", "Link My Filer Account to My PACER Account")
    assert [one.kind for one in menus.nodes] == [Kind.BAR_ITEM] * (len(menus.nodes) - 1) + [Kind.HEADING]


def test_a_court_without_instructions_to_link_has_menus_all_the_same(capture: Capture) -> None:
    """How to get in is as usual for its kind."""
    menus = capture("ord", UserState.LINKED).tree
    assert [node.label for node in menus.nodes[:2]] == ["Civil", "Criminal"]


def test_a_fly_out_that_is_not_as_its_page_is_told(capture: Capture) -> None:
    """The fault ``fly-out-differs``: the tree has what the pages have, and each fly-out has its remark."""
    captured = capture("azb", UserState.PACER_ONLY, {"fault": "fly-out-differs"})
    assert captured.tree.remarks == (
        "The fly-out of Reports lacks 'Calendar Events' (to not-built.pl?item=calendar), which its page has "
        "under Reports.",
        "The fly-out of Utilities lacks 'Release 5.0 Menu Items' (to DisplayMenu.pl?Release50), which its "
        "page has under Utilities.",
    )
    baseline = text_format.parse((BASELINES / "azb.pacer-only.txt").read_text("utf-8"), "baseline")
    assert captured.tree.nodes == baseline.nodes
    assert differences(baseline, captured.tree, captured.unread) == tuple(
        f"new remark: {remark}" for remark in captured.tree.remarks
    )


def test_menu_pages_that_break_down_are_named(capture: Capture) -> None:
    """The pages of both filing menus are errors: two remarks, the rest is read, nothing is called gone."""
    captured = capture("azb", UserState.LINKED, {"fault": "menu-page-broken"})
    assert captured.unread == {"DisplayMenu.pl?BankruptcyEvents", "DisplayMenu.pl?AdversaryEvents"}
    assert [remark.split(" leads to ")[0] for remark in captured.tree.remarks] == [
        "'Bankruptcy' in the menu bar",
        "'Adversary' in the menu bar",
    ]
    baseline = text_format.parse((BASELINES / "azb.linked.txt").read_text("utf-8"), "baseline")
    found = differences(baseline, captured.tree, captured.unread)
    assert found == tuple(f"new remark: {remark}" for remark in captured.tree.remarks)


@pytest.mark.parametrize(
    ("state", "fault", "said"),
    [
        (
            UserState.LINKED,
            {"fault": "sign-in-loops"},
            "expected a page of ecf.azb.uscourts.gov",
        ),
        (UserState.LINKED, {"fault": "entry-link-missing"}, "found no link to sign in"),
        (UserState.LINKED, {"fault": "wrong-redirect"}, "at www.pacer.gov"),
        (UserState.SIGNED_OUT, {"fault": "error-500", "page": "entry"}, "(500)"),
    ],
)
def test_where_nothing_can_be_seen_nothing_is_claimed(
    capture: Capture, state: UserState, fault: dict[str, str], said: str
) -> None:
    """No tree, but the reason why there is none."""
    with pytest.raises(SiteProblem) as found:
        capture("azb", state, fault)
    assert said in str(found.value)

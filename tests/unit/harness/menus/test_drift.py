"""What is said of menus against their baseline, and what of it is accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from junitparser import JUnitXml

from harness.errors import ConfigError
from harness.menus.accepted import Accepted, parse, sift
from harness.menus.drift import NOTHING, Checked, Standing, differences, exit_code
from harness.menus.drift_reports import github_annotations, junit
from harness.menus.tree import UserState
from tests.menu_trees import bar, heading, item, tree

TODAY = date(2027, 1, 15)
ACCOUNT = heading("Your Account", item("Pay", "pay.pl"), item("Log", "log.pl"))
BASE = tree(bar("Utilities", ACCOUNT, to="DisplayMenu.pl?Utilities"), bar("Help", to="help.pl"))
RENAMED = "'Pay' under Utilities > Your Account renamed to 'Payments'"
GONE = "'Log' removed from Utilities > Your Account"


def accepted(difference: str = RENAMED, until: date = TODAY, court: str = "azb") -> Accepted:
    """An accepted difference."""
    return Accepted(court=court, state=UserState.LINKED, difference=difference, reason="told", until=until)


def checked(*sentences: str, problem: str = "", accepting: tuple[Accepted, ...] = ()) -> Checked:
    """A check that found these differences."""
    return Checked(
        "azb", UserState.LINKED, "menus/azb.linked.txt", sift(sentences, accepting, TODAY), problem
    )


def stale() -> Checked:
    """A check that found nothing, not even what is accepted."""
    return checked(accepting=(accepted(),))


def test_the_same_menus_do_not_differ() -> None:
    """Nor do labels that differ in what is folded alone."""
    assert differences(BASE, BASE) == ()
    shouted = tree(bar("UTILITIES:", ACCOUNT, to="DisplayMenu.pl?Utilities"), bar("Help", to="help.pl"))
    assert differences(BASE, shouted) == ()


def test_each_difference_is_one_sentence() -> None:
    """A renamed and a removed item, without the court before them."""
    now = tree(
        bar("Utilities", heading("Your Account", item("Payments", "pay.pl")), to="DisplayMenu.pl?Utilities"),
        bar("Help", to="help.pl"),
    )
    assert set(differences(BASE, now)) == {RENAMED, GONE}


def test_remarks_that_came_or_went_are_differences() -> None:
    """A fly-out that no longer agrees with its page is news, and so is one that agrees again."""
    odd = replace(BASE, remarks=("The fly-out of Utilities lacks 'Log'.",))
    assert differences(BASE, odd) == ("new remark: The fly-out of Utilities lacks 'Log'.",)
    assert differences(odd, BASE) == ("no longer so: The fly-out of Utilities lacks 'Log'.",)
    assert differences(odd, odd) == ()


def test_nothing_is_said_of_what_nobody_could_read() -> None:
    """A page that does not answer is one remark; its items are not called removed."""
    remark = "'Utilities' in the menu bar leads to an error, 500."
    now = tree(bar("Utilities", to="DisplayMenu.pl?Utilities"), bar("Help", to="help.pl"), remarks=(remark,))
    assert differences(BASE, now, {"DisplayMenu.pl?Utilities"}) == (f"new remark: {remark}",)
    assert len(differences(BASE, now)) > 1


# --- what is accepted -----------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["", "azb, linked: "])
def test_an_accepted_difference_is_none(before: str) -> None:
    """It may be copied from the check with or without whose menus it is about."""
    one = checked(RENAMED, accepting=(accepted(f"{before}{RENAMED}"),))
    assert (one.standing, one.differences) == (Standing.SAME, ())
    assert [why.reason for _, why in one.found.accepted] == ["told"]


def test_what_is_not_accepted_still_differs() -> None:
    """Accepting one difference accepts no other."""
    one = checked(RENAMED, GONE, accepting=(accepted(),))
    assert (one.standing, one.differences) == (Standing.DIFFERS, (GONE,))


def test_after_its_last_day_it_differs_again() -> None:
    """The day itself still counts; after it the difference is back, with the reason that was given."""
    assert checked(RENAMED, accepting=(accepted(until=TODAY),)).standing is Standing.SAME
    late = checked(RENAMED, accepting=(accepted(until=date(2027, 1, 14)),))
    assert late.standing is Standing.DIFFERS
    assert late.differences == (f"{RENAMED} (accepted until 2027-01-14, which has passed: told)",)


def test_what_no_longer_occurs_is_stale() -> None:
    """It is named, and is an error of its own."""
    one = checked(accepting=(accepted(),))
    assert (one.standing, [stale.difference for stale in one.found.stale]) == (Standing.SAME, [RENAMED])
    assert exit_code([one]) == 2


FILE = """
[[accepted]]
court = "azb"
state = "linked"
difference = "…"
reason = "told"
until = 2027-01-15
"""


def test_a_file_of_accepted_differences_is_read() -> None:
    """Every key is needed; an empty file accepts nothing."""
    assert parse(FILE, "accepted.toml") == (accepted("…"),)
    assert parse("", "accepted.toml") == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("state", "sate", "accepted.1.state: Field required"),
        ('"linked"', '"link"', "accepted.1.state"),
        ("2027-01-15", '"soon"', "accepted.1.until"),
        ('"told"', '""', "accepted.1.reason"),
        ("court =", "court", "not valid TOML"),
        ("[[accepted]]", "[[acepted]]", "acepted"),
    ],
)
def test_a_wrong_file_names_the_key(old: str, new: str, said: str) -> None:
    """A misspelt key accepts nothing silently."""
    with pytest.raises(ConfigError, match=r"^menus/accepted\.toml: ") as found:
        parse(FILE.replace(old, new), "menus/accepted.toml")
    assert said in str(found.value)


# --- what it comes to -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ones", "code"),
    [
        ([], 0),
        ([checked()], 0),
        ([checked(), checked(RENAMED)], 1),
        ([checked(), checked(problem="no answer")], 3),
        ([checked(RENAMED), checked(problem="no answer")], 1),
        ([checked(accepting=(accepted(),)), checked(problem="no answer")], 3),
    ],
)
def test_the_exit_code_of_several_checks(ones: list[Checked], code: int) -> None:
    """A difference is the news; what could not be seen comes next."""
    assert exit_code(ones) == code


def test_junit_has_a_case_for_each_court_and_state() -> None:
    """What differs is a failure, what could not be looked at or is stale an error."""
    ones = [
        checked(),
        checked(RENAMED, GONE),
        checked(problem="no \x00 answer"),
        checked(accepting=(accepted(),)),
    ]
    (suite,) = JUnitXml.fromstring(junit(ones))
    assert (suite.tests, suite.failures, suite.errors) == (4, 1, 2)
    results = [[(type(one).__name__, one.message) for one in case.result] for case in suite]
    assert results == [
        [],
        [("Failure", RENAMED)],
        [("Error", "no � answer")],
        [("Error", f"accepted, but no longer there: {RENAMED}")],
    ]
    assert next(case.result[0].text for case in suite if case.result) == f"{RENAMED}\n{GONE}"


def test_annotations_stand_on_one_line_each() -> None:
    """Nothing in a sentence can end the command or begin another."""
    ones = [
        checked("'100%\n::error::' added"),
        checked(problem="no answer"),
        checked(accepting=(accepted(),)),
    ]
    assert list(github_annotations(ones, "a,b:c/accepted.toml")) == [
        "::error file=menus/azb.linked.txt,title=menus differ::azb, linked: '100%25%0A::error::' added",
        "::error file=menus/azb.linked.txt,title=could not look::azb, linked: no answer",
        "::error file=a%2Cb%3Ac/accepted.toml,title=stale::azb, linked: accepted, but no longer there: "
        + RENAMED,
    ]
    assert sift((), (), TODAY) == NOTHING

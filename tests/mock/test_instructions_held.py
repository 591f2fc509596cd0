"""Published instructions held against the mock: what holds, and for each sentence a site that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from flows import published
from flows.instruction_files import for_court
from harness.published.lines import Line, Result
from tests.broken_sites import CLAIMS, PROFILE_CHANGES, STEPS, broken
from tests.held_against import held_against, not_held
from tests.mock_site import Site, make_site

PROFILES = Path(__file__).parents[2] / "mock_ecf" / "courts"
KNOWN = {"gamb": {"3": Result.DEVIATED}}
"""What does not hold at the mock as it is: the link item of gamb stands where the note of step 3 says."""

HELD, FAILED = Result.HELD, Result.FAILED


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The mock's pages, without a server."""
    return make_site(tmp_path)


def wrong(lines: tuple[Line, ...], court: str) -> dict[str, Result]:
    """What did not hold and was looked at, without what is known."""
    known = KNOWN.get(court, {})
    found = not_held(lines)
    return {
        number: result
        for number, result in found.items()
        if result is not Result.NOT_OBSERVED and known.get(number) is not result
    }


@pytest.mark.parametrize("court", [*published.courts_with_documents(), "wvsd"])
def test_everything_holds_but_what_is_known(site: Site, court: str) -> None:
    """At the mock as it is every sentence holds, but for one deviation of which the document itself tells."""
    lines = held_against(site, court)
    assert not_held(lines) == KNOWN.get(court, {})
    assert any(line.result is HELD for line in lines)


def test_the_deviation_is_a_sentence_for_the_web_editor(site: Site) -> None:
    """It says what the step says, and where the item really stands; the steps after it go on from there."""
    lines = {line.number: line for line in held_against(site, "gamb", only=("steps",))}
    assert lines["3"].sentence == (
        "Step 3 says Utilities; the item stands under NextGen Release 1.1 Menu Items"
    )
    assert [lines[number].result for number in "456"] == [HELD] * 3


@pytest.mark.parametrize(("court", "fault", "number", "result"), STEPS)
def test_a_step_that_the_site_breaks_says_so_alone(
    site: Site, court: str, fault: str, number: str, result: Result
) -> None:
    """Exactly this step is failed or deviated; what cannot be reached after it is not observed."""
    lines = held_against(site, court, broken(fault), only=("steps",))
    assert wrong(lines, court) == {number: result}
    numbers = [line.number for line in lines]
    before = lines[: numbers.index(number)]
    assert {line.result for line in before} <= {HELD, *KNOWN.get(court, {}).values()}
    assert all(line.result in (HELD, Result.NOT_OBSERVED) for line in lines[len(before) + 1 :])


def is_numbered(number: str) -> bool:
    """Whether the document numbers it, as a step or as a part of one."""
    return number[0].isdigit() and " " not in number


def rarely(row: tuple[str, str, str, list[str]]) -> ParameterSet:
    """The row; those about what the document does not number run with the slow tests, for they are many."""
    return pytest.param(*row, marks=() if any(map(is_numbered, row[3])) else pytest.mark.slow)


@pytest.mark.parametrize(("court", "visit", "fault", "numbers"), [*map(rarely, CLAIMS)])
def test_a_claim_that_the_site_breaks_says_so(
    site: Site, court: str, visit: str, fault: str, numbers: list[str]
) -> None:
    """Exactly the sentences that say what the site does not do fail; the same may be said more than once."""
    lines = held_against(site, court, broken(fault), only=(visit,))
    assert wrong(lines, court) == dict.fromkeys(numbers, FAILED)


def changed(folder: Path, court: str, old: str, new: str) -> Path:
    """A folder with a profile of the court in which one text is replaced, or one more stands at the end."""
    text = (PROFILES / f"{court}.toml").read_text("utf-8")
    assert old in text
    made = text.replace(old, new) if old else text + new
    (folder / f"{court}.profile.toml").write_text(made, "utf-8")
    return folder


@pytest.mark.slow  # a visit for each change
@pytest.mark.parametrize(("court", "visit", "old", "new", "results"), PROFILE_CHANGES)
def test_what_a_court_changes_on_its_site_is_found_in_its_instructions(
    tmp_path: Path, court: str, visit: str, old: str, new: str, results: dict[str, Result]
) -> None:
    """Another text, date or place: the sentence that is no longer right says so, and no other."""
    own = changed(tmp_path, court, old, new)
    lines = held_against(make_site(tmp_path, own), court, only=(visit,))
    assert wrong(lines, court) == results


def test_every_numbered_step_has_a_site_that_breaks_it() -> None:
    """No step of the documents, and no remedy or reminder that is numbered, is left out above."""
    found = {(court, number) for court, _, number, _ in STEPS}
    found |= {(court, number) for court, _, _, numbers in CLAIMS for number in numbers}
    found |= {(court, number) for court, *_, results in PROFILE_CHANGES for number in results}
    found |= {("arwb", number) for court, number in found if court == "areb"}  # the same notice
    numbered = {
        (court, one.number)
        for court in published.courts_with_documents()
        for one in published.told(for_court(court))
        if is_numbered(one.number) and one.source.startswith("D")
    }
    assert numbered - found == set()

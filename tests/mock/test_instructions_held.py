"""Published instructions held against the mock: what holds, and for each sentence a site that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import published
from flows.instruction_files import for_court
from harness.published.lines import Line, Result
from tests.held_against import held_against, not_held
from tests.mock_site import Site, make_site

PROFILES = Path(__file__).parents[2] / "mock_ecf" / "courts"
KNOWN = {"gamb": {"3": Result.DEVIATED}}
"""What does not hold at the mock as it is: the link item of gamb stands where the note of step 3 says."""

HELD, DEVIATED, FAILED = Result.HELD, Result.DEVIATED, Result.FAILED


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The mock's pages, without a server."""
    return make_site(tmp_path)


def broken(text: str) -> dict[str, str]:
    """A fault from ``fault``, ``fault@page`` or ``fault/court``."""
    rest, _, court = text.partition("/")
    name, _, page = rest.partition("@")
    return {"fault": name, **({"page": page} if page else {}), **({"court": court} if court else {})}


def wrong(lines: tuple[Line, ...], court: str) -> dict[str, Result]:
    """What did not hold and was looked at, without what is known."""
    known = KNOWN.get(court, {})
    found = not_held(lines)
    return {
        number: result
        for number, result in found.items()
        if result is not Result.NOT_OBSERVED and known.get(number) is not result
    }


@pytest.mark.parametrize("court", published.courts_with_documents())
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


# court, visit, what the site does wrong, and all that then does not hold: the first is the step it is about
STEPS = [
    ("azb", "error-500@entry", "1", FAILED),
    ("azb", "entry-link-missing", "2", FAILED),
    ("azb", "sign-in-loops", "3", FAILED),
    ("azb", "wrong-redirect", "3", FAILED),
    ("azb", "menus-without-link", "4", FAILED),
    ("azb", "link-item-missing", "5", FAILED),
    ("azb", "link-item-elsewhere", "5", DEVIATED),
    ("azb", "link-item-renamed", "5", DEVIATED),
    ("azb", "good-credentials-refused", "6", FAILED),
    ("azb", "confirmation-skipped", "6", FAILED),
    ("azb", "confirmation-shows-another-name", "7", FAILED),
    ("azb", "submit-does-nothing", "7", FAILED),
    ("azb", "menus-never-appear", "9", FAILED),
    ("gamb", "entry-link-missing", "1", FAILED),
    ("gamb", "sign-in-loops", "2", FAILED),
    ("gamb", "link-item-missing", "3", FAILED),
    ("gamb", "good-credentials-refused", "4", FAILED),
    ("gamb", "submit-does-nothing", "5", FAILED),
    ("gamb", "menus-never-appear", "6", FAILED),
    ("cacb", "entry-link-missing", "1", FAILED),
    ("cacb", "menus-without-link", "2", FAILED),
    ("cacb", "error-500@utilities", "3", FAILED),
    ("cacb", "link-item-missing", "4", FAILED),
    ("cacb", "link-item-elsewhere", "4", DEVIATED),
    ("cacb", "good-credentials-refused", "5", FAILED),
    ("cacb", "submit-does-nothing", "6", FAILED),
    ("cacb", "menus-never-appear", "7", FAILED),
    *(
        (court, fault, number, result)
        for court in ("areb", "arwb")
        for fault, number, result in (
            ("error-500@entry", "2a", FAILED),
            ("entry-link-missing", "2b", FAILED),
            ("wrong-redirect", "2.1", FAILED),
            ("link-item-elsewhere", "2.2", DEVIATED),
            ("good-credentials-refused", "2.3a", FAILED),
            ("submit-does-nothing", "2.3b", FAILED),
            ("mail-never-comes", "2.4", FAILED),
            ("menus-never-appear", "2.5", FAILED),
        )
    ),
]


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


CLAIMS = [
    ("azb", "claims", "menus-without-link/azb", ["intro 1"]),
    ("azb", "claims", "menus-never-appear", ["intro 2", "8b", "11a", "11b"]),
    ("azb", "claims", "second-account-accepted", ["intro 2", "11b", "11e"]),
    ("azb", "claims", "unfit-account-accepted", ["3 shared", "7 reminder"]),
    ("azb", "claims", "old-credentials-accepted", ["8c"]),
    ("azb", "claims", "menus-without-link/gamb", ["11c"]),
    ("azb", "claims-2021-04-25", "error-500@sign-in/cacb", ["11d"]),
    ("azb", "menus-appear-after-refresh", "menus-never-appear", ["10a"]),
    ("azb", "menus-appear-after-sign-in", "menus-never-appear", ["10b"]),
    ("azb", "menus-appear-after-clearing-cookies", "menus-never-appear", ["10c"]),
    ("gamb", "claims", "menus-without-link/gamb", ["intro 1"]),
    ("gamb", "claims", "unfit-account-accepted", ["intro 3", "2 shared", "5 note"]),
    ("gamb", "claims", "menus-without-link/cacb", ["intro 4"]),
    ("gamb", "claims", "second-account-accepted/gamb", ["intro 5"]),
    ("gamb", "claims-2021-04-25", "error-500@sign-in/cacb", ["intro 6", "intro 7"]),
    ("gamb", "claims", "link-item-elsewhere/gamb", ["3 note"]),
    ("gamb", "claims", "menus-never-appear/gamb", ["intro 5", "6b"]),
    ("gamb", "claims", "menus-never-appear/cacd", ["6c"]),
    ("gamb", "sign-in-needs-fresh-cookies", "sign-in-loops", ["2 cookies"]),
    ("gamb", "menus-appear-after-refresh", "menus-never-appear", ["6 F5"]),
    ("cacb", "claims", "old-credentials-accepted", ["6 screen"]),
    ("cacb", "claims", "menus-never-appear/cacb", ["intro 4", "7b"]),
    ("cacb", "claims", "menus-never-appear/cacd", ["7c"]),
    ("cacb", "claims", "unfit-account-accepted", ["intro 2", "2 shared", "6 note"]),
    ("cacb", "claims-2021-04-25", "error-500@sign-in", ["intro 5"]),
    ("cacb", "claims-2021-04-26", "link-item-missing", ["intro 6"]),
    ("cacb", "menus-appear-after-refresh", "menus-never-appear", ["7 F5"]),
    ("areb", "claims", "menus-without-link/areb", ["2 failure"]),
    ("areb", "claims", "menus-without-link/cacd", ["after 1"]),
    ("areb", "claims", "menus-never-appear/areb", ["2 once", "2.5b", "after 3"]),
    ("areb", "claims", "unfit-account-accepted/areb", ["intro 2", "intro 3"]),
    ("areb", "claims", "second-account-accepted/areb", ["2 once"]),
    ("areb", "claims-2021-03-28", "error-500@sign-in", ["2 date"]),
    ("areb", "claims-2021-04-25", "error-500@sign-in/cacb", ["after 4"]),
    ("cacd", "claims", "menus-never-appear/gamb", ["new 1"]),
    ("cacd", "claims", "unfit-account-accepted", ["now 2", "now 3", "now 6"]),
    ("cacd", "claims", "menus-without-link", ["then 3"]),
    ("cacd", "claims-2020-02-18", "error-500@sign-in/cacb", ["new 2"]),
    ("cacd", "claims-2020-02-18", "link-item-missing/cacd", ["then 1"]),
    ("cacd", "claims-2020-02-17", "error-500@sign-in", ["then 2"]),
]


@pytest.mark.parametrize(("court", "visit", "fault", "numbers"), CLAIMS)
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


TEXT = '\n[texts.{}]\ntext = "{}"\nprovenance = "ours"\n'
PROFILE_CHANGES = [
    ("azb", "steps", "The accounts have been linked.", " ", {"8": FAILED}),
    ("azb", "steps", '"your-pacer-account"', '"reports"', {"5": DEVIATED}),
    ("azb", "claims", "602-682-4900", "602-555-0100", {"6 note 2": FAILED}),
    ("azb", "claims", "", TEXT.format("link-forgot", "Help"), {"6 note 1": FAILED}),
    ("cacb", "steps", '  "nextgen-release",\n', "", {"3": FAILED}),
    ("cacb", "claims", '"judgment-index",', "", {"3 screen": FAILED}),
    ("gamb", "steps", "", TEXT.format("entry-link", "E-Filing"), {"1": DEVIATED}),
    ("areb", "claims", "", TEXT.format("link-password", "Passcode"), {"1": FAILED}),
    ("areb", "claims", "(501) 918-5590", "(501) 555-0100", {"1 help desk": FAILED}),
    ("areb", "claims-2021-03-28", "2021-03-29", "2021-03-01", {"2 date": FAILED}),
    ("areb", "steps", '"by-court"', '"at-once"', {"2.4": FAILED}),
    ("cacd", "claims", "ecf-helpdesk@cacd.uscourts.gov", "desk@cacd.example", {"now 10": FAILED}),
    ("cacd", "claims-2020-02-17", "2020-02-18", "2020-02-17", {"then 2": FAILED}),
]


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
        if one.number[0].isdigit() and " " not in one.number and one.source.startswith("D")
    }
    assert numbered - found == set()

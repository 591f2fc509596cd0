"""What the courts' documents say of their menus, held against the comparison of the recorded menus.

That the recorded menus are those that a browser sees is tested in ``tests/browser/test_capturing_menus.py``.
"""

from __future__ import annotations

import pytest

from harness.menus import text_format
from harness.menus.diff import Change, diff
from harness.menus.matrix import Cell, Matrix, Row, Standing, matrix
from harness.menus.tree import Kind, MenuTree, UserState
from harness.menus.whereabouts import whereabouts
from tests.cli.environment import ROOT

COURTS = ("areb", "arwb", "azb", "gamb", "cacb", "cacd")
BANKRUPTCY = COURTS[:5]
LINK_ITEM = "Link a CM/ECF account to my PACER account"
NEXTGEN = "NextGen Release 1.1 Menu Items"


def recorded(court: str, state: UserState = UserState.LINKED) -> MenuTree:
    """The menus of a court, as they were recorded."""
    file = ROOT / "menu-baselines" / f"{court}.{state.value}.txt"
    return text_format.parse(file.read_text("utf-8"), file.name)


@pytest.fixture(scope="module")
def compared() -> Matrix:
    """The six courts side by side, for linked users."""
    return matrix([recorded(court) for court in COURTS])


def row(found: Matrix, label: str, kind: Kind) -> Row:
    """The only row of this label and kind."""
    fitting = [
        one
        for one in found.rows
        if one.label == label and any(cell.occurrence and cell.occurrence.kind is kind for cell in one.cells)
    ]
    assert len(fitting) == 1, [one.place for one in fitting]
    return fitting[0]


def at(found: Row) -> dict[str, Cell]:
    """The cells of a row by their court."""
    return dict(zip(COURTS, found.cells, strict=True))


PLACES = [
    ("areb", "D0: Utilities", ("Utilities",), False),
    ("arwb", "D0: Utilities", ("Utilities",), False),
    ("azb", "D1 step 5: Utilities", ("Utilities",), False),
    ("gamb", "D2 step 3, note: Utilities, NextGen Release 1.1 Menu Items", ("Utilities", NEXTGEN), True),
    ("cacb", "D3 steps 3 and 4: Utilities, NextGen Release 1.1 Menu Items", ("Utilities", NEXTGEN), True),
]


@pytest.mark.parametrize(("court", "_source", "place", "on_page_of_its_own"), PLACES)
@pytest.mark.parametrize("state", [UserState.PACER_ONLY, UserState.LINKED])
def test_the_link_item_stands_where_the_document_says(
    court: str, _source: str, place: tuple[str, ...], on_page_of_its_own: bool, state: UserState
) -> None:
    """On the Utilities page itself, under whichever heading, or on the page behind it."""
    (sighting,) = whereabouts(recorded(court, state), LINK_ITEM, "LinkAccount.pl").sightings
    labels = sighting.occurrence.place
    assert labels[:1] == place[:1]
    assert (NEXTGEN in labels) is on_page_of_its_own


def test_the_link_item_stands_elsewhere_in_one_row(compared: Matrix) -> None:
    """It is one thing at all six courts, in two places."""
    cells = at(row(compared, LINK_ITEM, Kind.ITEM))
    places = {court: cell.occurrence.place for court, cell in cells.items() if cell.occurrence}
    assert {court for court, place in places.items() if NEXTGEN in place} == {"gamb", "cacb", "cacd"}
    assert {cell.elsewhere for cell in cells.values()} == {True, False}


@pytest.mark.parametrize(
    ("label", "courts"),
    [
        ("Bankruptcy", BANKRUPTCY),  # D1 step 9, D2 step 6, D3 step 7
        ("Adversary", BANKRUPTCY),
        ("Civil", ("cacd",)),  # D2 step 6, of district courts; D4
        ("Criminal", ("cacd",)),
    ],
)
def test_the_filing_menus_are_those_of_the_kind_of_court(
    compared: Matrix, label: str, courts: tuple[str, ...]
) -> None:
    """Bankruptcy and Adversary, or Civil and Criminal, and never both."""
    standing = {court: cell.standing for court, cell in at(row(compared, label, Kind.BAR_ITEM)).items()}
    assert standing == {court: Standing.THERE if court in courts else Standing.ABSENT for court in COURTS}


@pytest.mark.parametrize(
    ("heading", "only_at"),
    [
        ("Your Account", None),
        ("Your PACER Account", None),
        ("Miscellaneous", None),
        ("Legal Research", "cacb"),
        ("Mailings", "cacb"),
        ("Court Information", "cacb"),
        ("Judgment Index", "cacb"),
    ],
)
def test_the_headings_of_the_picture_in_step_3(compared: Matrix, heading: str, only_at: str | None) -> None:
    """D3 shows seven on the Utilities page of cacb; three of them stand at every court."""
    cells = at(row(compared, heading, Kind.HEADING))
    there = {
        court
        for court, cell in cells.items()
        if cell.occurrence and cell.occurrence.path == ("Utilities", heading)
    }
    assert there == ({only_at} if only_at else set(COURTS))


@pytest.mark.parametrize(
    ("label", "courts"), [(NEXTGEN, {"gamb", "cacb", "cacd"}), ("Release 5.0 Menu Items", set(COURTS))]
)
def test_the_pages_behind_utilities(compared: Matrix, label: str, courts: set[str]) -> None:
    """D2 and D3 tell of the first, the picture of D3 of the second."""
    cells = at(row(compared, label, Kind.ITEM))
    assert {court for court, cell in cells.items() if cell.standing is Standing.THERE} == courts


@pytest.mark.parametrize("court", COURTS)
def test_linking_adds_the_filing_menus(court: str) -> None:
    """Before it the bar is limited (D1 step 4); after it they are there, and nothing is taken away."""
    found = diff(recorded(court, UserState.PACER_ONLY), recorded(court))
    gained = {one.after.label for one in found.differences if one.change is Change.ADDED and one.after}
    assert set(("Civil", "Criminal") if court == "cacd" else ("Bankruptcy", "Adversary")) <= gained
    assert {one.change for one in found.differences} == {Change.ADDED}


@pytest.mark.parametrize("court", ["areb", "arwb", "cacb", "cacd"])
def test_before_its_go_live_no_court_has_the_link_item(court: str) -> None:
    """D0, D3 and D4: accounts cannot be linked before that day."""
    menus = recorded(court, UserState.BEFORE_GO_LIVE)
    assert menus.nodes != ()
    assert whereabouts(menus, LINK_ITEM, "LinkAccount.pl").sightings == ()


@pytest.mark.parametrize("court", COURTS)
def test_signed_out_there_is_no_menu(court: str) -> None:
    """The entry page has no menu bar."""
    assert recorded(court, UserState.SIGNED_OUT).nodes == ()

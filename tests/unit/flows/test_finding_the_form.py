"""Finding the item that opens the link form: where it is said to be, and elsewhere."""

from __future__ import annotations

import pytest

from flows.acts import Visit, open_menu
from flows.instruction_data import OpenForm, OpenMenu
from flows.instruction_files import for_court
from flows.link_account import open_form
from harness.evidence.secret import Secret
from harness.model import Assignment, Credentials, Outcome, Verdict
from harness.verdict import judge
from tests.paper_session import HOST, PaperSession

ITEM, NEXTGEN, OLDER = (
    "Link a CM/ECF account to my PACER account",
    "NextGen Release 1.1 Menu Items",
    "Release 5.0 Menu Items",
)
RENAMED = "Link my CM/ECF account to my PACER account"
BAR = """<div id="topmenu" class="yuimenubar"><ul><li class="yuimenubaritem">
<a class="yuimenubaritemlabel" href="/utilities">Utilities</a></li><li class="yuimenubaritem">
<a class="yuimenubaritemlabel" href="/reports">Reports</a></li><li class="yuimenubaritem">
<a class="yuimenubaritemlabel" href="/query">Query</a></li></ul></div>"""
FORM = """<form><label for="l">CM/ECF login:</label><input id="l" name="l">
<label for="p">CM/ECF password:</label><input id="p" name="p" type="password">
<input type="submit" value="Submit"></form>"""


def page(*links: str) -> str:
    """A menu page with these links, each ``label=path``."""
    return BAR + "".join('<p><a href="{1}">{0}</a></p>'.format(*link.rsplit("=", 1)) for link in links)


def site(**menu_pages: str) -> PaperSession:
    """A court whose menu pages are given by name."""
    pages = {f"/{name}": html for name, html in menu_pages.items()}
    session = PaperSession({"/": page(), "/reports": page(), "/form": BAR + FORM, **pages})
    session.open(f"{HOST}/")
    return session


def visit(session: PaperSession, court: str = "cacb") -> Visit:
    """A visit that stands on the court's main page."""
    somebody = Credentials("user", Secret("password"))
    return Visit(Assignment(court, "mock", "unlinked-filer", somebody), for_court(court), session.look())


def found(session: PaperSession, act: OpenForm, menu: OpenMenu | None = None) -> list[Outcome]:
    """The outcomes of the menu step, if there is one, and of the step that opens the form."""
    here = visit(session)
    before = [open_menu(here, session, menu)] if menu else []
    return [*before, open_form(here, session, act)]


DIRECT = OpenForm(do="open-form", path=("Utilities", ITEM))
BY_NOTE = OpenForm(do="open-form", path=("Utilities", ITEM), or_path=("Utilities", NEXTGEN, ITEM))
IN_TWO = OpenMenu(do="open-menu", path=("Utilities", NEXTGEN))
THEN = OpenForm(do="open-form", from_here=True, path=("Utilities", NEXTGEN, ITEM))


def test_where_the_instructions_say_it_is_no_deviation() -> None:
    """The item stands where it should: found, with its place, and nothing to remark."""
    (outcome,) = found(site(utilities=page(f"{ITEM}=/form")), DIRECT)
    assert (judge(outcome), outcome.deviation) == (Verdict.PASSED, None)
    assert outcome.place == ("Utilities", ITEM)


def test_a_second_place_that_the_document_names_is_no_deviation() -> None:
    """D2's note names another page; the item there is as documented."""
    session = site(utilities=page(f"{NEXTGEN}=/nextgen"), nextgen=page(f"{ITEM}=/form"))
    (outcome,) = found(session, BY_NOTE)
    assert (judge(outcome), outcome.deviation) == (Verdict.PASSED, None)
    assert outcome.place == ("Utilities", NEXTGEN, ITEM)


@pytest.mark.parametrize(
    ("label", "pages"),
    [
        (ITEM, {"utilities": page(f"{OLDER}=/older"), "older": page(f"{ITEM}=/form")}),
        (RENAMED, {"utilities": page(f"{RENAMED}=/form")}),
    ],
)
def test_elsewhere_or_under_another_name_is_a_deviation(label: str, pages: dict[str, str]) -> None:
    """The form is opened all the same, and the remark says where and under which name."""
    (outcome,) = found(site(**pages), DIRECT)
    assert judge(outcome) is Verdict.PASSED
    assert outcome.deviation is not None
    assert outcome.place is not None
    assert outcome.place[-1] == label
    assert " > ".join(outcome.place) in outcome.deviation


def test_a_menu_page_that_is_missing_is_a_deviation_and_the_place_is_the_real_one() -> None:
    """Step 3 of cacb names a page that is not there; step 4 finds the item on the page before."""
    menu, form = found(site(utilities=page(f"{ITEM}=/form")), THEN, IN_TWO)
    assert judge(menu) is judge(form) is Verdict.PASSED
    assert menu.deviation == f"there is no “{NEXTGEN}” under Utilities"
    assert form.place == ("Utilities", ITEM)


def test_an_item_that_is_nowhere_fails() -> None:
    """After looking everywhere the item is not observed, and the step fails."""
    (outcome,) = found(site(utilities=page("Change Your PACER Login=/form")), DIRECT)
    assert judge(outcome) is Verdict.FAILED


def test_a_greyed_item_is_not_followed() -> None:
    """An item that cannot be clicked is as good as missing."""
    greyed = BAR + f'<p><a class="disabled" aria-disabled="true" href="/form">{ITEM}</a></p>'
    (outcome,) = found(site(utilities=greyed), DIRECT)
    assert judge(outcome) is Verdict.FAILED


def test_looking_around_opens_menu_pages_only() -> None:
    """Items that act, cost or file are never opened: only pages of the bar and “… Menu Items”."""
    session = site(utilities=page("Internet Payments Due=/pay", f"{OLDER}=/older"), older=page())
    found(session, DIRECT)
    assert set(session.followed) == {"Utilities", OLDER, "Reports"}

"""Steps followed to the letter on pages that are not what the step says."""

from __future__ import annotations

from flows import letter
from flows.acts import Visit
from flows.instruction_data import Enter, OpenForm, OpenMenu
from flows.instruction_files import for_court
from harness.evidence.secret import Secret
from harness.model import Assignment, Credentials, Outcome, Verdict
from harness.verdict import judge
from tests.paper_session import HOST, PaperSession

ITEM = "Link a CM/ECF account to my PACER account"
FORM = """<form><label for="l">CM/ECF login:</label><input id="l" name="l">
<label for="p">CM/ECF password:</label><input id="p" name="p" type="password">
<input type="submit" value="Submit"></form>"""
BAR = """<div id="topmenu" class="yuimenubar"><ul>
<li class="yuimenubaritem"><a class="yuimenubaritemlabel" href="/reports">Reports</a></li>
<li class="yuimenubaritem"><a class="yuimenubaritemlabel" href="/utilities">Utilities</a></li></ul></div>"""
PATH = ("Utilities", "NextGen Release 1.1 Menu Items", ITEM)


def link(text: str, path: str) -> str:
    """A page of the court with its bar and one link."""
    return f'{BAR}<a href="{path}">{text}</a>'


def visit(session: PaperSession, path: str = "/") -> Visit:
    """A visit of the court cacb that stands on a page."""
    somebody = Credentials("user", Secret("pacer-password"))
    made = Visit(Assignment("cacb", "mock", "unlinked-filer", somebody), for_court("cacb"))
    made.view = session.open(f"{HOST}{path}")
    return made


def opened(pages: dict[str, str]) -> Outcome:
    """What comes of steps 3 and 4 of cacb, joined."""
    session = PaperSession({"/": BAR, "/form": FORM, **pages})
    here = visit(session)
    menu = letter.open_menu(here, session, OpenMenu(do="open-menu", path=PATH[:2]))
    form = letter.open_form(here, session, OpenForm(do="open-form", path=PATH, from_here=True))
    remarks = [one.deviation for one in (menu, form) if one.deviation]
    return Outcome(menu.observations + form.observations, deviation="; ".join(remarks) or None)


def test_what_stands_where_the_steps_say_is_no_deviation() -> None:
    """Both clicks lead on."""
    pages = {"/utilities": link(PATH[1], "/nextgen"), "/nextgen": link(ITEM, "/form")}
    outcome = opened(pages)
    assert (judge(outcome), outcome.deviation) == (Verdict.PASSED, None)


def test_a_menu_page_that_stands_elsewhere_is_gone_to_and_told() -> None:
    """The next step goes on from there, without a deviation of its own."""
    pages = {"/utilities": BAR, "/reports": link(PATH[1], "/nextgen"), "/nextgen": link(ITEM, "/form")}
    outcome = opened(pages)
    assert judge(outcome) is Verdict.PASSED
    assert outcome.deviation == "says Utilities; the item stands under Reports"


def test_a_menu_page_that_is_nowhere_fails_and_the_item_is_still_looked_for() -> None:
    """The one sentence is wrong; the other says where the item really stands."""
    outcome = opened({"/utilities": link(ITEM, "/form"), "/reports": BAR})
    assert judge(outcome) is Verdict.FAILED
    assert outcome.deviation is not None
    assert "the item stands under Utilities" in outcome.deviation


def test_an_item_that_is_nowhere_fails() -> None:
    """Nothing of the kind on any menu page."""
    outcome = opened({"/utilities": link(PATH[1], "/nextgen"), "/nextgen": BAR, "/reports": BAR})
    assert judge(outcome) is Verdict.FAILED
    assert outcome.observations[-1].seen is None


def test_another_name_and_another_place_are_told_in_one_sentence() -> None:
    """So that the editor need not ask twice."""
    other = "Link my filer account to my PACER account"
    pages = {
        "/utilities": link(PATH[1], "/nextgen"),
        "/nextgen": BAR,
        "/reports": link(other, "/form"),
    }
    outcome = opened(pages)
    assert outcome.deviation == (
        f"says “{ITEM}” and Utilities > NextGen Release 1.1 Menu Items; "
        f"the item is called “{other}” and the item stands under Reports"
    )


def entered(*links: str) -> Outcome:
    """What comes of step 1 of cacb at an entry page with these links, each leading to a page."""
    entry = "".join(f'<p><a href="/{place}">{text}</a></p>' for place, text in enumerate(links))
    pages = {f"/{place}": "<h1>A page</h1>" for place in range(len(links))}
    session = PaperSession({"/": entry, **pages})
    return letter.enter(visit(session), session, Enter(do="enter", link="Document Filing System"))


def test_more_around_the_words_of_the_entry_link_is_told() -> None:
    """The court's link may carry its name or a version."""
    outcome = entered("Document Filing System (version 1.8)")
    assert judge(outcome) is Verdict.PASSED
    assert outcome.deviation == (
        "says “Document Filing System”; the link reads “Document Filing System (version 1.8)”"
    )


def test_an_entry_page_without_any_link_to_the_sign_in_fails() -> None:
    """Each link is tried, and none leads to PACER."""
    outcome = entered("Training", "Court Information")
    assert (judge(outcome), outcome.cut_short, outcome.deviation) == (Verdict.FAILED, True, None)

"""Pages that are wrong in ways for which the mock has no fault: what the flows make of them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from flows import acts, link_account, verify_link
from flows.acts import Visit
from flows.instruction_data import OpenForm, OpenMenu
from flows.instruction_files import for_court
from flows.pages import linking, mailbox, sign_in
from harness.evidence.secret import Secret
from harness.model import Assignment, Credentials, Outcome, Verdict
from harness.page_parser import parse
from harness.page_view import PageView
from harness.verdict import judge, reason
from tests.paper_session import HOST, PaperSession, Scripted

OTHER = "https://ecf.gamb.uscourts.gov"
PACER = "https://pacer.login.uscourts.gov"
ITEM = "Link a CM/ECF account to my PACER account"
FORM = """<form><label for="l">CM/ECF login:</label><input id="l" name="l">
<label for="p">CM/ECF password:</label><input id="p" name="p" type="password">
<input type="submit" value="Submit"></form>"""
QUESTION = """<p>Do you want to link these accounts?</p><form><table><tr><th>CM/ECF:</th><td>{}</td></tr>
<tr><th>PACER:</th><td>{}</td></tr></table><input type="submit" value="Submit"></form>"""
SIGN_IN = """<div class="ui-messages-warn">Use of this system is monitored.</div><form>
<label for="u">Username</label><input id="u" name="u"><label for="w">Password</label>
<input id="w" name="w" type="password"><button>Login</button></form>"""


def view(html: str, url: str = f"{HOST}/page", status: int = 200) -> PageView:
    """A page."""
    return parse(html, url, status, 1)


def bar(*labels: str, greyed: Sequence[str] = ()) -> str:
    """A menu bar."""
    kind = {label: ' class="yuimenubaritemlabel disabled"' for label in greyed}
    items = "".join(
        f'<li class="yuimenubaritem"><a{kind.get(label, " class=yuimenubaritemlabel")} '
        f'href="/{label.casefold().replace(" ", "-")}">{label}</a></li>'
        for label in labels
    )
    return f'<div id="topmenu" class="yuimenubar"><ul>{items}</ul></div>'


FILING = bar("Bankruptcy", "Adversary", "Utilities", "Log Out")


def visit(page: PageView) -> Visit:
    """A visit of the court cacb that stands on a page."""
    somebody, old = (
        Credentials("user", Secret("pacer-password")),
        Credentials("oldlogin", Secret("old-password")),
    )
    assignment = Assignment(
        "cacb", "mock", "unlinked-filer", somebody, old, mailbox="https://mail/", patience=0
    )
    return Visit(assignment, for_court("cacb"), page)


def entered(answer: PageView) -> Outcome:
    """What entering the old credentials brings to light if this page answers."""
    return link_account.enter_credentials(visit(view(FORM)), Scripted(answer), None)


def confirmed(answer: PageView, names: tuple[str, str] = ("Pat Filer", "Pat Filer")) -> Outcome:
    """What the second Submit brings to light if this page answers."""
    return link_account.confirm(visit(view(QUESTION.format(*names))), Scripted(answer), None)


@pytest.mark.parametrize("names", [("", ""), ("", "Pat Filer"), ("Pat Filer", " ")])
def test_a_question_without_both_names_is_not_taken_for_one_with_them(names: tuple[str, str]) -> None:
    """Two names that are both missing are not the same name: nothing is submitted."""
    outcome = entered(view(QUESTION.format(*names)))
    assert judge(outcome) is Verdict.FAILED
    assert "the question without both names" in reason(outcome)
    session = Scripted()
    assert judge(link_account.confirm(visit(view(QUESTION.format(*names))), session, None)) is Verdict.FAILED


@pytest.mark.parametrize(
    "line",
    [
        "Your accounts have been unsuccessfully linked.",
        "No account was successfully linked.",
        "Your accounts could not be successfully linked.",
        "Once your accounts have been linked, use PACER alone.",
        "You will receive an email when your account has been linked.",
        "If the accounts are now linked by somebody else, call us.",
        "Linking failed after it was successful elsewhere.",
    ],
)
def test_what_denies_or_promises_a_link_is_no_confirmation(line: str) -> None:
    """A sentence with the right words in it may say the contrary."""
    outcome = link_account.see_confirmation(visit(view(f"<p>{line}</p>")), PaperSession({}), None)
    assert judge(outcome) is Verdict.FAILED


@pytest.mark.parametrize(
    "line",
    [
        "The accounts have been linked.",
        "You have successfully linked your CM/ECF account to your Individual PACER account.",
        "Your CM/ECF account and your PACER account are now linked.",
    ],
)
def test_what_tells_of_a_link_is_a_confirmation(line: str) -> None:
    """The sentences of the courts' documents are understood."""
    outcome = link_account.see_confirmation(visit(view(f"<p>{line}</p>")), PaperSession({}), None)
    assert judge(outcome) is Verdict.PASSED


def test_a_confirmation_of_another_host_is_none() -> None:
    """The right words at another court's address are no evidence for this court."""
    here = visit(view("<p>The accounts have been linked.</p>", f"{OTHER}/done"))
    outcome = link_account.see_confirmation(here, PaperSession({}), None)
    assert judge(outcome) is Verdict.FAILED
    assert "ecf.gamb.uscourts.gov" in reason(outcome)


@pytest.mark.parametrize(
    "answer",
    [
        view(SIGN_IN, f"{PACER}/csologin/login.jsf"),  # the session has ended: a standing notice, no refusal
        view('<p class="message">Closed on Sunday.</p>', f"{OTHER}/page"),
        view('<p class="error">System error.</p>', status=500),
        view('<p class="error">No such page.</p>', status=404),
    ],
)
def test_what_is_no_page_of_the_court_or_a_breakdown_is_no_refusal(answer: PageView) -> None:
    """Otherwise a run that expects a refusal would pass for the wrong reason."""
    for outcome in (entered(answer), confirmed(answer)):
        assert outcome.refusal is None
        assert judge(outcome) is Verdict.FAILED


def test_a_standing_notice_is_no_refusal() -> None:
    """What the page before said already declines nothing."""
    notice = '<p class="notice">Maintenance on Sunday.</p>'
    here = visit(view(notice + FORM))
    outcome = link_account.enter_credentials(here, Scripted(view(notice + "<h1>Main</h1>")), None)
    assert (outcome.refusal, judge(outcome)) == (None, Verdict.FAILED)
    refused = Scripted(view(notice + '<p class="error">Wrong password.</p>' + FORM))
    here = visit(view(notice + FORM))
    assert link_account.enter_credentials(here, refused, None).refusal == "Wrong password."


def test_a_request_that_was_sent_is_no_refusal_and_one_that_was_not_is() -> None:
    """A court that approves links answers with a notice that nothing else tells from a refusal."""
    sent = '<p role="status">Your request to link these accounts was sent to the court for review.</p>'
    assert confirmed(view(sent)).refusal is None
    waiting = '<p role="alert">A request to link this account is waiting for the court\'s review.</p>'
    assert confirmed(view(waiting)).refusal is not None


@pytest.mark.parametrize("url", [f"{OTHER}/form", f"{PACER}/form"])
def test_a_link_form_at_another_host_fails_before_anything_is_typed(url: str) -> None:
    """The old password of this court belongs in no other court's form."""
    session = PaperSession({"/": "", "/utilities": f'<a href="{url}">{ITEM}</a>', "/form": FORM})
    here = visit(view(bar("Utilities"), f"{HOST}/"))
    outcome = link_account.open_form(here, session, OpenForm(do="open-form", path=("Utilities", ITEM)))
    assert judge(outcome) is Verdict.FAILED
    assert "whose page it is" in reason(outcome)


def test_menus_of_another_court_are_not_this_courts() -> None:
    """A bar with the filing menus at another court's address is no evidence."""
    outcome = acts.see_filing_menus(visit(view(FILING, f"{OTHER}/")), PaperSession({}), None)
    assert judge(outcome) is Verdict.FAILED


def test_greyed_filing_menus_have_not_appeared() -> None:
    """What cannot be opened is shown as greyed and does not count as gained."""
    page = view(bar("Bankruptcy", "Adversary", greyed=["Adversary"]))
    outcome = acts.see_filing_menus(visit(page), PaperSession({}), None)
    assert judge(outcome) is Verdict.FAILED
    assert "Adversary (greyed)" in reason(outcome)


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ({"bankruptcy": "<h1>Bankruptcy Events</h1>"}, "the menu Adversary"),  # no bar: the rest is not seen
        (
            {"bankruptcy": f"<title>U.S. Bankruptcy Court</title>{FILING}<h1>Utilities</h1>"},
            "the page that Bankruptcy opens",
        ),
        ({"bankruptcy": f"{FILING}<h1>U.S. Bankruptcy Court</h1>"}, "the page that Bankruptcy opens"),
    ],
)
def test_filing_menus_that_do_not_open_their_pages(pages: dict[str, str], said: str) -> None:
    """Each menu must have been seen to open, and the court's name on a page is not the menu's."""
    session = PaperSession({f"/{name}": html for name, html in pages.items()})
    outcome = verify_link.open_filing_menus(visit(view(FILING)), session, None)
    assert judge(outcome) is Verdict.FAILED
    assert said in reason(outcome)


def test_filing_menus_that_lead_to_another_court() -> None:
    """The heading alone does not make it this court's page."""
    astray = FILING.replace('href="/bankruptcy"', f'href="{OTHER}/bankruptcy"')
    pages = {
        "/bankruptcy": f"{FILING}<h1>Bankruptcy Events</h1>",
        "/adversary": f"{FILING}<h1>Adversary Events</h1>",
    }
    assert (
        judge(verify_link.open_filing_menus(visit(view(FILING)), PaperSession(pages), None)) is Verdict.PASSED
    )
    outcome = verify_link.open_filing_menus(visit(view(astray)), PaperSession(pages), None)
    assert "whose page it is" in reason(outcome)


@pytest.mark.parametrize("host", [HOST, OTHER, "https://pacer-login.uscourts.gov"])
def test_a_form_like_pacers_on_another_host_gets_no_password(host: str) -> None:
    """However alike it looks: the sign-in step fails and nothing is typed."""
    session, here = Scripted(), visit(view(SIGN_IN, f"{host}/csologin/login.jsf"))
    outcome = acts.sign_in_as(here, session, here.assignment.pacer, redaction=False)
    assert judge(outcome) is Verdict.FAILED
    assert session.typed == []


def test_a_sign_in_that_breaks_down_is_no_refusal() -> None:
    """An error 500 with PACER's form and a message is the site's fault, not its no."""
    address = f"{PACER}/csologin/login.jsf"
    broken = parse('<p class="error">System error.</p>' + SIGN_IN, address, 500, 2)
    refused = parse('<p class="error">Invalid password.</p>' + SIGN_IN, address, 200, 2)
    for answer, said in ((broken, None), (refused, "Invalid password.")):
        here = visit(view(SIGN_IN, address))
        outcome = acts.sign_in_as(here, Scripted(answer), here.assignment.pacer, redaction=False)
        assert (outcome.refusal, judge(outcome)) == (said, Verdict.FAILED)


@pytest.mark.parametrize(
    "mail",
    [
        "Your CM/ECF account otherlogin has been linked to your PACER account.",
        "Another court: your CM/ECF account has been linked",
        "The court has not approved your request to link the CM/ECF account otherlogin.",
    ],
)
def test_mail_about_another_account_answers_nothing(mail: str) -> None:
    """An old mail of another court is not this court's approval."""
    assert mailbox.answer(view(f"<p>{mail}</p>"), "oldlogin") is None


def test_mail_about_this_account_is_the_answer() -> None:
    """The mail that names the login approves or rejects."""
    approved = mailbox.answer(view("<p>Your CM/ECF account oldlogin has been linked to it.</p>"), "oldlogin")
    assert approved is not None
    assert approved.approved
    rejected = mailbox.answer(view("<p>Your request to link oldlogin was rejected.</p>"), "oldlogin")
    assert rejected is not None
    assert not rejected.approved


def test_an_item_in_the_bar_itself_is_a_deviation() -> None:
    """It stands in the bar and not under Utilities, although every page of Utilities shows it, too."""
    top = bar("Utilities", ITEM)
    pages = {"/utilities": top, f"/{ITEM.casefold().replace(' ', '-')}": top + FORM}
    for act in (
        OpenForm(do="open-form", path=("Utilities", ITEM)),
        OpenForm(do="open-form", from_here=True, path=("Utilities", ITEM)),
    ):
        session = Scripted(**{name.strip("/"): html for name, html in pages.items()})
        here = visit(view(top))
        acts.open_menu(here, session, OpenMenu(do="open-menu", path=("Utilities",)))
        outcome = link_account.open_form(here, session, act)
        assert outcome.place == (ITEM,)
        assert outcome.deviation is not None
        assert outcome.deviation.startswith(f"the item stands under {ITEM}, not under Utilities")


def test_old_credentials_are_not_refused_by_a_notice_or_a_sign_in_page() -> None:
    """Only the court's own no is a refusal; a lost session is neither one nor the other."""
    for answer in (view(SIGN_IN, f"{PACER}/csologin/login.jsf"), view("<p>Welcome.</p>")):
        assert "neither" in verify_link._answer(answer, view(FORM))
    assert verify_link._answer(view(QUESTION.format("", "")), view(FORM)) == "accepted"


def test_the_pages_are_known() -> None:
    """The stand-ins of this file are what they stand for."""
    assert linking.link_form(view(FORM)) is not None
    assert linking.confirmation(view(QUESTION.format("Pat Filer", "Pat Filer"))) is not None
    assert sign_in.form(view(SIGN_IN, f"{PACER}/csologin/login.jsf")) is not None

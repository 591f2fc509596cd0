"""What the flows make of PACER's account pages when these are wrong; the mock has faults for some of it."""

from __future__ import annotations

from dataclasses import replace

from flows import account_acts, upgrade_account
from flows.acts import Visit
from flows.instruction_data import (
    FillTab,
    Follow,
    LeaveAccount,
    ManageAccount,
    OpenForm,
    SeeAccount,
)
from flows.instruction_files import for_court
from harness.evidence.secret import Secret
from harness.model import Assignment, Credentials, Outcome, Verdict
from harness.page_parser import parse
from harness.page_view import PageView
from harness.verdict import judge, reason
from tests.paper_session import Scripted

ACCOUNT = "https://pacer.psc.uscourts.gov"
LOGIN = "https://pacer.login.uscourts.gov/csologin/login.jsf"
TAB = """<h1>Upgrade</h1><h2>{}</h2><form><label for="c">City</label><input id="c" name="c">
<label for="w">Password</label><input id="w" name="w" type="password"><button>Next</button></form>"""
SIGN_IN = """<form><label for="u">Username</label><input id="u" name="u"><label for="w">Password</label>
<input id="w" name="w" type="password"><button>Login</button></form>"""
FILL = FillTab(
    do="fill-tab",
    tab="Address",
    press="Next",
    then="Security",
    fields={"City": "{family}", "Password": "{password}"},
)
CHOSEN = Credentials("chosen-name", Secret("chosen-password"))


def view(html: str, url: str = f"{ACCOUNT}/page", status: int = 200) -> PageView:
    """A page."""
    return parse(html, url, status, 1)


def visit(page: PageView) -> Visit:
    """A visit that stands on a page."""
    old = Credentials("lg1234", Secret("legacy-password"))
    assignment = Assignment(
        "cacb", "mock", "legacy-account", old, person="John Attorney", chosen=CHOSEN, patience=0
    )
    return Visit(assignment, for_court("cacb"), page)


def failed(outcome: Outcome) -> str:
    """The reason of a step that failed."""
    assert judge(outcome) is Verdict.FAILED
    return reason(outcome)


def test_a_tab_that_leads_on_passes_and_types_what_was_chosen() -> None:
    """What the tests below spoil is right before."""
    session = Scripted(view(TAB.format("Security")))
    outcome = account_acts.fill_tab(visit(view(TAB.format("Address"))), session, FILL)
    assert judge(outcome) is Verdict.PASSED
    assert session.typed == ["Attorney", "chosen-password"]


def test_a_next_that_does_nothing_is_found_out() -> None:
    """The same tab without a word is not the next one."""
    session = Scripted(view(TAB.format("Address")))
    said = failed(account_acts.fill_tab(visit(view(TAB.format("Address"))), session, FILL))
    assert "the page after Next: expected saying “Security”" in said


def test_a_tab_that_refuses_is_quoted() -> None:
    """The page's own message is the reason."""
    again = TAB.format("Address") + '<div role="alert">City is required.</div>'
    outcome = account_acts.fill_tab(visit(view(TAB.format("Address"))), Scripted(view(again)), FILL)
    assert failed(outcome) == "refused: “City is required.”"


def test_another_tab_than_the_one_told_of_is_found_out() -> None:
    """The heading of the tab is looked at before it is filled in."""
    session = Scripted(view(TAB.format("Security")))
    said = failed(account_acts.fill_tab(visit(view(TAB.format("Payment"))), session, FILL))
    assert "the tab: expected with “Address”" in said


def test_a_field_that_is_missing_is_named() -> None:
    """Even if the form goes on without it."""
    page = view(TAB.format("Address").replace("City", "Town"))
    said = failed(account_acts.fill_tab(visit(page), Scripted(view(TAB.format("Security"))), FILL))
    assert "fields of the tab: expected with “City”, “Password”, found “Town”" in said


def test_a_button_that_is_missing_is_named() -> None:
    """Nothing is typed then."""
    session = Scripted()
    page = view(TAB.format("Address").replace("Next", "Continue"))
    assert "the button “Next”" in failed(account_acts.fill_tab(visit(page), session, FILL))
    assert session.typed == []


def test_an_error_behind_the_button_is_told() -> None:
    """A server that breaks down refuses nothing."""
    broken = view("<h1>Internal Server Error</h1>", status=500)
    said = failed(account_acts.fill_tab(visit(view(TAB.format("Address"))), Scripted(broken), FILL))
    assert "an error, 500" in said


def test_a_link_that_leads_elsewhere_is_found_out() -> None:
    """The page behind the link must have the heading."""
    act = Follow(do="follow", link="Upgrade", heading="Person")
    page = view('<a href="/elsewhere">Upgrade</a>')
    said = failed(account_acts.follow(visit(page), Scripted(elsewhere="<h1>Payment</h1>"), act))
    assert "where “Upgrade” leads: expected saying “Person”, found “Payment”" in said


def test_a_link_that_is_missing_is_named() -> None:
    """Nothing on the page leads on."""
    act = Follow(do="follow", link="Upgrade", heading="Person")
    assert "the link “Upgrade”" in failed(account_acts.follow(visit(view("<h1>My</h1>")), Scripted(), act))


def row(kind: str, name: str) -> str:
    """Manage My Account."""
    rows = (("Username", name), ("Account Type", kind))
    cells = "".join(f"<tr><th>{label}</th><td>{text}</td></tr>" for label, text in rows)
    return f"<h1>Manage My Account</h1><table>{cells}</table>"


def test_the_type_and_the_new_user_name_are_read() -> None:
    """A shared account is not an upgraded individual one, and the user name must be the chosen one."""
    act = SeeAccount(do="see-account", type="Upgraded PACER Account", chosen=True)

    def seen(kind: str, name: str) -> Outcome:
        return account_acts.see_account(visit(view(row(kind, name))), Scripted(), act)

    assert judge(seen("Upgraded PACER Account", "chosen-name")) is Verdict.PASSED
    assert "found “Upgraded PACER Account (shared)”" in failed(
        seen("Upgraded PACER Account (shared)", "chosen-name")
    )
    assert "the user name: expected “chosen-name”, found “lg1234”" in failed(
        seen("Upgraded PACER Account", "lg1234")
    )
    assert "nothing of the kind" in failed(account_acts.see_account(visit(view("<p>")), Scripted(), act))


class AtSignIn(Scripted):
    """A session in which every address leads to PACER's sign-in."""

    def open(self, url: str) -> PageView:
        """PACER's sign-in, whatever was asked for."""
        del url
        return view(SIGN_IN, LOGIN)


def test_signing_in_on_the_way_uses_the_credentials_told() -> None:
    """The old ones before the upgrade, the chosen ones after it."""
    for chosen, typed in ((False, "lg1234"), (True, "chosen-name")):
        act = ManageAccount(do="manage-account", address=ACCOUNT, chosen=chosen)
        session = AtSignIn(replace(view(row("Upgraded PACER Account", typed)), visit=2))
        assert judge(account_acts.manage_account(visit(view("")), session, act)) is Verdict.PASSED
        assert session.typed[0] == typed


def test_a_refused_sign_in_is_quoted() -> None:
    """As after a registration that made no account."""
    refused = view(f'<div role="alert">Invalid username or password</div>{SIGN_IN}', LOGIN)
    act = ManageAccount(do="manage-account", address=ACCOUNT, chosen=True)
    outcome = account_acts.manage_account(visit(view("")), AtSignIn(refused), act)
    assert failed(outcome) == "refused: “Invalid username or password.”"


def test_logging_out_must_end_the_sign_on() -> None:
    """Without the link, or while the page about the account still opens, the step fails."""
    act = LeaveAccount(do="leave-account", address=f"{ACCOUNT}/")
    pages = {"out": "<h1>You are logged out</h1>", "": row("Upgraded PACER Account", "chosen-name")}
    page = view('<a href="/out">Log Out</a>')
    assert "still signed in" in failed(account_acts.leave_account(visit(page), Scripted(**pages), act))
    assert "Log Out" in failed(account_acts.leave_account(visit(view("<p>")), Scripted(), act))
    assert judge(account_acts.leave_account(visit(page), AtSignIn(), act)) is Verdict.PASSED


FORM_PATH = OpenForm(do="open-form", path=("Link",))
LINK_FORM = """<form><label for="l">CM/ECF login:</label><input id="l" name="l">
<label for="p">CM/ECF password:</label><input id="p" name="p" type="password">
<input type="submit" value="Submit"></form>"""


def meet(form: str) -> Outcome:
    """What the step that expects the refusal makes of the page behind the link item."""
    here = "https://ecf.cacb.uscourts.gov/menu"
    page = view('<div id="topmenu" class="yuimenubar"></div><a href="/link">Link</a>', here)
    return upgrade_account.meet_refusal(visit(page), Scripted(link=form), FORM_PATH)


def test_the_refusal_must_name_the_upgrade() -> None:
    """A refusal for another reason, an open form and a broken page are all told apart."""
    message = '<p role="alert">{}</p>'.format
    assert judge(meet(message("This is a Legacy account. Upgrade it at PACER."))) is Verdict.PASSED
    assert "found “You are locked out.”" in failed(meet(message("You are locked out.")))
    assert "open to this account" in failed(meet(LINK_FORM))
    assert "fields of the link form" in failed(meet("<h1>Welcome</h1>"))


def test_who_chose_nothing_goes_on_with_the_old_credentials() -> None:
    """The pages will say what is wrong with them."""
    assignment = visit(view("")).assignment
    assert account_acts.with_chosen(assignment).pacer == CHOSEN
    assert account_acts.with_chosen(replace(assignment, chosen=None)).pacer == assignment.pacer

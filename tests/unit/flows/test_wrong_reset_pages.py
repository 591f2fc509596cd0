"""Pages and mails of a reset that are wrong in ways for which the mock has no fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows import ask_for_reset, reset_cmecf_password
from flows.acts import Visit
from flows.instruction_data import InstructionError
from flows.instruction_files import courts, for_court
from flows.pages import mailbox, password
from harness.evidence.secret import Secret
from harness.model import Assignment, Credentials, Outcome, Verdict
from harness.page_parser import parse
from harness.page_view import PageView
from harness.verdict import judge, reason
from tests.paper_session import HOST, PaperSession, Scripted

MAILBOX = "https://mailbox.ecf-harness.test/"
FORGOT_LINK = '<a href="/forgot">Forgot login/password</a>'
REQUEST_LINK = '<a href="/request">Request for a CM/ECF account</a>'
FORGOT = """<form><label for="a">CM/ECF login or e-mail address:</label><input id="a" name="a">
<input type="submit" value="Submit"></form>"""
REQUEST = """<form><label for="n">Full name:</label><input id="n" name="n">
<label for="l">CM/ECF login, if you know it:</label><input id="l" name="l">
<label for="e">New e-mail address:</label><input id="e" name="e">
<input type="submit" value="Submit"></form>"""
NEW = """<p>Your login is {}.</p><form>
<label for="p">New password:</label><input id="p" name="p" type="password">
<label for="q">New password again:</label><input id="q" name="q" type="password">
<input type="submit" value="Submit"></form>"""
SENT = '<p class="message">Mail is on its way.</p>'


def view(html: str, url: str = f"{HOST}/page", status: int = 200) -> PageView:
    """A page."""
    return parse(html, url, status, 1)


def visit(page: PageView) -> Visit:
    """A visit of the court cacb that stands on a page, with a login and a password to choose."""
    somebody = Credentials("user", Secret("pacer-password"))
    assignment = Assignment(
        "cacb",
        "mock",
        "forgotten-password",
        somebody,
        Credentials("oldlogin", Secret("")),
        mailbox=MAILBOX,
        patience=0,
        chosen=Credentials("anything", Secret("Chosen-password-1")),
    )
    return Visit(assignment, for_court("cacb"), page)


def asked(answer: PageView, forgot: str = FORGOT, link: str = FORGOT_LINK) -> Outcome:
    """What asking for the mail brings to light if these pages come."""
    return ask_for_reset.ask_for_reset(visit(view(link)), Scripted(answer, forgot=forgot), None)


def chosen(opened: str, answer: str = "", mail: str = "") -> tuple[Outcome, Scripted]:
    """What choosing a password brings to light if the link opens this page."""
    mail = mail or f'<p>For oldlogin.</p><a href="{HOST}/new">open</a>'
    session = Scripted(view(answer), new=opened)
    return reset_cmecf_password.choose_password(visit(view(mail, MAILBOX)), session, None), session


def test_the_pages_are_known() -> None:
    """The stand-ins of this file are what they stand for."""
    assert password.forgot_form(view(FORGOT)) is not None
    assert password.request_form(view(REQUEST)) is not None
    assert password.new_password_form(view(NEW.format("x"))) is not None
    assert judge(asked(view(SENT))) is Verdict.PASSED


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (asked(view(SENT), link=""), "expected “Forgot login/password”, found nothing of the kind"),
        (asked(view(SENT), forgot="<p>Call us.</p>"), "the fields of the page"),
        (asked(view("<h1>Welcome</h1>")), "what the court answers"),
        (asked(view('<p class="message">No mail was sent.</p>')), "found “No mail was sent.”"),
        (asked(view('<p class="error">We were unable to send mail.</p>')), "what the court answers"),
        (asked(view('<p class="message">Thank you.</p>')), "saying “mail”"),
        (asked(view(SENT, "https://ecf.gamb.uscourts.gov/x")), "whose page it is"),
        (asked(view(SENT, status=500)), "an error, 500"),
    ],
)
def test_a_site_that_does_not_say_that_mail_comes(outcome: Outcome, said: str) -> None:
    """No link, no field, no word of mail, another court, an error: the step fails and says which."""
    assert judge(outcome) is Verdict.FAILED
    assert said in reason(outcome)


def test_a_form_that_comes_back_with_a_message_is_a_refusal() -> None:
    """The court's own reason is told."""
    outcome = asked(view(f'<p class="error">The mail system is closed.</p>{FORGOT}'))
    assert (outcome.refusal, judge(outcome)) == ("The mail system is closed.", Verdict.FAILED)


def court_asked(answer: PageView, forgot: str = REQUEST_LINK, request: str = REQUEST) -> Outcome:
    """What asking for a correction brings to light if these pages come."""
    session = Scripted(answer, forgot=forgot, request=request)
    return ask_for_reset.ask_court(visit(view(FORGOT_LINK)), session, None)


RECEIVED = '<p class="message">Your request was sent.</p>'


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (court_asked(view(RECEIVED), forgot=FORGOT), "found nothing of the kind"),
        (court_asked(view(RECEIVED), request="<p>Call us.</p>"), "the fields of the page"),
        (court_asked(view("<h1>Welcome</h1>")), "the answer to the request form"),
        (court_asked(view('<p class="error">Your request was not sent.</p>')), "was not sent.”"),
        (court_asked(view(RECEIVED, status=500)), "an error, 500"),
        (court_asked(view(f'<p class="error">No name.</p>{REQUEST}')), "refused: “No name.”"),
    ],
)
def test_a_request_form_that_is_not_there_or_not_taken(outcome: Outcome, said: str) -> None:
    """No link, no form, no answer, an error, a refusal: the step fails, says which and goes no further."""
    assert judge(court_asked(view(RECEIVED))) is Verdict.PASSED
    assert judge(outcome) is Verdict.FAILED
    assert said in reason(outcome)
    assert outcome.cut_short or outcome.refusal


def test_only_a_link_to_this_court_is_the_link() -> None:
    """A link of another court's mail is not followed."""
    html = '<p>For oldlogin.</p><a href="https://ecf.gamb.uscourts.gov/new">open</a>'
    assert mailbox.reset_mail(view(html, MAILBOX), "oldlogin", "ecf.cacb.uscourts.gov") is None
    assert mailbox.reset_mail(view(html, MAILBOX), "oldlogin", "ecf.gamb.uscourts.gov") is not None


def test_what_is_told_of_the_mail_holds_no_link() -> None:
    """The sentence that names the login is kept, the link beside it is not."""
    link = f"{HOST}/new?token=abc"
    html = f'<pre>For oldlogin, as asked. Open <a href="{link}">{link}</a> now.</pre>'
    found = mailbox.reset_mail(view(html, MAILBOX), "oldlogin", "ecf.cacb.uscourts.gov")
    assert found is not None
    assert found.words == ("For oldlogin, as asked.",)


def test_mail_about_another_login_fails_the_step() -> None:
    """The mail must name the login that was entered."""

    class OneMail(PaperSession):
        def open(self, url: str) -> PageView:
            self._history.append(view(f'<p>For otherlogin.</p><a href="{HOST}/new">open</a>', url))
            return self.look()

    outcome = ask_for_reset.read_reset_mail(visit(view("")), OneMail({}), None)
    assert judge(outcome) is Verdict.FAILED
    assert "the court's mail with the link: expected saying “oldlogin”" in reason(outcome)


def test_a_good_page_takes_the_new_password_twice() -> None:
    """Both fields get it, and the page's words are the evidence."""
    done = "<p>The password of the CM/ECF login oldlogin has been changed.</p>"
    outcome, session = chosen(NEW.format("oldlogin"), done)
    assert judge(outcome) is Verdict.PASSED
    assert session.typed == ["Chosen-password-1"] * 2


@pytest.mark.parametrize(
    ("opened", "answer", "said"),
    [
        ('<p class="error">Too late.</p>', "", "the page that the link opens"),
        (
            NEW.format("otherlogin"),
            "<p>The password of oldlogin has been changed.</p>",
            "whose password it is",
        ),
        (NEW.format("oldlogin"), "<h1>Welcome</h1>", "the page after Submit"),
        (NEW.format("oldlogin"), '<p class="message">Welcome, oldlogin.</p>', "found “Welcome, oldlogin.”"),
        (NEW.format("oldlogin"), "<h1>For oldlogin</h1>" + NEW.format("oldlogin"), "the page after Submit"),
        (
            NEW.format("oldlogin"),
            "<p>The password of otherlogin has been changed.</p>",
            "the page after Submit",
        ),
        (
            NEW.format("oldlogin"),
            "<p>Your password has not been changed, oldlogin.</p>",
            "the page after Submit",
        ),
        (
            NEW.format("oldlogin"),
            '<p class="error">Too simple.</p>' + NEW.format("x"),
            "refused: “Too simple.”",
        ),
    ],
)
def test_a_password_that_was_not_changed(opened: str, answer: str, said: str) -> None:
    """A dead link, another login, no word of a change, a denial, a refusal: the step fails and says which."""
    outcome, _ = chosen(opened, answer)
    assert judge(outcome) is Verdict.FAILED
    assert said in reason(outcome)


def test_a_mailbox_without_the_link_fails_before_anything_is_typed() -> None:
    """There is nothing to open."""
    outcome, session = chosen(NEW.format("oldlogin"), mail="<p>No mail.</p>")
    assert judge(outcome) is Verdict.FAILED
    assert session.typed == []


def test_without_a_mailbox_the_step_says_so() -> None:
    """Whoever has no mailbox at hand cannot go on."""
    here = visit(view(""))
    here.assignment = replace(here.assignment, mailbox=None)
    outcome = ask_for_reset.read_reset_mail(here, PaperSession({}), None)
    assert "the mailbox" in reason(outcome)


@pytest.mark.parametrize("court", [one for one in courts() if not for_court(one).no_self_service])
def test_the_reset_stands_between_the_form_and_its_credentials(court: str) -> None:
    """At every court, whatever its own numbers are."""
    keys = [step.key for step in reset_cmecf_password.steps_at(court)]
    begin = keys.index("forgot")
    assert keys[begin - 1 : begin + 5] == [
        "open-form",
        "forgot",
        "reset-mail",
        "new-password",
        "back-to-form",
        "credentials",
    ]
    assert len(set(keys)) == len(keys)


def test_a_court_without_a_link_form_has_no_such_flow() -> None:
    """Where users cannot link by themselves there is nothing to stand before."""
    court = next(one for one in courts() if for_court(one).no_self_service)
    with pytest.raises(InstructionError, match="no step has an act of the kind OpenForm"):
        reset_cmecf_password.steps_at(court)

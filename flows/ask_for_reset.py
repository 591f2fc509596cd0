"""Forgotten CM/ECF credentials: asking for mail, and having a stale address corrected first (D1, D4)."""

from __future__ import annotations

from dataclasses import replace

from flows import acts
from flows.acts import Visit, observe
from flows.link_account import return_to_form
from flows.pages import linking, mailbox, password
from flows.pages.court import host
from flows.pages.mailbox import ResetMail
from flows.pages.messages import affirmed, in_one_line, new_messages
from harness.engines.session import Session
from harness.model import Observation, Outcome, Relation

THE_MAIL = "the court's mail with the link"


def ask_for_reset(visit: Visit, session: Session, _act: object) -> Outcome:
    """Follows the link for forgotten credentials and enters the login."""
    known = visit.assignment.cmecf
    if known is None:
        what = f"CM/ECF account of {visit.assignment.persona} at {visit.assignment.court}"
        return Outcome((observe(what, Relation.IS, ("a login to enter",), ("none: nothing to reset",)),))
    missing = _follow(visit, session, password.FORGOT)
    form = password.forgot_form(visit.page)
    if missing is not None or form is None:
        return missing or _without_field(visit, password.ACCOUNT)
    before, view = visit.page, form.send(session, known.name)
    visit.view = view
    said = new_messages(view, before)
    answer = _says("what the court answers", "mail", said)
    refusal = in_one_line(said) if said and password.forgot_form(view) else None
    broken = acts.at_court(visit)
    return Outcome((answer, *broken), refusal, cut_short=bool(broken))


def read_reset_mail(visit: Visit, session: Session, act: object) -> Outcome:
    """Waits for the mail with the link; if none comes, has the court correct the address on file first."""
    if visit.assignment.mailbox is None or visit.assignment.cmecf is None:
        return Outcome((observe("the mailbox", Relation.IS, ("at hand",), None),))
    mail = wait_for_mail(visit, session)
    if mail is not None:
        return _names_login(visit, THE_MAIL, mail)
    outcome = Outcome()
    for one in (_back, ask_court, await_correction, _back, ask_for_reset):
        outcome = acts.joined(outcome, one(visit, session, act))
        if outcome.refusal is not None or outcome.cut_short:
            return outcome
    first = (
        f"{THE_MAIL}, of which none came within {visit.assignment.patience:g} seconds before the correction"
    )
    return acts.joined(outcome, _names_login(visit, first, wait_for_mail(visit, session)))


def _back(visit: Visit, session: Session, act: object) -> Outcome:
    """Comes to the link form again; only what is in the way is worth telling, the step is about the mail."""
    returned = return_to_form(visit, session, act)
    return Outcome() if linking.link_form(visit.page) else replace(returned, cut_short=True)


def wait_for_mail(visit: Visit, session: Session) -> ResetMail | None:
    """The mail with the link, once it is in the mailbox; ``None`` if it does not come in time."""
    task, court = visit.assignment, host(visit.instructions.address)
    login = task.cmecf.name if task.cmecf else ""
    found = mailbox.wait_for(
        session, task.mailbox or "", lambda view: mailbox.reset_mail(view, login, court), task.patience
    )
    visit.view = session.look()
    return found


def _names_login(visit: Visit, what: str, mail: ResetMail | None) -> Outcome:
    login = visit.assignment.cmecf.name if visit.assignment.cmecf else ""
    seen = mail.words or None if mail else None
    return Outcome((observe(what, Relation.SAYS, (login,), seen),), cut_short=mail is None)


def ask_court(visit: Visit, session: Session, _act: object) -> Outcome:
    """Fills in the court's request form with the name, the login and the address of today."""
    task = visit.assignment
    missing = _follow(visit, session, password.FORGOT) or _follow(visit, session, password.REQUEST)
    form = password.request_form(visit.page)
    if missing is not None or form is None:
        return missing or _without_field(visit, password.ADDRESS)
    login = task.cmecf.name if task.cmecf else ""
    before, view = visit.page, form.send(session, task.person, login, task.address)
    visit.view = view
    said = new_messages(view, before)
    answer = _says("the answer to the request form", "sent", said)
    refusal = in_one_line(said) if said and password.request_form(view) else None
    broken = acts.at_court(visit)
    return Outcome((answer, *broken), refusal, cut_short=bool(broken) or not affirmed(said, "sent"))


def await_correction(visit: Visit, session: Session, _act: object) -> Outcome:
    """Waits for the staff's mail and reads what they decided."""
    task = visit.assignment
    login = task.cmecf.name if task.cmecf else ""
    answer = mailbox.wait_for(
        session, task.mailbox or "", lambda view: mailbox.correction(view, login), task.patience
    )
    visit.view = session.look()
    if answer is None:
        what = f"mail about the address within {task.patience:g} seconds"
        return Outcome((observe(what, Relation.SAYS, ("corrected",), None),), cut_short=True)
    mail = observe("the staff's mail about the address", Relation.SAYS, ("corrected",), (answer.words,))
    return Outcome((mail,), None if answer.approved else answer.words)


def _says(what: str, word: str, said: tuple[str, ...]) -> Observation:
    """That the site says this word; one that says it only to deny it fails, and its words are shown."""
    denied = said != (told := affirmed(said, word)) and not any(word in one.casefold() for one in told)
    return observe(what, Relation.SAYS, (f"{word} and no denial" if denied else word,), said or None)


def _follow(visit: Visit, session: Session, text: str) -> Outcome | None:
    """Follows a link of the page; an outcome only if it is not there or leads to no page of the court."""
    link = visit.page.link(text)
    if link is None:
        return Outcome((observe("a link of the page", Relation.IS, (text,), None),), cut_short=True)
    visit.view = session.follow(link)
    broken = acts.at_court(visit)
    return Outcome(broken, cut_short=True) if broken else None


def _without_field(visit: Visit, label: str) -> Outcome:
    labels = [field.label for form in visit.page.forms for field in form.fields]
    seen = observe("the fields of the page", Relation.INCLUDES, (label,), labels or None)
    return Outcome((seen, *acts.at_court(visit)), cut_short=True)

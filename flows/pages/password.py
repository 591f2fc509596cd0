"""The court's pages for forgotten credentials: asking for mail, the request form, a new password."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.pages.messages import denied
from harness.engines.session import Session
from harness.evidence.secret import Secret
from harness.page_view import Button, Field, PageView

FORGOT = "Forgot login/password"
REQUEST = "Request for a CM/ECF account"
ACCOUNT = "CM/ECF login or e-mail address"
FIRST, AGAIN = "New password", "New password again"
PERSON, LOGIN, ADDRESS = "Full name", "CM/ECF login, if you know it", "New e-mail address"
_CHANGED = re.compile(r"\bpassword\b.*\b(?:has been|was|is now) (?:changed|reset|set)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ForgotForm:
    """The form that asks for a login or mail address in order to send mail."""

    account: Field
    submit: Button

    def send(self, session: Session, login: str) -> PageView:
        """Enters the login and presses Submit."""
        session.fill(self.account, login)
        return session.press(self.submit)


@dataclass(frozen=True, slots=True)
class RequestForm:
    """The court's form that asks for the address on file to be corrected (D4)."""

    person: Field
    login: Field
    address: Field
    submit: Button

    def send(self, session: Session, person: str, login: str, address: str) -> PageView:
        """Enters name, login and the new address and presses Submit; the bar number may stay empty."""
        session.fill(self.person, person)
        session.fill(self.login, login)
        session.fill(self.address, address)
        return session.press(self.submit)


@dataclass(frozen=True, slots=True)
class NewPasswordForm:
    """The form that the link in the mail opens."""

    first: Field
    again: Field
    submit: Button

    def send(self, session: Session, password: Secret) -> PageView:
        """Enters the new password twice and presses Submit."""
        session.fill(self.first, password)
        session.fill(self.again, password)
        return session.press(self.submit)


def forgot_form(view: PageView) -> ForgotForm | None:
    """The form of this page, if it asks for login or address."""
    for form in view.forms:
        account, submit = form.field(ACCOUNT), form.button("Submit")
        if account and submit:
            return ForgotForm(account, submit)
    return None


def request_form(view: PageView) -> RequestForm | None:
    """The form of this page, if it is the court's request form."""
    for form in view.forms:
        person, login, address = form.field(PERSON), form.field(LOGIN), form.field(ADDRESS)
        submit = form.button("Submit")
        if person and login and address and submit:
            return RequestForm(person, login, address, submit)
    return None


def new_password_form(view: PageView) -> NewPasswordForm | None:
    """The form of this page, if it asks for a new password twice."""
    for form in view.forms:
        first, again, submit = form.field(FIRST), form.field(AGAIN), form.button("Submit")
        if first and again and submit:
            return NewPasswordForm(first, again, submit)
    return None


def changed_lines(view: PageView) -> tuple[str, ...]:
    """What the page says about a password that was changed; empty when it says nothing of the kind."""
    return tuple(line for line in view.lines if _CHANGED.search(line) and not denied(line))

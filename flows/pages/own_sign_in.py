"""The sign-in that a court has of its own before it goes live on NextGen."""

from __future__ import annotations

from dataclasses import dataclass

from harness.engines.session import Session
from harness.model import Credentials
from harness.page_view import Button, Field, PageView

LOGIN, PASSWORD = "Login", "Password"
_BOX = "checkbox"


@dataclass(frozen=True, slots=True)
class OwnSignIn:
    """The form; ``box`` is the agreement to redact, where there is one."""

    login: Field
    password: Field
    box: Field | None
    submit: Button

    def send(self, session: Session, who: Credentials) -> PageView:
        """Fills the form, ticks the box and presses the button."""
        session.fill(self.login, who.name)
        session.fill(self.password, who.password)
        if self.box is not None and not self.box.checked:
            session.tick(self.box)
        return session.press(self.submit)


def own_sign_in(view: PageView) -> OwnSignIn | None:
    """The form on this page, if it is that page."""
    for form in view.forms:
        login, password, submit = form.field(LOGIN), form.field(PASSWORD), form.button(LOGIN)
        if login and password and password.kind == "password" and submit:
            box = next((field for field in form.fields if field.kind == _BOX), None)
            return OwnSignIn(login, password, box, submit)
    return None

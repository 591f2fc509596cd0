"""The link form, the page that shows both names, and the page after the second Submit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.pages.court import host
from flows.pages.messages import denied, in_one_line, new_messages
from harness.engines.session import Session
from harness.model import Credentials
from harness.page_view import Button, Field, PageView

LOGIN, PASSWORD = "CM/ECF login", "CM/ECF password"
_LABEL_AND_NAME = 2
_BROKEN = (404, 405, 410, *range(500, 600))  # statuses of a page that is not there or breaks down
QUESTION = "Do you want to link these accounts?"
_DONE = re.compile(
    r"\bsuccessfully linked|\b(?:have|has) (?:now )?been (?:successfully )?linked|\b(?:are|is) now linked",
    re.IGNORECASE,
)
_REQUESTED = re.compile(
    r"\brequest\b.*\b(?:was|has been|is now) (?:sent|submitted|received)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LinkForm:
    """The form that asks for the old CM/ECF credentials (D3 step 5)."""

    login: Field
    password: Field
    submit: Button

    def send(self, session: Session, who: Credentials) -> PageView:
        """Fills both fields and presses Submit."""
        session.fill(self.login, who.name)
        session.fill(self.password, who.password)
        return session.press(self.submit)


@dataclass(frozen=True, slots=True)
class ConfirmationPage:
    """The page that shows both names before the second Submit (D3 step 6)."""

    cmecf_name: str
    pacer_name: str
    submit: Button


def link_form(view: PageView) -> LinkForm | None:
    """The link form of this page, if it is that page."""
    for form in view.forms:
        login, password, submit = form.field(LOGIN), form.field(PASSWORD), form.button("Submit")
        if login and password and submit:
            return LinkForm(login, password, submit)
    return None


def confirmation(view: PageView) -> ConfirmationPage | None:
    """Both names and the button, if this is the page that asks whether to link and shows both."""
    submit = view.button("Submit")
    names = {_letters(row[0]): row[1] for row in view.rows if len(row) == _LABEL_AND_NAME}
    cmecf, pacer = names.get("cmecf"), names.get("pacer")
    if submit is None or not cmecf or not pacer or not view.says(QUESTION):
        return None
    return ConfirmationPage(cmecf, pacer, submit)


def _letters(label: str) -> str:
    """The label's letters alone: the printed instructions show both “CM/ECF” and “CMECF”."""
    return "".join(sign for sign in label.casefold() if sign.isalpha())


def asks_again(view: PageView) -> bool:
    """Whether the page still asks whether to link."""
    return view.says(QUESTION)


def words(view: PageView) -> tuple[str, ...]:
    """What the page has to say: its messages, else its headings."""
    return view.messages or view.headings


def success_lines(view: PageView) -> tuple[str, ...]:
    """What the page, or a dialog, says about a link that was made; empty when nothing of the kind is said."""
    return tuple(
        line
        for line in dict.fromkeys((*view.lines, *view.messages))
        if _DONE.search(line) and not denied(line)
    )


def refusal(view: PageView, before: PageView) -> str | None:
    """The page's reason for declining: what it says now and the page ``before`` did not say.

    ``None`` if that tells of success or of a request that was taken, if the site broke down, or if the
    page is of another host: neither a standing notice nor a sign-in page declines anything.
    """
    new = new_messages(view, before)
    if not new or success_lines(view) or any(map(_REQUESTED.search, new)):
        return None
    if view.status in _BROKEN or host(view.url) != host(before.url):
        return None
    return in_one_line(new)

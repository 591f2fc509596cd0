"""PACER's pages about an account: Manage My Account, and the forms with tabs."""

from __future__ import annotations

from collections.abc import Mapping

from flows.pages.messages import in_one_line, new_messages
from harness.engines.session import Session
from harness.evidence.secret import Secret
from harness.page_view import PageView, fold

_TYPE, _USERNAME = "Account Type", "Username"


def account_type(view: PageView) -> tuple[str, ...] | None:
    """What Manage My Account says of the kind of account (D4); ``None`` where it says nothing."""
    return _row(view, _TYPE)


def username(view: PageView) -> tuple[str, ...] | None:
    """The account's user name, as Manage My Account shows it."""
    return _row(view, _USERNAME)


def _row(view: PageView, label: str) -> tuple[str, ...] | None:
    return next((row[1:] for row in view.rows if fold(row[0]) == fold(label)), None)


def labels(view: PageView) -> list[str]:
    """The labels of all fields of the page."""
    return [field.label for form in view.forms for field in form.fields]


def fill(session: Session, view: PageView, values: Mapping[str, str | Secret]) -> None:
    """Fills in the fields with these labels, as far as the page has them."""
    for label, value in values.items():
        field = view.field(label)
        if field is not None:
            session.fill(field, value)


def refusal(view: PageView, before: PageView) -> str | None:
    """Why the form was not taken: its new messages, where the same tab came again."""
    said = new_messages(view, before)
    return in_one_line(said) if said and view.headings == before.headings else None

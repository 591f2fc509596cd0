"""PACER's sign-in, the redaction agreement after it, and the sign-in of a court not yet on NextGen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from flows.pages.court import host
from flows.pages.messages import in_one_line, new_messages
from harness.engines.session import Session
from harness.model import Credentials
from harness.page_view import Button, Field, Form, PageView

_HOST = "pacer.login.uscourts.gov"
_SERVER_ERROR = 500
_GO_LIVE = re.compile(r"NextGen CM/ECF on ([A-Z][a-z]+ \d{1,2}, \d{4})")
_REDACTION = "Redaction Agreement"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Where the sign-in led, whether the redaction agreement was asked for, and any refusal."""

    view: PageView
    redaction_asked: bool
    refusal: str | None


@dataclass(frozen=True, slots=True)
class _Parts:
    form: Form
    username: Field
    password: Field
    login: Button


def _parts(form: Form) -> _Parts | None:
    username, password, login = form.field("Username"), form.field("Password"), form.button("Login")
    return _Parts(form, username, password, login) if username and password and login else None


def _of_page(view: PageView) -> _Parts | None:
    if host(view.url) != _HOST:
        return None  # PACER's password belongs on no other host, however alike the form looks
    return next((parts for parts in map(_parts, view.forms) if parts is not None), None)


def form(view: PageView) -> Form | None:
    """PACER's sign-in form, known by its host, its two fields and its button; ``None`` elsewhere."""
    parts = _of_page(view)
    return None if parts is None else parts.form


def asks_for_password(view: PageView) -> bool:
    """Whether the page has any field for a password, PACER's or the court's own."""
    return any(field.kind == "password" for one in view.forms for field in one.fields)


def go_live_date(view: PageView) -> str | None:
    """The day on which the page says that the court goes live, as ``2020-02-18``."""
    for line in view.lines:
        if found := _GO_LIVE.search(line):
            return datetime.strptime(found[1], "%B %d, %Y").date().isoformat()
    return None


def asks_to_redact(view: PageView) -> bool:
    """Whether the redaction agreement is shown."""
    return view.says(_REDACTION) and _redaction_box(view) is not None


def sign_in(session: Session, view: PageView, who: Credentials, patience: float) -> SignedIn:
    """Fills the form, presses Login, agrees to redact if asked, and tells where that led."""
    parts = _of_page(view)
    if parts is None:
        return SignedIn(view, redaction_asked=False, refusal=None)
    session.fill(parts.username, who.name)
    session.fill(parts.password, who.password)
    before = view
    view = _until_answered(session, session.press(parts.login), before, patience)
    said = new_messages(view, before)
    if form(view) is not None and said and view.status < _SERVER_ERROR:
        return SignedIn(view, redaction_asked=False, refusal=in_one_line(said))
    if not asks_to_redact(view):
        return SignedIn(view, redaction_asked=False, refusal=None)
    return SignedIn(_agree(session, view, patience), redaction_asked=True, refusal=None)


def _until_answered(session: Session, view: PageView, before: PageView, patience: float) -> PageView:
    def answered(now: PageView) -> bool:
        return now.visit != before.visit or bool(new_messages(now, before)) or asks_to_redact(now)

    return view if answered(view) else session.look_until(answered, patience)


def _redaction_box(view: PageView) -> Field | None:
    boxes = [field for one in view.forms for field in one.fields if field.kind == "checkbox"]
    return boxes[0] if boxes else None


def _agree(session: Session, view: PageView, patience: float) -> PageView:
    box, visit = _redaction_box(view), view.visit
    if box is not None:
        view = session.tick(box)
    button = view.button("Continue")
    if button is None:
        return view
    view = session.press(button)
    return view if view.visit != visit else session.look_until(lambda now: now.visit != visit, patience)

"""PACER's sign-in with all that it asks for, and the sign-in of a court that is not on NextGen yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from flows.pages import second_factor
from flows.pages.court import host
from flows.pages.messages import in_one_line, new_messages
from harness.engines.session import Session
from harness.evidence.secret import Secret
from harness.model import Credentials
from harness.page_view import Button, Field, Form, PageView

_HOST = "pacer.login.uscourts.gov"
_SERVER_ERROR = 500
_GO_LIVE = re.compile(r"NextGen CM/ECF on ([A-Z][a-z]+ \d{1,2}, \d{4})")
_REDACTION = "Redaction Agreement"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Where the sign-in led, what was asked for and what was skipped on the way, and any refusal."""

    view: PageView
    redaction_asked: bool = False
    refusal: str | None = None
    passcode_asked: bool = False
    update_skipped: bool = False


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


def sign_in(
    session: Session, view: PageView, who: Credentials, patience: float, authenticator: Secret | None = None
) -> SignedIn:
    """Fills the form and presses Login; gives a passcode, skips and agrees to redact if asked.

    Who is asked for a passcode and has no ``authenticator`` stays on that page.
    """
    parts = _of_page(view)
    if parts is None:
        return SignedIn(view)
    session.fill(parts.username, who.name)
    session.fill(parts.password, who.password)
    wait = _waiter(session, patience)
    before, view = view, wait(session.press(parts.login), view)
    if form(view) is not None and view.status < _SERVER_ERROR and (said := new_messages(view, before)):
        return SignedIn(view, refusal=in_one_line(said))
    done = _second_factor(session, view, authenticator, wait)
    if done.refusal is not None or not asks_to_redact(done.view):
        return done
    return replace(done, view=_agree(session, done.view, patience), redaction_asked=True)


def _second_factor(
    session: Session, view: PageView, authenticator: Secret | None, wait: second_factor.Wait
) -> SignedIn:
    """Whatever is asked for between password and agreement; a page of another host gets no passcode."""
    if host(view.url) != _HOST or view.status >= _SERVER_ERROR:
        return SignedIn(view)
    if second_factor.asks_for_passcode(view):
        before = view
        if authenticator is not None:
            view = second_factor.give_passcode(session, view, authenticator, wait)
        said = new_messages(view, before) if second_factor.asks_for_passcode(view) else ()
        return SignedIn(view, refusal=in_one_line(said) or None, passcode_asked=True)
    if not second_factor.asks_to_update(view):
        return SignedIn(view)
    if not second_factor.can_skip(view):
        return SignedIn(view, refusal=in_one_line((second_factor.UPDATE, *view.messages)))
    return SignedIn(second_factor.skip(session, view, wait), update_skipped=True)


def _waiter(session: Session, patience: float) -> second_factor.Wait:
    def wait(view: PageView, before: PageView) -> PageView:
        def answered(now: PageView) -> bool:
            new = now.visit != before.visit or bool(new_messages(now, before))
            return new or _asked_for(now) != _asked_for(before)

        return view if answered(view) else session.look_until(answered, patience)

    return wait


def _asked_for(view: PageView) -> str:
    """What the sign-in page asks for in the step that it is at."""
    asks = {
        "password": form(view) is not None,
        "passcode": second_factor.asks_for_passcode(view),
        "update": second_factor.asks_to_update(view),
        "redaction": asks_to_redact(view),
    }
    return " ".join(name for name, asked in asks.items() if asked)


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


def sign_in_at_court(session: Session, view: PageView, who: Credentials) -> PageView | None:
    """Signs in at a court's own form, agreeing to redact; ``None`` if this page has no such form.

    Such a form is known by its field for a password, at a court that is not on NextGen yet.
    """
    if host(view.url) == _HOST:
        return None
    for one in view.forms:
        password = next((field for field in one.fields if field.kind == "password"), None)
        login = next((field for field in one.fields if field.kind == "text"), None)
        button = one.button("Login")
        if password is None or login is None or button is None:
            continue
        session.fill(login, who.name)
        session.fill(password, who.password)
        for box in (field for field in one.fields if field.kind == "checkbox"):
            session.tick(box)
        return session.press(button)
    return None

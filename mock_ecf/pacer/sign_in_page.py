"""What every step of PACER's sign-in page shares: its session, its view state, and how it is shown."""

from __future__ import annotations

from flask import current_app, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import address, world_name, world_time
from mock_ecf.pacer import cookies
from mock_ecf.pacer.answers import Page, shown
from mock_ecf.pacer.view_state import Sealer, ViewState


def sealer() -> Sealer:
    """What seals the view states of this application."""
    sealer = current_app.extensions["pacer_view_states"]
    if not isinstance(sealer, Sealer):
        raise TypeError("the application's view states are sealed by something else")
    return sealer


def session() -> str:
    """The browser's session at the sign-in page; empty without its cookie."""
    return request.cookies.get(cookies.SESSION, "")


def view_state() -> str:
    """The sealed state that was posted."""
    return request.form.get("jakarta.faces.ViewState") or request.form.get("javax.faces.ViewState", "")


def show(page: Page, state: ViewState) -> Response:
    """The page with a fresh view state; a new session gets its cookie."""
    response = shown(page, sealer().seal(state, world_time()))
    if page.authenticator or page.backup_codes:
        response.headers["Cache-Control"] = "no-store"  # shown once
    if state.session != session():
        cookies.set_session(response, address(), state.session)
    return response


def show_login(page: Page, session: str) -> Response:
    """The page in its first step, for this session."""
    return show(page, ViewState(session, world_name()))

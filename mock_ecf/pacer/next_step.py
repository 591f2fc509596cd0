"""Carries an attempt to sign in out, and shows what comes next: another step, a refusal, or the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from werkzeug.wrappers import Response

from mock_ecf.app_context import address, outcome, write
from mock_ecf.domain import second_factor, sign_on
from mock_ecf.domain.second_factor import Asked
from mock_ecf.domain.sign_on import SignInResult
from mock_ecf.domain.state import State
from mock_ecf.pacer import cookies
from mock_ecf.pacer.answers import Page, redirected
from mock_ecf.pacer.sign_in_page import show, show_login
from mock_ecf.pacer.texts import text
from mock_ecf.pacer.view_state import SignInStep, ViewState
from mock_ecf.pacer.way_back import WayBack

Attempt = Callable[[State], SignInResult]


def take(way: WayBack, kept: ViewState, attempt: Attempt) -> Response:
    """Attempts to sign in; ``kept`` is what the page of the next step will remember."""
    with write() as state:
        result = attempt(state)
        kept = replace(kept, known_by=sign_on.known_by(state, kept.username))
        sticky = state.has_fault("sign-in-needs-fresh-cookies", way.code)
        stuck = sticky and cookies.was_here()
        loops = result.token is not None and (stuck or state.has_fault("sign-in-loops", way.code))
        if loops:
            sign_on.sign_out(state, result.token or "")
        leads_wrong = state.has_fault("wrong-redirect", way.code)
        skips = second_factor.skips_left(state, kept.username)
    if loops:
        outcome("sign-in page shown again, as the fault says")
        return show_login(Page(way.query), kept.session)
    if result.token is not None:
        response = _signed_in(way, kept, result.token, leads_wrong)
        if sticky:
            cookies.remember_visit(response, address())
        return response
    return _not_yet(way, kept, result, skips)


def go_on(way: WayBack, kept: ViewState) -> Response:
    """What comes after the second factor."""

    def attempt(state: State) -> SignInResult:
        agreed = state.has_fault("redaction-not-asked", way.code)
        return sign_on.after_second_factor(state, kept.username, kept.client_code, agreed)

    return take(way, kept, attempt)


def show_step(page: Page, kept: ViewState) -> Response:
    """The page in the step that it names, remembering what is kept."""
    return show(page, replace(kept, step=page.step))


def _not_yet(way: WayBack, kept: ViewState, result: SignInResult, skips: int) -> Response:
    if result.second_factor is Asked.PASSCODE:
        outcome("asked for a one-time passcode")
        return show_step(Page(way.query, SignInStep.PASSCODE), kept)
    if result.second_factor is Asked.UPDATE:
        outcome(f"asked to enroll in multifactor authentication, {skips} skips left")
        return show_step(Page(way.query, SignInStep.UPDATE, skips=skips), kept)
    if result.redaction_needed:
        outcome("asked for the redaction agreement")
        return show_step(Page(way.query, SignInStep.REDACTION), kept)
    outcome(f"refused: {result.refusal}")
    page = Page(way.query, username=kept.username, messages=(text("bad-credentials"),))
    return show_login(page, kept.session)


def _signed_in(way: WayBack, kept: ViewState, token: str, leads_wrong: bool) -> Response:
    outcome("signed in")
    here = address()
    astray = here.url("nextgen_list", "/psco/cgi-bin/links.pl")
    response = redirected(astray if leads_wrong else way.after_login)
    cookies.set_sign_on(response, here, cookies.sign_on_cookies(token, kept.username, kept.client_code))
    return response

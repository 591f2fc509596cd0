"""The second factor on PACER's sign-in page: a passcode, or enrolling, which can be skipped three times.

Form, input, button, prompt and link of the passcode are those of the real page; what stands around them,
and the pages for enrolling, are ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from flask import request
from werkzeug.wrappers import Response

from mock_ecf.app_context import mock, outcome, write
from mock_ecf.domain import second_factor
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.second_factor import Refused
from mock_ecf.pacer.answers import Page
from mock_ecf.pacer.next_step import go_on, show_step
from mock_ecf.pacer.texts import text, texts
from mock_ecf.pacer.view_state import SignInStep, ViewState
from mock_ecf.pacer.way_back import WayBack

Act = Callable[[WayBack, ViewState], Response]


def words(refused: Refused) -> str:
    """What the page says of a passcode that was not taken."""
    names = {
        Refused.WRONG: "passcode-wrong",
        Refused.LOCKED: "passcode-locked",
        Refused.ENROLLED: "enroll-done-before",
    }
    return text(names[refused])


def _give(way: WayBack, kept: ViewState) -> Response:
    """OK below the passcode."""
    typed = request.form.get("mfaForm:mfaInput", "")
    if not typed.strip():
        return _ask_again(way, kept, text("passcode-needed"))
    with write() as state:
        found = second_factor.find(state, kept.username, typed, mock().settings.seconds())
        if state.has_fault("passcode-refused", way.code):
            found = Refused.WRONG
        if not isinstance(found, Refused):
            second_factor.spend(state, found)
    if isinstance(found, Refused):
        outcome(f"one-time passcode refused: {found}")
        return _ask_again(way, kept, words(found))
    return go_on(way, kept)


def _ask_again(way: WayBack, kept: ViewState, message: str) -> Response:
    return show_step(Page(way.query, SignInStep.PASSCODE, messages=(message,)), kept)


def _mail(way: WayBack, kept: ViewState) -> Response:
    """The link below the passcode: one is mailed to the address on file (S34)."""
    # The braces of the letter are filled in where the code is made.
    letter = Letter(text("mail-passcode-subject"), texts()["mail-passcode-body"].text)
    with write() as state:
        account = state.pacer_account(kept.username)
        if account is not None:
            second_factor.mail_code(
                state, account, text("mail-sender"), letter, way.code or "", mock().settings.seconds()
            )
    outcome("one-time passcode mailed to the address on file")
    return show_step(Page(way.query, SignInStep.PASSCODE, mailed=True), kept)


def _skip(way: WayBack, kept: ViewState) -> Response:
    """Skip of "User Update Required"."""
    with write() as state:
        skipped = second_factor.skip(state, kept.username)
    if not skipped:
        outcome("no skip is left")
        return show_step(Page(way.query, SignInStep.UPDATE), kept)
    return go_on(way, kept)


def _begin(way: WayBack, kept: ViewState) -> Response:
    """Enroll of "User Update Required": shows a new secret, which the page keeps sealed."""
    return _show_secret(way, replace(kept, authenticator=second_factor.new_secret()))


def _show_secret(way: WayBack, kept: ViewState, *messages: str) -> Response:
    page = Page(
        way.query,
        SignInStep.ENROLL,
        messages=messages,
        authenticator=kept.authenticator,
        authenticator_address=second_factor.address_of(kept.authenticator, kept.username),
    )
    return show_step(page, kept)


def _enroll(way: WayBack, kept: ViewState) -> Response:
    """The first passcode of the app; the backup codes are shown in the answer and never again."""
    typed, seconds = request.form.get("enrollForm:mfaInput", ""), mock().settings.seconds()
    with write() as state:
        codes = second_factor.enroll(state, kept.username, kept.authenticator, typed, seconds)
    if isinstance(codes, Refused):
        outcome(f"not enrolled: {codes}")
        return _show_secret(way, kept, words(codes))
    outcome("enrolled in multifactor authentication")
    page = Page(way.query, SignInStep.BACKUP_CODES, backup_codes=codes)
    return show_step(page, replace(kept, authenticator=""))


CANCEL: Final = ("mfaForm:btnCancel", "updateForm:btnCancel", "enrollForm:btnCancel")
"""The buttons that give up."""

ACTS: Final[Mapping[str, tuple[SignInStep, Act]]] = MappingProxyType(
    {
        "mfaForm:btnOk": (SignInStep.PASSCODE, _give),
        "mfaForm:lnkCode": (SignInStep.PASSCODE, _mail),
        "updateForm:btnSkip": (SignInStep.UPDATE, _skip),
        "updateForm:btnEnroll": (SignInStep.UPDATE, _begin),
        "enrollForm:btnVerify": (SignInStep.ENROLL, _enroll),
        "codesForm:btnContinue": (SignInStep.BACKUP_CODES, go_on),
    }
)
"""The other buttons: the step at which each can be pressed, and what it does."""

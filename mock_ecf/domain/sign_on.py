"""Central sign-on: one for all courts, ended everywhere at once, expired by the world's clock.

Before its go-live a court has a sign-in of its own, which is here too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from mock_ecf.domain import second_factor
from mock_ecf.domain.credentials import Refusal, try_credentials
from mock_ecf.domain.records import CourtRules, CourtSignOn, SignOn
from mock_ecf.domain.second_factor import Asked
from mock_ecf.domain.state import State
from mock_ecf.domain.tokens import digest, new_token

IDLE = timedelta(minutes=30)
"""How long a sign-on lives without a request. The real figure is not known; this is ours."""


@dataclass(frozen=True, slots=True)
class SignInResult:
    """Exactly one of: a token; a refusal; or what is needed first: second factor, redaction agreement."""

    token: str | None = None
    refusal: str | None = None
    redaction_needed: bool = False
    second_factor: Asked = Asked.NOTHING


@dataclass(frozen=True, slots=True)
class CourtSignInResult:
    """A token, or why the court's own sign-in declined."""

    token: str | None = None
    refusal: Refusal | None = None


def sign_in(
    state: State,
    username: str,
    password: str,
    client_code: str = "",
    redaction_agreed: bool = False,
    second_factor_given: bool = False,
) -> SignInResult:
    """Signs in at PACER: password, then the second factor, then for filers the redaction agreement."""
    account = state.pacer_account(username)
    if account is None or not state.password_matches(account.password_hash, password):
        return SignInResult(refusal="bad-credentials")
    asked = second_factor.asked(state, username)
    if asked is not Asked.NOTHING and not second_factor_given:
        return SignInResult(second_factor=asked)
    return after_second_factor(state, username, client_code, redaction_agreed)


def known_by(state: State, username: str) -> str:
    """A value that is another one once the account has another password or user name; empty without one."""
    account = state.pacer_account(username)
    return "" if account is None else digest(f"{account.username} {account.password_hash}")


def after_second_factor(
    state: State, username: str, client_code: str, redaction_agreed: bool = False
) -> SignInResult:
    """Goes on with a user whose password was right and whose second factor was given or skipped."""
    if state.pacer_account(username) is None:
        return SignInResult(refusal="bad-credentials")
    if state.has_filing_rights(username) and not redaction_agreed:
        return SignInResult(redaction_needed=True)
    return _signed_in(state, username, client_code, redaction_agreed)


def sign_in_by_program(
    state: State,
    username: str,
    password: str,
    client_code: str,
    redaction_agreed: bool,
    passcode: str,
    seconds: float,
) -> SignInResult:
    """Signs in with everything in one request (PACER Authentication API guide, ``otpCode``).

    A wrong passcode reads like a wrong password. A passcode is used up only if it signs in. Programs
    see no pop-up: who has not enrolled gets in as long as a skip is left, and uses none (ours).
    """
    result = sign_in(state, username, password, client_code, redaction_agreed)
    if result.second_factor is Asked.NOTHING:
        return result
    if result.second_factor is Asked.UPDATE:
        if not second_factor.skips_left(state, username):
            return SignInResult(refusal="bad-credentials")
        return after_second_factor(state, username, client_code, redaction_agreed)
    found = second_factor.find(state, username, passcode, seconds)
    if isinstance(found, second_factor.Refused):
        return SignInResult(refusal="bad-credentials")
    result = after_second_factor(state, username, client_code, redaction_agreed)
    if result.token:
        second_factor.spend(state, found)
    return result


def agree_to_redact(state: State, username: str, client_code: str = "") -> SignInResult:
    """Signs in a user whose password :func:`sign_in` has just found right, and who has now agreed."""
    return after_second_factor(state, username, client_code, redaction_agreed=True)


def _signed_in(state: State, username: str, client_code: str, redaction_agreed: bool) -> SignInResult:
    token, now = new_token(), state.now
    state.save_sign_on(SignOn(digest(token), username, now, now, client_code, redaction_agreed))
    return SignInResult(token=token)


def current(state: State, token: str) -> SignOn | None:
    """The sign-on that a cookie stands for, if it has not ended or expired. Changes nothing."""
    sign_on = state.sign_on(digest(token)) if token else None
    if sign_on is None or state.now - sign_on.last_seen > IDLE:
        return None
    return sign_on


def touch(state: State, token: str) -> None:
    """Notes that the user of a living sign-on was seen; removes one that has expired."""
    sign_on = current(state, token)
    if sign_on is None:
        sign_out(state, token)
    else:
        state.save_sign_on(replace(sign_on, last_seen=state.now))


def sign_out(state: State, token: str) -> None:
    """Ends the sign-on at PACER and at every court."""
    state.remove_sign_on(digest(token))


def court_sign_in(
    state: State, rules: CourtRules, login: str, password: str, redaction_agreed: bool
) -> CourtSignInResult:
    """Signs in with court credentials, which only works before the court's go-live.

    Everybody who has such credentials may file, and so must agree to redact (refusal
    ``redaction-needed``). Source: uscourts.gov, The Third Branch, September 2009.
    """
    if rules.is_live(state.now):
        return CourtSignInResult(refusal=Refusal("credentials-retired"))
    tried = try_credentials(state, rules.code, login, password)
    if isinstance(tried, Refusal):
        return CourtSignInResult(refusal=tried)
    if not redaction_agreed:
        return CourtSignInResult(refusal=Refusal("redaction-needed"))
    token = new_token()
    state.save_court_sign_on(CourtSignOn(digest(token), rules.code, login, state.now, state.now))
    return CourtSignInResult(token=token)


def current_at_court(state: State, rules: CourtRules, token: str) -> CourtSignOn | None:
    """The sign-in with court credentials that a cookie stands for; none once the court is live."""
    if not token or rules.is_live(state.now):
        return None
    sign_on = state.court_sign_on(digest(token))
    if sign_on is None or sign_on.court != rules.code or state.now - sign_on.last_seen > IDLE:
        return None
    return sign_on


def touch_at_court(state: State, rules: CourtRules, token: str) -> None:
    """Notes that the user of a sign-in with court credentials was seen."""
    sign_on = current_at_court(state, rules, token)
    if sign_on is not None:
        state.save_court_sign_on(replace(sign_on, last_seen=state.now))


def court_sign_out(state: State, token: str) -> None:
    """Ends a sign-in with court credentials."""
    state.remove_court_sign_on(digest(token))

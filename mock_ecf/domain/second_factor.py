"""PACER's second factor, from 2025-05-11 on: one-time passcodes, backup codes, and skips before them.

Whether it exists follows the world's clock. The thirty seconds of a passcode, the lock after bad tries
and the life of a mailed passcode follow the machine's clock (``seconds``, handed in), so that an ordinary
authenticator app works with a world that stands at any date.

Sources: PACER's announcements of 2025 for the date, the skips and the backup codes (pages.md and S34 of
the project's facts); how many backup codes there are, the lock and the mail's ten minutes are ours.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

import pyotp

from mock_ecf.domain.mail import Letter, send
from mock_ecf.domain.records import PacerAccount, SecondFactor
from mock_ecf.domain.state import State
from mock_ecf.domain.tokens import digest

SINCE: Final = date(2025, 5, 11)
SKIPS: Final = 3
BACKUP_CODES: Final = 10
TRIES_BEFORE_LOCK: Final = 5
LOCK_SECONDS: Final = 300
MAILED_SECONDS: Final = 600

_DRIFT = 1  # steps of thirty seconds by which somebody's clock may be wrong
_DIGITS = 6
_ISSUER = "PACER (mock)"
_LETTERS, _GROUPS, _GROUP = "abcdefghjkmnpqrstuvwxyz23456789", 3, 4


class Asked(StrEnum):
    """What the sign-in asks for after the password."""

    NOTHING = "nothing"
    PASSCODE = "passcode"
    UPDATE = "update"


class Refused(StrEnum):
    """Why a passcode was not taken, or an account not enrolled."""

    WRONG = "wrong"
    LOCKED = "locked"
    ENROLLED = "enrolled already"


@dataclass(frozen=True, slots=True)
class Match:
    """A code that is good now; nothing is spent before :func:`spend`."""

    kept: SecondFactor
    step: int | None = None
    backup: str | None = None


def exists(state: State) -> bool:
    """Whether PACER has the second factor on the world's clock."""
    return state.now.date() >= SINCE


def is_enrolled(state: State, username: str) -> bool:
    """Whether the account gives passcodes."""
    return bool(_kept(state, username).secret)


def asked(state: State, username: str) -> Asked:
    """What this account is asked for after its password."""
    if not exists(state):
        return Asked.NOTHING
    if is_enrolled(state, username):
        return Asked.PASSCODE
    return Asked.UPDATE if state.has_filing_rights(username) else Asked.NOTHING


def skips_left(state: State, username: str) -> int:
    """How often the account may still put off enrolling."""
    return max(SKIPS - _kept(state, username).skips, 0)


def skip(state: State, username: str) -> bool:
    """Puts off enrolling once more; ``False`` if no skip is left, or the account has nothing to skip."""
    if asked(state, username) is not Asked.UPDATE or not skips_left(state, username):
        return False
    kept = _kept(state, username)
    state.save_second_factor(replace(kept, skips=kept.skips + 1))
    return True


def find(state: State, username: str, typed: str, seconds: float) -> Match | Refused:
    """What a typed code is good for: a passcode of the app or of a mail, or a backup code.

    Bad tries are counted (an empty one is none), and after :data:`TRIES_BEFORE_LOCK` of them no code
    is taken for :data:`LOCK_SECONDS`.
    """
    kept = _kept(state, username)
    if kept.locked_until is not None and seconds < kept.locked_until:
        return Refused.LOCKED
    code = _plain(typed)
    if not code:
        return Refused.WRONG
    match = _of_app(kept, code, seconds) or _of_mail(kept, code, seconds) or _backup(state, kept, code)
    return match or _count_failure(state, kept, seconds)


def spend(state: State, match: Match) -> None:
    """Uses a code up: it, a mailed one, and passcodes of the app that are older are never good again."""
    if match.backup is not None:
        state.remove_backup_code(match.kept.username, match.backup)
    step = match.kept.last_step if match.step is None else match.step
    state.save_second_factor(
        replace(match.kept, last_step=step, failures=0, locked_until=None, mailed="", mailed_until=0.0)
    )


def new_secret() -> str:
    """A secret of 160 bits for an authenticator, in base 32."""
    return pyotp.random_base32()


def address_of(secret: str, username: str) -> str:
    """The ``otpauth`` address by which an authenticator app takes the secret over."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=_ISSUER)


def enroll(
    state: State, username: str, secret: str, first_code: str, seconds: float
) -> tuple[str, ...] | Refused:
    """Enrols an account whose app gave its first passcode; the backup codes, in clear for this once."""
    kept = _kept(state, username)
    match = _of_app(replace(kept, secret=secret, last_step=0), _plain(first_code), seconds)
    if kept.secret:
        return Refused.ENROLLED
    if match is None:
        return Refused.WRONG
    spend(state, match)
    return new_backup_codes(state, username)


def enroll_beforehand(state: State, username: str) -> tuple[str, tuple[str, ...]]:
    """Enrols the account of a persona; its secret and backup codes, in clear for this once."""
    secret = new_secret()
    state.save_second_factor(SecondFactor(username, secret))
    return secret, new_backup_codes(state, username)


def new_backup_codes(state: State, username: str) -> tuple[str, ...]:
    """Issues backup codes, each good once, in place of any earlier ones."""
    codes = tuple(_new_backup_code() for _ in range(BACKUP_CODES))
    state.replace_backup_codes(username, tuple(digest(_plain(code)) for code in codes))
    return codes


def mail_code(
    state: State, account: PacerAccount, sender: str, letter: Letter, court: str, seconds: float
) -> None:
    """Mails a passcode to the address on file; it replaces an earlier one (S34).

    ``letter`` has the braces ``{person}`` and ``{code}``; ``court`` is the one that the user came from,
    or empty.
    """
    code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
    kept = _kept(state, account.username)
    state.save_second_factor(replace(kept, mailed=_mailed(kept, code), mailed_until=seconds + MAILED_SECONDS))
    send(state, court, account.address, sender, letter.filled(person=account.person, code=code))


def _kept(state: State, username: str) -> SecondFactor:
    return state.second_factor(username) or SecondFactor(username)


def _plain(typed: str) -> str:
    """What was typed, without blanks and hyphens and in small letters."""
    return "".join(typed.casefold().replace("-", "").split())


def _of_app(kept: SecondFactor, code: str, seconds: float) -> Match | None:
    if not kept.secret or len(code) != _DIGITS:
        return None
    app = pyotp.TOTP(kept.secret)
    now = app.timecode(seconds)
    for step in range(max(now - _DRIFT, kept.last_step + 1), now + _DRIFT + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), code.encode()):
            return Match(kept, step=step)
    return None


def _of_mail(kept: SecondFactor, code: str, seconds: float) -> Match | None:
    good = bool(kept.mailed) and seconds < kept.mailed_until
    return Match(kept) if good and hmac.compare_digest(kept.mailed, _mailed(kept, code)) else None


def _mailed(kept: SecondFactor, code: str) -> str:
    return digest(f"{kept.secret} {code}")


def _backup(state: State, kept: SecondFactor, code: str) -> Match | None:
    found = digest(code)
    return Match(kept, backup=found) if state.has_backup_code(kept.username, found) else None


def _count_failure(state: State, kept: SecondFactor, seconds: float) -> Refused:
    failures = kept.failures + 1
    if failures < TRIES_BEFORE_LOCK:
        state.save_second_factor(replace(kept, failures=failures))
        return Refused.WRONG
    state.save_second_factor(replace(kept, failures=0, locked_until=seconds + LOCK_SECONDS))
    return Refused.LOCKED


def _new_backup_code() -> str:
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)

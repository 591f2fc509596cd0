"""The rules for a new PACER user name and password.

Sources: 8 characters or more for the user name of an upgraded account (courts' web pages mssb, canb,
pamb); 14 to 45 characters with small and capital letters and a digit or special character, and no part of
name, user name or mail address for a password (PACER's rule of 2025, web azb, txnd, wawd).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mock_ecf.domain.account_state import AccountState

SHORTEST_USERNAME: Final = 8
LONGEST_USERNAME: Final = 45
SHORTEST_PASSWORD: Final = 14
LONGEST_PASSWORD: Final = 45

_USERNAME = re.compile(r"[A-Za-z0-9@._-]+")
_SHORTEST_PART = 3  # a part of a name that is shorter turns up in any password
_KINDS = ("[a-z]", "[A-Z]", r"[^A-Za-z\s]")


def username_problem(state: AccountState, username: str) -> str:
    """What is wrong with a new user name, as a code; empty if nothing is."""
    if not username:
        return "required"
    if not SHORTEST_USERNAME <= len(username) <= LONGEST_USERNAME:
        return "username-length"
    if not _USERNAME.fullmatch(username):
        return "username-signs"
    # Two names that differ in capitals alone are one to everybody who reads or says them.
    taken = any(one.username.casefold() == username.casefold() for one in state.pacer_accounts())
    return "username-taken" if taken else ""


def password_problem(password: str, username: str, person: str, address: str) -> str:
    """What is wrong with a new password of this person, as a code; empty if nothing is."""
    if not password:
        return "required"
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return "password-length"
    if not password.isprintable() or not all(re.search(kind, password) for kind in _KINDS):
        return "password-signs"
    folded = password.casefold()
    personal = any(part in folded for part in _personal(username, person, address))
    return "password-personal" if personal else ""


def _personal(username: str, person: str, address: str) -> Iterator[str]:
    for part in (username, *person.split(), address.partition("@")[0]):
        if len(part) >= _SHORTEST_PART:
            yield part.casefold()

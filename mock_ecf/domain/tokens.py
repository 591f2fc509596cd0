"""Random values that nobody can guess, and the form in which they are kept."""

from __future__ import annotations

import hashlib
import secrets

TOKEN_LENGTH = 128
"""Characters of a sign-on cookie, as seen in captures of the real one."""


def new_token() -> str:
    """A cookie value of :data:`TOKEN_LENGTH` characters, 768 bits of chance."""
    return secrets.token_urlsafe(TOKEN_LENGTH * 3 // 4)[:TOKEN_LENGTH]


def new_identifier() -> str:
    """A value of 160 bits for a form or an address, letters and digits only."""
    return secrets.token_hex(20)


def digest(token: str) -> str:
    """What is kept of a token; the token cannot be found from it."""
    return hashlib.sha256(token.encode()).hexdigest()

"""How passwords are kept: generated ones by a keyed fast hash, chosen ones by scrypt.

A generated password has at least 128 bits of chance, so a slow hash would add nothing but time,
of which a world with dozens of accounts has none. A password that a person chose is guessable.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from werkzeug.security import check_password_hash, generate_password_hash

_KEYED = "keyed$"


def generate_password() -> str:
    """A password of 192 bits that also satisfies PACER's rule for characters."""
    return f"Aa1-{secrets.token_urlsafe(24)}"


class Passwords:
    """Hashes and compares passwords with the key of one state file."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def hash_generated(self, password: str) -> str:
        """The keyed hash of a password that this program made."""
        return _KEYED + self._digest(password)

    def hash_chosen(self, password: str) -> str:
        """The scrypt hash of a password that a person chose."""
        return generate_password_hash(password, method="scrypt")

    def matches(self, password_hash: str, password: str) -> bool:
        """Whether ``password`` is the one that was hashed, in either form."""
        if password_hash.startswith(_KEYED):
            return hmac.compare_digest(password_hash.removeprefix(_KEYED), self._digest(password))
        return check_password_hash(password_hash, password)

    def _digest(self, password: str) -> str:
        return hashlib.blake2b(password.encode(), key=self._key, digest_size=32).hexdigest()

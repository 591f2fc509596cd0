"""The part of a world's state that PACER's second factor needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from mock_ecf import tables
from mock_ecf.domain.records import SecondFactor
from mock_ecf.world_rows import WorldRows


class SecondFactorRows(WorldRows):
    """See :class:`mock_ecf.domain.state.State` for what each method does."""

    def second_factor(self, username: str) -> SecondFactor | None:
        """What is kept of this account's second factor."""
        values = self._one(tables.second_factor, username=username)
        return None if values is None else SecondFactor(**values)

    def save_second_factor(self, kept: SecondFactor) -> None:
        """Adds or replaces what is kept of an account's second factor."""
        self._put(tables.second_factor, asdict(kept))

    def has_backup_code(self, username: str, code_digest: str) -> bool:
        """Whether the account has a backup code with this digest that was not used yet."""
        return self._one(tables.backup_code, username=username, code_digest=code_digest) is not None

    def remove_backup_code(self, username: str, code_digest: str) -> None:
        """Uses a backup code up."""
        self._remove(tables.backup_code, username=username, code_digest=code_digest)

    def replace_backup_codes(self, username: str, code_digests: Sequence[str]) -> None:
        """Gives the account these backup codes and takes away any others."""
        self._remove(tables.backup_code, username=username)
        for code_digest in code_digests:
            self._add(tables.backup_code, {"username": username, "code_digest": code_digest})

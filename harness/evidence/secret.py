"""A value that can be used but not shown: passwords, tokens and session cookies."""

from __future__ import annotations

HIDDEN = "[secret]"


class Secret:
    """Wraps a secret string so that printing, formatting or logging it shows ``[secret]``.

    Only :meth:`reveal` gives the value, so every use of it can be found by that name.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the one place that must type or send it."""
        return self._value

    def __repr__(self) -> str:
        return f"Secret({HIDDEN})"

    def __str__(self) -> str:
        return HIDDEN

    def __format__(self, specification: str) -> str:
        return format(HIDDEN, specification)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

"""Differences from a baseline that somebody has accepted, with a reason and until a day. Pure.

They stand beside the baselines, in ``accepted.toml``::

    [[accepted]]
    court = "azb"
    state = "linked"
    difference = "'Internet Payments Due' under Utilities > Your Account renamed to 'Payments Due'"
    reason = "announced for the release of March; the guide is being rewritten"
    until = 2027-03-31

``difference`` is the sentence that ``ecf menus check`` says, with or without ``azb, linked:`` before it.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from harness.errors import ConfigError
from harness.menus.tree import UserState


class Accepted(BaseModel):
    """One accepted difference; ``until`` is the last day on which it is accepted."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    court: str = Field(min_length=1)
    state: UserState
    difference: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    until: datetime.date

    @property
    def whose(self) -> str:
        """As ``azb, linked``."""
        return f"{self.court}, {self.state.value}"

    def is_about(self, sentence: str) -> bool:
        """Whether this is the difference that a sentence tells of."""
        told = " ".join(self.difference.split()).removeprefix(f"{self.whose}: ")
        return told == " ".join(sentence.split())


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Sifted:
    """Differences, told apart by what was accepted; ``stale`` ones are accepted and no longer occur."""

    open: tuple[str, ...]
    accepted: tuple[tuple[str, Accepted], ...]
    expired: tuple[tuple[str, Accepted], ...]
    stale: tuple[Accepted, ...]


def parse(text: str, name: str) -> tuple[Accepted, ...]:
    """What a file accepts. Raises :class:`ConfigError`; the message names the file and the key."""
    try:
        return _File.model_validate(tomllib.loads(text)).accepted
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in first["loc"])
        raise ConfigError(f"{name}: {where}: {first['msg']}") from error


def sift(sentences: Iterable[str], accepted: Iterable[Accepted], today: datetime.date) -> Sifted:
    """Tells the differences of one court and state apart by what is accepted there.

    What was accepted until a day that has passed counts as a difference again.
    """
    accepted, found, told = tuple(accepted), tuple(sentences), list[tuple[str, Accepted]]()
    for sentence in found:
        told += [(sentence, one) for one in accepted if one.is_about(sentence)][:1]
    expired = tuple((sentence, one) for sentence, one in told if one.until < today)
    explained = {sentence for sentence, _ in told}
    return Sifted(
        open=tuple(sentence for sentence in found if sentence not in explained),
        accepted=tuple(pair for pair in told if pair not in expired),
        expired=expired,
        stale=tuple(one for one in accepted if not any(map(one.is_about, found))),
    )

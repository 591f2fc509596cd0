"""What is said of each sentence of a court's documents after the site was held against it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Result(StrEnum):
    """What the site makes of a sentence. ``held`` needs evidence from the page."""

    HELD = "held"
    DEVIATED = "deviated"
    FAILED = "failed"
    BLOCKED = "blocked"
    NOT_EXECUTABLE = "not executable"
    NOT_OBSERVED = "not observed"


EXIT_CODES = {
    Result.FAILED: 1,
    Result.DEVIATED: 1,
    Result.BLOCKED: 3,
    Result.NOT_OBSERVED: 1,
    Result.HELD: 0,
    Result.NOT_EXECUTABLE: 0,
}
"""The exit code that each result asks for; the first in this order that occurs decides."""


class Told(Protocol):
    """A sentence of a document, as the check's flows hand it over."""

    @property
    def number(self) -> str:
        """How the report names it."""

    @property
    def text(self) -> str:
        """What it says, in our words."""

    @property
    def source(self) -> str:
        """Where it stands."""

    @property
    def because(self) -> str:
        """Why nobody can carry it out; empty if somebody can."""

    @property
    def trouble(self) -> str:
        """The visit in which a remedy must help; empty for everything else."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and what came of it; ``sentence`` is for the court's web editor, in one line.

    ``visit`` names the run in which it was looked at; ``expected``, ``observed``, ``url`` and
    ``screenshots`` are that step's, empty where nothing was looked at.
    """

    court: str
    number: str
    text: str
    source: str
    result: Result
    sentence: str
    visit: str = ""
    expected: str = ""
    observed: str = ""
    url: str = ""
    screenshots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Two sources that contradict each other, what each says, and what the site does.

    ``decided`` says whether anything was seen that decides it.
    """

    court: str
    about: str
    first: tuple[str, str]
    second: tuple[str, str]
    site: str
    decided: bool


@dataclass(frozen=True, slots=True)
class CourtCheck:
    """All lines and decisions of one court, in the order of its document; ``seconds`` is the sum."""

    court: str
    lines: tuple[Line, ...]
    decisions: tuple[Decision, ...]
    seconds: float

    def count(self, result: Result) -> int:
        """How many lines came to this."""
        return sum(line.result is result for line in self.lines)


def exit_code(checks: Iterable[CourtCheck]) -> int:
    """What the command ends with: 0 all held, 1 anything else, 3 if the environment stopped it.

    A failure counts before a block: the site's defect is the news. Nothing looked at is nothing observed.
    """
    found = {line.result for check in checks for line in check.lines}
    if not found:
        return EXIT_CODES[Result.NOT_OBSERVED]
    return next(code for result, code in EXIT_CODES.items() if result in found)

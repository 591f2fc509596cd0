"""Which of two sources that contradict each other the site follows, read off the lines of a check. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harness.published.lines import Decision, Line

_UNDECIDED = "not decided: nothing was seen that tells"


@dataclass(frozen=True, slots=True)
class Case:
    """If each of these lines came to one of these results, this is what the site does."""

    when: Mapping[str, tuple[str, ...]]
    site: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sources with what each says, and the cases in which one can be told from the other."""

    about: str
    first: tuple[str, str]
    second: tuple[str, str]
    cases: tuple[Case, ...]


def decide(
    court: str, contradictions: Iterable[Contradiction], lines: Iterable[Line]
) -> tuple[Decision, ...]:
    """What the site does about each contradiction; the first case that applies says so."""
    results = {line.number: line.result.value for line in lines}
    return tuple(_decide(court, one, results) for one in contradictions)


def _decide(court: str, one: Contradiction, results: Mapping[str, str]) -> Decision:
    case = next((case for case in one.cases if _applies(case, results)), None)
    site = _UNDECIDED if case is None else case.site
    return Decision(court, one.about, one.first, one.second, site, case is not None)


def _applies(case: Case, results: Mapping[str, str]) -> bool:
    return all(results.get(number) in wanted for number, wanted in case.when.items())

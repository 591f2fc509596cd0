"""What was found of one thing that a run needs, and what to do if it is not well. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from harness.errors import Blocked, EcfError, WrongUse
from harness.model import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing: its name, the verdict on it, what was found, and what to do next.

    ``failed`` is what the user has asked for or configured wrongly, ``blocked`` what the environment lacks,
    ``not observed`` what was not looked at. ``todo`` is empty if and only if nothing is to be done.
    """

    name: str
    verdict: Verdict
    found: str
    todo: str = ""


def look(name: str, check: Callable[[], str], todo: str) -> Finding:
    """What ``check`` finds; if it raises an error of ours, that and what to do."""
    try:
        return Finding(name, Verdict.PASSED, check())
    except EcfError as error:
        return trouble(name, error, todo)


def trouble(name: str, error: EcfError, todo: str) -> Finding:
    """A thing that is not well. Whose fault it is, the kind of error says."""
    verdict = Verdict.FAILED if isinstance(error, WrongUse) else Verdict.BLOCKED
    return Finding(name, verdict, str(error), todo)


def unobserved(name: str, why: str) -> Finding:
    """A thing that was not looked at, which is not well and not ill."""
    return Finding(name, Verdict.NOT_OBSERVED, why)


def exit_code(findings: Iterable[Finding]) -> int:
    """That of a run in these surroundings: 0, 2 for a wrong configuration, or 3 for the environment."""
    verdicts = {finding.verdict for finding in findings}
    if Verdict.FAILED in verdicts:
        return WrongUse.exit_code
    return Blocked.exit_code if Verdict.BLOCKED in verdicts else 0

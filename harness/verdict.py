"""Observations and expectations to verdicts: the one place that judges. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from harness.model import Expectation, FlowRun, Observation, Outcome, Relation, Verdict
from harness.page_view import fold

Compare = Callable[[tuple[str, ...], tuple[str, ...]], bool]

_RELATIONS: Mapping[Relation, Compare] = MappingProxyType(
    {
        Relation.IS: lambda wanted, seen: wanted == seen,
        Relation.INCLUDES: lambda wanted, seen: set(wanted) <= set(seen),
        Relation.EXCLUDES: lambda wanted, seen: not set(wanted) & set(seen),
        Relation.SAYS: lambda wanted, seen: all(any(part in text for text in seen) for part in wanted),
    }
)
_WORDS: Mapping[Relation, str] = MappingProxyType(
    {
        Relation.IS: "",
        Relation.INCLUDES: "with ",
        Relation.EXCLUDES: "without ",
        Relation.SAYS: "saying ",
    }
)
_ORDER = (Verdict.FAILED, Verdict.BLOCKED, Verdict.NOT_OBSERVED, Verdict.PASSED)
NOTHING = "nothing of the kind on the page"


def holds(observation: Observation) -> bool:
    """Whether what was seen satisfies what was expected. Nothing seen never does."""
    if observation.seen is None:
        return False
    wanted = tuple(fold(value) for value in observation.expected.values)
    seen = tuple(fold(value) for value in observation.seen)
    return _RELATIONS[observation.expected.relation](wanted, seen)


def judge(outcome: Outcome) -> Verdict:
    """The verdict on one step: a refusal or a cut fails it, and without an observation it is not observed."""
    stopped = outcome.refusal is not None or outcome.cut_short
    if stopped or not all(holds(one) for one in outcome.observations):
        return Verdict.FAILED
    return Verdict.PASSED if outcome.observations else Verdict.NOT_OBSERVED


def combine(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of several verdicts; of none at all, nothing was observed."""
    found = set(verdicts)
    return next((verdict for verdict in _ORDER if verdict in found), Verdict.NOT_OBSERVED)


def strictly(run: FlowRun) -> FlowRun:
    """The run where a deviation counts as a failure, as ``--strict`` asks for."""
    if not run.deviations:
        return run
    why = f"with --strict a deviation is a failure: {run.deviations[0]}"
    return replace(run, verdict=Verdict.FAILED, reason=f"{run.reason}; {why}" if run.reason else why)


def expected_text(outcome: Outcome) -> str:
    """What the step expected, in words."""
    return "; ".join(f"{one.what}: {in_words(one.expected)}" for one in outcome.observations)


def observed_text(outcome: Outcome) -> str:
    """What the step observed, in words."""
    seen = [f"{one.what}: {_seen_in_words(one.seen)}" for one in outcome.observations]
    if outcome.refusal is not None:
        seen.insert(0, f"refused: {_quoted((outcome.refusal,))}")
    return "; ".join(seen)


def reason(outcome: Outcome) -> str:
    """One line that says why the step failed; empty when it did not."""
    if outcome.refusal is not None:
        return f"refused: {_quoted((outcome.refusal,))}"
    wrong = [one for one in outcome.observations if not holds(one)]
    if outcome.cut_short and not wrong:
        return "it could not be carried out"
    return "; ".join(
        f"{one.what}: expected {in_words(one.expected)}, found {_seen_in_words(one.seen)}" for one in wrong
    )


def in_words(expected: Expectation) -> str:
    """An expectation in words, for instance ``with “Bankruptcy”, “Adversary”``."""
    return f"{_WORDS[expected.relation]}{_quoted(expected.values)}"


def _seen_in_words(seen: tuple[str, ...] | None) -> str:
    if seen is None:
        return NOTHING
    return _quoted(seen) if seen else "empty"


def _quoted(values: tuple[str, ...]) -> str:
    return ", ".join(value if value.startswith("“") else f"“{value}”" for value in values)

"""What several runs amount to: one summary per court, and the exit code of them all. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.model import FlowRun, Verdict
from harness.verdict import combine

OURS = "ours"
EXIT_CODES = {Verdict.PASSED: 0, Verdict.FAILED: 1, Verdict.NOT_OBSERVED: 1, Verdict.BLOCKED: 3}


@dataclass(frozen=True, slots=True)
class CourtSummary:
    """All runs at one court as one answer.

    ``verdict`` is the worst of the runs and ``reason`` says why, in one line. Menus are labels of the
    court's menu bar, ``None`` where none was seen; ``place`` is where the link item stood, if it was
    found. ``seconds`` is the sum.
    """

    court: str
    runs: tuple[FlowRun, ...]
    verdict: Verdict
    reason: str
    place: tuple[str, ...] | None
    deviations: tuple[str, ...]
    menus_before: tuple[str, ...] | None
    menus_after: tuple[str, ...] | None
    seconds: float

    @property
    def follows_no_document(self) -> bool:
        """Whether every step of the first run is ours, so that there is nothing to deviate from."""
        steps = self.runs[0].steps
        return bool(steps) and all(step.source == OURS for step in steps)

    @property
    def menus_gained(self) -> tuple[str, ...] | None:
        """What the menu bar has after linking and had not before; ``None`` if either was not seen."""
        if self.menus_before is None or self.menus_after is None:
            return None
        return tuple(menu for menu in self.menus_after if menu not in self.menus_before)


def by_court(runs: Iterable[FlowRun]) -> tuple[CourtSummary, ...]:
    """One summary per court, in the order in which the courts first appear."""
    groups: dict[str, list[FlowRun]] = {}
    for run in runs:
        groups.setdefault(run.court, []).append(run)
    return tuple(_summary(court, group) for court, group in groups.items())


def _summary(court: str, runs: Sequence[FlowRun]) -> CourtSummary:
    verdict = combine(run.verdict for run in runs)
    return CourtSummary(
        court=court,
        runs=tuple(runs),
        verdict=verdict,
        reason=next((run.reason for run in runs if run.verdict is verdict and run.reason), ""),
        place=next((run.place for run in runs if run.place is not None), None),
        deviations=tuple(deviation for run in runs for deviation in run.deviations),
        menus_before=next((run.menus_before for run in runs if run.menus_before is not None), None),
        menus_after=next((run.menus_after for run in reversed(runs) if run.menus_after is not None), None),
        seconds=sum(run.seconds for run in runs),
    )


def exit_code(runs: Iterable[FlowRun]) -> int:
    """What a command ends with: 0 all passed; 1 something failed or was not observed; 3 blocked.

    A failure counts before a block: the site's defect is the news. Nothing run is nothing observed.
    """
    return EXIT_CODES[combine(run.verdict for run in runs)]

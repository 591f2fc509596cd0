"""All that a court's documents tell, in order, and the visits by which it is held against the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows import instruction_files
from flows.instruction_data import CourtInstructions
from flows.published_data import Advice, Claim, Remedy
from flows.published_data import Sentence as Shape

FILER = "unlinked-filer"
NEVER = "menus-never-appear"
"""The fault of a site at which no remedy helps."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a document tells: the report has a line for it.

    ``because`` is why nobody can carry it out, for advice; ``trouble`` is the visit in which a remedy must
    help. Both are empty otherwise.
    """

    number: str
    text: str
    source: str
    because: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A flow to carry out in a world of its own.

    ``name`` is what its run is called; ``courts`` stand in the world after the one that is checked; ``day``
    is the date there, ``None`` for the usual one; ``fault`` is what the site does wrong in it.
    """

    name: str
    flow: str
    personas: tuple[str, ...] = (FILER,)
    courts: tuple[str, ...] = ()
    day: date | None = None
    fault: str | None = None


def courts_with_documents(own: Path | None = None) -> tuple[str, ...]:
    """The courts of which a document tells anything, sorted.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    courts = instruction_files.courts(own)
    return tuple(code for code in courts if _has_document(instruction_files.for_court(code, own)))


def _has_document(instructions: CourtInstructions) -> bool:
    sources = [*(step.source for step in instructions.steps), *(one.source for one in instructions.claims)]
    return any(source.startswith("D") for source in sources)


def told(instructions: CourtInstructions) -> tuple[Told, ...]:
    """Every sentence in the order of the document: what stands after a step follows it.

    Steps of ours tell users nothing, and are left out.
    """
    rest = [*instructions.claims, *instructions.remedies, *instructions.advice]
    lines = [*_after("", rest)]
    for step in instructions.steps:
        if not step.is_ours:
            lines.append(Told(step.number, step.text, step.source))
        lines.extend(_after(step.number, rest))
    return tuple(lines)


def _after(number: str, sentences: Sequence[Shape]) -> Iterator[Told]:
    for one in sentences:
        if one.after == number:
            because = one.because if isinstance(one, Advice) else ""
            trouble = one.trouble if isinstance(one, Remedy) else ""
            yield Told(one.number, one.text, one.source, because, trouble)
            yield from _after(one.number, sentences)


def visits(instructions: CourtInstructions) -> tuple[PlannedVisit, ...]:
    """The visits that a check of this court consists of."""
    return (*_steps(instructions), *_claims(instructions.claims), *_remedies(instructions.remedies))


def _steps(instructions: CourtInstructions) -> Iterator[PlannedVisit]:
    if not all(step.is_ours for step in instructions.steps):
        yield PlannedVisit("steps", "flows.letter:follow_to_the_letter")


def _claims(claims: Iterable[Claim]) -> Iterator[PlannedVisit]:
    by_day: dict[date | None, list[Claim]] = {}
    for claim in claims:
        by_day.setdefault(claim.day, []).append(claim)
    for day, group in by_day.items():
        people = dict.fromkeys((FILER, *(who for claim in group for who in claim.people)))
        elsewhere = dict.fromkeys(claim.at for claim in group if claim.at)
        name, flow = ("claims", "claims_of_today") if day is None else (f"claims-{day}", "claims_of_a_day")
        yield PlannedVisit(name, f"flows.claims:{flow}", tuple(people), tuple(elsewhere), day)


def _remedies(remedies: Iterable[Remedy]) -> Iterator[PlannedVisit]:
    """One visit for each trouble, and one in which nothing helps."""
    flows = {"menus-missing": "try_remedies", "sign-in-fails": "try_sign_in_remedies"}
    troubles = dict.fromkeys((one.problem, one.trouble) for one in remedies)
    for problem, trouble in troubles:
        yield PlannedVisit(trouble, f"flows.remedies:{flows[problem]}", fault=trouble)
    if any(problem == "menus-missing" for problem, _ in troubles):
        yield PlannedVisit(NEVER, "flows.remedies:try_remedies", fault=NEVER)

"""What the commands share: reading names and expectations, with the nearest names when one is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows import instruction_data
from flows.catalogue import Named
from flows.instruction_data import InstructionError
from harness.errors import ConfigError, UnknownName, WrongUse
from harness.names import did_you_mean

REFUSED = "refused:"


def chosen_courts(names: Sequence[str], every: bool) -> tuple[str, ...]:
    """The courts asked for, each once, in the order given; all of them for ``--all``.

    Raises:
        WrongUse: none was asked for, or both some and all were.
        UnknownName: there are no instructions for a court; the message gives the nearest codes.
    """
    known = instruction_data.courts()
    if every == bool(names):
        both = "Name courts or give --all, not both"
        wanted = both if names else "Name the courts, or give --all"
        raise WrongUse(f"{wanted}. Known: {', '.join(known)}.")
    unknown = [name for name in names if name.lower() not in known]
    if unknown:
        raise UnknownName(
            "\n".join(f'There is no court "{name}". {did_you_mean(name, known)}' for name in unknown)
        )
    return known if every else tuple(dict.fromkeys(name.lower() for name in names))


def expected_refusal(text: str | None, flow: Named, courts: Iterable[str]) -> str | None:
    """The step of ``--expect refused:STEP``, by its number or key, checked against the flow's steps.

    Raises:
        WrongUse: it does not begin with ``refused:``.
        UnknownName: the flow has no such step at a court.
    """
    if text is None:
        return None
    step = text.removeprefix(REFUSED)
    if step == text or not step:
        raise WrongUse(f'--expect {text}: expected "refused:STEP", for example refused:sign-in')
    for court in courts:
        steps = flow.instructions(court)
        if step not in {name for one in steps for name in (one.number, one.key)}:
            keys = [one.key for one in steps]
            raise UnknownName(
                f'--expect: {flow.name} at {court} has no step "{step}". {did_you_mean(step, keys)}'
            )
    return step


def check_instructions() -> None:
    """Reads all files of instructions, so that a broken one shows before a run and not after it.

    Raises:
        ConfigError: a file is wrong; the message names it and its line or key.
    """
    for court in instruction_data.courts():
        _instructions(court)
    for flow in instruction_data.flows():
        try:
            instruction_data.for_flow(flow)
        except InstructionError as error:
            raise ConfigError(str(error)) from error


def documents() -> Mapping[str, str]:
    """What the marks of the sources stand for: ``{"D1": "azb: Link Your PACER …"}``, in order."""
    of_document: dict[tuple[str, str], list[str]] = {}
    for court in instruction_data.courts():
        instructions = _instructions(court)
        of_document.setdefault((instructions.document, instructions.title), []).append(court)
    return {mark: f"{', '.join(courts)}: {title}" for (mark, title), courts in sorted(of_document.items())}


def _instructions(court: str) -> instruction_data.CourtInstructions:
    try:
        return instruction_data.for_court(court)
    except InstructionError as error:
        raise ConfigError(str(error)) from error


def without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what was asked for: options that were not given are ``None`` and ask for nothing."""
    return {key: value for key, value in values.items() if value is not None}

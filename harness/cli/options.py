"""What the commands share: reading names and expectations, with the nearest names when one is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from flows import instruction_files
from flows.catalogue import Named
from flows.instruction_data import CourtInstructions, InstructionError
from harness.errors import ConfigError, UnknownName, WrongUse
from harness.names import did_you_mean, nearest

REFUSED = "refused:"
PROFILE, INSTRUCTIONS = ".profile.toml", ".instructions.toml"


def own_codes(folder: Path) -> tuple[str, ...]:
    """The codes of the courts of which a folder has a file, sorted.

    Raises:
        WrongUse: it has none.
    """
    names = {file.name for file in folder.iterdir() if file.name.endswith((PROFILE, INSTRUCTIONS))}
    if not names:
        raise WrongUse(
            f"{folder}: expected CODE{PROFILE} and CODE{INSTRUCTIONS} for each court, found neither. "
            'README shows both under "A court of your own".'
        )
    return tuple(sorted({name.removesuffix(PROFILE).removesuffix(INSTRUCTIONS) for name in names}))


def _with_courts(_context: click.Context, _option: click.Parameter, folder: Path | None) -> Path | None:
    if folder is not None:
        own_codes(folder)
    return folder


own_courts_option = click.option(
    "--courts",
    "own_courts",
    type=click.Path(exists=True, path_type=Path, file_okay=False, resolve_path=True),
    callback=_with_courts,
    metavar="DIR",
    help="A folder with further courts: a profile and instructions for each.",
)
"""The option that names a folder with courts of the user's own."""


def day(text: str) -> datetime:
    """A day as ``2020-02-17``, given as its midnight; the type of ``--at``.

    Raises:
        click.BadParameter: it is none; the message shows one.
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        wanted = "expected a day as year-month-day, such as 2020-02-17"
        raise click.BadParameter(f"{wanted}, found '{text}'.") from None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The courts at which something is to be done, and why nothing can be done at others."""

    courts: tuple[str, ...]
    left_out: Mapping[str, str]


def chosen_courts(
    names: Sequence[str], every: bool = False, all_courts: bool = False, own: Path | None = None
) -> Chosen:
    """The courts asked for, each once, in the order given.

    ``every``: those with instructions of their own; ``all_courts``: those of the directory, too. Either
    way the courts at which users cannot link by themselves are left out, with the reason.

    Raises:
        WrongUse: none was asked for, or more than one of names, all and all courts; or a court that was
            named does not let its users link.
        UnknownName: there are no instructions for a court; the message gives the nearest codes.
    """
    if sum((bool(names), every, all_courts)) != 1:
        only = "Name courts, or give --all or --all-courts, and only one of these"
        wanted = only if names or every else "Name the courts, or give --all or --all-courts"
        raise WrongUse(f"{wanted}. Documented: {', '.join(instruction_files.courts(own))}.")
    wanted_courts = instruction_files.all_courts(own) if all_courts else instruction_files.courts(own)
    return _with_self_service(names, known_courts(names, own) or wanted_courts, own)


def known_courts(names: Sequence[str], own: Path | None = None) -> tuple[str, ...]:
    """The courts of these names, each once. Raises: :class:`UnknownName`, with the nearest codes."""
    known = instruction_files.all_courts(own)
    unknown = [name for name in names if name.lower() not in known]
    if unknown:
        raise UnknownName("\n".join(_no_court(name, known, own) for name in unknown))
    return tuple(dict.fromkeys(map(str.lower, names)))


def _no_court(name: str, known: Iterable[str], own: Path | None) -> str:
    """Two hundred codes would hide the one that was meant: they are named by where they can be read."""
    adding = "" if own else "; ecf link, run and serve take courts of your own with --courts DIR"
    return f'There is no court "{name}". {nearest(name, known)}ecf courts --all lists all courts{adding}.'


def _with_self_service(names: Sequence[str], courts: tuple[str, ...], own: Path | None) -> Chosen:
    reasons = {court: _instructions(court, own).no_self_service for court in courts}
    left_out = {
        court: f"users cannot link by themselves. {why.text} ({why.source})"
        for court, why in reasons.items()
        if why is not None
    }
    if names and left_out:
        raise WrongUse("\n".join(f"{court}: {why}" for court, why in left_out.items()))
    return Chosen(tuple(court for court in courts if court not in left_out), left_out)


def expected_refusal(
    text: str | None, flow: Named, courts: Iterable[str], own: Path | None = None
) -> str | None:
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
        steps = flow.instructions(court, own)
        if step not in {name for one in steps for name in (one.number, one.key)}:
            keys = [one.key for one in steps]
            raise UnknownName(
                f'--expect: {flow.name} at {court} has no step "{step}". {did_you_mean(step, keys)}'
            )
    return step


def check_instructions(own: Path | None = None) -> None:
    """Reads all files of instructions, so that a broken one shows before a run and not after it.

    Raises:
        ConfigError: a file is wrong; the message names it and its line or key.
    """
    for court in instruction_files.courts(own):
        _instructions(court, own)
    for flow in instruction_files.flows():
        try:
            instruction_files.for_flow(flow)
        except InstructionError as error:
            raise ConfigError(str(error)) from error


def documents(own: Path | None = None) -> Mapping[str, str]:
    """What the marks of the sources stand for: ``{"D1": "azb: Link Your PACER …"}``, in order."""
    of_document: dict[tuple[str, str], list[str]] = {}
    for court in instruction_files.courts(own):
        instructions = _instructions(court, own)
        if instructions.document is not None:
            of_document.setdefault((instructions.document, instructions.title), []).append(court)
    return {mark: f"{', '.join(courts)}: {title}" for (mark, title), courts in sorted(of_document.items())}


def _instructions(court: str, own: Path | None) -> CourtInstructions:
    try:
        return instruction_files.for_court(court, own)
    except InstructionError as error:
        raise ConfigError(str(error)) from error


def without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what was asked for: options that were not given are ``None`` and ask for nothing."""
    return {key: value for key, value in values.items() if value is not None}

"""Looks at everything that a run needs, in the order in which a run needs it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from harness import config as configuration
from harness.config import FILE_NAME, RunConfig
from harness.doctor import machine
from harness.doctor.browser import browser
from harness.doctor.finding import Finding, trouble, unobserved
from harness.doctor.mail import mail_relay
from harness.doctor.mock import mock
from harness.errors import WrongUse
from harness.model import Verdict
from harness.relay_address import RelayAddress

NAME = "configuration"
_TODO = "Correct what is named, or name another file with --config; an editor can check it by its schema."


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: for which configuration and project, ports (by option) and mail relay, if any."""

    config_file: Path | None = None
    project: str | None = None
    ports: tuple[tuple[str, int], ...] = ()
    relay: RelayAddress | None = None


def examine(question: Question) -> Iterator[Finding]:
    """Every finding, as soon as it is there. Contacts nothing but loopback and leaves nothing behind."""
    yield machine.python()
    config, finding = _configuration(question)
    yield finding
    yield machine.output_folder(config.output_folder) if config else _unknown("output folder")
    yield machine.temporary_folder()
    yield machine.loopback()
    yield from _ports(question.ports)
    yield from mock()
    yield browser(config.use) if config else _unknown("browser")
    yield mail_relay(question.relay)


def _configuration(question: Question) -> tuple[RunConfig | None, Finding]:
    try:
        config = configuration.load(file=question.config_file, project=question.project)
    except WrongUse as error:
        return None, trouble(NAME, error, _TODO)
    file = question.config_file or Path(FILE_NAME)
    found = f"{file} is valid" if file.exists() else f"no {FILE_NAME} here; the defaults hold"
    return config, Finding(NAME, Verdict.PASSED, found)


def _unknown(name: str) -> Finding:
    return unobserved(name, "the configuration must be valid first")


def _ports(ports: tuple[tuple[str, int], ...]) -> Iterator[Finding]:
    seen: dict[int, str] = {}
    for option, number in ports:
        if number in seen:
            error = WrongUse(f"expected a port of its own, found {number} for {seen[number]}, too")
            yield trouble(f"port of {option}", error, f"Choose another port with {option}.")
        else:
            yield machine.port(option, number)
        seen[number] = option

"""A world in the hands of a test: who is in it, and what the test may do to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from harness.evidence.redaction import Redactor
from harness.pytest_support.site import RunningSite
from harness.world import STRANGER, Persona, World

_STAFF = {"decision": "approve", "after_seconds": 0.5}


class LiveWorld:
    """A world that a test may set up and look into, by its name.

    ``record`` holds its people with their credentials, ``redactor`` knows all its secrets. Errors of every
    method: as of :class:`~harness.situation.Control`.
    """

    def __init__(self, record: World, site: RunningSite) -> None:
        self.record = record
        self.site = site
        self.redactor = Redactor()
        self.redactor.register(*record.secrets, site.mock.ready.token)

    def __repr__(self) -> str:
        return f"LiveWorld({self.name})"

    @property
    def name(self) -> str:
        """The name by which requests say that they belong to it."""
        return self.record.name

    @property
    def courts(self) -> tuple[str, ...]:
        """The codes of the courts in it."""
        return self.record.courts

    def persona(self, name: str) -> Persona:
        """Somebody in it. Raises :class:`~harness.errors.UnknownName` if they are not."""
        return self.record.persona(name)

    def set_fault(self, fault: str, court: str | None = None, page: str | None = None) -> None:
        """Has the site misbehave from now on, at one court or page if they are named."""
        self.site.control.set_fault(self.name, fault, court, page)

    def clear_faults(self) -> None:
        """Ends all faults."""
        self.site.control.clear_faults(self.name)

    def move_clock(self, now: datetime | str | None = None, advance_seconds: float | None = None) -> None:
        """Sets the clock to a time, or moves it forward by seconds."""
        self.site.control.move_clock(self.name, now, advance_seconds)

    def mail(self) -> list[dict[str, Any]]:
        """The mail that was sent, oldest first."""
        return self.site.control.mail(self.name)

    def journal(self) -> list[dict[str, Any]]:
        """What the site was asked for, oldest first."""
        return self.site.control.journal(self.name)


@contextmanager
def new_world(
    site: RunningSite, courts: Sequence[str], persona: str, clock: datetime | None
) -> Iterator[LiveWorld]:
    """A world with these courts, this persona and the stranger; dropped at the end.

    The staff of courts that approve links do so after half a second.
    """
    personas = tuple(dict.fromkeys((persona, STRANGER)))
    staff = {court: _STAFF for court in courts}
    record = site.control.make_world(courts, personas, clock=clock, staff=staff)
    try:
        yield LiveWorld(record, site)
    finally:
        site.control.drop_world(record.name)

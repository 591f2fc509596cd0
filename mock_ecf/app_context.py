"""What every view may ask for: the court's profile, the world's state, its faults, the journal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import cast

from flask import abort, current_app, g, request

from mock_ecf.address import Address
from mock_ecf.courts import Profile, Profiles
from mock_ecf.domain.approval import Office
from mock_ecf.domain.mail import Letter
from mock_ecf.personas import Personas
from mock_ecf.store import Store, UnknownWorld
from mock_ecf.world_state import WorldState

WORLD_HEADER = "X-ECF-World"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that the application is handed.

    ``default_world`` answers for requests that name no world; ``http_port`` is the port of the
    plain listener, for the addresses on the start page; ``seconds`` is the machine's clock.
    """

    store: Store
    profiles: Profiles
    personas: Personas
    token: str = field(repr=False)
    default_world: str | None = None
    http_port: Callable[[], int] = lambda: 0
    ca_file: Path | None = None
    seconds: Callable[[], float] = time.time


@dataclass(slots=True)
class Mock:
    """The settings, and what the application itself remembers while it runs.

    ``shown`` holds the credentials of worlds made for people, for the start page alone: the store
    keeps only hashes.
    """

    settings: Settings
    shown: dict[str, list[dict[str, object]]] = field(default_factory=dict, repr=False)


def mock() -> Mock:
    """The running mock."""
    return cast(Mock, current_app.extensions["mock_ecf"])


def address() -> Address:
    """The host of this request."""
    return cast(Address, g.address)


def profiles() -> Profiles:
    """Every court's profile."""
    return mock().settings.profiles


def profile() -> Profile:
    """The profile of the court that this request is for."""
    return profiles().get(address().court)


def court_url(court: Profile, path: str = "/") -> str:
    """The absolute URL of ``path`` at a court, named in the way in which this page was reached."""
    return address().url("court", path, court=court.code, real_host=court.host)


def office(code: str) -> Office:
    """What the staff of a court need in order to decide requests."""
    profile = mock().settings.profiles.get(code)
    return Office(
        profile.rules,
        profile.sender,
        Letter(profile.text("mail-approved-subject"), profile.text("mail-approved-body")),
        Letter(profile.text("mail-rejected-subject"), profile.text("mail-rejected-body")),
    )


def address_office(code: str) -> Office:
    """The same for requests to correct an address on file."""
    profile = mock().settings.profiles.get(code)
    return Office(
        profile.rules,
        profile.sender,
        Letter(profile.text("mail-corrected-subject"), profile.text("mail-corrected-body")),
        Letter(profile.text("mail-not-corrected-subject"), profile.text("mail-not-corrected-body")),
    )


def world_name() -> str:
    """The world that this request names. Aborts with 400 if none is named, or two."""
    by_host, by_header = address().world, request.headers.get(WORLD_HEADER)
    if by_header is not None and not by_header.strip():
        abort(400, f"The header {WORLD_HEADER} is empty. Send the name of a world in it, or leave it out.")
    if by_host and by_header and by_host != by_header:
        abort(400, "The host and the header name two different worlds.")
    name = by_host or by_header or mock().settings.default_world
    if not name:
        abort(400, f"No world is named. Send the header {WORLD_HEADER} with the name of a world.")
    return name


@contextmanager
def read() -> Iterator[WorldState]:
    """The world's state, to read. Aborts with 404 if there is no such world."""
    try:
        with mock().settings.store.read(world_name()) as state:
            yield state
    except UnknownWorld:
        abort(404, "There is no world of this name. It may have been dropped.")


def world_time() -> datetime:
    """Where the clock of this request's world stands. Aborts with 404 if there is no such world."""
    with read() as state:
        return state.now


@contextmanager
def write() -> Iterator[WorldState]:
    """The world's state in one transaction. Aborts with 404 if there is no such world."""
    try:
        with mock().settings.store.write(world_name()) as state:
            yield state
    except UnknownWorld:
        abort(404, "There is no world of this name. It may have been dropped.")


def fault(name: str, page: str | None = None) -> bool:
    """Whether a fault is set that reaches the current court and ``page``."""
    with read() as state:
        return state.has_fault(name, address().court or None, page)


def outcome(text: str) -> None:
    """Says what this request came to, for the journal. Never a password or a token."""
    g.outcome = text

"""Making worlds: checks the names, fills the world, and gives its credentials back once."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mock_ecf.address import peoples_address
from mock_ecf.app_context import Settings
from mock_ecf.control.answers import refuse, refuse_unknown
from mock_ecf.control.requests import DEFAULT_CLOCK, NewWorld, StaffPlan
from mock_ecf.domain.records import StaffDecision
from mock_ecf.population import Issued, Population, reissue
from mock_ecf.world_state import WorldState

_PLACES = {"pacer": "pacer_home", "sign-in": "pacer_login", "mailbox": "mailbox"}
STAFF_SECONDS = 10.0
"""How long the staff of a court take in the world for people."""


def make_world(settings: Settings, body: NewWorld, name: str | None = None) -> dict[str, Any]:
    """Makes a world and gives its name, clock, mailbox, courts and personas with credentials."""
    courts = _courts(settings, body)
    names = tuple(settings.personas.names() if body.personas is None else dict.fromkeys(body.personas))
    personas = [_known_persona(settings, persona) for persona in names]
    for persona in body.passwords:
        if persona not in names:
            refuse_unknown("persona of this world", persona, names)
        if not settings.personas.get(persona).pacer:
            refuse(f"The persona {persona!r} has no PACER account, and so no password to choose.")
    for court in body.staff:
        if court not in courts:
            refuse_unknown("court of this world", court, courts)
    world = name or secrets.token_hex(16)
    with settings.store.make_world(world, body.clock, body.seed) as state:
        state.add_courts(courts)
        for court, plan in body.staff.items():
            state.save_staff_decision(decision(court, plan))
        issued = Population(
            state,
            settings.store.passwords,
            [settings.profiles.get(court).rules for court in courts],
            body.seed,
            {persona: chosen.get_secret_value() for persona, chosen in body.passwords.items()},
        ).settle(personas)
    return _as_json(settings, state, courts, issued)


def open_world(
    settings: Settings, name: str, clock: datetime | None = None, courts: Sequence[str] = ()
) -> dict[str, Any]:
    """The world of this name for people: made with these courts, or found in the state file.

    A world that is found keeps everything but the personas' passwords, which are issued anew,
    because the state file holds only their hashes. Its clock moves if ``clock`` is given.
    """
    if name not in settings.store.worlds():
        chosen = tuple(courts) or settings.profiles.documented()
        staff = _staff_for_people(chosen)
        body = NewWorld(courts=chosen, staff=staff, clock=clock or DEFAULT_CLOCK)
        return make_world(settings, body, name)
    with settings.store.write(name) as state:
        if clock is not None:
            state.set_clock(clock)
        forgotten = [one for one in settings.personas.names() if settings.personas.get(one).forgotten]
        issued = reissue(state, settings.store.passwords, forgotten)
        return _as_json(settings, state, state.courts(), issued)


def _staff_for_people(courts: Sequence[str]) -> dict[str, StaffPlan]:
    """Nobody plays the staff where people try things out, so they approve by themselves, soon."""
    plan = StaffPlan(decision="approve", after_seconds=STAFF_SECONDS)
    return dict.fromkeys(courts, plan)


def decision(court: str, plan: StaffPlan) -> StaffDecision:
    """The plan of a court's staff, as the domain keeps it."""
    return StaffDecision(court, plan.decision == "approve", plan.after_seconds, plan.reason)


def _as_json(
    settings: Settings, state: WorldState, courts: tuple[str, ...], issued: tuple[Issued, ...]
) -> dict[str, Any]:
    where = peoples_address(state.world, settings.http_port())
    return {
        "world": state.world,
        "clock": state.now.isoformat(),
        "mailbox": "https://mailbox.ecf-harness.test/",
        "courts": list(courts),
        "urls": {
            **{court: where.url("court", court=court) for court in courts},
            **{kind: where.url(name) for kind, name in _PLACES.items()},
        },
        "personas": [persona.as_json() for persona in issued],
    }


def _courts(settings: Settings, body: NewWorld) -> tuple[str, ...]:
    known = settings.profiles.codes()
    courts = body.courts or settings.profiles.documented()
    for court in courts:
        if court not in known:
            refuse_unknown("court", court, known)
    return tuple(dict.fromkeys(courts))


def _known_persona(settings: Settings, name: str) -> Any:
    if name not in settings.personas.names():
        refuse_unknown("persona", name, settings.personas.names())
    return settings.personas.get(name)

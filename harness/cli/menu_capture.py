"""Reads the menus of several courts in several states, one after the other in one browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from flows.capture_menus import Captured, capture_menus
from harness.cli.execution import GATE_SECONDS, MAIL_SECONDS, OPENING_HOUR
from harness.config import RunConfig
from harness.engines.opening import Engine, open_engine
from harness.errors import Blocked, SiteProblem, WrongUse
from harness.evidence.redaction import Redactor
from harness.gate import Gate
from harness.menus.tree import MenuTree, UserState
from harness.mock_process import MockProcess
from harness.plan import Surroundings
from harness.site import Site
from harness.situation import Control
from harness.world import World

PERSONAS: Mapping[UserState, str] = MappingProxyType(
    {
        UserState.SIGNED_OUT: "unlinked-filer",
        UserState.PACER_ONLY: "unlinked-filer",
        UserState.LINKED: "linked-filer",
        UserState.BEFORE_GO_LIVE: "unlinked-filer",
    }
)
"""Who looks at the menus in each state."""


class Wanted(NamedTuple):
    """One look: at one court, in one state."""

    court: str
    state: UserState


@dataclass(frozen=True, slots=True)
class Look:
    """What came of it: the menus, or the error that says why nothing could be seen."""

    wanted: Wanted
    captured: Captured | None
    problem: Blocked | SiteProblem | None = None

    @property
    def whose(self) -> str:
        """As ``azb, linked``."""
        return f"{self.wanted.court}, {self.wanted.state.value}"

    @property
    def tree(self) -> MenuTree:
        """The menus. Raises: the problem, if nothing could be seen."""
        if self.captured is None:
            raise self.problem or AssertionError("a look that saw nothing says why")
        return self.captured.tree


class Looking:
    """The mock and a browser; made by :func:`looking`."""

    def __init__(self, engine: Engine, control: Control, redactor: Redactor, own: Path | None) -> None:
        self._engine = engine
        self._control = control
        self._redactor = redactor
        self._own = own
        self._go_live = {
            court["code"]: date.fromisoformat(court["go_live"])
            for court in control.courts()
            if court["go_live"]
        }
        self._worlds: dict[Wanted | None, World] = {}

    def states(self, court: str) -> tuple[UserState, ...]:
        """The states in which a court can be seen; before its go-live only where the day is known."""
        known = court in self._go_live
        return tuple(state for state in UserState if known or state is not UserState.BEFORE_GO_LIVE)

    def wanted(self, courts: Iterable[str], states: Sequence[UserState]) -> tuple[Wanted, ...]:
        """Each of these states of each court; without states, every state that a court has.

        Raises:
            WrongUse: a state was named that a court does not have.
        """
        found = [Wanted(court, state) for court in courts for state in states or self.states(court)]
        none = [one.court for one in found if one.state not in self.states(one.court)]
        if none:
            raise WrongUse(
                f"{', '.join(none)}: expected the day of going live on NextGen, found that no source tells "
                f"it; leave out --as {UserState.BEFORE_GO_LIVE.value} there."
            )
        return tuple(found)

    def look(self, wanted: Sequence[Wanted]) -> Iterator[Look]:
        """What is to be seen, look by look. An error of one look ends none of the others."""
        courts = tuple(dict.fromkeys(one.court for one in wanted))
        for one in wanted:
            try:
                yield Look(one, self._capture(one, self._world(one, courts)))
            except (Blocked, SiteProblem) as problem:
                yield Look(one, None, problem)

    def _world(self, wanted: Wanted, courts: tuple[str, ...]) -> World:
        """One world for all, and one of its own, on the day before, for each court before its go-live."""
        before = wanted.state is UserState.BEFORE_GO_LIVE
        key = wanted if before else None
        if key not in self._worlds:
            day = self._go_live[wanted.court] - timedelta(days=1) if before else None
            clock = None if day is None else datetime.combine(day, OPENING_HOUR)
            courts = (wanted.court,) if before else courts
            made = self._control.make_world(courts, sorted(set(PERSONAS.values())), clock=clock)
            self._redactor.register(*made.secrets)
            self._worlds[key] = made
        return self._worlds[key]

    def _capture(self, wanted: Wanted, world: World) -> Captured:
        assignment = world.assignment(wanted.court, PERSONAS[wanted.state], MAIL_SECONDS)
        with self._engine.session(world.name, None) as session:
            return capture_menus(session, replace(assignment, own_courts=self._own), wanted.state)


@contextmanager
def looking(config: RunConfig, own: Path | None, redactor: Redactor) -> Iterator[Looking]:
    """Starts the mock, the gate and a browser. ``redactor`` learns the secrets of the mock and its worlds.

    Raises:
        ConfigError: the folder of the user's courts cannot be used.
        Blocked: the mock does not start, or no browser can be had.
    """
    patience = config.use.navigation_timeout / 1000 + GATE_SECONDS
    with (
        MockProcess(own_courts=own) as mock,
        Control(mock.ready.control, mock.ready.token) as control,
        Gate((site := Site.mock(mock.ready.tls, mock.ready.authority)).route, patience) as gate,
        open_engine(
            Surroundings(site, gate.address, config.output_folder, config.use, config.timeout / 1000)
        ) as engine,
    ):
        redactor.register(mock.ready.token)
        yield Looking(engine, control, redactor, own)


def see(
    config: RunConfig,
    own: Path | None,
    courts: Sequence[str],
    states: Sequence[UserState],
    redactor: Redactor,
) -> tuple[MenuTree, ...]:
    """The menus of these courts in these states, court by court.

    Raises:
        WrongUse: a court does not have a state.
        Blocked, SiteProblem: the first look that saw nothing.
    """
    with looking(config, own, redactor) as eyes:
        return tuple(look.tree for look in eyes.look(eyes.wanted(courts, states)))

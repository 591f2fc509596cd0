"""Puts a world of the mock into a starting point, through the control API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

import httpx

from harness.errors import EcfError, MockDied, UnknownName, WrongUse
from harness.evidence.secret import Secret
from harness.world import World, world_from

_PATIENCE = 30.0  # seconds
Json = Any


class Control:
    """The control API of a running mock, for the time of a ``with`` block.

    Every method raises :class:`~harness.errors.UnknownName` for a court, persona, world or fault that does
    not exist (the message offers the known ones), :class:`~harness.errors.WrongUse` for what the mock
    refuses otherwise, and :class:`~harness.errors.MockDied` if it does not answer.
    """

    def __init__(self, url: str, token: Secret) -> None:
        self._client = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {token.reveal()}"},
            timeout=_PATIENCE,
            trust_env=False,  # a proxy of the machine has nothing to do with loopback
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection to the mock."""
        self._client.close()

    def courts(self, assumed: bool = False) -> list[dict[str, Any]]:
        """What the mock says of each documented court; with ``assumed`` of every other one as well."""
        return list(self._ask("GET", "/courts?assumed=yes" if assumed else "/courts"))

    def make_world(
        self,
        courts: Sequence[str],
        personas: Sequence[str],
        clock: datetime | str | None = None,
        seed: int | None = None,
        staff: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> World:
        """A new world with these courts and personas.

        ``clock`` is where its clock stands (a time without a zone); ``staff`` says for a court how its
        clerk will decide: ``{"areb": {"decision": "approve", "after_seconds": 1.0}}``.
        """
        when = clock.isoformat() if isinstance(clock, datetime) else clock
        wishes = {"clock": when, "seed": seed, "staff": staff}
        given = {key: value for key, value in wishes.items() if value is not None}
        body = {"courts": list(courts), "personas": list(personas), **given}
        return world_from(self._ask("POST", "/worlds", body))

    def drop_world(self, name: str) -> None:
        """Drops a world and all that belongs to it."""
        self._ask("DELETE", _world(name))

    def set_fault(self, world: str, fault: str, court: str | None = None, page: str | None = None) -> None:
        """Has the world's site misbehave from now on, at one court or page if they are named."""
        self._ask("POST", _world(world, "faults"), {"fault": fault, "court": court, "page": page})

    def clear_faults(self, world: str) -> None:
        """Ends all faults of the world."""
        self._ask("DELETE", _world(world, "faults"))

    def move_clock(
        self, world: str, now: datetime | str | None = None, advance_seconds: float | None = None
    ) -> None:
        """Sets the world's clock to a time, or moves it forward by seconds."""
        when = now.isoformat() if isinstance(now, datetime) else now
        moves = {"now": when, "advance_seconds": advance_seconds}
        self._ask(
            "PUT", _world(world, "clock"), {key: value for key, value in moves.items() if value is not None}
        )

    def mail(self, world: str) -> list[dict[str, Any]]:
        """The mail that was sent in the world, oldest first."""
        return list(self._ask("GET", _world(world, "mail")))

    def journal(self, world: str) -> list[dict[str, Any]]:
        """What the world's site was asked for, oldest first."""
        return list(self._ask("GET", _world(world, "journal")))

    def _ask(self, method: str, path: str, body: Json = None) -> Json:
        try:
            answer = self._client.request(method, path, json=body)
        except httpx.TransportError as error:
            problem = MockDied(
                f"Asked the mock's control API for {method} {path} and got no answer "
                f"({type(error).__name__}). See whether the mock is still running."
            )
        else:
            return _answer(answer, f"{method} {path}")
        raise problem  # outside the handler: the request that hangs on httpx's error carries the token


def _answer(answer: httpx.Response, what: str) -> Json:
    if answer.is_success:
        return answer.json() if answer.content else None
    raise _refusal(answer, what)


def _refusal(answer: httpx.Response, what: str) -> EcfError:
    try:
        said = answer.json()
        message = str(said["error"])
    except (ValueError, KeyError, TypeError):
        said, message = {}, ""
    if answer.is_server_error or not message:
        return MockDied(
            f"Asked the mock's control API for {what}: it answered {answer.status_code}. {message}".strip()
        )
    unknown = answer.status_code == httpx.codes.NOT_FOUND or "known" in said
    return UnknownName(message) if unknown else WrongUse(message)


def _world(name: str, *parts: str) -> str:
    return "/".join(("", "worlds", quote(name, safe=""), *parts))

"""A world of the mock as its making is answered: who is in it, with which credentials. Pure."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from harness.errors import UnknownName
from harness.evidence.secret import Secret
from harness.model import Assignment, Credentials, Person

STRANGER = "pacer-only"
"""The persona who may sign in and is linked nowhere."""

_DATE = len("2021-06-01")


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody in a world: full name, mail address, PACER credentials, and a CM/ECF login per court.

    ``chosen`` is what they will choose when a page asks for a new user name and password;
    ``authenticator`` and ``backup_codes`` are theirs who are enrolled in multifactor authentication.
    """

    name: str
    person: str
    address: str
    pacer: Credentials
    cmecf: Mapping[str, Credentials]
    chosen: Credentials
    authenticator: Secret | None = None
    backup_codes: tuple[Secret, ...] = ()

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Every password of theirs, also the one they will choose, and what their passcodes come from."""
        accounts = (self.pacer, *self.cmecf.values(), self.chosen)
        app = () if self.authenticator is None else (self.authenticator,)
        return (*(account.password for account in accounts), *app, *self.backup_codes)


@dataclass(frozen=True, slots=True)
class World:
    """A world: its name, where its clock stood when it was made (ISO 8601), and what is in it."""

    name: str
    clock: str
    mailbox: str
    courts: tuple[str, ...]
    personas: tuple[Persona, ...]

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Every secret of every persona in it."""
        return tuple(secret for persona in self.personas for secret in persona.secrets)

    def persona(self, name: str) -> Persona:
        """The persona of this name. Raises :class:`~harness.errors.UnknownName` if there is none."""
        found = next((persona for persona in self.personas if persona.name == name), None)
        if found is None:
            known = ", ".join(persona.name for persona in self.personas)
            raise UnknownName(f"Looked for the persona {name!r} in this world; it has {known}.")
        return found

    def assignment(self, court: str, persona: str, patience: float) -> Assignment:
        """What a flow is told in order to act for ``persona`` at ``court``; ``patience`` is in seconds.

        Raises :class:`~harness.errors.UnknownName` for a court or persona that is not in this world.
        """
        if court not in self.courts:
            raise UnknownName(
                f"Looked for the court {court!r} in this world; it has {', '.join(self.courts)}."
            )
        who = self.persona(persona)
        strangers = (each for each in self.personas if each.name == STRANGER and each is not who)
        return Assignment(
            court=court,
            site="mock",
            persona=persona,
            pacer=who.pacer,
            cmecf=who.cmecf.get(court),
            stranger=next((stranger.pacer for stranger in strangers), None),
            mailbox=f"{self.mailbox}?{urlencode({'address': who.address})}",
            patience=patience,
            person=who.person,
            address=who.address,
            chosen=who.chosen,
            authenticator=who.authenticator,
            backup_codes=who.backup_codes,
            today=self.clock[:_DATE],
            people={each.name: Person(each.pacer, each.cmecf) for each in self.personas},
        )


def world_from(made: Mapping[str, Any]) -> World:
    """The world that the control API describes; passwords become secrets at once."""
    return World(
        name=made["world"],
        clock=made["clock"],
        mailbox=made["mailbox"],
        courts=tuple(made["courts"]),
        personas=tuple(map(_persona, made["personas"])),
    )


def _persona(made: Mapping[str, Any]) -> Persona:
    pacer = made["pacer"]
    return Persona(
        name=made["name"],
        person=made["person"],
        address=made["address"],
        pacer=Credentials(pacer["username"], Secret(pacer["password"])),
        cmecf={
            account["court"]: Credentials(account["login"], Secret(account["password"] or ""))
            for account in made["cmecf"]
        },
        chosen=_new_credentials(),
        authenticator=Secret(made["authenticator"]) if "authenticator" in made else None,
        backup_codes=tuple(map(Secret, made.get("backup_codes", ()))),
    )


def _new_credentials() -> Credentials:
    """A user name of 13 characters and a password of 28, which the rules of PACER and courts allow."""
    return Credentials(f"chosen{secrets.token_hex(4)}z", Secret(f"Aa1-{secrets.token_urlsafe(18)}"))

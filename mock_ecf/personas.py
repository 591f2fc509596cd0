"""Personas: named starting points in a world, read from ``personas.toml``."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, RootModel, ValidationInfo, model_validator

from mock_ecf.courts.sources import SOURCES_FILE, Provenance, read_sources
from mock_ecf.data_errors import DataError, wrong
from mock_ecf.data_files import Record, read_layer, validated
from mock_ecf.domain.records import AccountType, CourtRules

_HERE = Path(__file__).parent


class PersonaError(DataError):
    """The file of personas is missing or says something that is not allowed."""


class UnknownPersona(PersonaError, LookupError):
    """There is no persona of this name; ``nearest`` are the names most like it."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        self.name = name
        self.nearest = tuple(difflib.get_close_matches(name, names, n=3))
        hint = f"did you mean {' or '.join(self.nearest)}?" if self.nearest else "none is like it"
        super().__init__(f"there is no persona {name!r}; {hint} Known: {', '.join(names)}")


def _sentence(text: str) -> str:
    if not text.endswith("."):
        raise wrong("must be a sentence that ends with a full stop")
    return text


class PersonaData(Record):
    """A named starting point in a world."""

    description: Annotated[str, Field(min_length=10), AfterValidator(_sentence)]
    """Who that is, as a sentence."""
    account_type: AccountType
    cmecf: Literal["all", "first two", "none"]
    """At which courts of the world the persona has a CM/ECF account."""
    linked: Literal["all", "first", "none"]
    """At which of those courts it is linked from the beginning."""
    enrolled: bool = False
    """Whether the PACER account gives one-time passcodes, which are asked for from May 2025 on."""
    other_name: bool = False
    """Whether the CM/ECF account bears somebody else's name."""
    pacer: bool = True
    """Whether there is a PACER account yet."""
    exempt: bool = False
    """Whether the PACER account has exemption privileges."""
    manages: tuple[str, ...] = ()
    """The personas whose PACER accounts this one administers, as far as they are in the same world."""
    forgotten: bool = False
    """Whether the CM/ECF login is known and its password is not."""
    stale_address: bool = False
    """Whether the court has an old mail address on file."""
    source: Provenance

    @model_validator(mode="after")
    def _only_with_an_account(self) -> Self:
        if not self.pacer and (self.linked != "none" or self.exempt or self.enrolled):
            raise wrong("cannot be false for somebody who is linked, exempt or enrolled", "pacer")
        return self

    @model_validator(mode="after")
    def _link_only_what_is_there(self) -> Self:
        if self.linked != "none" and self.cmecf == "none":
            raise wrong(f"cannot be {self.linked!r} without any CM/ECF account", "linked")
        if self.linked != "none" and self.account_type is not AccountType.UPGRADED:
            raise wrong(f"cannot be {self.linked!r} for a {self.account_type} account", "linked")
        return self


class Persona(PersonaData):
    """A persona with its name."""

    name: str

    def courts_with_account(self, courts: Sequence[CourtRules]) -> tuple[CourtRules, ...]:
        """The courts of the world at which the persona has a CM/ECF account."""
        count = {"all": len(courts), "first two": 2, "none": 0}[self.cmecf]
        return tuple(courts[:count])

    def courts_linked(self, courts: Sequence[CourtRules]) -> tuple[CourtRules, ...]:
        """Those of them at which it is linked from the beginning."""
        count = {"all": len(courts), "first": 1, "none": 0}[self.linked]
        return self.courts_with_account(courts)[:count]


class PersonaFile(RootModel[dict[str, PersonaData]]):
    """Every persona by its name."""

    @model_validator(mode="after")
    def _check_names(self, _info: ValidationInfo) -> Self:
        for name in self.root:
            if not name.replace("-", "").isalpha() or not name.islower():
                raise wrong("a persona's name consists of small letters and hyphens", name)
        for name, persona in self.root.items():
            for managed in persona.manages:
                if managed not in self.root:
                    raise wrong("unknown persona", name, "manages", allowed=self.root, found=managed)
        return self


class Personas:
    """Every persona, read and checked when first asked for. Errors: :class:`PersonaError`."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or _HERE / "personas.toml"

    def names(self) -> tuple[str, ...]:
        """The names, in the order of the file."""
        return tuple(self._personas)

    def get(self, name: str) -> Persona:
        """The persona of this name. Errors: :class:`UnknownPersona`."""
        if name not in self._personas:
            raise UnknownPersona(name, self.names())
        return self._personas[name]

    @cached_property
    def _personas(self) -> dict[str, Persona]:
        try:
            found = validated(PersonaFile, [read_layer(self._file)], read_sources(SOURCES_FILE))
        except DataError as error:
            raise PersonaError(str(error)) from error
        return {name: Persona(name=name, **data.model_dump()) for name, data in found.root.items()}

"""Reads and checks a court's instructions: numbered steps, their source and what carries them out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from harness.model import Instruction

_FILES = resources.files("flows.instructions")


class InstructionError(ValueError):
    """A file of instructions is missing or wrong; the message names the file and the key."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Open(_Record):
    """Go to an address."""

    do: Literal["open"]
    address: str = Field(pattern=r"^https://[a-z0-9.-]+(/.*)?$")


class Enter(_Record):
    """Click the entry page's link to the sign-in."""

    do: Literal["enter"]
    link: str


class SignIn(_Record):
    """Sign in at PACER; ``redaction`` says that the agreement must be asked for."""

    do: Literal["sign-in"]
    redaction: bool = False


class OpenMenu(_Record):
    """Click through menu pages."""

    do: Literal["open-menu"]
    path: tuple[str, ...] = Field(min_length=1)


class OpenForm(_Record):
    """Click through menus to the link item; ``or_path`` is a second place that the document names.

    ``from_here``: the steps before have opened the menu page already.
    """

    do: Literal["open-form"]
    path: tuple[str, ...] = Field(min_length=1)
    or_path: tuple[str, ...] | None = None
    from_here: bool = False


class Simple(_Record):
    """An act that needs to be told nothing."""

    do: Literal[
        "see-no-filing-menus",
        "enter-credentials",
        "confirm",
        "await-approval",
        "see-confirmation",
        "refresh",
        "see-filing-menus",
        "open-and-enter",
        "open-filing-menus",
        "sign-out",
        "try-old-credentials",
    ]


A = TypeVar("A", bound=_Record)
R = TypeVar("R", bound=_Record)
Act = Annotated[Open | Enter | SignIn | OpenMenu | OpenForm | Simple, Field(discriminator="do")]


class StepData(_Record):
    """One step: the document's number, what to do in our words, the source, and its acts in order."""

    number: str
    key: str
    text: str
    source: str = Field(json_schema_extra={"pattern": "^(ours$|D[0-4] )"})
    acts: tuple[Act, ...] = Field(min_length=1)
    only: Literal["mock", "live"] | None = None

    @field_validator("source")
    @classmethod
    def _names_a_document(cls, source: str) -> str:
        if source != "ours" and not source.startswith(("D0 ", "D1 ", "D2 ", "D3 ", "D4 ")):
            raise ValueError('expected "ours" or a document and step such as "D1 step 5"')
        return source

    @property
    def instruction(self) -> Instruction:
        """The step as it is reported."""
        return Instruction(self.number, self.text, self.source, self.key)

    @property
    def is_ours(self) -> bool:
        """Whether no document tells users to take this step."""
        return self.source == "ours"


class CourtInstructions(_Record):
    """What one court tells its users."""

    court: str
    document: str
    title: str
    filing_menus: tuple[str, ...] = Field(min_length=1)
    filing_menus_source: str
    steps: tuple[StepData, ...] = Field(min_length=1)

    @property
    def address(self) -> str:
        """Where the instructions begin. Errors: :class:`InstructionError` if they never say."""
        return self._first(Open).address

    @property
    def entry_link(self) -> str:
        """The link on the entry page. Errors: :class:`InstructionError` if they never say."""
        return self._first(Enter).link

    @property
    def form_path(self) -> tuple[str, ...]:
        """Where the link item stands. Errors: :class:`InstructionError` if they never say."""
        return self._first(OpenForm).path

    def _first(self, kind: type[A]) -> A:
        for step in self.steps:
            for act in step.acts:
                if isinstance(act, kind):
                    return act
        raise InstructionError(f"{self.court}.toml: no step has an act of the kind {kind.__name__}")


class FlowInstructions(_Record):
    """The steps of a flow that are the same at every court: to verify a link, to upgrade an account."""

    steps: tuple[StepData, ...] = Field(min_length=1)


InstructionFile = CourtInstructions | FlowInstructions
"""What a file of instructions can be."""


def courts() -> tuple[str, ...]:
    """The codes of all courts that there are instructions for."""
    return tuple(name for name in _names() if "_" not in name)


def flows() -> tuple[str, ...]:
    """The names of all flows whose steps are the same at every court."""
    return tuple(name for name in _names() if "_" in name)


def _names() -> list[str]:
    """The files, without their ending; a flow's name has an underscore and a court's code never has."""
    names = sorted(entry.name for entry in _FILES.iterdir() if entry.name.endswith(".toml"))
    return [name.removesuffix(".toml") for name in names]


@cache
def for_court(court: str) -> CourtInstructions:
    """A court's instructions. Errors: :class:`InstructionError`."""
    if court not in courts():
        raise InstructionError(f"there are no instructions for court {court!r}; add {court}.toml")
    return parse(_text(court), f"{court}.toml", CourtInstructions)


@cache
def for_flow(name: str) -> FlowInstructions:
    """The steps of a flow that are the same at every court. Errors: :class:`InstructionError`."""
    if name not in flows():
        raise InstructionError(f"there are no instructions for the flow {name!r}; add {name}.toml")
    return parse(_text(name), f"{name}.toml", FlowInstructions)


def _text(name: str) -> str:
    return (_FILES / f"{name}.toml").read_text(encoding="utf-8")


def parse(text: str, name: str, shape: type[R]) -> R:
    """Reads one file's text. Errors: :class:`InstructionError` with file, line or key."""
    try:
        return shape.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InstructionError(f"flows/instructions/{name}: not valid TOML: {error}") from error
    except ValidationError as error:
        problems = [
            f"{_path(problem['loc'])}: {problem['msg']}" for problem in error.errors(include_url=False)
        ]
        raise InstructionError(f"flows/instructions/{name}: {'; '.join(problems)}") from error


def _path(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "file"

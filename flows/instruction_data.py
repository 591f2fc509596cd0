"""The shape of instructions: numbered steps, their source and what carries them out."""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, model_validator

from flows.published_data import Published
from flows.record import Record, Source
from harness.model import Instruction

_ADDRESS = r"^https://[a-z0-9.-]+(/.*)?$"


class InstructionError(ValueError):
    """A file of instructions is missing or wrong; the message names the file and the key."""


class Open(Record):
    """Go to an address."""

    do: Literal["open"]
    address: str = Field(pattern=_ADDRESS)


class Enter(Record):
    """Click the entry page's link to the sign-in."""

    do: Literal["enter"]
    link: str


class SignIn(Record):
    """Sign in at PACER; ``redaction`` says that the agreement must be asked for."""

    do: Literal["sign-in"]
    redaction: bool = False


class OpenMenu(Record):
    """Click through menu pages."""

    do: Literal["open-menu"]
    path: tuple[str, ...] = Field(min_length=1)


class OpenForm(Record):
    """Click through menus to the link item; ``or_path`` is a second place that the document names.

    ``from_here``: the steps before have opened the menu page already.
    """

    do: Literal["open-form"]
    path: tuple[str, ...] = Field(min_length=1)
    or_path: tuple[str, ...] | None = None
    from_here: bool = False


class ClickMenu(Record):
    """Click an item of the menu bar, as a way to have the page drawn anew."""

    do: Literal["click-menu"]
    label: str


class ManageAccount(Record):
    """Go to PACER's page about the account and sign in if asked; ``chosen``: with the new credentials."""

    do: Literal["manage-account"]
    address: str = Field(pattern=_ADDRESS)
    chosen: bool = False


class SeeAccount(Record):
    """Read the type of the account; ``chosen``: its user name must be the new one."""

    do: Literal["see-account"]
    type: str
    chosen: bool = False


class Follow(Record):
    """Click a link, which must lead to a page with this heading."""

    do: Literal["follow"]
    link: str
    heading: str


class FillTab(Record):
    """Fill in a tab of a form and press a button; the page after it must say ``then``.

    ``fields`` maps labels to what is typed, in which ``{given}``, ``{family}``, ``{address}``,
    ``{username}`` and ``{password}`` stand for what the user was given or chose.
    """

    do: Literal["fill-tab"]
    tab: str
    fields: dict[str, str]
    press: str
    then: str


class LeaveAccount(Record):
    """Log out at PACER and see that its page about the account asks for the sign-in again."""

    do: Literal["leave-account"]
    address: str = Field(pattern=_ADDRESS)


class Simple(Record):
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
        "ask-for-reset",
        "read-reset-mail",
        "choose-password",
        "return-to-form",
    ]


A = TypeVar("A", bound=Record)
_AboutAccounts = ManageAccount | SeeAccount | Follow | FillTab | LeaveAccount
Act = Annotated[
    Open | Enter | SignIn | OpenMenu | OpenForm | ClickMenu | _AboutAccounts | Simple,
    Field(discriminator="do"),
]


class StepData(Record):
    """One step: the document's number, what to do in our words, the source, and its acts in order."""

    number: str
    key: str
    text: str
    source: Source
    acts: tuple[Act, ...] = Field(min_length=1)
    only: Literal["mock", "live"] | None = None

    @property
    def instruction(self) -> Instruction:
        """The step as it is reported."""
        return Instruction(self.number, self.text, self.source, self.key)

    @property
    def is_ours(self) -> bool:
        """Whether no document tells users to take this step."""
        return self.source == "ours"


class NoSelfService(Record):
    """That users of a court cannot link by themselves: what they do instead, and where that is told."""

    text: str
    source: str


class CourtInstructions(Published):
    """What one court tells its users; of a court without self-service, what they do instead.

    ``document`` is the mark of the document, ``None`` where none is known and the steps are those that
    are usual for courts of this kind.
    """

    court: str
    document: str | None = None
    title: str = ""
    filing_menus: tuple[str, ...] = Field(min_length=1)
    filing_menus_source: str
    steps: tuple[StepData, ...] = ()
    no_self_service: NoSelfService | None = None

    @model_validator(mode="after")
    def _has_steps_or_says_why_not(self) -> Self:
        if bool(self.steps) == bool(self.no_self_service):
            raise ValueError("expected either steps or no_self_service")
        return self

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

    @property
    def form_item(self) -> OpenForm:
        """How to reach the link form from the menu bar. Errors: :class:`InstructionError`."""
        return self._first(OpenForm).model_copy(update={"from_here": False})

    def _first(self, kind: type[A]) -> A:
        for step in self.steps:
            for act in step.acts:
                if isinstance(act, kind):
                    return act
        raise InstructionError(f"{self.court}.toml: no step has an act of the kind {kind.__name__}")


class FlowInstructions(Record):
    """The steps of a flow that are the same at every court: to verify a link, to upgrade an account."""

    steps: tuple[StepData, ...] = Field(min_length=1)


class LikeOthers(Record):
    """Instructions that are the usual ones for a kind of court, but for the steps that are given.

    A step replaces the usual one with the same key.
    """

    base: Literal["bankruptcy", "district", "appellate", "national"]
    court: str
    host: str = Field(pattern=r"^[a-z0-9.-]+$")
    document: str | None = None
    title: str = ""
    steps: tuple[StepData, ...] = ()

    def upon(self, usual: CourtInstructions) -> CourtInstructions:
        """The instructions of this court. Errors: :class:`InstructionError` for a key that no step has."""
        own = {step.key: step for step in self.steps}
        for key in own.keys() - {step.key for step in usual.steps}:
            raise InstructionError(f"{self.court}.toml: no usual step has the key {key!r} to be replaced")
        steps = tuple(own.get(step.key, step) for step in usual.steps)
        return usual.model_copy(update={"document": self.document, "title": self.title, "steps": steps})


InstructionFile = CourtInstructions | FlowInstructions | LikeOthers
"""What a file of instructions can be."""

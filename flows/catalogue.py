"""Every flow that can be asked for by name: who does it, what it consists of, and its steps at a court."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from flows import register_account, reset_cmecf_password, upgrade_account
from flows.instruction_data import StepData
from flows.instruction_files import for_court, for_flow
from harness.model import Instruction

VERIFY = "flows.verify_link:verify_link"
_VERIFY_NEW = "flows.new_credentials:verify_link"


@dataclass(frozen=True, slots=True)
class Named:
    """A flow that a user can ask for.

    ``parts`` name functions as ``module:function``, carried out one after the other, each in a visit
    of its own; ``persona`` is who does it unless told otherwise; ``title`` says what is done, for the
    heading of a report; ``summary`` is one sentence for lists. ``steps`` gives the steps of the first
    part at a court, for those who name one of them.
    """

    name: str
    title: str
    summary: str
    persona: str
    parts: tuple[str, ...]
    steps: Callable[[str, Path | None], Iterable[StepData]]

    def instructions(self, court: str, own: Path | None = None) -> tuple[Instruction, ...]:
        """The first part's steps at a court, perhaps one of the user's ``own`` folder.

        Errors: :class:`flows.instruction_data.InstructionError`.
        """
        return tuple(step.instruction for step in self.steps(court, own))


LINK_ACCOUNT = Named(
    name="link_account",
    title="Linking accounts",
    summary="Link a CM/ECF account to a PACER account by the court's own instructions, and verify the link.",
    persona="unlinked-filer",
    parts=("flows.link_account:link_account", VERIFY),
    steps=lambda court, own: for_court(court, own).steps,
)

SIGN_IN = Named(
    name="sign_in",
    title="Signing in",
    summary="Sign in at PACER with all that it asks for, see the filing menus, and log out.",
    persona="mfa-filer",
    parts=("flows.sign_in:sign_in",),
    steps=lambda _court, _own: for_flow("sign_in").steps,
)

UPGRADE_ACCOUNT = Named(
    name="upgrade_account",
    title="Upgrading Legacy accounts",
    summary="Meet the refusal of a Legacy account, upgrade it at PACER, then link it and verify the link.",
    persona="legacy-account",
    parts=("flows.upgrade_account:upgrade_account", _VERIFY_NEW),
    steps=upgrade_account.step_data,
)
REGISTER_ACCOUNT = Named(
    name="register_account",
    title="Registering for PACER accounts",
    summary="Register for an individual PACER account, then link it and verify the link.",
    persona="no-pacer-account",
    parts=("flows.register_account:register_account", _VERIFY_NEW),
    steps=register_account.step_data,
)

RESET_CMECF_PASSWORD = Named(
    name="reset_cmecf_password",
    title="Resetting CM/ECF passwords and linking",
    summary="Choose a new CM/ECF password by the court's mail, then link with it and verify the link.",
    persona="forgotten-password",
    parts=(
        "flows.reset_cmecf_password:reset_cmecf_password",
        "flows.reset_cmecf_password:verify_link",
    ),
    steps=reset_cmecf_password.steps_at,
)

_ALL = (LINK_ACCOUNT, SIGN_IN, UPGRADE_ACCOUNT, REGISTER_ACCOUNT, RESET_CMECF_PASSWORD)
FLOWS: Mapping[str, Named] = MappingProxyType({flow.name: flow for flow in _ALL})
"""Every flow by its name."""

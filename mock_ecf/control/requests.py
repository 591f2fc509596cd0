"""The shapes of the bodies that the control API takes; an unknown key is refused."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, model_validator

DEFAULT_CLOCK = datetime(2021, 6, 1, 9, 0)
"""Where a world's clock stands until it is moved: every court of the documents is live by then."""

FIRST_DAY, LAST_DAY = datetime(1900, 1, 1), datetime(2999, 12, 31)
"""How far a world's clock can be set: inside the calendar, with room to reckon on either side."""

_CENTURIES = timedelta(days=400_000).total_seconds()
_SEEDS = 2**63
"""The state file keeps a seed as an integer of 64 bits."""


def _world_time(value: object) -> object:
    """A day or a time in ISO 8601; a world's clock has no zone, so one that is given is left out."""
    if not isinstance(value, str):
        return value
    moment = datetime.fromisoformat(value).replace(tzinfo=None)
    if not FIRST_DAY <= moment <= LAST_DAY:
        raise ValueError(f"expected a time from {FIRST_DAY:%Y-%m-%d} to {LAST_DAY:%Y-%m-%d}")
    return moment


WorldTime = Annotated[datetime, BeforeValidator(_world_time)]
ChosenPassword = Annotated[SecretStr, Field(min_length=8)]
"""PACER's sign-in page does not take a shorter one."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class StaffPlan(_Body):
    """How a court's staff will decide requests to link, and after how many real seconds."""

    decision: Literal["approve", "reject"]
    after_seconds: float = Field(default=0.0, ge=0, le=86_400)
    reason: str = ""


class NewWorld(_Body):
    """What a world is made of; everything has a default.

    ``passwords`` maps the name of a persona to a PACER password that a person chose for it.
    """

    courts: tuple[str, ...] | None = Field(default=None, min_length=1)
    personas: tuple[str, ...] | None = None
    clock: WorldTime = DEFAULT_CLOCK
    seed: int = Field(default=1, ge=-_SEEDS, lt=_SEEDS)
    staff: dict[str, StaffPlan] = Field(default_factory=dict)
    passwords: dict[str, ChosenPassword] = Field(default_factory=dict)


class ClockMove(_Body):
    """Either a new time or a number of seconds to go forward."""

    now: WorldTime | None = None
    advance_seconds: float | None = Field(default=None, ge=0, le=_CENTURIES)

    @model_validator(mode="after")
    def _exactly_one(self) -> ClockMove:
        if (self.now is None) == (self.advance_seconds is None):
            raise ValueError("give either 'now' or 'advance_seconds'")
        return self

    def from_time(self, now: datetime) -> datetime:
        """Where a clock stands after the move that stood at ``now`` before."""
        return self.now or now + timedelta(seconds=self.advance_seconds or 0)


class NewFault(_Body):
    """A fault to set, for the whole world or for one court or page of it."""

    fault: str
    court: str | None = None
    page: str | None = None


class Decision(_Body):
    """What the staff decide about one request to link."""

    decision: Literal["approve", "reject"]
    reason: str = ""

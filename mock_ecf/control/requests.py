"""The shapes of the bodies that the control API takes; an unknown key is refused."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

DEFAULT_CLOCK = datetime(2021, 6, 1, 9, 0)
"""Where a world's clock stands until it is moved: every court of the documents is live by then."""


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
    clock: datetime = DEFAULT_CLOCK
    seed: int = 1
    staff: dict[str, StaffPlan] = Field(default_factory=dict)
    passwords: dict[str, SecretStr] = Field(default_factory=dict)


class ClockMove(_Body):
    """Either a new time or a number of seconds to go forward."""

    now: datetime | None = None
    advance_seconds: float | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _exactly_one(self) -> ClockMove:
        if (self.now is None) == (self.advance_seconds is None):
            raise ValueError("give either 'now' or 'advance_seconds'")
        return self


class NewFault(_Body):
    """A fault to set, for the whole world or for one court or page of it."""

    fault: str
    court: str | None = None
    page: str | None = None


class Decision(_Body):
    """What the staff decide about one request to link."""

    decision: Literal["approve", "reject"]
    reason: str = ""

"""What a report says about the whole, beside the runs. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The circumstances of the runs that one report shows.

    ``started`` has a time zone; ``site`` is ``mock`` or ``live``; ``world_clock`` is the date that the
    mock's clock showed, ``None`` for a live site; ``seconds`` is the time from start to end, which is
    less than the sum of the runs when they ran side by side. ``documents`` explains the marks of the
    sources (``{"D1": "azb: Link Your …"}``); ``strict`` says that a deviation counts as a failure.
    ``stopped`` is every ``host:port`` outside the site that something asked for and the gate refused.
    """

    title: str
    started: datetime
    seconds: float
    site: str
    engine: str
    version: str
    world_clock: str | None = None
    documents: Mapping[str, str] = field(default_factory=dict)
    strict: bool = False
    stopped: tuple[str, ...] = ()

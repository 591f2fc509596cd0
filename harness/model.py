"""The records that everything else exchanges: frozen, pure, without any engine or site.

A *flow* is a list of steps. A *step* is an instruction, an act that carries it out and what was
observed. Acts hand back observations; :mod:`harness.verdict` alone judges them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the Session protocol names records of this module
    from harness.engines.session import Session
    from harness.evidence.secret import Secret


class Verdict(StrEnum):
    """What can be said of a step or of a run. No evidence is never ``passed``."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"
    NOT_OBSERVED = "not observed"


class Relation(StrEnum):
    """How the values seen must stand to the values expected.

    ``says`` holds when each expected value is part of some value seen; the others compare whole
    values.
    """

    IS = "is"
    INCLUDES = "includes"
    EXCLUDES = "excludes"
    SAYS = "says"


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must be seen, for instance ``includes ("Bankruptcy", "Adversary")``.

    Text is compared folded: see :func:`harness.page_view.fold`.
    """

    relation: Relation
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that was looked at: what, what should be there and what was.

    ``seen`` is ``None`` when the page did not offer the thing at all, which never satisfies any
    expectation; an empty tuple means that the thing was there and held nothing.
    """

    what: str
    expected: Expectation
    seen: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Instruction:
    """One numbered step that a court tells its users to take.

    ``number`` is the document's own ("5"), ``text`` is what to do in our words, ``source`` names
    the document and step ("D1 step 5") or is ``"ours"``; ``key`` names what the step is about in
    words that are the same for every court ("sign-in", "confirm"), so that steps of courts which
    number differently can be spoken of together.
    """

    number: str
    text: str
    source: str
    key: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What carrying out one step brought to light.

    ``refusal`` is the page's own reason when the site declined; ``deviation`` says how the goal
    was reached in another way than the instruction says; ``menus_before`` and ``menus_after`` are
    the labels of the court's menu bar as it stood before and after linking, where the step looked
    at it; ``place`` is where the link item stood, as a path of labels; ``cut_short`` says that the
    act could not be carried out, so that nothing after it in the step makes sense.
    """

    observations: tuple[Observation, ...] = ()
    refusal: str | None = None
    deviation: str | None = None
    menus_before: tuple[str, ...] | None = None
    menus_after: tuple[str, ...] | None = None
    place: tuple[str, ...] | None = None
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """An instruction and the act that carries it out through a session.

    The steps after one that is ``independent`` are carried out whatever came of it.
    """

    instruction: Instruction
    act: Callable[[Session], Outcome]
    independent: bool = False


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user name (or CM/ECF login) with its password, which is empty if its owner has forgotten it."""

    name: str
    password: Secret


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody else whose part a flow may play: PACER credentials, and CM/ECF credentials by court."""

    pacer: Credentials
    cmecf: Mapping[str, Credentials]


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a flow is told before it starts: for whom, at which court, through which site.

    ``cmecf`` is ``None`` for a persona without a CM/ECF account in this court. ``stranger`` holds
    the PACER credentials of somebody else who may sign in but is not linked; only the mock offers
    one. ``mailbox`` is the address of the page where the user reads mail; ``patience`` is how many
    seconds the flow waits for a mail or a page. ``person`` is the full name and ``address`` the mail
    address that the user gives when a form asks for them; ``chosen`` is the user name and password that
    the user chooses where a page asks for new ones. ``own_courts`` is a folder with instructions of
    courts that the project does not come with. ``authenticator`` is the secret of the user's authenticator
    app in base 32, ``None`` for one who has none, with the ``backup_codes`` that replace it; ``today`` is the
    date on the user's calendar (ISO 8601), empty if it is not known; ``people`` is everybody in the
    world, by persona.
    """

    court: str
    site: str
    persona: str
    pacer: Credentials
    cmecf: Credentials | None = None
    stranger: Credentials | None = None
    mailbox: str | None = None
    patience: float = 5.0
    person: str = ""
    address: str = ""
    chosen: Credentials | None = None
    own_courts: Path | None = None
    authenticator: Secret | None = None
    backup_codes: tuple[Secret, ...] = ()
    today: str = ""
    people: Mapping[str, Person] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step of a run, as it is reported: all of it text, nothing secret.

    ``screenshots`` are file names below the output folder, in the order taken; ``reason`` is one
    line for people, empty when the step passed without anything to say; ``deviation`` says in which other
    way than the instruction's the goal was reached.
    """

    number: str
    instruction: str
    source: str
    verdict: Verdict
    observed: str
    expected: str
    url: str
    screenshots: tuple[str, ...] = ()
    reason: str = ""
    deviation: str = ""


@dataclass(frozen=True, slots=True)
class FlowRun:
    """One flow carried out once at one court.

    ``menus_before`` and ``menus_after`` are labels of the court's menu bar, ``None`` when none was
    seen; ``place`` is where the link item stood; ``reason`` is one line for people.
    """

    court: str
    flow: str
    engine: str
    site: str
    persona: str
    verdict: Verdict
    deviations: tuple[str, ...]
    menus_before: tuple[str, ...] | None
    menus_after: tuple[str, ...] | None
    seconds: float
    steps: tuple[StepRecord, ...]
    place: tuple[str, ...] | None = None
    reason: str = ""

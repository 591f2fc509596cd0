"""Where a real client goes: a world of a running mock, whose answers a test can spoil."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.mock_server import RunningMock
from tests.wrong_answers import Wrong, WrongAnswers

COURT = "https://ecf.azb.uscourts.gov"
PACER_LOGIN = "https://pacer.login.uscourts.gov"


@dataclass(frozen=True)
class Place:
    """One world of a running mock, with ``pacer-only`` and ``linked-filer`` at azb."""

    mock: RunningMock
    answers: WrongAnswers
    made: dict[str, Any]

    @property
    def world(self) -> str:
        """The world's name."""
        return str(self.made["world"])

    def pacer(self, persona: str = "pacer-only") -> dict[str, str]:
        """PACER's user name and password of a persona."""
        return dict(self._persona(persona)["pacer"])

    def person(self, persona: str = "pacer-only") -> str:
        """The persona's own name."""
        return str(self._persona(persona)["person"])

    def spoil(self, wrong: Wrong) -> None:
        """Makes the mock wrong in this world."""
        self.answers.spoil(self.world, wrong)

    @property
    def was_spoilt(self) -> bool:
        """Whether the mock has answered anything wrongly in this world."""
        return self.answers.has_spoilt(self.world)

    def outcomes(self, path: str) -> list[str]:
        """How the requests for a path ended, by the journal."""
        with self.mock.store.read(self.world) as state:
            return [entry.outcome for entry in state.journal() if entry.path == path]

    def wait(self, seconds: int) -> None:
        """Lets the world's clock go on."""
        with self.mock.control() as control:
            control.put(f"/worlds/{self.world}/clock", json={"advance_seconds": seconds}).raise_for_status()

    def _persona(self, name: str) -> dict[str, Any]:
        return next(one for one in self.made["personas"] if one["name"] == name)

"""Mail that the courts and PACER send."""

from __future__ import annotations

from dataclasses import dataclass

from mock_ecf.domain.records import Mail
from mock_ecf.domain.state import State


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail's wording; the braces ``{person}``, ``{court}``, ``{login}``, ``{reason}`` are filled in."""

    subject: str
    body: str

    def filled(self, **values: str) -> Letter:
        """The letter with its braces filled in. Errors: ``KeyError`` for a brace without a value."""
        return Letter(self.subject.format(**values), self.body.format(**values))


def send(state: State, court: str, to: str, sender: str, letter: Letter) -> None:
    """Sends a court's letter; with the fault ``mail-never-comes`` it is lost on its way."""
    if not state.has_fault("mail-never-comes", court):
        state.add_mail(Mail(to, sender, letter.subject, letter.body, state.now))

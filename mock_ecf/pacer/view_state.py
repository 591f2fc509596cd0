"""What PACER's sign-in page remembers between its steps, sealed in the page itself.

After the password the page is shown again, for the second factor and for the redaction agreement. As a
JSF page with its state at the client does, it then carries who is signing in and which step comes next
(never the password), sealed with a key that dies with the process and bound to the browser's session and
world. A page of one step cannot be posted as that of another.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from cryptography.fernet import Fernet, InvalidToken

LIFETIME = timedelta(minutes=30)
"""How long a page can be posted, by the world's clock. The real figure is not known; this is ours."""

_SEALED_AT = "sealed_at"


class SignInStep(StrEnum):
    """What the page asks for; whatever comes before it was done."""

    PASSWORD = "password"  # noqa: S105 - a step's name
    PASSCODE = "passcode"
    UPDATE = "update"
    ENROLL = "enroll"
    BACKUP_CODES = "backup-codes"
    REDACTION = "redaction"


@dataclass(frozen=True, slots=True)
class ViewState:
    """The session and world that the page was made for; after the password also who signs in.

    ``authenticator`` is the secret that a user who enrolls was shown, until the first passcode is given.
    ``known_by`` stands for the password that was given: with another one the steps begin anew.
    """

    session: str = field(repr=False)
    world: str
    username: str = ""
    client_code: str = ""
    step: SignInStep = SignInStep.PASSWORD
    authenticator: str = field(default="", repr=False)
    known_by: str = field(default="", repr=False)


class Sealer:
    """Seals and opens view states with one random key, until their session ends."""

    def __init__(self) -> None:
        self._fernet = Fernet(Fernet.generate_key())
        self._ended: set[str] = set()

    def end(self, session: str) -> None:
        """Ends a browser's session: a page of it that is posted once more signs nobody in."""
        self._ended.add(session)

    def has_ended(self, session: str) -> bool:
        """Whether the session was ended."""
        return session in self._ended

    def seal(self, state: ViewState, now: datetime) -> str:
        """The state as letters and digits for a hidden field; ``now`` is the world's clock."""
        values = asdict(state) | {_SEALED_AT: now.isoformat()}
        return self._fernet.encrypt(json.dumps(values).encode()).decode()

    def open(self, sealed: str, session: str, world: str, now: datetime) -> ViewState | None:
        """The state, if it was sealed here, lately, and for this session and world, which go on."""
        try:
            values = json.loads(self._fernet.decrypt(sealed.encode()))
        except InvalidToken:
            return None
        sealed_at = datetime.fromisoformat(values.pop(_SEALED_AT))
        state = ViewState(**{**values, "step": SignInStep(values["step"])})
        if (state.session, state.world) != (session, world) or self.has_ended(session):
            return None
        return state if now - sealed_at <= LIFETIME else None

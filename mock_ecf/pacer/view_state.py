"""What PACER's sign-in page remembers between its steps, sealed in the page itself.

The page is asked for again after the password, for the redaction agreement. As a JSF page with its
state at the client does, it carries what was typed, sealed with a key that dies with the process
and bound to the browser's session and to the world. Nobody but this process can read it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from cryptography.fernet import Fernet, InvalidToken

LIFETIME_SECONDS = 1_800


@dataclass(frozen=True, slots=True)
class ViewState:
    """The session and world that the page was made for, and what was typed before, if anything."""

    session: str = field(repr=False)
    world: str
    username: str = ""
    password: str = field(default="", repr=False)
    client_code: str = ""


class Sealer:
    """Seals and opens view states with one random key."""

    def __init__(self) -> None:
        self._fernet = Fernet(Fernet.generate_key())

    def seal(self, state: ViewState) -> str:
        """The state as letters and digits for a hidden field."""
        return self._fernet.encrypt(json.dumps(asdict(state)).encode()).decode()

    def open(self, sealed: str, session: str, world: str) -> ViewState | None:
        """The state, if it was sealed here, lately, and for this session and world."""
        try:
            values = json.loads(self._fernet.decrypt(sealed.encode(), ttl=LIFETIME_SECONDS))
        except InvalidToken:
            return None
        state = ViewState(**values)
        return state if (state.session, state.world) == (session, world) else None

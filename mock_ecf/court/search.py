"""Who may search for cases at a court: not every PACER account can."""

from __future__ import annotations

from werkzeug.wrappers import Response

from mock_ecf.app_context import outcome
from mock_ecf.court.visit import Visit
from mock_ecf.domain import privileges
from mock_ecf.domain.records import SignOn
from mock_ecf.world_state import WorldState


def refusal(state: WorldState, here: Visit) -> Response | None:
    """The page that says why this user cannot search; ``None`` if they can."""
    if not isinstance(here.sign_on, SignOn):
        return None
    found = privileges.search_refusal(state, here.sign_on.username)
    if found is None:
        return None
    outcome(f"refused: {found.code}")
    return here.page("message.html", message=here.profile.text(found.code))

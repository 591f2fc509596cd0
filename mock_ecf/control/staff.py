"""What waits for the staff of a world's courts: requests of both kinds, listed and decided."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from mock_ecf.app_context import address_office, office
from mock_ecf.control.answers import refuse
from mock_ecf.domain import address_correction, approval
from mock_ecf.domain.records import AddressRequest, LinkRequest
from mock_ecf.world_state import WorldState

LINK: Final = "link"
ADDRESS: Final = "address"


def requests(state: WorldState) -> list[dict[str, Any]]:
    """Every request, in the order of the world's clock; ``kind`` is ``link`` or ``address``."""
    found: list[LinkRequest | AddressRequest] = [*state.link_requests(), *state.address_requests()]
    return [as_json(one) for one in sorted(found, key=lambda one: one.asked_at)]


def decide(state: WorldState, identifier: str, approve: bool, reason: str) -> dict[str, Any]:
    """Approves or rejects a request; the user gets mail. Aborts with 404 if there is none, 409 if it was."""
    to_link, to_correct = state.link_request(identifier), state.address_request(identifier)
    decided: LinkRequest | AddressRequest
    try:
        if to_link is not None:
            decided = approval.decide(state, office(to_link.court), to_link, approve, reason)
        elif to_correct is not None:
            desk = address_office(to_correct.court)
            decided = address_correction.decide(state, desk, to_correct, approve, reason)
        else:
            refuse(f"There is no request {identifier!r} in this world.", 404)
    except approval.AlreadyDecided as error:
        refuse(f"{error}. A request is decided once.", 409)
    return as_json(decided)


def as_json(request: LinkRequest | AddressRequest) -> dict[str, Any]:
    """A request as the control API gives it."""
    kind = LINK if isinstance(request, LinkRequest) else ADDRESS
    return {"kind": kind, **asdict(request), "asked_at": request.asked_at.isoformat()}

"""The routes of the control API. Every one wants the token that was printed at the start."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, TypeVar

from flask import Blueprint, Response, request
from pydantic import BaseModel, ValidationError

from mock_ecf.app_context import mock
from mock_ecf.control import staff, worlds
from mock_ecf.control.answers import json_response, refuse, refuse_invalid, refuse_unknown
from mock_ecf.control.requests import LAST_DAY, ClockMove, Decision, NewFault, NewWorld, StaffPlan
from mock_ecf.domain.faults import FAULTS, PAGES, WITH_PAGE
from mock_ecf.domain.records import ActiveFault
from mock_ecf.store import UnknownWorld
from mock_ecf.world_state import WorldState

blueprint = Blueprint("control", __name__)
Body = TypeVar("Body", bound=BaseModel)
View = Callable[..., Response]


def _route(method: str, path: str) -> Callable[[View], View]:
    return blueprint.route(path, methods=[method], host="<control:address>")


@blueprint.before_request
def _check_token() -> None:
    if request.path == "/" and request.method == "GET":
        return  # says where the start page is and nothing else
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind != "Bearer" or not hmac.compare_digest(token.encode(), mock().settings.token.encode()):
        refuse(
            "The control API wants the header 'Authorization: Bearer TOKEN' with the token printed at start.",
            401,
        )


def _body(shape: type[Body]) -> Body:
    # No body at all is an empty one; what is not JSON, or of another type, is refused and never a default.
    try:
        return shape.model_validate_json(request.get_data() or b"{}", strict=True)
    except ValidationError as error:
        refuse_invalid(error)


@contextmanager
def _world(name: str, write: bool = False) -> Iterator[WorldState]:
    store = mock().settings.store
    try:
        with store.write(name) if write else store.read(name) as state:
            yield state
    except UnknownWorld:
        refuse(f"There is no world {name!r}. It may have been dropped.", 404)


@_route("GET", "/")
def welcome() -> Response:
    """Tells somebody who opens the control API in a browser where to go."""
    port = request.host.rpartition(":")[2]
    return json_response({"control": "ecf-harness", "start page": f"http://localhost:{port}/"})


@_route("GET", "/courts")
def courts() -> Response:
    """The courts that documents tell of; with ``?assumed=yes`` every court of the directory as well."""
    profiles = mock().settings.profiles
    codes = profiles.codes() if request.args.get("assumed") == "yes" else profiles.documented()
    return json_response([profiles.get(code).summary() for code in codes])


@_route("GET", "/personas")
def personas() -> Response:
    """Every persona with what it is for."""
    known = mock().settings.personas
    return json_response(
        [{"name": name, "description": known.get(name).description} for name in known.names()]
    )


@_route("GET", "/faults")
def known_faults() -> Response:
    """Every fault with what the site then does wrong, and the pages that error-500 can name."""
    return json_response({"faults": dict(FAULTS), "pages": list(PAGES)})


@_route("POST", "/worlds")
def make_world() -> Response:
    """Makes a world; its credentials are in this answer and nowhere else."""
    return json_response(worlds.make_world(mock().settings, _body(NewWorld)), 201)


@_route("GET", "/worlds/<world>")
def show_world(world: str) -> Response:
    """A world's clock, courts, personas (without credentials), links and faults."""
    with _world(world) as state:
        return json_response(
            {
                "world": state.world,
                "clock": state.now.isoformat(),
                "courts": list(state.courts()),
                "personas": [dict(persona) for persona in state.personas()],
                "links": [_plain(link) for link in state.links()],
                "faults": [_plain(fault) for fault in state.faults()],
            }
        )


@_route("DELETE", "/worlds/<world>")
def drop_world(world: str) -> Response:
    """Drops a world and all that belongs to it."""
    try:
        mock().settings.store.drop_world(world)
    except UnknownWorld:
        refuse(f"There is no world {world!r}. It may have been dropped.", 404)
    return Response(status=204)


@_route("PUT", "/worlds/<world>/clock")
def move_clock(world: str) -> Response:
    """Moves the world's clock to a time, or forward by seconds."""
    move = _body(ClockMove)
    with _world(world, write=True) as state:
        moved = move.from_time(state.now)
        if moved > LAST_DAY:
            refuse(f"The clock would stand at {moved:%Y-%m-%d}; expected {LAST_DAY:%Y-%m-%d} at the latest.")
        state.set_clock(moved)
        return json_response({"world": world, "clock": state.now.isoformat()})


@_route("PUT", "/worlds/<world>/staff/<court>")
def plan_staff(world: str, court: str) -> Response:
    """Tells the staff of a court how to decide requests that come from now on."""
    plan = _body(StaffPlan)
    with _world(world, write=True) as state:
        _check_court(state, court)
        state.save_staff_decision(worlds.decision(court, plan))
    return json_response({"world": world, "court": court, **plan.model_dump()})


@_route("GET", "/worlds/<world>/faults")
def faults(world: str) -> Response:
    """The faults that are set."""
    with _world(world) as state:
        return json_response([_plain(fault) for fault in state.faults()])


@_route("POST", "/worlds/<world>/faults")
def set_fault(world: str) -> Response:
    """Sets a fault for the world, or for one court or page of it."""
    body = _body(NewFault)
    if body.fault not in FAULTS:
        refuse_unknown("fault", body.fault, FAULTS)
    if body.page is not None and body.page not in PAGES:
        refuse_unknown("page", body.page, PAGES)
    if body.page is None and body.fault in WITH_PAGE:
        refuse(f"The fault {body.fault!r} needs a page: {', '.join(PAGES)}.")
    if body.page is not None and body.fault not in WITH_PAGE:
        refuse(f"The fault {body.fault!r} takes no page; only {', '.join(WITH_PAGE)} does.")
    with _world(world, write=True) as state:
        if body.court is not None:
            _check_court(state, body.court)
        state.add_fault(ActiveFault(body.fault, body.court, body.page))
    return json_response({"world": world, **body.model_dump()}, 201)


@_route("DELETE", "/worlds/<world>/faults")
def clear_faults(world: str) -> Response:
    """Ends every fault of the world, or those named by ``?fault=``."""
    with _world(world, write=True) as state:
        state.clear_faults(request.args.get("fault"))
    return Response(status=204)


@_route("GET", "/worlds/<world>/mail")
def mail(world: str) -> Response:
    """The mail that was sent, oldest first; ``?address=`` limits it to one receiver."""
    with _world(world) as state:
        return json_response([_plain(letter) for letter in state.mail(request.args.get("address"))])


@_route("GET", "/worlds/<world>/journal")
def journal(world: str) -> Response:
    """Every request: when, what and with which outcome."""
    with _world(world) as state:
        return json_response([_plain(entry) for entry in state.journal()])


@_route("GET", "/worlds/<world>/requests")
def requests(world: str) -> Response:
    """The requests that went to a court's staff: to link, and to correct the address on file."""
    with _world(world) as state:
        return json_response(staff.requests(state))


@_route("POST", "/worlds/<world>/requests/<identifier>")
def decide(world: str, identifier: str) -> Response:
    """Approves or rejects one request; the user gets mail."""
    body = _body(Decision)
    with _world(world, write=True) as state:
        return json_response(staff.decide(state, identifier, body.decision == "approve", body.reason))


def _check_court(state: WorldState, court: str) -> None:
    if court not in state.courts():
        refuse_unknown("court of this world", court, state.courts())


def _plain(record: Any) -> dict[str, Any]:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in asdict(record).items()
    }

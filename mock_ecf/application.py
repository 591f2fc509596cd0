"""Puts the application together: hosts, rooms, and what happens around every request."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, abort, g, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException, NotFound

from mock_ecf import address as addresses
from mock_ecf import app_context, control, court, mail, pacer, start
from mock_ecf.app_context import Mock, Settings, address, mock
from mock_ecf.domain import address_correction, approval, sign_on
from mock_ecf.domain.records import JournalEntry
from mock_ecf.pacer.cookies import COURT_TOKEN, TOKEN
from mock_ecf.store import UnknownWorld
from mock_ecf.world_state import WorldState

_WITHOUT_WORLD = ("start", "control")
_LONGEST_BODY = 1_000_000  # bytes; no form and no call needs more
_NO_SUCH_PAGE = "This mock does not have this page. Go back, or begin again at the address without its path."
_NO_SUCH_HOST = (
    "This mock answers for PACER and for the courts that it knows, and this host is none of them. Addresses "
    "to open are on the start page, at localhost with this port."
)


def create_app(settings: Settings) -> Flask:
    """The application; everything it needs is passed in."""
    app = Flask(__name__, static_folder=None, template_folder="templates", host_matching=True)
    app.config["MAX_CONTENT_LENGTH"] = _LONGEST_BODY
    app.extensions["mock_ecf"] = Mock(settings)
    app.jinja_env.undefined = StrictUndefined
    app.url_map.converters.update(addresses.converters())
    app.url_value_preprocessor(_take_address)
    app.before_request(_enter_world)
    app.after_request(_sign_response)
    app.after_request(_note_in_journal)
    app.register_error_handler(HTTPException, _show_http_error)
    for room in (control, pacer, court, mail, start):
        for blueprint in room.blueprints:
            app.register_blueprint(blueprint)
    return app


def _take_address(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values is not None and "address" in values:
        g.address = values.pop("address")


def _enter_world() -> None:
    if "address" not in g and (found := addresses.understood(request.host.lower())):
        g.address = found  # a path that this host does not have is asked of a world and noted all the same
    if "address" not in g or address().kind in _WITHOUT_WORLD:
        return
    with app_context.read() as state:
        if address().court and address().court not in state.courts():
            abort(
                404, f"This world has no court {address().court!r}. Its courts: {', '.join(state.courts())}."
            )
        _stop_at_a_host_of_no_court()
        due = state.has_due_request(mock().settings.seconds())
        moved = _clock_moved_since_last_seen(state)
    if due:
        _let_staff_decide()
    if moved:
        _touch_sign_ons()


def _stop_at_a_host_of_no_court() -> None:
    """A real name leads to a court only if it is that court's whole host, not one that begins like it."""
    if not address().court or address().world is not None:
        return
    host = app_context.profiles().host(address().court)
    if request.host.lower().partition(":")[0] != host:
        abort(404, f"The host of this court is {host}.")


def _clock_moved_since_last_seen(state: WorldState) -> bool:
    token = request.cookies.get(TOKEN, "")
    central = sign_on.current(state, token)
    if address().court:
        own = sign_on.current_at_court(
            state, app_context.profile().rules, request.cookies.get(COURT_TOKEN, "")
        )
        if own is not None and own.last_seen != state.now:
            return True
    return central is not None and central.last_seen != state.now


def _touch_sign_ons() -> None:
    with app_context.write() as state:
        token = request.cookies.get(TOKEN, "")
        if token:
            sign_on.touch(state, token)
        if address().court:
            own = request.cookies.get(COURT_TOKEN, "")
            sign_on.touch_at_court(state, app_context.profile().rules, own)


def _let_staff_decide() -> None:
    with app_context.write() as state:
        now = mock().settings.seconds()
        approval.decide_due(state, app_context.office, now)
        address_correction.decide_due(state, app_context.address_office, now)


def _sign_response(response: Response) -> Response:
    response.headers["Server"] = "Apache"
    response.headers.setdefault("Cache-Control", "max-age=0")
    return response


def _note_in_journal(response: Response) -> Response:
    if "address" not in g or address().kind in _WITHOUT_WORLD:
        return response
    try:
        with mock().settings.store.write(app_context.world_name()) as state:
            state.add_journal_entry(
                JournalEntry(
                    at=state.now,
                    method=request.method,
                    host=request.host,
                    path=request.path,
                    status=response.status_code,
                    outcome=g.get("outcome", ""),
                )
            )
    except (UnknownWorld, HTTPException):
        pass  # the request named no world of ours, and was told so: there is no journal to keep it
    return response


def _show_http_error(error: HTTPException) -> Response | HTTPException:
    if error is request.routing_exception and isinstance(error, NotFound):
        app_context.outcome("no such page")
        error.description = _NO_SUCH_PAGE if "address" in g else _NO_SUCH_HOST
    if "address" in g and address().kind == "control":
        return control.error_response(error)
    return error

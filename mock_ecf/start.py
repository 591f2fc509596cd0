"""The start page for people: addresses to open, personas with their credentials, the mailbox."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from mock_ecf.address import peoples_address
from mock_ecf.app_context import mock
from mock_ecf.store import UnknownWorld

blueprint = Blueprint("start", __name__)


@blueprint.get("/", host="<start:address>")
def start_page() -> str:
    """Where to begin; only there when a world for people was declared at the start."""
    running = mock()
    world = running.settings.default_world
    if world is None:
        abort(404, "No world for people was declared. Start the mock with 'ecf serve'.")
    try:
        with running.settings.store.read(world) as state:
            clock, courts = state.now, state.courts()
    except UnknownWorld:
        abort(404, "The world for people was dropped. End the mock and start it again for a new one.")
    where = peoples_address(world, running.settings.http_port())
    return render_template(
        "start/index.html",
        clock=clock,
        courts=[
            (running.settings.profiles.get(code), where.url("court", "/", court=code)) for code in courts
        ],
        pacer=where.url("pacer_home"),
        mailbox=where.url("mailbox"),
        personas=running.shown.get(world, []),
        descriptions={
            name: running.settings.personas.get(name) for name in running.settings.personas.names()
        },
    )


blueprints = (blueprint,)

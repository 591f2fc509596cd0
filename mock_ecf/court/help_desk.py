"""The court's help desk: what the documents and public pages state of it, and nothing else."""

from __future__ import annotations

from typing import Final

from flask import Blueprint
from werkzeug.wrappers import Response

from mock_ecf.app_context import read
from mock_ecf.court.visit import visit

blueprint = Blueprint("court_help_desk", __name__, template_folder="templates")

HELP_DESK: Final = "/cgi-bin/HelpDesk.pl"


@blueprint.get(HELP_DESK, host="<court:address>")
def help_desk() -> Response:
    """Phone, mail, hours and web page as far as they are stated, for everybody."""
    with read() as state:
        return visit(state).page("help_desk.html")

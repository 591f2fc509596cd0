"""What every court page asks for besides itself: styles, scripts, the logo."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, send_from_directory
from werkzeug.wrappers import Response

blueprint = Blueprint("court_files", __name__)

_FOLDER = Path(__file__).with_name("static")
_A_DAY = 86_400


@blueprint.get("/css/<any('default.css', 'print.css'):name>", host="<court:address>")
@blueprint.get("/lib/<any('core.js'):name>", host="<court:address>")
@blueprint.get("/graphics/<any('cmecf.svg', 'seal.svg'):name>", host="<court:address>")
def static_file(name: str) -> Response:
    """A file that is the same at every court."""
    return send_from_directory(_FOLDER, name, max_age=_A_DAY)

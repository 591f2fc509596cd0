"""The mailbox: a page on which people and flows read the mail that was sent in the world."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import read

blueprint = Blueprint("mailbox", __name__, template_folder="templates")


@blueprint.get("/", host="<mailbox:address>")
def mailbox() -> Response:
    """The mail of one receiver (``?address=``) or of everybody, newest first."""
    receiver = request.args.get("address", "").strip()
    with read() as state:
        letters = state.mail(receiver or None)
        people = state.personas()
    return make_response(
        render_template("mail/mailbox.html", receiver=receiver, letters=letters[::-1], people=people)
    )

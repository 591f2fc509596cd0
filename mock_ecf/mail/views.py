"""The mailbox: a page on which people and flows read the mail that was sent in the world."""

from __future__ import annotations

import re

from flask import Blueprint, make_response, render_template, request
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from mock_ecf.app_context import read

blueprint = Blueprint("mailbox", __name__, template_folder="templates")

_ADDRESS = re.compile(r"(https?://[^\s?<>\"]+)(\?[^\s<>\"]+)?")


@blueprint.get("/", host="<mailbox:address>")
def mailbox() -> Response:
    """The mail of one receiver (``?address=``) or of everybody, newest first; undelivered mail says so."""
    receiver = request.args.get("address", "").strip()
    with read() as state:
        letters = state.mail(receiver or None)
        people = state.personas()
    read_here = {person["address"].lower() for person in people}
    return make_response(
        render_template(
            "mail/mailbox.html",
            receiver=receiver,
            letters=letters[::-1],
            people=people,
            read_here=read_here,
        )
    )


@blueprint.app_template_filter("with_links")
def with_links(body: str) -> Markup:
    """A mail's text, where addresses can be clicked.

    What stands behind the question mark is in the page but cut off where it is shown, because a link's
    token opens an account and a picture of the mailbox may be kept.
    """
    parts, end = [], 0
    for found in _ADDRESS.finditer(body):
        query = Markup('<span class="query">{}</span>').format(found[2]) if found[2] else ""
        link = Markup('<a href="{}">{}{}</a>').format(found[0], found[1], query)
        parts += [escape(body[end : found.start()]), link]
        end = found.end()
    return Markup("").join([*parts, escape(body[end:])])

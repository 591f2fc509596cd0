"""How the sign-in page answers: HTML to a plain post, a partial response to a scripted one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from flask import make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.pacer.view_state import SignInStep

_XML = "text/xml; charset=UTF-8"
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Page:
    """The sign-in page in one of its steps. ``query`` keeps the way back from step to step.

    ``skips`` is how often enrolling can still be put off; ``authenticator`` the secret to enroll with, and
    ``authenticator_address`` the same for an app; ``backup_codes`` are shown this once; ``mailed`` says
    that a passcode was mailed.
    """

    query: str
    step: SignInStep = SignInStep.PASSWORD
    username: str = ""
    messages: tuple[str, ...] = ()
    field_errors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    skips: int = 0
    authenticator: str = field(default="", repr=False)
    authenticator_address: str = field(default="", repr=False)
    backup_codes: tuple[str, ...] = field(default=(), repr=False)
    mailed: bool = False


def is_scripted() -> bool:
    """Whether this request was sent by the page's script."""
    names = ("jakarta.faces.partial.ajax", "javax.faces.partial.ajax")
    return any(request.form.get(name) == "true" for name in names)


def shown(page: Page, view_state: str) -> Response:
    """The page; to a script only the parts of it that can have changed."""
    if not is_scripted():
        return make_response(render_template("pacer/sign_in.html", page=page, view_state=view_state))
    return _xml(render_template("pacer/partial_page.xml", page=page, view_state=view_state))


def redirected(url: str) -> Response:
    """The way to ``url``; a script is told to go there itself."""
    if not is_scripted():
        return redirect(url)
    return _xml(render_template("pacer/partial_redirect.xml", url=url))


def _xml(body: str) -> Response:
    # What somebody typed is shown again; a sign that XML forbids would make the whole answer unreadable.
    response = make_response(_NOT_IN_XML.sub("", body))
    response.headers["Content-Type"] = _XML
    return response

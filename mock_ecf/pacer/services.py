"""PACER's interface for programs: sign in and out by JSON or XML (PACER Authentication API)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from xml.sax.saxutils import escape

from flask import Blueprint, make_response, request
from lxml import etree
from werkzeug.wrappers import Response

from mock_ecf.app_context import mock, outcome, write
from mock_ecf.domain import sign_on
from mock_ecf.domain.sign_on import SignInResult
from mock_ecf.pacer.texts import text

blueprint = Blueprint("pacer_services", __name__)

_HOST = "<pacer_login:address>"
_JSON, _XML = "application/json", "application/xml"
_KNOWN_TYPES = (_JSON, _XML, "text/xml")
_ROOT = "CsoAuth"
_SIGNED_IN, _REDACTION_NEEDED, _BAD_CREDENTIALS = "0", "1", "13"


@blueprint.post("/services/cso-auth", host=_HOST)
def sign_in() -> Response:
    """Gives a token for good credentials; always HTTP 200, the result says how it went."""
    body = _body()
    with write() as state:
        result = sign_on.sign_in_by_program(
            state,
            body.get("loginId", ""),
            body.get("password", ""),
            body.get("clientCode", ""),
            body.get("redactFlag") == "1",
            body.get("otpCode", ""),
            mock().settings.seconds(),
        )
    outcome("signed in" if result.token else f"refused: {result.refusal or 'redaction agreement needed'}")
    return _answer(_sign_in_answer(result))


@blueprint.post("/services/cso-logout", host=_HOST)
def sign_out() -> Response:
    """Ends the sign-on of a token everywhere."""
    with write() as state:
        sign_on.sign_out(state, _body().get("nextGenCSO", ""))
    outcome("signed out")
    return _answer({"loginResult": _SIGNED_IN, "errorDescription": ""})


def _sign_in_answer(result: SignInResult) -> dict[str, str]:
    if result.token is not None:
        code, error = _SIGNED_IN, ""
    elif result.redaction_needed:
        code, error = _REDACTION_NEEDED, text("api-redaction")
    else:
        code, error = _BAD_CREDENTIALS, text("api-bad-credentials")
    return {"nextGenCSO": result.token or "", "loginResult": code, "errorDescription": error}


def _body() -> dict[str, str]:
    """What was sent, JSON or XML by its content type, as strings; empty if it is neither.

    The guide's XML request has the root ``CsoAuth``, as its answers have; any other says nothing.
    """
    if "xml" in request.mimetype:
        return _from_xml(request.get_data())
    return _from_json(request.get_data())


def _from_json(body: bytes) -> dict[str, str]:
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):  # not JSON, not UTF-8, or nested without end
        return {}
    if not isinstance(values, dict):
        return {}
    return {name: _encodable(value) for name, value in values.items() if isinstance(value, str)}


def _encodable(value: str) -> str:
    """The text with a question mark for each half of a surrogate pair, which JSON can hold alone."""
    return value.encode("utf-8", "replace").decode()


def _from_xml(body: bytes) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return {}
    if root.tag != _ROOT:
        return {}
    return {str(element.tag): element.text or "" for element in root}


def _answer(values: Mapping[str, str]) -> Response:
    if request.accept_mimetypes.best_match(_KNOWN_TYPES, default=_JSON) == _JSON:
        response = make_response(json.dumps(values))
        response.mimetype = _JSON
        return response
    elements = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in values.items())
    response = make_response(f'<?xml version="1.0" encoding="UTF-8"?><{_ROOT}>{elements}</{_ROOT}>')
    response.mimetype = _XML
    return response

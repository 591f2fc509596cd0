"""The cookies of a sign-on, as captures of the real site show them.

Those of the central sign-on are set for the parent domain, so every court and PACER itself get
them; the one of a court's own sign-in, before its go-live, stays with that court.
"""

from __future__ import annotations

import hashlib
from typing import Final

from flask import request
from werkzeug.wrappers import Response

from mock_ecf.address import Address

TOKEN: Final = "NextGenCSO"  # noqa: S105 - a cookie's name
COURT_TOKEN: Final = "CourtSession"  # noqa: S105 - a cookie's name
SESSION: Final = "JSESSIONID"

_BEFORE: Final = "PacerKnown"
_LASTING: Final = 30 * 86_400
_BESIDES: Final = ("PacerSession", "PacerUser", "PacerClientCode", "PacerPref")
_READ_BY_SCRIPTS: Final = frozenset(_BESIDES)


def sign_on_cookies(token: str, username: str, client_code: str) -> dict[str, str]:
    """Every cookie of a central sign-on. ``PacerSession`` has 128 characters, as the token has."""
    return {
        TOKEN: token,
        "PacerSession": hashlib.sha512(f"PacerSession {token}".encode()).hexdigest(),
        "PacerUser": username,
        "PacerClientCode": client_code,
        "PacerPref": "receipt=Y",
    }


def set_sign_on(response: Response, here: Address, values: dict[str, str]) -> None:
    """Sets the cookies of a central sign-on for the parent domain."""
    for name, value in values.items():
        response.set_cookie(
            name,
            value,
            domain=here.cookie_domain,
            path="/",
            secure=here.secure,
            httponly=name not in _READ_BY_SCRIPTS,
        )


def set_court_token(response: Response, here: Address, token: str) -> None:
    """Sets the cookie of a court's own sign-in, for this court alone."""
    response.set_cookie(COURT_TOKEN, token, path="/", secure=here.secure, httponly=True)


def set_session(response: Response, here: Address, session: str) -> None:
    """Sets the cookie that ties the steps of PACER's sign-in page together."""
    response.set_cookie(SESSION, session, path="/csologin", secure=here.secure, httponly=True)


def remember_visit(response: Response, here: Address) -> None:
    """Sets the cookie by which PACER knows a browser in which somebody has signed in before."""
    response.set_cookie(_BEFORE, "1", max_age=_LASTING, path="/csologin", secure=here.secure, httponly=True)


def was_here() -> bool:
    """Whether somebody has signed in with the browser of this request before."""
    return _BEFORE in request.cookies


def clear(response: Response, here: Address) -> None:
    """Makes the browser forget every sign-on."""
    for name in (TOKEN, *_BESIDES):
        response.delete_cookie(name, domain=here.cookie_domain, path="/", secure=here.secure)
    response.delete_cookie(COURT_TOKEN, path="/", secure=here.secure)

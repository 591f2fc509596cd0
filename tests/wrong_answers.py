"""A mock that is wrong in one point: what it answers in a world is changed on its way to the client.

A check that a right mock passes has to fail here, or it checks nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from werkzeug.wrappers import Request, Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Wrong = Callable[[Request, Response], bool]
"""What is done to an answer: it changes the answer to a request in place, and says whether it did."""


class WrongAnswers:
    """Stands before an application and changes its answers in those worlds that are to be wrong."""

    def __init__(self) -> None:
        self._wrong: dict[str, Wrong] = {}
        self._spoilt: set[str] = set()

    def spoil(self, world: str, wrong: Wrong) -> None:
        """From now on every answer of this world goes through ``wrong``."""
        self._wrong[world] = wrong

    def has_spoilt(self, world: str) -> bool:
        """Whether any answer of this world was changed: otherwise a test of it says nothing."""
        return world in self._spoilt

    def before(self, application: WSGIApplication) -> WSGIApplication:
        """The application with this before it."""

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            world = environ.get("HTTP_X_ECF_WORLD", "")
            wrong = self._wrong.get(world)
            if wrong is None:
                return application(environ, start_response)
            response = Response.from_app(application, environ, buffered=True)
            if wrong(Request(environ), response):
                self._spoilt.add(world)
            return response(environ, start_response)

        return answer


def all_of(wrongs: Iterable[Wrong]) -> Wrong:
    """Wrong in several points at once."""
    several = tuple(wrongs)
    return lambda request, response: any([wrong(request, response) for wrong in several])


def replaced(path: str, pattern: str, by: str) -> Wrong:
    """In answers of ``path`` everything that fits ``pattern`` reads otherwise."""

    def change(request: Request, response: Response) -> bool:
        text, found = re.subn(pattern, by, response.get_data(as_text=True))
        if request.path != path or not found:
            return False
        response.set_data(text)
        return True

    return change


def added(path: str, html: str) -> Wrong:
    """Pages at ``path`` have more in them than they should."""

    def change(request: Request, response: Response) -> bool:
        if request.path != path:
            return False
        response.set_data(response.get_data(as_text=True) + html)
        return True

    return change


def with_status(path: str, status: int) -> Wrong:
    """Answers of ``path`` have another status."""

    def change(request: Request, response: Response) -> bool:
        if request.path != path:
            return False
        response.status_code = status
        return True

    return change


def with_type(path: str, mimetype: str) -> Wrong:
    """Answers of ``path`` say that they are something else."""

    def change(request: Request, response: Response) -> bool:
        if request.path != path:
            return False
        response.mimetype = mimetype
        return True

    return change


def with_cookie(path: str, cookie: str) -> Wrong:
    """Answers of ``path`` set one cookie more."""

    def change(request: Request, response: Response) -> bool:
        if request.path != path:
            return False
        response.headers.add("Set-Cookie", cookie)
        return True

    return change


def without_cookie(name: str) -> Wrong:
    """A cookie is never set."""
    return _cookies(lambda cookie: None if cookie.startswith(f"{name}=") else cookie)


def cookies_for(domain: str) -> Wrong:
    """Every cookie that is meant for all of uscourts.gov is set for another domain."""
    return _cookies(lambda cookie: cookie.replace("Domain=uscourts.gov", f"Domain={domain}"))


def _cookies(change_one: Callable[[str], str | None]) -> Wrong:
    def change(_request: Request, response: Response) -> bool:
        cookies = response.headers.getlist("Set-Cookie")
        changed = [cookie for cookie in map(change_one, cookies) if cookie is not None]
        response.headers.setlist("Set-Cookie", changed)
        return changed != cookies

    return change

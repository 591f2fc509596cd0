"""Faults in which the browser keeps the old menus for a while after linking, until the user does something.

What a browser keeps is a cookie here. Who has seen the limited menus at such a court goes on seeing them
after linking, until the page is refreshed, a menu is clicked, they sign in anew, or clear their cookies
(D1 step 10).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, unquote

from flask import after_this_request, request
from werkzeug.wrappers import Response

from mock_ecf.app_context import address
from mock_ecf.domain import sign_on
from mock_ecf.domain.menus import MenuUser
from mock_ecf.domain.state import State
from mock_ecf.domain.tokens import digest
from mock_ecf.pacer.cookies import TOKEN

_COOKIE = "OldMenus"
_LASTING = 30 * 86_400
_FLY_OUTS = "/cgi-bin/menu.pl"


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where the old menus were seen last, under which sign-on, and whether the accounts were linked then."""

    page: str
    sign_on: str
    linked: bool


_ENDS: Mapping[str, Callable[[_Seen, _Seen], bool]] = MappingProxyType(
    {
        "menus-appear-after-refresh": lambda last, now: last.linked and now.page == last.page,
        "menus-appear-after-click": lambda last, now: last.linked and now.page != last.page,
        "menus-appear-after-sign-in": lambda last, now: now.sign_on != last.sign_on,
        "menus-appear-after-clearing-cookies": lambda last, now: False,  # noqa: ARG005 - nothing but that
    }
)


def shown_to(state: State, court: str, user: MenuUser) -> MenuUser:
    """The kind of user whose menus are drawn: of one who is linked perhaps still the old ones."""
    if user is MenuUser.SIGNED_OUT:
        return user
    fault = next((name for name in _ENDS if state.has_fault(name, court)), None)
    if fault is None:
        return user
    linked = _is_linked(state, court)
    last, now = _last(), _Seen(request.full_path, digest(request.cookies.get(TOKEN, ""))[:16], linked)
    if user is MenuUser.FILER:
        if last is None or _over(fault, last, now):
            return user
        user = MenuUser.PACER_ONLY
    if request.method == "GET" and request.path != _FLY_OUTS:
        _remember(now, lasting=fault == "menus-appear-after-clearing-cookies")
    return user


def _is_linked(state: State, court: str) -> bool:
    """Whether the user is linked, also on a result page that shows the old menus for the first time."""
    found = sign_on.current(state, request.cookies.get(TOKEN, ""))
    return found is not None and state.link_of_pacer(court, found.username) is not None


def _over(fault: str, last: _Seen, now: _Seen) -> bool:
    """Whether this request ends it: one for a page, not one that a script makes."""
    if request.method != "GET" or request.path == _FLY_OUTS or not _ENDS[fault](last, now):
        return False
    after_this_request(_forget)
    return True


def _last() -> _Seen | None:
    page, under, linked, *_ = [*unquote(request.cookies.get(_COOKIE, "")).rsplit(" ", 2), "", ""]
    return _Seen(page, under, linked == "linked") if under else None


def _remember(seen: _Seen, lasting: bool) -> None:
    linked = "linked" if seen.linked else "unlinked"
    value = quote(f"{seen.page} {seen.sign_on} {linked}", safe="")

    @after_this_request
    def _set(response: Response) -> Response:
        response.set_cookie(
            _COOKIE, value, path="/", secure=address().secure, max_age=_LASTING if lasting else None
        )
        return response


def _forget(response: Response) -> Response:
    response.delete_cookie(_COOKIE, path="/", secure=address().secure)
    return response

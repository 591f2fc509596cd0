"""PACER's other pages: home, list of NextGen courts, sign-out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from flask import Blueprint, make_response, redirect, render_template, request, send_from_directory
from werkzeug.wrappers import Response

from mock_ecf.app_context import address, court_url, outcome, profiles, read, write
from mock_ecf.courts import Profile
from mock_ecf.domain import sign_on
from mock_ecf.pacer import cookies
from mock_ecf.pacer.sign_in_page import sealer
from mock_ecf.pacer.texts import text
from mock_ecf.pacer.way_back import way_back

blueprint = Blueprint("pacer_pages", __name__, template_folder="templates")

LIST_OF_COURTS = "/psco/cgi-bin/links.pl"
_RESOURCE = "/resources/<any('pacer.css', 'sign-in.js'):name>"
_FILES = Path(__file__).with_name("static")
_A_DAY = 86_400


@blueprint.get("/", host="<pacer_home:address>")
def home() -> Response:
    """PACER's home page, with the list of courts."""
    return make_response(render_template("pacer/home.html", rows=_rows()))


@blueprint.get("/", host="<pacer_login:address>")
def sign_in_host() -> Response:
    """The host of the sign-in has nothing else at its root."""
    return redirect("/csologin/login.jsf")


@blueprint.get("/", host="<nextgen_list:address>")
def list_host() -> Response:
    """The host of the list has nothing else."""
    return redirect(LIST_OF_COURTS)


@blueprint.get(LIST_OF_COURTS, host="<nextgen_list:address>")
def nextgen_courts() -> Response:
    """The list of NextGen courts, whose address D0 gives."""
    return make_response(render_template("pacer/courts.html", rows=_rows()))


@blueprint.get("/csologin/logout.jsf", host="<pacer_login:address>")
def sign_out() -> Response:
    """Ends the sign-on everywhere; a court's Log Out leads here."""
    with write() as state:
        works = not state.has_fault("sign-out-does-nothing", way_back().code)
        if works:
            sign_on.sign_out(state, request.cookies.get(cookies.TOKEN, ""))
            sealer().end(request.cookies.get(cookies.SESSION, ""))
    response = make_response(render_template("pacer/signed_out.html"))
    if works:
        cookies.clear(response, address())
    outcome("signed out" if works else "not signed out, as the fault says")
    return response


@blueprint.get(_RESOURCE, host="<pacer_login:address>")
@blueprint.get(_RESOURCE, host="<pacer_home:address>")
@blueprint.get(_RESOURCE, host="<pacer_account:address>")
@blueprint.get(_RESOURCE, host="<nextgen_list:address>")
def resource(name: str) -> Response:
    """Styles and script of PACER's pages."""
    return send_from_directory(_FILES, name, max_age=_A_DAY)


def _rows() -> list[tuple[Profile, str, str, str]]:
    """The world's courts: profile, address, go-live date and whether they are live on its clock."""
    known = profiles()
    with read() as state:
        courts, now = state.courts(), state.now
    return [_row(known.get(code), now) for code in courts]


def _row(profile: Profile, now: datetime) -> tuple[Profile, str, str, str]:
    date = profile.go_live.date if profile.go_live else None
    shown = f"{date:%m/%d/%Y}" if date else text("list-no-date")
    status = text("list-live" if profile.rules.is_live(now) else "list-not-live")
    return profile, court_url(profile), shown, status

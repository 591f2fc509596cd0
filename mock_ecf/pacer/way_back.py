"""Where PACER leads after the sign-in: never anywhere but to a court of this site or to PACER."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from mock_ecf.app_context import address, court_url, profiles
from mock_ecf.courts import Profile

_COURT_HOME = "/cgi-bin/login.pl"


@dataclass(frozen=True, slots=True)
class WayBack:
    """The court that sent the user, if one did, and the addresses after Login and after Cancel."""

    court: Profile | None
    after_login: str
    after_cancel: str
    query: str

    @property
    def code(self) -> str | None:
        """The court's code, as faults name it."""
        return self.court.code if self.court else None


def way_back() -> WayBack:
    """Read from the parameters ``pscCourtId`` and ``appurl`` of this request."""
    court_id, wanted = request.args.get("pscCourtId", ""), request.args.get("appurl", "")
    if not wanted.isprintable():
        wanted = ""  # no address holds a line break, and no header may
    court = _court(court_id)
    query = urlencode({"pscCourtId": court_id, "appurl": wanted}, safe="/:") if court_id or wanted else ""
    if court is None:
        account = address().url("pacer_account")
        home = address().url("pacer_home")
        return WayBack(None, wanted if wanted.startswith(account) else home, home, query)
    entry = court_url(court)
    return WayBack(court, entry.rstrip("/") + _path(wanted, entry), entry, query)


def _path(wanted: str, entry: str) -> str:
    """The path within the court that ``wanted`` names, as a path or as an address of this court."""
    path = "/" + wanted.removeprefix(entry) if wanted.startswith(entry) else wanted
    return path if path.startswith("/") and not path.startswith("//") else _COURT_HOME


def _court(court_id: str) -> Profile | None:
    return profiles().with_psc_court_id(court_id) if court_id else None

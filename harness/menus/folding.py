"""When two labels say the same, and when two addresses lead to the same. Pure."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urljoin, urlsplit

from harness.page_view import fold

_FOLDED_AWAY = frozenset({"Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp", "Cc"})
_UNSEEN = frozenset({"Cf"})
_NOWHERE = re.compile(r"(?:javascript:\s*(?:void\s*\(?\s*0?\s*\)?|)\s*;?)?#?", re.IGNORECASE)
_SESSION = re.compile(r"(?:id=-?\d*|(?:csession|jsessionid|phpsessid|sessionid)=.*)", re.IGNORECASE)
_SESSION_NUMBER = re.compile(r"\d+-L_\d+_\d+-\d+")
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/;?]*", re.IGNORECASE)
_PROGRAMS = "/cgi-bin/"
_WEB = ("http", "https")


def fold_label(label: str) -> str:
    """A label as menus compare it: without regard to case, white space, punctuation and entities.

    ``"Complaint &amp;amp; Summons"`` and ``"complaint &  summons:"`` fold to the same. Marks between
    words part them (``"Motions/Applications"`` is two words), invisible ones fall away. A label of
    punctuation alone stays as it is, so that not all of these are one.
    """
    plain = unicodedata.normalize("NFKC", html.unescape(html.unescape(label)))
    words = "".join(map(_folded_sign, plain))
    return fold(words) or " ".join(label.split())


def _folded_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in _UNSEEN:
        return ""
    return " " if category in _FOLDED_AWAY else sign


def normalise_target(href: str, page: str = "") -> str:
    """Where a link leads, so that it is the same for every user, session and court.

    ``page`` is the address of the page on which the link stands. The court's own host, ``/cgi-bin/``,
    fragments, user and session numbers fall away: ``/cgi-bin/DisplayMenu.pl?Utilities&id=-1`` gives
    ``DisplayMenu.pl?Utilities``. Other parameters matter and stay. Another host stays too, without its
    scheme: ``//pacer.uscourts.gov/help``. A link to nowhere (``#``) gives ``""``, a script is kept
    without its white space.
    """
    href = href.strip()
    if _NOWHERE.fullmatch(href):
        return ""
    if href.casefold().startswith("javascript:"):
        return "javascript:" + "".join(href.split(":", 1)[1].split()).rstrip(";")
    try:
        link, here = urlsplit(urljoin(page, href)), urlsplit(page)
        foreign = bool(link.netloc) and link.netloc.casefold() != here.netloc.casefold()
    except ValueError:  # not an address at all: it stays what it is
        return href
    if link.scheme and link.scheme not in _WEB:
        return href
    path = _SESSION_IN_PATH.sub("", link.path)
    path = path if foreign else path.removeprefix(_PROGRAMS)
    host = f"//{link.netloc.casefold()}" if foreign and page else ""
    return host + path + _kept(link.query)


def _kept(query: str) -> str:
    if _SESSION_NUMBER.fullmatch(query):
        return ""
    kept = [part for part in query.split("&") if part and not _SESSION.fullmatch(part)]
    return "?" + "&".join(kept) if kept else ""

"""Walks through the mock's pages by everything in them that leads on, as somebody who clicks everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from tests.mock_site import Page, Site, Visitor

COURTS = ("ecf.azb.uscourts.gov", "ecf.cacd.uscourts.gov")
HOSTS = {
    "court": COURTS,
    "pacer_login": ("pacer.login.uscourts.gov",),
    "pacer_home": ("pacer.uscourts.gov",),
    "pacer_account": ("pacer.psc.uscourts.gov",),
    "nextgen_list": ("www.pacer.gov",),
    "mailbox": ("mailbox.ecf-harness.test",),
}
"""The real hosts of each kind of address; the start page and the control API are no pages of a world."""

_KNOWN = frozenset(host for hosts in HOSTS.values() for host in hosts)
_LEADS_ON = re.compile(
    r"""(?:href|src|action|data-menus)=["']([^"'#]+)|location\.assign\("([^"]+)|;url=([^'"]+)"""
)
_CHOICE = re.compile(r"<any\(([^)]*)\):\w+>")
_ENOUGH = 2_000  # pages; the mock has some seventy, and must not go round in circles


def addresses_of_routes(site: Site) -> list[str]:
    """An address for every route that can be opened, with each choice that its path leaves."""
    routes = (rule for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ()))
    kinds = [(str(rule.host).strip("<>").partition(":")[0], rule.rule) for rule in routes]
    return [
        f"https://{host}{path}"
        for kind, rule in kinds
        for host in HOSTS.get(kind, ())
        for path in _choices(rule)
    ]


def crawl(visitor: Visitor, addresses: Iterable[str], never: str = "") -> dict[str, Page]:
    """Every page that the addresses lead to, by its address; what contains ``never`` is not opened."""
    waiting, pages = list(addresses), dict[str, Page]()
    while waiting and len(pages) < _ENOUGH:
        address = waiting.pop()
        parts = urlsplit(address)
        if address in pages or parts.netloc not in _KNOWN or (never and never in address):
            continue
        path = parts._replace(scheme="", netloc="").geturl()
        pages[address] = visitor.request("GET", parts.netloc, path or "/")
        waiting += (urljoin(address, found) for found in _found_in(pages[address]))
    return pages


def _choices(rule: str) -> list[str]:
    found = _CHOICE.search(rule)
    if found is None:
        return [rule]
    names = (one.strip(" '\"") for one in found[1].split(","))
    return [path for name in names for path in _choices(rule.replace(found[0], name, 1))]


def _found_in(page: Page) -> Iterator[str]:
    if location := page.response.headers.get("Location"):
        yield location
    if page.response.mimetype == "text/html":
        for found in _LEADS_ON.finditer(page.raw):
            yield unescape(next(one for one in found.groups() if one))

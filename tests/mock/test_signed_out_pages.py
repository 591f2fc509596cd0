"""What clients rely on: only a page for somebody who is signed in has the logout link."""

from __future__ import annotations

import pytest
from werkzeug.routing import Rule

from tests.mock_site import (
    MAILBOX,
    NEXTGEN_LIST,
    PACER_ACCOUNT,
    PACER_HOME,
    PACER_LOGIN,
    Site,
)

LOGOUT_LINK = "/cgi-bin/login.pl?logout"
HOSTS = {
    "pacer_login": PACER_LOGIN,
    "pacer_home": PACER_HOME,
    "pacer_account": PACER_ACCOUNT,
    "nextgen_list": NEXTGEN_LIST,
    "mailbox": MAILBOX,
}
QUERIES = ("", "?logout", "?csession=x", "?Utilities&id=-1", "?item=help", "?result=x", "?pscCourtId=AZBK")


def hosts(rule: Rule) -> list[str]:
    """The hosts of a route, by real names; none for the start page and the control API."""
    kind = str(rule.host).strip("<>").partition(":")[0]
    return ["ecf.azb.uscourts.gov", "ecf.cacd.uscourts.gov"] if kind == "court" else [HOSTS[kind]]


def paths(site: Site) -> list[tuple[str, str, str]]:
    """Method, host and path of every route without a free part."""
    rules = [rule for rule in site.app.url_map.iter_rules() if "<" not in rule.rule]
    routes = [
        (method, host, rule.rule)
        for rule in rules
        if str(rule.host) not in ("<start:address>", "<control:address>")
        for host in hosts(rule)
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]
    assert len(routes) > 25
    return routes


@pytest.mark.parametrize("clock", ["2021-06-01T09:00:00", "2020-02-17T09:00:00"], ids=["live", "before"])
def test_no_page_has_the_logout_link_for_somebody_signed_out(site: Site, clock: str) -> None:
    """Every route, with every query that the courts know, asked by nobody in particular."""
    world = site.world(courts=["azb", "cacd"], clock=clock)
    for method, host, path in paths(site):
        for query in QUERIES:
            visitor = world.visitor()
            page = visitor.request(method, host, path + query)
            assert LOGOUT_LINK not in page.raw, f"{method} {host}{path}{query}"
            assert page.status < 500, f"{method} {host}{path}{query}"


def test_every_court_page_has_it_for_somebody_signed_in(site: Site) -> None:
    """The same pages, signed in: the bar is on each of them, and with it the link."""
    visitor = site.world(courts=["azb"]).visitor("linked-filer")
    visitor.sign_in("azb")
    for path in (
        "/cgi-bin/login.pl",
        "/cgi-bin/DisplayMenu.pl?Utilities",
        "/cgi-bin/LinkAccount.pl",
        "/cgi-bin/UpgradedAccount.pl",
        "/cgi-bin/CourtInfo.pl?location=main",
        "/cgi-bin/iquery.pl",
        "/cgi-bin/not-built.pl?item=help",
    ):
        assert LOGOUT_LINK in visitor.open("azb", path).raw, path


def test_the_page_after_log_out_does_not_have_it(site: Site) -> None:
    """Neither PACER's page nor that of a court before its go-live offers to log out again."""
    visitor = site.world(courts=["azb", "cacd"], clock="2020-02-17T09:00:00").visitor()
    visitor.sign_in("azb")
    for court in ("azb", "cacd"):
        assert LOGOUT_LINK not in visitor.open(court, LOGOUT_LINK).raw
        assert LOGOUT_LINK not in visitor.open(court).raw

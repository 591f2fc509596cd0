"""Which host a request is for, and how pages name each other's addresses.

The mock answers for the real names (``ecf.azb.uscourts.gov``; the world is named by a header) and
for people's names (``ecf.azb.<world>.uscourts.localhost:PORT``; the world is in the host). A page
leads to other hosts in the same way in which it was reached.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from flask import request
from werkzeug.routing import BaseConverter

REAL_HOSTS: Final = MappingProxyType(
    {
        "pacer_login": "pacer.login.uscourts.gov",
        "pacer_home": "pacer.uscourts.gov",
        "pacer_account": "pacer.psc.uscourts.gov",
        "nextgen_list": "www.pacer.gov",
        "mailbox": "mailbox.ecf-harness.test",
    }
)
"""The hosts that are not a court's, by kind."""

PEOPLES_HOSTS: Final = MappingProxyType(
    {
        "pacer_login": "pacer.login",
        "pacer_home": "pacer",
        "pacer_account": "pacer.psc",
        "nextgen_list": "www.pacer",
        "mailbox": "mailbox",
    }
)
"""What stands before ``.<world>.uscourts.localhost`` for each kind."""

_REAL_PARENT = "uscourts.gov"
_PEOPLES_PARENT = "uscourts.localhost"
_LABEL = "[a-z0-9][a-z0-9-]*"
_PORT = r"(?::\d+)?"


@dataclass(frozen=True, slots=True)
class Address:
    """A host, understood: its kind, the court's code if it is a court, the world if it names one.

    ``port`` is ``""`` or begins with a colon; ``secure`` says whether the page came over TLS.
    """

    kind: str
    court: str
    world: str | None
    port: str
    secure: bool

    def url(self, kind: str, path: str = "/", court: str = "", real_host: str = "") -> str:
        """The absolute URL of ``path`` at another host, named in the way this one was.

        ``court`` is a court's code, and ``real_host`` its real host, for the hosts of courts.
        """
        scheme = "https" if self.secure else "http"
        return f"{scheme}://{self._host(kind, court, real_host)}{self.port}{path}"

    @property
    def cookie_domain(self) -> str:
        """The parent domain for which the sign-on's cookies are set."""
        return _REAL_PARENT if self.world is None else f"{self.world}.{_PEOPLES_PARENT}"

    def _host(self, kind: str, court: str, real_host: str) -> str:
        if self.world is None:
            return real_host if kind == "court" else REAL_HOSTS[kind]
        before = f"ecf.{court}" if kind == "court" else PEOPLES_HOSTS[kind]
        return f"{before}.{self.world}.{_PEOPLES_PARENT}"


def peoples_address(world: str, port: int) -> Address:
    """The address from which people's pages of a world are named, for the start page."""
    return Address("start", "", world, f":{port}", secure=False)


def _address(kind: str, pattern: re.Pattern[str], host: str) -> Address:
    """The host of the current request, taken apart. Errors: ``ValueError`` if it is of another kind."""
    found = pattern.fullmatch(host)
    if found is None:
        raise ValueError(host)
    groups = found.groupdict()
    court = groups.get("real_court") or groups.get("court") or ""
    return Address(kind, court, groups.get("world"), groups["port"] or "", request.is_secure)


class _HostConverter(BaseConverter):
    """Turns the host of a request into an :class:`Address`."""

    part_isolating = True
    kind = ""
    pattern: re.Pattern[str]

    def to_python(self, value: str) -> Address:
        return _address(self.kind, self.pattern, value)

    def to_url(self, value: Any) -> str:
        return str(value)


def _converter(kind: str, pattern: str) -> type[_HostConverter]:
    anonymous = re.sub(r"\(\?P<\w+>", "(?:", pattern)
    attributes = {"kind": kind, "pattern": re.compile(pattern), "regex": anonymous}
    return type(f"{kind.title()}Host", (_HostConverter,), attributes)


def _patterns() -> dict[str, str]:
    port = f"(?P<port>{_PORT})"
    peoples = rf"(?P<world>{_LABEL})\.{re.escape(_PEOPLES_PARENT)}"
    patterns = {
        kind: rf"(?:{re.escape(REAL_HOSTS[kind])}|{re.escape(before)}\.{peoples}){port}"
        for kind, before in PEOPLES_HOSTS.items()
    }
    real = rf"ecf\.(?P<real_court>{_LABEL})(?:\.{_LABEL})?\.{re.escape(_REAL_PARENT)}"
    patterns["court"] = rf"(?:{real}|ecf\.(?P<court>{_LABEL})\.{peoples}){port}"
    patterns["start"] = rf"localhost{port}"
    patterns["control"] = rf"127\.0\.0\.1{port}"
    return patterns


_COMPILED = {kind: re.compile(pattern) for kind, pattern in _patterns().items()}


def understood(host: str) -> Address | None:
    """The host of a request whose path the mock does not have; ``None`` if the host is none of ours."""
    for kind, pattern in _COMPILED.items():
        if pattern.fullmatch(host):
            return _address(kind, pattern, host)
    return None


def converters() -> dict[str, type[BaseConverter]]:
    """A URL converter per kind of host, for rules such as ``host="<court:address>"``."""
    return {kind: _converter(kind, pattern) for kind, pattern in _patterns().items()}

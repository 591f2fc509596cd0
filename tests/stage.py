"""A small TLS site for the real names, on which tests put the pages that they need."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import trustme
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server

COURT = "ecf.azb.uscourts.gov"
OTHER_COURT = "ecf.gamb.uscourts.gov"
PACER = "pacer.login.uscourts.gov"
NAMES = (COURT, OTHER_COURT, PACER, "www.pacer.gov", "mailbox.ecf-harness.test")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that reached the site; ``cookies`` are the names of those it brought, sorted."""

    host: str
    method: str
    path: str
    query: str
    world: str | None
    body: str
    cookies: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the site answers."""

    body: str | bytes = ""
    status: str = "200 OK"
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = "text/html; charset=utf-8"


Page = str | Reply | Callable[[Asked], str | Reply]


@dataclass
class Stage:
    """The site: where it listens, its authority, its pages, and what it was asked for."""

    listener: str
    authority: Path
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    close: Callable[[], None] = lambda: None

    def put(self, path: str, page: Page, host: str = COURT) -> str:
        """Puts a page at a path of a host and gives its address."""
        self.pages[host, path] = page
        return f"https://{host}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [asked.path for asked in self.asked]

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answers one request (WSGI)."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        asked = Asked(
            host=environ["HTTP_HOST"],
            method=environ["REQUEST_METHOD"],
            path=environ["PATH_INFO"],
            query=environ["QUERY_STRING"],
            world=environ.get("HTTP_X_ECF_WORLD"),
            body=environ["wsgi.input"].read(length).decode(),
            cookies=" ".join(sorted(SimpleCookie(environ.get("HTTP_COOKIE", "")))),
        )
        self.asked.append(asked)
        page = self.pages.get((asked.host, asked.path), Reply("<h1>Not here</h1>", "404 Not Found"))
        answer = page(asked) if callable(page) else page
        reply = Reply(answer) if isinstance(answer, str) else answer
        body = reply.body.encode() if isinstance(reply.body, str) else reply.body
        start(
            reply.status, [("Content-Type", reply.kind), ("Content-Length", str(len(body))), *reply.headers]
        )
        return [] if reply.status.startswith("204") else [body]


@contextmanager
def raised_stage(folder: Path) -> Iterator[Stage]:
    """A stage that answers on a free loopback port; ``close`` ends it early."""
    authority = trustme.CA()
    certificate = authority.issue_cert(*NAMES)
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    (folder / "chain.pem").write_bytes(b"".join(pem.bytes() for pem in certificate.cert_chain_pems))
    certificate.private_key_pem.write_to_path(str(folder / "key.pem"))
    stage = Stage("", folder / "authority.pem")
    server = Server(("127.0.0.1", 0), stage, numthreads=8)
    server.shutdown_timeout = 1
    server.ssl_adapter = BuiltinSSLAdapter(str(folder / "chain.pem"), str(folder / "key.pem"))
    server.prepare()
    stage.listener = f"127.0.0.1:{server.bind_addr[1]}"
    thread = threading.Thread(target=server.serve, name="stage", daemon=True)
    thread.start()
    stage.close = server.stop
    try:
        yield stage
    finally:
        server.stop()
        thread.join(5)

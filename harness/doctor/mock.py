"""The mock: starts, shows a certificate that can be trusted, is reached through the gate, answers, stops."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from contextlib import suppress

import httpx

from harness.doctor.finding import Finding, look, trouble, unobserved
from harness.errors import Blocked, EcfError, MockDied
from harness.gate import Gate, Stopped
from harness.mock_process import MOCK, MockProcess, Ready
from harness.model import Verdict
from harness.site import SIGN_IN, Site
from harness.situation import Control

NAME, CERTIFICATES, GATE = "mock", "certificates", "gate"
_WORLD = "doctor"
_PATIENCE = 10.0  # seconds for one answer
_ELSEWHERE = "elsewhere.invalid"  # a name that can never be anybody's
_TODO = "Set the project up again (`make setup`, or install the package anew); its last words are above."
_TODO_TLS = (
    "Keep programs that look into TLS (virus scanner, proxy) from 127.0.0.1, and see that the machine's "
    "clock is right."
)
_TODO_GATE = "See whether a sandbox, firewall or virus scanner keeps programs from each other at 127.0.0.1."


def mock(command: Sequence[str] = MOCK) -> tuple[Finding, ...]:
    """Findings of the mock that ``command`` starts, of its certificates, and of the gate before it."""
    process = MockProcess(command=command, default_world=_WORLD)
    try:
        with process as running:
            courts = _courts(running.ready)
            further = (certificates(running.ready), gate(running.ready))
        if process.alive:
            raise MockDied("Told the mock to stop: expected that it ends, found that it still runs")
    except EcfError as error:
        why = "the mock must be well first"
        return trouble(NAME, error, _TODO), unobserved(CERTIFICATES, why), unobserved(GATE, why)
    return Finding(NAME, Verdict.PASSED, f"starts, answers for {courts} courts, and stops"), *further


def _courts(ready: Ready) -> int:
    with Control(ready.control, ready.token) as control:
        return len(control.courts())


def certificates(ready: Ready) -> Finding:
    """Whether a TLS client that trusts the mock's throw-away authority gets an answer from it."""

    def check() -> str:
        with _client(ready) as client:
            version = _ask(client, f"https://{ready.tls}/", "TLS with the mock")
        return f"a throw-away authority was made, and the mock answers a client that trusts it over {version}"

    return look(CERTIFICATES, check, _TODO_TLS)


def gate(ready: Ready) -> Finding:
    """Whether the gate leads a real name to the mock, and nowhere else."""

    def check() -> str:
        site = Site.mock(ready.tls, ready.authority)
        with Gate(site.route) as opened, _client(ready, f"http://{opened.address}") as client:
            _ask(client, f"https://{SIGN_IN}/", "asking through the gate")
            with suppress(httpx.HTTPError):  # as it must be
                client.get(f"https://{_ELSEWHERE}/")
            if opened.stopped != (Stopped(_ELSEWHERE, 443),):
                raise Blocked(
                    f"asked the gate for {_ELSEWHERE}: expected that it is stopped, found that it is not"
                )
        return f"leads {SIGN_IN} to the mock, and stops {_ELSEWHERE}"

    return look(GATE, check, _TODO_GATE)


def _client(ready: Ready, proxy: str | None = None) -> httpx.Client:
    try:
        trust = ssl.create_default_context(cafile=str(ready.authority))
    except (OSError, ssl.SSLError) as error:
        raise Blocked(f"expected the authority's certificate in {ready.authority}, found: {error}") from error
    # trust_env: a proxy of the machine has nothing to do with loopback
    return httpx.Client(verify=trust, proxy=proxy, timeout=_PATIENCE, trust_env=False)


def _ask(client: httpx.Client, url: str, what: str) -> str:
    """The version of TLS over which a page was answered."""
    try:
        with client.stream("GET", url) as answer:
            answer.read()
            used = answer.extensions["network_stream"].get_extra_info("ssl_object")
    except httpx.HTTPError as error:
        raise Blocked(f"{what}: expected an answer, found: {str(error) or type(error).__name__}") from error
    if answer.is_server_error:
        raise Blocked(f"{what}: expected an answer, found the status {answer.status_code}")
    return str(used.version())

"""Two clients that run no script: ``curl`` as it is installed, and a plain HTTP client with cookies."""

from __future__ import annotations

import http.cookiejar
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

import httpx
import pytest

from tests.mock_server import RunningMock
from tests.mock_transport import ToTheMock

_PATIENCE = 60  # seconds, for a machine that is busy
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    """What came back; redirects are not followed."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass(frozen=True)
class Cookie:
    """A cookie as the client keeps it; ``domain`` begins with a dot if it is for the hosts below it too."""

    name: str
    value: str
    domain: str
    path: str
    secure: bool


class PlainClient(Protocol):
    """One user's client, with cookies."""

    def send(self, url: str, body: str | None = None, **headers: str) -> Answer:
        """Asks for ``url``; posts ``body`` if there is one."""

    def cookies(self) -> dict[str, Cookie]:
        """The cookies that it keeps, by name."""


def post(client: PlainClient, url: str, form: Mapping[str, str]) -> Answer:
    """Posts a form as a browser without scripts does."""
    return client.send(url, urlencode(form), **_FORM)


class Httpx:
    """The plain HTTP client."""

    def __init__(self, mock: RunningMock, world: str) -> None:
        self._client = httpx.Client(transport=ToTheMock(mock, world), timeout=_PATIENCE)

    def send(self, url: str, body: str | None = None, **headers: str) -> Answer:
        """Asks for ``url``; posts ``body`` if there is one."""
        method = "GET" if body is None else "POST"
        got = self._client.request(method, url, content=body, headers=headers)
        return Answer(got.status_code, got.headers, got.text)

    def cookies(self) -> dict[str, Cookie]:
        """The cookies that it keeps, by name."""
        return {one.name: _cookie(one) for one in self._client.cookies.jar}

    def close(self) -> None:
        """Ends its connections."""
        self._client.close()


class Curl:
    """``curl``, a process for each request; the cookies are in its own file."""

    def __init__(self, mock: RunningMock, world: str, folder: Path) -> None:
        """Skips the test, and says why, where there is no curl."""
        program = shutil.which("curl")
        if program is None:
            pytest.skip("curl is not installed here; the same steps are tested with the plain HTTP client")
        self._folder = folder
        self._jar = folder / "cookies.txt"
        self._jar.touch()
        self._command = [
            program,
            "--disable",
            "--silent",
            "--show-error",
            "--noproxy",
            "*",
            "--proto",
            "=https",
        ]
        self._command += ["--connect-to", f"::127.0.0.1:{mock.tls_port}", "--cacert", str(mock.ca_file)]
        self._command += ["--cookie", str(self._jar), "--cookie-jar", str(self._jar)]
        self._command += ["--header", f"X-ECF-World: {world}"]

    def send(self, url: str, body: str | None = None, **headers: str) -> Answer:
        """Asks for ``url``; posts ``body``, by the standard input because of the passwords in it."""
        head, content = self._folder / "head.txt", self._folder / "body.txt"
        command = [*self._command, "--dump-header", str(head), "--output", str(content)]
        command += [part for name, value in headers.items() for part in ("--header", f"{name}: {value}")]
        command += [] if body is None else ["--data-binary", "@-"]
        content.write_text("")
        done = subprocess.run(
            [*command, url], input=body or "", text=True, capture_output=True, timeout=_PATIENCE
        )
        assert done.returncode == 0, done.stderr
        status, *lines = head.read_text().splitlines()
        fields = dict(line.split(": ", 1) for line in lines if ": " in line)
        return Answer(int(status.split()[1]), httpx.Headers(fields), content.read_text())

    def cookies(self) -> dict[str, Cookie]:
        """The cookies that it keeps, by name."""
        # curl marks the lines of cookies that no script may read; to others such a line is a comment.
        plain = self._jar.read_text().replace("#HttpOnly_", "")
        self._jar.with_suffix(".plain").write_text(f"# Netscape HTTP Cookie File\n{plain}")
        jar = http.cookiejar.MozillaCookieJar(self._jar.with_suffix(".plain"))
        jar.load(ignore_discard=True, ignore_expires=True)
        return {one.name: _cookie(one) for one in jar}

    def close(self) -> None:
        """Nothing of it is left running."""


def _cookie(one: http.cookiejar.Cookie) -> Cookie:
    return Cookie(one.name, one.value or "", one.domain, one.path, one.secure)

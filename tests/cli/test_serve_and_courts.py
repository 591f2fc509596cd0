"""``ecf serve`` and ``ecf courts`` from outside."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from flows.instruction_files import courts
from tests.cli.conftest import Ecf
from tests.cli.environment import environment
from tests.mail_relay import mail_relay
from tests.mock_server import ServedMock, asked


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """``ecf serve`` in the background, ended at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "harness.cli", "serve", *options],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_one_line_of_json_tells_other_programs_everything(tmp_path: Path) -> None:
    """The ready line has both listeners, the authority, the control API, the world and the personas."""
    with serving(tmp_path, "--json") as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        assert {"tls", "http", "ca", "control", "token", "world", "personas"} <= set(ready)
        assert Path(ready["ca"]).read_text("utf-8").startswith("-----BEGIN CERTIFICATE-----")
        persona = next(one for one in ready["personas"] if one["name"] == "unlinked-filer")
        assert set(persona["pacer"]) >= {"username", "password"}
        assert {one["court"] for one in persona["cmecf"]} == set(courts())
        headers = {"Authorization": f"Bearer {ready['token']}"}
        answer = httpx.get(f"{ready['control']}/worlds/{ready['world']}", headers=headers, trust_env=False)
        assert answer.status_code == 200


def test_the_start_page_is_there_for_people(tmp_path: Path) -> None:
    """The address that is printed leads to a page with the courts and the personas."""
    with serving(tmp_path) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[1]
        page = httpx.get(
            address.replace("localhost", "127.0.0.1"),
            headers={"Host": address.split("/")[2]},
            trust_env=False,
        )
        assert page.status_code == 200
        assert "unlinked-filer" in page.text
        assert page.text.count("Authenticator setup key") == page.text.count("Backup codes") == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_a_port_that_is_taken_is_told(ecf: Ecf) -> None:
    """A port where somebody listens already stops the start, with the port in the message."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = ecf("serve", "--http-port", port)
    assert done.returncode == 3
    assert port in done.stderr
    assert "Traceback" not in done.stderr


def test_courts_are_listed(ecf: Ecf) -> None:
    """Every court is in the table, with the day it went live where its document says so."""
    done = ecf("courts")
    assert done.returncode == 0, done.stderr
    rows = {line.split()[0] for line in done.stdout.splitlines() if line and not line.startswith(" ")}
    assert rows == {"court", "191", *courts()}
    assert "2020-02-18" in done.stdout


def test_courts_are_listed_for_programs(ecf: Ecf) -> None:
    """--json gives the same as data."""
    done = ecf("courts", "--json")
    assert {court["code"] for court in json.loads(done.stdout)} == set(courts())


def test_mail_goes_to_the_relay_that_was_named(tmp_path: Path) -> None:
    """--smtp reaches the mock: what a court writes arrives by SMTP, with the name of its world."""
    with mail_relay() as relay, serving(tmp_path, "--json", "--smtp", relay.address) as process:
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        mock = ServedMock(int(ready["http"].rpartition(":")[2]), ready["token"])
        world, identifier = asked(mock)
        with mock.control() as control:
            path = f"/worlds/{world['world']}/requests/{identifier}"
            assert control.post(path, json={"decision": "approve"}).status_code == 200
        assert relay.next().message["X-ECF-World"] == world["world"]

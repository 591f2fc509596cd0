"""``ecf doctor`` from outside: what it says where something is wrong, and its exit codes."""

from __future__ import annotations

import json
import socket
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ecf
from tests.mail_relay import free_port, mail_relay


def checks(said: str) -> dict[str, dict[str, Any]]:
    """The findings of ``--json`` by their names."""
    return {one["name"]: one for one in json.loads(said)["checks"]}


def test_all_is_well_and_told_line_by_line(ecf: Ecf, tmp_path: Path) -> None:
    """Sign, word, what was checked and what was found; the browser's version was asked of the browser."""
    with mail_relay() as relay:
        done = ecf("doctor", "--smtp", relay.address, "--port", str(free_port()))
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert all(line.startswith("✓ passed") for line in lines), done.stdout
    for what in ("Python", "browser", "port of --port", "certificates", "mail relay", "gate", "mock"):
        assert [line for line in lines if f" {what} " in line], what
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_asked_for_is_not_passed(ecf: Ecf) -> None:
    """No relay was named: that is told as such, and is no fault."""
    done = ecf("doctor", "--json")
    assert done.returncode == 0, done.stdout
    relay = checks(done.stdout)["mail relay"]
    assert relay["verdict"] == "not observed"
    assert relay["found"].startswith("not asked for")


def test_everything_that_the_environment_lacks_is_named_at_once(ecf: Ecf, tmp_path: Path) -> None:
    """A browser that does not start, taken ports, no folder, no relay: all are told, each with what to do."""
    browser = tmp_path / "broken-browser"
    browser.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "file").touch()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = ecf(
            "doctor",
            *("--json", "--http-port", port, "--smtp", f"localhost:{free_port()}"),
            ECF_BROWSER=str(browser),
            ECF_OUTPUT_DIR="file",
        )
    assert done.returncode == 3
    found = checks(done.stdout)
    ill = {name: one for name, one in found.items() if one["verdict"] == "blocked"}
    assert set(ill) == {"browser", "port of --http-port", "output folder", "mail relay"}
    assert all(one["todo"] for one in ill.values())
    assert "broken-browser" in ill["browser"]["found"]
    assert "ECF_BROWSER" in ill["browser"]["todo"]


@pytest.mark.parametrize(
    ("text", "said"),
    [('{"worker": 2}', 'did you mean "workers"?'), ("{", "not valid JSON"), ("[]", "must hold an object")],
)
def test_a_wrong_configuration_is_named(ecf: Ecf, tmp_path: Path, text: str, said: str) -> None:
    """What it decides is not observed then; everything else is."""
    (tmp_path / "playwright.config.json").write_text(text, "utf-8")
    done = ecf("doctor", "--json")
    assert done.returncode == 2
    found = checks(done.stdout)
    assert found["configuration"]["verdict"] == "failed"
    assert said in found["configuration"]["found"]
    assert "--config" in found["configuration"]["todo"]
    assert {found[name]["verdict"] for name in ("browser", "output folder")} == {"not observed"}
    assert found["mock"]["verdict"] == "passed"


def test_a_browser_that_is_not_there_is_a_wrong_configuration(ecf: Ecf, tmp_path: Path) -> None:
    """The configuration names a program that does not exist; an arrow leads to what to do."""
    config = {"use": {"launchOptions": {"executablePath": "/nowhere/chromium"}}}
    (tmp_path / "own.json").write_text(json.dumps(config), "utf-8")
    done = ecf("doctor", "--config", "own.json")
    assert done.returncode == 2
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("✗ failed")]
    assert " browser " in line
    assert "/nowhere/chromium" in line
    after = done.stdout.splitlines()[done.stdout.splitlines().index(line) + 1]
    assert after.strip().startswith("→ ")


def test_two_ports_that_are_one_are_told(ecf: Ecf) -> None:
    """Each listener needs its own."""
    port = str(free_port())
    done = ecf("doctor", "--json", "--port", port, "--http-port", port)
    assert done.returncode == 2
    assert checks(done.stdout)["port of --http-port"]["verdict"] == "failed"


@pytest.mark.parametrize("command", ["doctor", "serve"])
@pytest.mark.parametrize("relay", ["mail.court.example:25", "192.0.2.1:25", "localhost"])
def test_a_relay_elsewhere_is_refused(ecf: Ecf, command: str, relay: str) -> None:
    """Nothing ever leaves the machine: one line says so, before anything is started."""
    done = ecf(command, "--smtp", relay)
    assert done.returncode == 2
    assert done.stderr.startswith(f"ecf: --smtp {relay}: expected ")
    assert done.stdout == ""


def test_schemas_are_printed(ecf: Ecf) -> None:
    """One document of JSON on standard output; a name that is none is refused with those that are."""
    for name in ("config", "profile"):
        assert json.loads(ecf("schema", name).stdout)["type"] == "object"
    refused = ecf("schema", "courts")
    assert refused.returncode == 2
    assert "instructions" in refused.stderr

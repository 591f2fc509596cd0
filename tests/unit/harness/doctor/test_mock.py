from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from harness.doctor.mock import certificates, gate, mock
from harness.evidence.secret import Secret
from harness.mock_process import Ready
from harness.model import Verdict
from tests.mail_relay import free_port
from tests.mock_server import TOKEN, running_mock


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ready]:
    """A mock that is well, as it would say so itself."""
    with running_mock(tmp_path_factory.mktemp("mock")) as running:
        yield Ready(
            f"127.0.0.1:{running.tls_port}",
            f"127.0.0.1:{running.http_port}",
            running.ca_file,
            running.control_url,
            Secret(TOKEN),
            None,
            Secret(""),
        )


@pytest.fixture
def another_authority(tmp_path: Path) -> Path:
    """The certificate of an authority that the mock's does not come from."""
    file = tmp_path / "authority.pem"
    trustme.CA().cert_pem.write_to_path(str(file))
    return file


def test_the_mock_is_well_with_its_certificates_and_the_gate() -> None:
    """Three findings, and no process stays behind."""
    findings = mock()
    assert [(one.name, one.verdict) for one in findings] == [
        ("mock", Verdict.PASSED),
        ("certificates", Verdict.PASSED),
        ("gate", Verdict.PASSED),
    ]
    assert "13 courts" in findings[0].found


def test_a_mock_that_does_not_start_is_named_with_its_last_words() -> None:
    """What depends on it was not observed, which is not a pass."""
    child = (sys.executable, "-c", "import sys; sys.exit('no module named flask')")
    broken, *others = mock(child)
    assert broken.verdict is Verdict.BLOCKED
    assert "no module named flask" in broken.found
    assert "Set the project up again" in broken.todo
    assert {one.verdict for one in others} == {Verdict.NOT_OBSERVED}


def test_a_mock_that_does_not_answer_is_named(tmp_path: Path) -> None:
    """It says that it is ready, and nobody is there."""
    says = {name: f"127.0.0.1:{free_port()}" for name in ("tls", "http")}
    says |= {"ca": str(tmp_path / "ca.pem"), "control": f"http://127.0.0.1:{free_port()}"}
    line = json.dumps(says | {"token": "t", "world": None})
    child = (sys.executable, "-c", f"import sys; print({line!r}, flush=True); sys.stdin.read()")
    broken, *others = mock(child)
    assert broken.verdict is Verdict.BLOCKED
    assert "got no answer" in broken.found
    assert {one.verdict for one in others} == {Verdict.NOT_OBSERVED}


def test_certificates_of_another_authority_are_named(ready: Ready, another_authority: Path) -> None:
    """A client that trusts only the authority told does not trust this listener."""
    assert certificates(ready).verdict is Verdict.PASSED
    finding = certificates(replace(ready, authority=another_authority))
    assert finding.verdict is Verdict.BLOCKED
    assert "CERTIFICATE_VERIFY_FAILED" in finding.found
    assert "127.0.0.1" in finding.todo


def test_an_authority_without_a_file_is_named(ready: Ready, tmp_path: Path) -> None:
    """The mock could not write its certificates."""
    finding = certificates(replace(ready, authority=tmp_path / "none.pem"))
    assert finding.verdict is Verdict.BLOCKED
    assert "none.pem" in finding.found


def test_a_gate_without_a_site_behind_it_is_named(ready: Ready) -> None:
    """Nobody answers at the listener."""
    finding = gate(replace(ready, tls=f"127.0.0.1:{free_port()}"))
    assert finding.verdict is Verdict.BLOCKED
    assert "does not answer" in finding.found


def test_a_gate_that_lets_others_through_is_named(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked for a name that is no part of the site, it must stop it."""
    assert gate(ready).verdict is Verdict.PASSED
    monkeypatch.setattr("harness.site.Site.has", lambda *_: True)
    finding = gate(ready)
    assert finding.verdict is Verdict.BLOCKED
    assert "expected that it is stopped" in finding.found
    assert finding.todo

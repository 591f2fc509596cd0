from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Ecf


def test_a_flow_is_carried_out_by_its_name(ecf: Ecf) -> None:
    """Run with a flow's name does what the flow's own command does, and reports it the same way."""
    done = ecf("run", "link_account", "azb", "--out", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "link_account 7" in done.stdout
    assert "verify_link" in done.stdout
    assert "Report: out/report.html" in done.stdout


def test_an_unknown_flow_is_told_with_the_nearest(ecf: Ecf) -> None:
    """A mistyped flow is wrong use, and the message says what was probably meant."""
    done = ecf("run", "link_acount", "azb")
    assert done.returncode == 2
    assert 'There is no flow "link_acount". Did you mean link_account' in done.stderr


def test_a_refusal_is_expected_at_a_step_of_the_flow(ecf: Ecf) -> None:
    """The step of --expect must be one of the flow that is run."""
    done = ecf("run", "link_account", "azb", "--expect", "refused:nowhere")
    assert done.returncode == 2
    assert 'link_account at azb has no step "nowhere"' in done.stderr


def test_signing_in_with_a_passcode(ecf: Ecf, tmp_path: Path) -> None:
    """The flow has its own persona, who is enrolled; its report says what was asked for."""
    done = ecf("run", "sign_in", "azb", "--at", "2025-06-01", "--json", "runs.json")
    assert done.returncode == 0, done.stdout + done.stderr
    (run,) = json.loads((tmp_path / "runs.json").read_text("utf-8"))["runs"]
    assert (run["persona"], run["verdict"]) == ("mfa-filer", "passed")
    assert "the one-time passcode: “asked for”" in run["steps"][1]["observed"]


def test_a_forgotten_password_is_reset_by_its_own_persona(ecf: Ecf) -> None:
    """Nobody need be named: the flow is done by whoever has forgotten the password; no link is told."""
    done = ecf("run", "reset_cmecf_password", "azb", "--out", "out", "--json", "runs.json")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "reset_cmecf_password R3" in done.stdout
    assert "token=" not in done.stdout

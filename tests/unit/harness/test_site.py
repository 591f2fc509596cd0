from __future__ import annotations

import base64
import hashlib
import socket
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from harness.errors import MockDied
from harness.site import Site
from tests.stage import raised_stage

SITE = Site("mock", "127.0.0.1:8443", Path("authority.pem"), "hash")


@pytest.mark.parametrize(
    "host",
    [
        "ecf.azb.uscourts.gov",
        "pacer.login.uscourts.gov",
        "ECF.AZB.USCOURTS.GOV.",
        "www.pacer.gov",
        "mailbox.ecf-harness.test",
    ],
)
def test_the_real_names_lead_to_the_listener(host: str) -> None:
    """Every name of the site is answered by the one listener, at the port for TLS alone."""
    assert SITE.has(host)
    assert SITE.route(host, 443) == ("127.0.0.1", 8443)
    assert SITE.route(host, 80) is None


@pytest.mark.parametrize(
    "host",
    [
        "uscourts.gov.example.org",
        "www.example.org",
        "ecf-azb-uscourts.gov",
        "uscourts.gov",
        "pacer.gov",
        "evil.www.pacer.gov",
        "localhost",
        "127.0.0.1",
        "",
    ],
)
def test_every_other_name_leads_nowhere(host: str) -> None:
    """What only resembles a real name is no part of the site."""
    assert not SITE.has(host)
    assert SITE.route(host, 443) is None


def test_the_key_hash_is_that_of_the_listeners_certificate(tmp_path: Path) -> None:
    """A browser told to trust this hash trusts the stage and nobody else."""
    with raised_stage(tmp_path) as stage:
        site = Site.mock(stage.listener, stage.authority)

    leaf = x509.load_pem_x509_certificate((tmp_path / "chain.pem").read_bytes())
    key = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert site.key_hash == base64.b64encode(hashlib.sha256(key).digest()).decode()
    assert (site.name, site.listener, site.authority) == ("mock", stage.listener, stage.authority)


def test_a_listener_of_another_authority_is_not_trusted(tmp_path: Path) -> None:
    """The key of a certificate that does not verify is never taken over."""
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))

    with raised_stage(tmp_path) as stage, pytest.raises(MockDied, match=r"certificate of other\.pem"):
        Site.mock(stage.listener, other)


def test_a_listener_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    """Where nobody listens the message names the address."""
    authority = tmp_path / "authority.pem"
    trustme.CA().cert_pem.write_to_path(str(authority))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    with pytest.raises(MockDied, match=f"127.0.0.1:{port} does not answer"):
        Site.mock(f"127.0.0.1:{port}", authority)

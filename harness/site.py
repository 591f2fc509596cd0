"""Which site is used, which real names it answers for, and where it stands."""

from __future__ import annotations

import base64
import hashlib
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from harness.errors import MockDied

_SUFFIX = ".uscourts.gov"
_OTHER_NAMES = frozenset({"www.pacer.gov", "mailbox.ecf-harness.test"})
SIGN_IN = "pacer.login.uscourts.gov"  # every site answers for it: there users sign in
_HTTPS = 443
_PATIENCE = 5.0  # seconds for the listener to show its certificate


@dataclass(frozen=True, slots=True)
class Site:
    """A site that answers for the real names behind one TLS listener.

    ``listener`` is ``"127.0.0.1:PORT"``, ``authority`` the PEM file of the authority that its certificate
    comes from, ``key_hash`` the SHA-256 of the certificate's SubjectPublicKeyInfo in base64, by
    which a browser is told to trust it.
    """

    name: str
    listener: str
    authority: Path
    key_hash: str

    @classmethod
    def mock(cls, listener: str, authority: Path) -> Self:
        """The mock behind this listener. Raises :class:`~harness.errors.MockDied` if it does not answer."""
        try:
            certificate = _certificate(_address(listener), authority)
        except OSError as error:
            raise MockDied(
                f"The mock's listener {listener} does not answer with a certificate of {authority.name}: "
                f"{error}. Start the mock again."
            ) from error
        return cls("mock", listener, authority, key_hash(certificate))

    def has(self, host: str) -> bool:
        """Whether a host name belongs to this site."""
        name = host.casefold().rstrip(".")
        return name.endswith(_SUFFIX) or name in _OTHER_NAMES

    def route(self, host: str, port: int) -> tuple[str, int] | None:
        """Where the gate connects to for a host and port; ``None`` for what is no part of the site."""
        return _address(self.listener) if port == _HTTPS and self.has(host) else None


def key_hash(certificate: bytes) -> str:
    """SHA-256, in base64, of the public key (SubjectPublicKeyInfo) of a certificate in DER form."""
    key = x509.load_der_x509_certificate(certificate).public_key()
    information = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(information).digest()).decode()


def _certificate(address: tuple[str, int], authority: Path) -> bytes:
    """The certificate that a listener shows, once it has been verified against its authority."""
    context = ssl.create_default_context(cafile=str(authority))
    with (
        socket.create_connection(address, _PATIENCE) as plain,
        context.wrap_socket(plain, server_hostname=SIGN_IN) as secured,
    ):
        certificate = secured.getpeercert(binary_form=True)
    if certificate is None:  # cannot be after a verified handshake; said so that the types agree
        raise ssl.SSLError("no certificate was shown")
    return certificate


def _address(listener: str) -> tuple[str, int]:
    host, _, port = listener.rpartition(":")
    return host, int(port)

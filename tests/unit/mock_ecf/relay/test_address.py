from __future__ import annotations

import pytest

from harness.errors import WrongUse
from harness.relay_address import RelayAddress as AddressOfHarness
from mock_ecf.data_errors import DataError
from mock_ecf.relay import RelayAddress


@pytest.mark.parametrize(
    ("text", "host", "port", "shown"),
    [
        ("localhost:2525", "127.0.0.1", 2525, "127.0.0.1:2525"),
        ("LocalHost:1", "127.0.0.1", 1, "127.0.0.1:1"),
        ("127.8.0.1:65535", "127.8.0.1", 65535, "127.8.0.1:65535"),
        ("[::1]:25", "::1", 25, "[::1]:25"),
    ],
)
def test_a_relay_on_loopback_is_understood(text: str, host: str, port: int, shown: str) -> None:
    """By name or by number; mock and harness read it alike."""
    for kind in (RelayAddress, AddressOfHarness):
        found = kind.parse(text)
        assert (found.host, found.port, str(found)) == (host, port, shown)


@pytest.mark.parametrize(
    "text",
    [
        "mail.court.example:25",
        "10.0.0.1:25",
        "0.0.0.0:25",
        "[2001:db8::1]:25",
        "localhost.court.example:25",
        ":25",
    ],
)
def test_another_host_is_refused(text: str) -> None:
    """Nothing ever leaves the machine, whatever is asked for; no name is looked up to find out."""
    with pytest.raises(DataError, match="never leaves the machine"):
        RelayAddress.parse(text)
    with pytest.raises(WrongUse, match="never leaves the machine"):
        AddressOfHarness.parse(text)


@pytest.mark.parametrize(
    "text", ["localhost", "localhost:", "localhost:smtp", "localhost:0", "localhost:65536", "", "localhost:²"]
)
def test_a_port_is_needed(text: str) -> None:
    """What cannot be read says how it is written."""
    with pytest.raises(DataError, match="such as localhost:2525"):
        RelayAddress.parse(text)
    with pytest.raises(WrongUse, match="such as localhost:2525"):
        AddressOfHarness.parse(text)

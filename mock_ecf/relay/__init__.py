"""Hands the mail of the worlds on to a mail relay (SMTP), when one was named at the start."""

from mock_ecf.relay.address import RelayAddress
from mock_ecf.relay.sender import Relay

__all__ = ["Relay", "RelayAddress"]

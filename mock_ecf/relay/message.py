"""A mail of a world as a message for SMTP. Nothing in a mail's texts can add a header or a receiver."""

from __future__ import annotations

import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid

from mock_ecf.domain.records import Mail

WORLD_HEADER = "X-ECF-World"
_DOMAIN = "mock.ecf-harness.test"
# One mailbox and nothing else: no blank, comma, quote or bracket in it.
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_POLICY = SMTP.clone(cte_type="7bit")  # not every relay takes 8 bits


class NoMessage(ValueError):
    """Sender or receiver of a mail is no mail address, so that it cannot be sent."""


def message(world: str, mail: Mail) -> EmailMessage:
    """The mail as it goes to the relay; its date is that of the world's clock, without a zone.

    Errors: :class:`NoMessage`.
    """
    made = EmailMessage(_POLICY)
    made["From"] = _address(mail.sender)
    made["To"] = _address(mail.to)
    made["Subject"] = _one_line(mail.subject)
    made["Date"] = mail.sent_at
    made["Message-ID"] = make_msgid(domain=_DOMAIN)  # without a domain it would look one up
    made[WORLD_HEADER] = _one_line(world)
    made.set_content(mail.body)
    return made


def _address(text: str) -> Address:
    if not _ADDRESS.fullmatch(text):
        raise NoMessage("a sender or receiver that is no mail address")
    return Address(addr_spec=text)


def _one_line(text: str) -> str:
    """The text with single blanks, also for each control character and line or paragraph separator."""
    kinds = ("Cc", "Cs", "Zl", "Zp")
    return " ".join("".join(" " if unicodedata.category(one) in kinds else one for one in text).split())

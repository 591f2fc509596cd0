from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_ecf.domain.records import Mail
from mock_ecf.relay.message import NoMessage, message

NOON = datetime(2021, 6, 1, 12, 0)
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "X-ECF-World",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def mail(**changed: str) -> Mail:
    """A mail with some of it changed."""
    texts = {"to": "filer@w.example", "sender": "court@areb.example", "subject": "Linked", "body": "Done."}
    return Mail(**{**texts, **changed}, sent_at=NOON)


def test_a_mail_is_a_whole_message() -> None:
    """Sender, receiver, subject, the world's date, an identifier and the world are its headers."""
    made = message("w1", mail())
    assert (made["From"], made["To"], made["Subject"]) == ("court@areb.example", "filer@w.example", "Linked")
    assert made["Date"].datetime == NOON
    assert str(made["Message-ID"]).endswith("@mock.ecf-harness.test>")
    assert made["X-ECF-World"] == "w1"
    assert made.get_content() == "Done.\n"


def test_two_mails_have_two_identifiers() -> None:
    """A mail program takes them for two."""
    assert message("w1", mail())["Message-ID"] != message("w1", mail())["Message-ID"]


@pytest.mark.parametrize(
    "end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0"]
)
def test_a_line_end_in_a_subject_adds_no_header(end: str) -> None:
    """A person or a reason that holds line ends stays within its header."""
    made = message(f"w1{end}X-Evil: 1", mail(subject=f"Linked{end}Bcc: all@court.example{end}{end}Evil"))
    read = message_from_bytes(made.as_bytes(), policy=policy.default)
    assert set(read.keys()) == HEADERS
    assert read["Subject"].startswith("Linked Bcc: all@court.example")


@given(subject=TEXT, body=TEXT, world=TEXT)
def test_no_text_adds_a_header(subject: str, body: str, world: str) -> None:
    """Whatever stands in a mail, the message has its own headers and no others, and 7 bits."""
    written = message(world, mail(subject=subject, body=body)).as_bytes()
    assert set(message_from_bytes(written, policy=policy.default).keys()) == HEADERS
    assert written.isascii()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b.example, c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "<a@b.example>",
        "a b@c.example",
        '"a\r\nb"@c.example',
        "a@b.example\n",
        "ä@b.example",
    ],
)
@pytest.mark.parametrize("side", ["to", "sender"])
def test_what_is_no_address_is_refused(address: str, side: str) -> None:
    """One mailbox, and not a list, a header or a comment; the error does not repeat it."""
    with pytest.raises(NoMessage, match=r"^a sender or receiver that is no mail address$"):
        message("w1", mail(**{side: address}))


def test_texts_of_any_language_arrive() -> None:
    """Letters beyond ASCII and long lines are the same for the reader."""
    made = message("w1", mail(subject="Größe – “done”", body="ü" * 3000))
    read = message_from_bytes(made.as_bytes(), policy=policy.default)
    assert read["Subject"] == "Größe – “done”"
    assert read.get_content().strip() == "ü" * 3000

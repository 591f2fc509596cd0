"""A link in a mail: known to whom the mail reached, usable once, and for a limited time.

Its token is in the mail alone. What is kept is the digest of it. That a link lives for a day is
told of one court's reset mail (lawd, resetting a password); for PACER it is our assumption.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from mock_ecf.domain.records import MailedLink
from mock_ecf.domain.state import State
from mock_ecf.domain.tokens import digest, new_identifier

LIFE: Final = timedelta(hours=24)


def issue(state: State, purpose: str, subject: str) -> str:
    """A new link's token for ``purpose``, about ``subject`` (an account, say); not kept anywhere."""
    token = new_identifier()
    state.save_mailed_link(MailedLink(digest(token), purpose, subject, state.now))
    return token


def subject_of(state: State, purpose: str, token: str, life: timedelta = LIFE) -> str | None:
    """What a link is about while it can be used for ``purpose``, else ``None``. Changes nothing.

    To open a link is not to use it: programs that look through mail open links, too.
    """
    link = state.mailed_link(digest(token))
    if link is None or link.used or link.purpose != purpose or state.now - link.made_at > life:
        return None
    return link.subject


def redeem(state: State, purpose: str, token: str, life: timedelta = LIFE) -> str | None:
    """Uses a link up, and every other one of the same purpose and subject; gives its subject.

    ``None``: there is no such link, or it was used, or its time is over, and nothing has changed.
    """
    subject = subject_of(state, purpose, token, life)
    if subject is not None:
        state.spend_mailed_links(purpose, subject)
    return subject

"""The links in mails, as rows of a world's state."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import update

from mock_ecf import tables
from mock_ecf.domain.records import MailedLink
from mock_ecf.world_rows import WorldRows


class MailedLinkRows(WorldRows):
    """What a world's state knows of links in mails."""

    def mailed_link(self, token_digest: str) -> MailedLink | None:
        """The link in a mail with this token."""
        values = self._one(tables.mailed_link, token_digest=token_digest)
        return None if values is None else MailedLink(**values)

    def save_mailed_link(self, link: MailedLink) -> None:
        """Adds or replaces a link in a mail."""
        self._put(tables.mailed_link, asdict(link))

    def spend_mailed_links(self, purpose: str, subject: str) -> None:
        """Uses up every link in a mail of this purpose and subject."""
        table = tables.mailed_link
        mine = self._where(table, {"purpose": purpose, "subject": subject})
        self._connection.execute(update(table).where(*mine).values(used=True))

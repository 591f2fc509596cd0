"""The tables of the state file. Every row belongs to one world and goes with it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _world() -> Column[Any]:
    return Column("world", String, ForeignKey("world.name", ondelete="CASCADE"), primary_key=True)


setting = Table("setting", metadata, Column("name", String, primary_key=True), Column("value", Text))

world = Table(
    "world",
    metadata,
    Column("name", String, primary_key=True),
    Column("clock", DateTime, nullable=False),
    Column("seed", Integer, nullable=False),
)
world_court = Table("world_court", metadata, _world(), Column("court", String, primary_key=True))
world_persona = Table(
    "world_persona",
    metadata,
    _world(),
    Column("name", String, primary_key=True),
    Column("username", String, nullable=False),
    Column("person", String, nullable=False),
    Column("address", String, nullable=False),
)
pacer_account = Table(
    "pacer_account",
    metadata,
    _world(),
    Column("username", String, primary_key=True),
    Column("password_hash", String, nullable=False),
    Column("person", String, nullable=False),
    Column("address", String, nullable=False),
    Column("account_type", String, nullable=False),
    Column("number", String, nullable=False),
)
account_details = Table(
    "account_details",
    metadata,
    _world(),
    Column("username", String, primary_key=True),
    *(
        Column(name, String, nullable=False)
        for name in (
            "user_type", "born", "phone", "firm", "street", "city", "region", "postcode", "country",
        )
    ),
    Column("search_activated", Boolean, nullable=False),
    Column("exempt", Boolean, nullable=False),
)  # fmt: skip
managed_account = Table(
    "managed_account",
    metadata,
    _world(),
    Column("administrator", String, primary_key=True),
    Column("username", String, primary_key=True),
)
exempt_sign_on = Table("exempt_sign_on", metadata, _world(), Column("token_digest", String, primary_key=True))
cmecf_account = Table(
    "cmecf_account",
    metadata,
    _world(),
    Column("court", String, primary_key=True),
    Column("login", String, primary_key=True),
    Column("password_hash", String, nullable=False),
    Column("person", String, nullable=False),
    Column("address", String, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", DateTime),
)
link = Table(
    "link",
    metadata,
    _world(),
    Column("court", String, primary_key=True),
    Column("username", String, primary_key=True),
    Column("login", String, nullable=False),
    Column("linked_at", DateTime, nullable=False),
    # The second wall behind the rules: one to one within a court.
    UniqueConstraint("world", "court", "login"),
)
sign_on = Table(
    "sign_on",
    metadata,
    _world(),
    Column("token_digest", String, primary_key=True),
    Column("username", String, nullable=False),
    Column("started", DateTime, nullable=False),
    Column("last_seen", DateTime, nullable=False),
    Column("client_code", String, nullable=False),
    Column("redaction_agreed", Boolean, nullable=False),
)
second_factor = Table(
    "second_factor",
    metadata,
    _world(),
    Column("username", String, primary_key=True),
    # In clear, unlike a password: passcodes are worked out from it.
    Column("secret", String, nullable=False),
    Column("skips", Integer, nullable=False),
    Column("last_step", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Float),
    Column("mailed", String, nullable=False),
    Column("mailed_until", Float, nullable=False),
)
backup_code = Table(
    "backup_code",
    metadata,
    _world(),
    Column("username", String, primary_key=True),
    Column("code_digest", String, primary_key=True),
)
court_sign_on = Table(
    "court_sign_on",
    metadata,
    _world(),
    Column("token_digest", String, primary_key=True),
    Column("court", String, nullable=False),
    Column("login", String, nullable=False),
    Column("started", DateTime, nullable=False),
    Column("last_seen", DateTime, nullable=False),
)
confirmation = Table(
    "confirmation",
    metadata,
    _world(),
    Column("identifier", String, primary_key=True),
    Column("court", String, nullable=False),
    Column("username", String, nullable=False),
    Column("login", String, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("spent", Boolean, nullable=False),
    Column("seen", Boolean, nullable=False),
)
link_request = Table(
    "link_request",
    metadata,
    _world(),
    Column("identifier", String, primary_key=True),
    Column("court", String, nullable=False),
    Column("username", String, nullable=False),
    Column("login", String, nullable=False),
    Column("asked_at", DateTime, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("due", Float),
)
staff_decision = Table(
    "staff_decision",
    metadata,
    _world(),
    Column("court", String, primary_key=True),
    Column("approve", Boolean, nullable=False),
    Column("after_seconds", Float, nullable=False),
    Column("reason", Text, nullable=False),
)
mailed_link = Table(
    "mailed_link",
    metadata,
    _world(),
    Column("token_digest", String, primary_key=True),
    Column("purpose", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("used", Boolean, nullable=False),
)
address_request = Table(
    "address_request",
    metadata,
    _world(),
    Column("identifier", String, primary_key=True),
    Column("court", String, nullable=False),
    Column("person", String, nullable=False),
    Column("login", String, nullable=False),
    Column("bar_number", String, nullable=False),
    Column("address", String, nullable=False),
    Column("asked_at", DateTime, nullable=False),
    Column("state", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("due", Float),
)


def _log(name: str, *columns: Column[Any]) -> Table:
    """A table in the order of its rows, where a world may have equal ones."""
    owner = Column("world", String, ForeignKey("world.name", ondelete="CASCADE"), nullable=False)
    order = Column("position", Integer, primary_key=True, autoincrement=True)
    return Table(name, metadata, order, owner, *columns, Index(f"{name}_of_world", "world"))


mail = _log(
    "mail",
    Column("to", String, nullable=False),
    Column("sender", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("sent_at", DateTime, nullable=False),
)
fault = _log(
    "fault",
    Column("name", String, nullable=False),
    Column("court", String),
    Column("page", String),
)
journal = _log(
    "journal",
    Column("at", DateTime, nullable=False),
    Column("method", String, nullable=False),
    Column("host", String, nullable=False),
    Column("path", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
)

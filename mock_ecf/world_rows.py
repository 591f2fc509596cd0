"""One world's rows inside one transaction: what every part of a world's state is built on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, insert, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from mock_ecf import tables
from mock_ecf.passwords import Passwords

_ROWID: ColumnElement[int] = literal_column("rowid")
_NOT_DATA = frozenset({"world", "position"})


def _values(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name not in _NOT_DATA}


class WorldRows:
    """A world's name, clock and passwords, and reading and writing its rows in any table."""

    def __init__(self, connection: Connection, world: str, clock: datetime, passwords: Passwords) -> None:
        self._connection = connection
        self._world = world
        self._clock = clock
        self._passwords = passwords

    @property
    def world(self) -> str:
        """The world's name."""
        return self._world

    @property
    def now(self) -> datetime:
        """The world's clock."""
        return self._clock

    def set_clock(self, now: datetime) -> None:
        """Moves the world's clock."""
        self._connection.execute(
            update(tables.world).where(tables.world.c.name == self._world).values(clock=now)
        )
        self._clock = now

    def hash_password(self, password: str) -> str:
        """What is kept of a password that a person chose."""
        return self._passwords.hash_chosen(password)

    def password_matches(self, password_hash: str, password: str) -> bool:
        """Whether ``password`` is the one that was hashed."""
        return self._passwords.matches(password_hash, password)

    def _where(self, table: Table, wanted: Mapping[str, Any]) -> list[ColumnElement[bool]]:
        mine: list[ColumnElement[bool]] = [table.c.world == self._world]
        return mine + [table.c[name] == value for name, value in wanted.items()]

    def _one(self, table: Table, **wanted: Any) -> dict[str, Any] | None:
        row = self._connection.execute(select(table).where(*self._where(table, wanted)).limit(1)).first()
        return None if row is None else _values(row)

    def _all(self, table: Table, **wanted: Any) -> list[dict[str, Any]]:
        order = table.c.position if "position" in table.c else _ROWID
        rows = self._connection.execute(select(table).where(*self._where(table, wanted)).order_by(order))
        return [_values(row) for row in rows]

    def _add(self, table: Table, values: Mapping[str, Any]) -> None:
        self._connection.execute(insert(table).values(world=self._world, **values))

    def _put(self, table: Table, values: Mapping[str, Any]) -> None:
        statement = upsert(table).values(world=self._world, **values)
        keys = [column.name for column in table.primary_key]
        rest = {name: statement.excluded[name] for name in values if name not in keys}
        self._connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest))

    def _remove(self, table: Table, **wanted: Any) -> None:
        self._connection.execute(delete(table).where(*self._where(table, wanted)))

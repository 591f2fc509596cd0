"""Whether the links in a state file are whole: every row that a Submit or a clerk makes, or none of them.

Read with SQLite alone, so that nothing of the mock can hide what is there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What a file holds of the one confirmation in it, and every sentence that is wrong with the file."""

    state: str
    problems: tuple[str, ...]


def found_in(file: Path) -> Found:
    """Looks through a state file. ``state`` is absent, linked, requested, approved or rejected.

    Whole means: a confirmation that is not spent has neither request nor link. One that is spent has, at a
    court that links at once, its link and no request; at one whose staff approve, its request: a pending
    one without link and mail, an approved one with its link and one mail, a rejected one with one mail
    and without a link. No link and no request is there without its spent confirmation.
    """
    with closing(sqlite3.connect(file)) as database:
        database.row_factory = lambda cursor, row: {
            column[0]: value for column, value in zip(cursor.description, row, strict=True)
        }
        broken = [*_pragma(database, "integrity_check"), *_pragma(database, "foreign_key_check")]
        if broken:
            return Found("unreadable", tuple(broken))
        tables = {
            name: list(database.execute(f"SELECT * FROM {name}"))  # noqa: S608 - names of this line
            for name in ("confirmation", "link", "link_request", "mail")
        }
    confirmation, *more = tables["confirmation"]
    assert not more, "these tests make one confirmation"
    state, problems = _one(confirmation, tables)
    return Found(state, (*problems, *_strays(confirmation, tables)))


def _pragma(database: sqlite3.Connection, name: str) -> Iterator[str]:
    for row in database.execute(f"PRAGMA {name}"):
        if list(row.values()) != ["ok"]:
            yield f"{name}: {row}"


def _one(confirmation: Row, tables: dict[str, list[Row]]) -> tuple[str, list[str]]:
    links = [row for row in tables["link"] if _accounts(row) == _accounts(confirmation)]
    requests = [row for row in tables["link_request"] if row["identifier"] == confirmation["identifier"]]
    if not confirmation["spent"]:
        state, wanted = "absent", (0, 0, 0)
    elif not requests:
        state, wanted = "linked", (1, 0, 0)
    elif requests[0]["state"] == "pending":
        state, wanted = "requested", (0, 1, 0)
    else:
        state = str(requests[0]["state"])
        wanted = (int(state == "approved"), 1, 1)
    seen = (len(links), len(requests), len(tables["mail"]))
    kinds = ("link", "request", "mail")
    spent = "a spent confirmation" if confirmation["spent"] else "a confirmation that is not spent"
    problems = [
        f"{spent}, {state}: expected {count} {kind}, found {number}"
        for kind, count, number in zip(kinds, wanted, seen, strict=True)
        if count != number
    ]
    return state, problems


def _strays(confirmation: Row, tables: dict[str, list[Row]]) -> Iterator[str]:
    for kind in ("link", "link_request"):
        for row in tables[kind]:
            if _accounts(row) != _accounts(confirmation):
                yield f"a {kind} of nobody's confirmation: {row}"


def _accounts(row: Row) -> tuple[str, str, str]:
    return row["court"], row["username"], row["login"]

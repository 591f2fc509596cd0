"""Which file may hold the state."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from mock_ecf.domain.records import Link
from mock_ecf.state_file import StateFileError, held_alone
from mock_ecf.store import Store

NOW = datetime(2021, 6, 1, 9, 0)


def database(file: Path, *statements: str) -> bytes:
    """Makes a database as another program would; gives its bytes."""
    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return file.read_bytes()


def test_a_state_file_can_be_opened_again(tmp_path: Path) -> None:
    """Its worlds are still there; an empty file counts as a new one."""
    file = tmp_path / "state.sqlite"
    file.touch()
    first = Store(file)
    with first.make_world("kept", NOW, 1):
        pass
    first.close()
    second = Store(file)
    assert second.worlds() == ("kept",)
    second.close()


@pytest.mark.parametrize("table", ["create table books (title)", "create table world (number)"])
def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, table: str) -> None:
    """Nothing is written to it, not even to its header."""
    file = tmp_path / "books.sqlite"
    before = database(file, table)
    with pytest.raises(StateFileError, match="a database of another program"):
        Store(file)
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["books.sqlite"]


def test_a_state_file_of_another_version_is_refused(tmp_path: Path) -> None:
    """Its tables may have another shape."""
    file = tmp_path / "state.sqlite"
    Store(file).close()
    before = database(file, "pragma user_version=999")
    with pytest.raises(StateFileError, match="a state file of another version"):
        Store(file)
    assert file.read_bytes() == before


def test_what_is_no_file_for_it_is_said_in_a_line(tmp_path: Path) -> None:
    """A text, a folder, and a folder that is not there."""
    (tmp_path / "text").write_text("no database")
    for file, found in (
        (tmp_path / "text", "a file that is not a database"),
        (tmp_path, "Is a directory"),
        (tmp_path / "none" / "state.sqlite", "unable to open database file"),
    ):
        with pytest.raises(StateFileError, match=found) as caught:
            Store(file)
        assert "\n" not in str(caught.value)


def test_a_second_mock_does_not_take_the_file(tmp_path: Path) -> None:
    """It would give the world for people new passwords; when the first has ended, it may."""
    file = tmp_path / "state.sqlite"
    first, second, third = (held_alone(file) for _ in range(3))
    with first, pytest.raises(StateFileError, match="found another mock that uses it"):
        second.__enter__()
    with third:
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_database_names_no_values(tmp_path: Path) -> None:
    """What reaches a log has neither hashes nor names in it."""
    store = Store(tmp_path / "state.sqlite")
    link = Link("azb", "attorney1", "filer1", NOW)
    with store.make_world("one", NOW, 1) as state:
        state.add_link(link)
        with pytest.raises(IntegrityError) as caught:
            state.add_link(link)
    store.close()
    assert "attorney1" not in str(caught.value)

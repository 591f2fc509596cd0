"""The mock's own folder, and those that dead mocks left behind."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from mock_ecf.private_folder import PREFIX, private_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_behind(temporary: Path) -> Path:
    """A folder as a mock that was killed leaves it: marked, and nobody holds the lock."""
    with private_folder() as folder:
        return Path(shutil.copytree(folder, temporary / f"{PREFIX}dead"))


def test_the_folder_is_removed_at_the_end(temporary: Path) -> None:
    """With all that was put into it."""
    with private_folder() as folder:
        (folder / "key.pem").touch()
    assert list(temporary.iterdir()) == []


def test_what_a_dead_mock_left_is_removed(temporary: Path) -> None:
    """By the next one that starts."""
    dead = left_behind(temporary)
    with private_folder() as folder:
        assert not dead.exists()
        assert folder.exists()


def test_what_a_living_mock_uses_stays() -> None:
    """However many start beside it."""
    with private_folder() as first, private_folder() as second, private_folder() as third:
        assert all(folder.exists() for folder in (first, second, third))


def test_what_has_no_mark_of_ours_stays(temporary: Path) -> None:
    """A folder that is being made, one of another program, a file, and a link to somewhere else."""
    dead = left_behind(temporary)
    elsewhere = dead.rename(temporary / "elsewhere")
    linked, unmarked, file = (temporary / f"{PREFIX}{name}" for name in ("linked", "unmarked", "file"))
    linked.symlink_to(elsewhere)
    unmarked.mkdir()
    file.touch()
    with private_folder():
        pass
    assert {one.name for one in temporary.iterdir()} == {
        elsewhere.name,
        linked.name,
        unmarked.name,
        file.name,
    }
    assert list(elsewhere.iterdir())

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from harness.errors import OutputNotWritable
from harness.evidence.door import Door
from harness.evidence.redaction import Redactor
from harness.evidence.secret import HIDDEN, Secret


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """A door to a folder that did not exist before, which knows one secret."""
    redactor = Redactor()
    redactor.register(Secret("open-sesame"))
    return Door(tmp_path / "deep" / "output", redactor)


def files(door: Door) -> list[str]:
    """Everything that lies below the folder."""
    return sorted(
        path.relative_to(door.folder).as_posix() for path in door.folder.rglob("*") if path.is_file()
    )


def test_what_is_written_is_redacted(door: Door) -> None:
    """Text and bytes arrive without the secret."""
    assert door.write("a/page.html", "<p>open-sesame</p>").read_text("utf-8") == f"<p>{HIDDEN}</p>"
    assert door.write("b.bin", b"open-sesame").read_bytes() == HIDDEN.encode()


def test_a_file_is_replaced_as_a_whole(door: Door) -> None:
    """Writing again leaves the new content and nothing beside it."""
    door.write("report.html", "a long first version")
    door.write("report.html", "second")
    assert files(door) == ["report.html"]
    assert (door.folder / "report.html").read_text("utf-8") == "second"


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/tmp/x", "", ".", "a/.."])  # noqa: S108  # must be refused
def test_no_path_leads_out_of_the_folder(door: Door, path: str) -> None:
    """A path that leaves the folder is refused and nothing is written."""
    with pytest.raises(OutputNotWritable, match="leads out"):
        door.write(path, "x")
    assert files(door) == []
    assert not (door.folder.parent / "x").exists()


def test_no_link_leads_out_of_the_folder(door: Door, tmp_path: Path) -> None:
    """A symbolic link inside the folder does not open a way out."""
    (door.folder / "link").symlink_to(tmp_path)
    with pytest.raises(OutputNotWritable, match="leads out"):
        door.write("link/x", "x")
    assert not (tmp_path / "x").exists()


def test_a_secret_file_name_is_refused_without_being_told(door: Door) -> None:
    """A name with a secret in it is not written, and the message does not show it."""
    with pytest.raises(OutputNotWritable) as caught:
        door.write("azb/open-sesame.png", "x")
    assert "open-sesame" not in str(caught.value)
    assert files(door) == []


def test_trouble_shows_before_anything_runs(tmp_path: Path) -> None:
    """A folder that cannot be made is told when the door is made."""
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(OutputNotWritable, match=r"--out\.$"):
        Door(tmp_path / "file" / "output", Redactor())


def test_room_is_asked_for_only_when_the_disk_is_full(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk can be cleared; a folder that may not be written cannot be mended by clearing one."""

    def full(_from: Path, _to: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OutputNotWritable, match="make room"):
        door.write("report.html", "x")


def test_trouble_while_writing_leaves_no_half_file(door: Door) -> None:
    """When the disk refuses, the error says where, and no temporary file stays behind."""
    (door.folder / "report.html").mkdir()
    with pytest.raises(OutputNotWritable, match=r"report\.html"):
        door.write("report.html", "x")
    assert files(door) == []

from __future__ import annotations

from pathlib import Path

import pytest

from harness.evidence.door import Door
from harness.evidence.recorder import Keep, Recorder, safe_name
from harness.evidence.redaction import Redactor
from harness.evidence.secret import Secret
from tests.samples import PNG

OTHER_PNG = PNG + b"another"


def recorder(folder: Path, keep: Keep = "on") -> Recorder:
    """A recorder for one flow that writes below the folder."""
    redactor = Redactor()
    redactor.register(Secret("open-sesame"))
    return Recorder(Door(folder, redactor), "azb", "link_account", keep)


def test_pictures_are_named_by_court_flow_and_step(tmp_path: Path) -> None:
    """Each picture of a step gets a number of its own and lies where its name says."""
    camera = recorder(tmp_path)
    camera.begin("5")
    for picture in (PNG, OTHER_PNG):
        camera.camera(picture)
    names = camera.finish(passed=True)
    assert names == ("azb/link_account-5-1.png", "azb/link_account-5-2.png")
    assert [(tmp_path / name).read_bytes() for name in names] == [PNG, OTHER_PNG]


def test_two_steps_of_one_number_do_not_overwrite_each_other(tmp_path: Path) -> None:
    """A number that comes again goes on counting."""
    camera = recorder(tmp_path)
    for expected in ("azb/link_account-5-1.png", "azb/link_account-5-2.png"):
        camera.begin("5")
        camera.camera(PNG)
        assert camera.finish(passed=True) == (expected,)


def test_the_last_look_belongs_to_the_step(tmp_path: Path) -> None:
    """What the engine shows when the step ends is its last picture."""
    camera = recorder(tmp_path)
    camera.last_look = lambda: camera.camera(PNG)
    camera.begin("1")
    assert camera.finish(passed=True) == ("azb/link_account-1-1.png",)


@pytest.mark.parametrize(("last", "pictures"), [(PNG, 1), (OTHER_PNG, 2)])
def test_a_step_shows_what_it_clicked_and_where_it_ended(tmp_path: Path, last: bytes, pictures: int) -> None:
    """The page that a step ended on has its picture, unless it looks just like the one before."""
    camera = recorder(tmp_path)
    camera.last_look = lambda: camera.camera(last)
    camera.begin("1")
    camera.camera(PNG)
    assert len(camera.finish(passed=True)) == pictures


@pytest.mark.parametrize(("passed", "pictures"), [(True, 0), (False, 1)])
def test_pictures_of_failures_only(tmp_path: Path, passed: bool, pictures: int) -> None:
    """With only-on-failure, a step that passed leaves no picture and one that did not leaves its own."""
    camera = recorder(tmp_path, "only-on-failure")
    camera.begin("1")
    camera.camera(PNG)
    assert len(camera.finish(passed)) == pictures
    assert len(list(tmp_path.rglob("*.png"))) == pictures


def test_no_pictures_at_all(tmp_path: Path) -> None:
    """With off, nothing is taken, not even at the end of a step."""
    camera = recorder(tmp_path, "off")
    camera.last_look = lambda: pytest.fail("a picture was asked for")
    camera.begin("1")
    camera.camera(PNG)
    assert camera.finish(passed=False) == ()


def test_the_recorder_cleans_text(tmp_path: Path) -> None:
    """Texts of a step are redacted as files are."""
    assert recorder(tmp_path).clean("with open-sesame") == "with [secret]"


@pytest.mark.parametrize(
    ("text", "name"), [("V1", "V1"), ("3 a", "3_a"), ("../x", "_x"), ("…", "_"), ("a/b\\c:d", "a_b_c_d")]
)
def test_names_are_safe_on_every_system(text: str, name: str) -> None:
    """Whatever a step is called, its file's name holds only safe signs."""
    assert safe_name(text) == name

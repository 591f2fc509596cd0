"""Traces without secrets, on archives made by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from harness.evidence.redaction import Redactor
from harness.evidence.secret import Secret
from harness.pytest_support.traces import guard, redact

PICTURE = b"\xff\xd8 a picture that happens to hold hunter2-and-more"


def archive(folder: Path, **members: bytes) -> Path:
    """A trace with these members, underscores standing for dots."""
    file = folder / "trace.zip"
    with zipfile.ZipFile(file, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("_", "."), content)
    return file


def members(file: Path) -> dict[str, bytes]:
    """What is in a trace."""
    with zipfile.ZipFile(file) as trace:
        return {name: trace.read(name) for name in trace.namelist()}


def test_known_and_found_secrets_leave_every_member(tmp_path: Path) -> None:
    """A registered password goes in each form; a cookie or a typed password is found where it stands."""
    file = archive(
        tmp_path,
        trace_trace=b'{"value":"hunter2\\"and-more","other":"chosen-by-a-test"}',
        trace_network=b'{"cookies":[{"name":"NextGenCSO","value":"cookie-value-1"}]}',
        trace_stacks=b'{"header":"NextGenCSO=cookie-value-2; a"}',
        body_dat=b"login=me&new.password=chosen-by-a-test&next=1",
        later_html=b"cookie-value-1 cookie-value-2 true",
        frame_jpeg=PICTURE,
    )
    redactor = Redactor()
    redactor.register(Secret('hunter2"and-more'))
    redact(file, redactor)
    clean = members(file)
    assert clean["trace.trace"] == b'{"value":"[secret]","other":"[secret]"}'
    assert b"cookie-value" not in b"".join(clean.values())
    assert clean["body.dat"] == b"login=me&new.password=[secret]&next=1"
    assert clean["later.html"] == b"[secret] [secret] true"
    assert clean["frame.jpeg"] == PICTURE
    assert list(tmp_path.iterdir()) == [file]


def test_short_words_are_left_alone(tmp_path: Path) -> None:
    """What is as short as an ordinary word is not taken for a secret: the trace must stay readable."""
    file = archive(tmp_path, trace_trace=b'{"url":"?token=true","headless":true}')
    redact(file, Redactor())
    assert b'"headless":true' in members(file)["trace.trace"]


def test_a_trace_that_cannot_be_redacted_is_not_kept(tmp_path: Path) -> None:
    """Better no trace than one with passwords."""
    file = tmp_path / "trace.zip"
    file.write_bytes(b"no archive, hunter2")
    with pytest.raises(zipfile.BadZipFile):
        redact(file, Redactor())
    assert list(tmp_path.iterdir()) == []


def test_both_ways_to_end_a_trace_are_guarded(tmp_path: Path) -> None:
    """Whichever call writes the file, it is redacted when the call comes back."""

    class Tracing:
        def stop(self, *, path: Any = None) -> None:
            if path is not None:
                archive(tmp_path, trace_trace=b"hunter2-and-more")

        stop_chunk = stop

    redactor = Redactor()
    redactor.register(Secret("hunter2-and-more"))
    tracing = Tracing()
    guard(tracing, redactor)
    for end in (tracing.stop, tracing.stop_chunk):
        end(path=str(tmp_path / "trace.zip"))
        assert members(tmp_path / "trace.zip") == {"trace.trace": b"[secret]"}
    tracing.stop()

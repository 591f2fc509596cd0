"""Takes the secrets out of Playwright's trace files: a typed password stands in many places of one."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

from harness.evidence.redaction import Redactor
from harness.evidence.secret import HIDDEN, Secret

_SHORTEST_FOUND = 8  # a shorter value may be an ordinary word, without which the trace could not be read
_PICTURES = (".png", ".jpeg", ".jpg", ".webp", ".woff2")
_COOKIES = rb"NextGenCSO|PacerSession|JSESSIONID"
# What nobody told us beforehand: cookies of the sign-on, passwords that a test chose, tokens in forms.
_FOUND = (
    re.compile(rb"(?:" + _COOKIES + rb")=([^;,\"'\s\\&]+)"),
    re.compile(rb'"name":"(?:' + _COOKIES + rb')","value":"([^"\\]+)"'),
    re.compile(
        rb"(?:^|[&?;])[\w.%-]*(?:password|passwd|token|otp|csession)[\w.%-]*=([^&\s\"'<>\\;]+)", re.IGNORECASE
    ),
)


def guard(tracing: Any, redactor: Redactor) -> None:
    """From now on, every trace that a context's ``tracing`` writes is redacted as it is written."""
    for name in ("stop", "stop_chunk"):
        write = getattr(tracing, name)

        def guarded(*, path: Any = None, write: Any = write, **options: Any) -> None:
            write(path=path, **options)
            if path is not None:
                redact(Path(path), redactor)

        setattr(tracing, name, guarded)


def redact(trace: Path, redactor: Redactor) -> None:
    """Rewrites a trace without the secrets that ``redactor`` knows or that are found in it.

    If that fails the trace is deleted, and the error goes on: better none than one with passwords.
    """
    try:
        with zipfile.ZipFile(trace) as archive:
            redactor.register(*_found_in(archive))
            _rewrite(archive, trace, redactor)
    except BaseException:
        trace.unlink(missing_ok=True)
        raise


def _found_in(archive: zipfile.ZipFile) -> Iterator[Secret]:
    for member in archive.namelist():
        if member.endswith(_PICTURES):
            continue
        content = archive.read(member)
        for pattern in _FOUND:
            for value in pattern.findall(content):
                text = unquote_plus(value.decode("utf-8", "replace"))
                if len(text) >= _SHORTEST_FOUND and HIDDEN not in text:
                    yield Secret(text)


def _rewrite(archive: zipfile.ZipFile, trace: Path, redactor: Redactor) -> None:
    with tempfile.NamedTemporaryFile(dir=trace.parent, prefix=f".{trace.name}-", delete=False) as file:
        clean = Path(file.name)
        try:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy:
                for member in archive.infolist():
                    content = archive.read(member)
                    copy.writestr(
                        member, content if member.filename.endswith(_PICTURES) else redactor.data(content)
                    )
            clean.replace(trace)
        except BaseException:
            clean.unlink(missing_ok=True)
            raise

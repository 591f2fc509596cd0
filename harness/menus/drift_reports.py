"""Checks against baselines for CI: JUnit XML and GitHub annotations. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from harness.menus.drift import Checked

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SUITE = "ecf menus check"


def junit(checked: Iterable[Checked]) -> bytes:
    """A suite with a case for each court and state.

    What differs is a failure; what could not be looked at, and what is accepted but stale, is an error.
    """
    suite = TestSuite(_SUITE)
    for one in checked:
        suite.add_testcase(_case(one))
    document = JUnitXml(_SUITE)
    document.add_testsuite(suite)
    document.update_statistics()
    text: bytes = document.tostring()
    return text


def github_annotations(checked: Iterable[Checked], accepted_file: str) -> Iterator[str]:
    """The same as annotations for GitHub's workflows, a line each; nothing for what is the same."""
    for one in checked:
        for sentence in one.differences:
            yield _annotation(one.file, "menus differ", f"{one.whose}: {sentence}")
        if one.problem:
            yield _annotation(one.file, "could not look", f"{one.whose}: {one.problem}")
        for stale in one.found.stale:
            text = f"{stale.whose}: accepted, but no longer there: {stale.difference}"
            yield _annotation(accepted_file, "stale", text)


def _case(one: Checked) -> TestCase:
    case = TestCase(_clean(one.whose), classname=_clean(one.court))
    accepted = [
        f"accepted until {what.until}: {sentence} ({what.reason})" for sentence, what in one.found.accepted
    ]
    case.system_out = _clean("\n".join((f"baseline: {one.file}", *accepted)))
    if one.differences:
        text = "\n".join(one.differences)
        case.result = [Failure(message=_clean(one.differences[0]))]
    elif one.problem or one.found.stale:
        stale = [f"accepted, but no longer there: {what.difference}" for what in one.found.stale]
        text = "\n".join((*([one.problem] if one.problem else []), *stale))
        case.result = [Error(message=_clean(text.splitlines()[0]))]
    else:
        return case
    case.result[0].text = _clean(text)
    return case


def _annotation(file: str, title: str, text: str) -> str:
    return f"::error file={_property(file)},title={_property(title)}::{_message(text)}"


def _message(text: str) -> str:
    """As GitHub's workflow commands want their text: no line may end within it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold, whatever a page may have said."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)

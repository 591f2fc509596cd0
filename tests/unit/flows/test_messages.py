"""What a page says anew, told in one line."""

from __future__ import annotations

from flows.pages.messages import in_one_line, new_messages
from harness.page_parser import parse

NOTICE, ERROR = '<p class="notice">Restricted.</p>', '<p role="alert">Invalid username or password</p>'


def test_a_standing_notice_is_nothing_new() -> None:
    """Only what the page before did not say counts; a page that says the same says nothing new."""
    before, after = (parse(html, "https://x/", 200, 1) for html in (NOTICE, NOTICE + ERROR))
    assert new_messages(after, before) == ("Invalid username or password",)
    assert new_messages(before, before) == ()


def test_messages_become_sentences() -> None:
    """Each ends with a sign of its own, and one that has one gets no second."""
    assert in_one_line(["Not linked", "Call us!"]) == "Not linked. Call us!"

"""What a test expects to find on a view."""

from __future__ import annotations

from harness.page_view import Button, Field, Link, PageView


def button(view: PageView, text: str) -> Button:
    """A button that must be there."""
    found = view.button(text)
    assert found, view
    return found


def link(view: PageView, text: str) -> Link:
    """A link that must be there."""
    found = view.link(text)
    assert found, view
    return found


def field(view: PageView, label: str) -> Field:
    """A field that must be there."""
    found = view.field(label)
    assert found, view
    return found

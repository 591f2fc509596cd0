"""Nearest names, for every message about a name that does not exist. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """One or two sentences for people: the nearest of the known names, if any is near, and all of them."""
    names = sorted(known)
    near = [match for match in get_close_matches(name.lower(), names, n=3, cutoff=0.6) if match != name]
    question = f"Did you mean {' or '.join(near)}? " if near else ""
    return f"{question}Known: {', '.join(names) if names else 'none'}."

"""Nearest names, for every message about a name that does not exist. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """One or two sentences for people: the nearest of the known names, if any is near, and all of them."""
    names = sorted(known)
    return f"{nearest(name, names)}Known: {', '.join(names) if names else 'none'}."


def nearest(name: str, known: Iterable[str]) -> str:
    """``"Did you mean azb? "``, with up to three of the known names, or nothing if none is near."""
    close = get_close_matches(name.lower(), sorted(known), n=3, cutoff=0.6)
    near = [match for match in close if match != name]
    return f"Did you mean {' or '.join(near)}? " if near else ""

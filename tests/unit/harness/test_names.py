from __future__ import annotations

import pytest

from harness.names import did_you_mean


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("azbb", "Did you mean azb? Known: azb, cacb, gamb."),
        ("AZB", "Did you mean azb? Known: azb, cacb, gamb."),
        ("something-else", "Known: azb, cacb, gamb."),
    ],
)
def test_nearest_names_stand_before_all_names(name: str, said: str) -> None:
    """A name that is near is offered; all known names are always listed."""
    assert did_you_mean(name, ["gamb", "azb", "cacb"]) == said


def test_nothing_known_is_said() -> None:
    """Without any known name the sentence still makes sense."""
    assert did_you_mean("x", []) == "Known: none."

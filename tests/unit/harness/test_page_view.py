from __future__ import annotations

import pytest

from harness.page_view import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("CM/ECF  Login: *", "cm/ecf login"),
        (" * Username", "username"),
        ("Link a CM/ECF account to my PACER account.", "link a cm/ecf account to my pacer account"),
        ("[LOG IN]", "log in"),
        ("Utilities\u00a0", "utilities"),
        ("Forgot login/password", "forgot login/password"),
        ("NextGen Release 1.1 Menu Items", "nextgen release 1.1 menu items"),
        ("***", ""),
        ("", ""),
    ],
)
def test_folding_keeps_what_a_reader_compares(text: str, folded: str) -> None:
    """Case, white space and punctuation at the ends fall away, and nothing else."""
    assert fold(text) == folded

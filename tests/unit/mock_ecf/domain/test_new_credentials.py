"""The rules for new PACER user names and passwords, at their borders."""

from __future__ import annotations

import pytest

from mock_ecf.domain.new_credentials import password_problem, username_problem
from tests.domain_world import World


@pytest.mark.parametrize(
    ("username", "found"),
    [
        ("", "required"),
        ("lg1234", "username-length"),
        ("seven77", "username-length"),
        ("eight888", ""),
        ("x" * 45, ""),
        ("x" * 46, "username-length"),
        ("with blank", "username-signs"),
        ("umlaut-äöü", "username-signs"),
        ("name@office.example", ""),
        ("attorney1", "username-taken"),
        ("Attorney1", "username-taken"),
    ],
)
def test_user_names(world: World, username: str, found: str) -> None:
    """At least 8 characters, which a Legacy account's six are not, and nobody else's."""
    world.pacer()
    assert username_problem(world.state, username) == found


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("", "required"),
        ("Aa1-567890123", "password-length"),
        ("Aa1-5678901234", ""),
        ("Aa1-" + "x" * 41, ""),
        ("Aa1-" + "x" * 42, "password-length"),
        ("aa1-5678901234", "password-signs"),
        ("AA1-5678901234", "password-signs"),
        ("AbcdefghijklMN", "password-signs"),
        ("Abcdefghijklm9", ""),
        ("Abcdefghijklm!", ""),
        ("Aa1-567890\x001234", "password-signs"),
        ("1-JOHN-abcdefg", "password-personal"),
        ("1-attorney-ABCDE", "password-personal"),
        ("1-Chosen-By-Me-x", "password-personal"),
        ("1-Mail.Box-abcde", "password-personal"),
        ("Al-abcdefghi-123", ""),
    ],
)
def test_passwords(password: str, found: str) -> None:
    """14 to 45 characters of three kinds; no part of name, user name or mail address in any case."""
    assert password_problem(password, "chosen-by-me", "John Al Attorney", "mail.box@example") == found

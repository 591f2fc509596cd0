"""Forgotten PACER password and user name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mock_ecf.domain import forgotten, sign_on
from mock_ecf.domain.mail import Letter
from tests.account_forms import PASSWORD
from tests.domain_world import NOW, World
from tests.domain_world import PASSWORD as OLD

RESET = Letter("reset", "{username} {link}")


def token(world: World) -> str:
    """Asks for a new password and gives the token in the mail."""
    forgotten.send_reset_link(world.state, "attorney1", "pacer@example", RESET, lambda made: made)
    return world.state.mail("attorney1@example")[-1].body.split()[-1]


def test_a_new_password_replaces_the_old_one_and_ends_sign_ons(world: World) -> None:
    """Who had the old password is out."""
    before = sign_on.sign_in(world.state, world.pacer(), OLD).token or ""
    assert forgotten.reset_password(world.state, token(world), PASSWORD, PASSWORD) == {}
    assert sign_on.current(world.state, before) is None
    assert sign_on.sign_in(world.state, "attorney1", OLD).refusal == "bad-credentials"
    assert sign_on.sign_in(world.state, "attorney1", PASSWORD).token


def test_the_link_is_good_once(world: World) -> None:
    """The second use finds nothing to use."""
    world.pacer()
    link = token(world)
    forgotten.reset_password(world.state, link, PASSWORD, PASSWORD)
    assert forgotten.reset_password(world.state, link, OLD + "A1", OLD + "A1") is None
    assert sign_on.sign_in(world.state, "attorney1", PASSWORD).token


@pytest.mark.parametrize(
    ("password", "again", "found"),
    [
        ("", "", {"password": "required"}),
        ("short", "short", {"password": "password-length"}),
        ("Attorney-1-secret", "Attorney-1-secret", {"password": "password-personal"}),
        (PASSWORD, "", {"password-again": "required"}),
        (PASSWORD, PASSWORD + "x", {"password-again": "not-the-same"}),
    ],
)
def test_a_wrong_password_does_not_use_the_link_up(
    world: World, password: str, again: str, found: dict[str, str]
) -> None:
    """Nothing is lost by bad input."""
    world.pacer()
    link = token(world)
    assert forgotten.reset_password(world.state, link, password, again) == found
    assert sign_on.sign_in(world.state, "attorney1", OLD).token
    assert forgotten.reset_password(world.state, link, PASSWORD, PASSWORD) == {}


def test_after_a_day_it_is_too_late(world: World) -> None:
    """By the world's clock."""
    world.pacer()
    link = token(world)
    world.state.set_clock(NOW + timedelta(hours=24, seconds=1))
    assert forgotten.account_to_reset(world.state, link) is None
    assert forgotten.reset_password(world.state, link, PASSWORD, PASSWORD) is None


def test_nobody_gets_mail_for_an_account_that_is_not_there(world: World) -> None:
    """Neither for an unknown user name nor for an unknown address."""
    world.pacer()
    forgotten.send_reset_link(world.state, "nobody", "pacer@example", RESET, lambda made: made)
    forgotten.send_usernames(world.state, "nobody@example", "pacer@example", Letter("s", "{username}"))
    assert world.state.mail() == ()


def test_every_user_name_of_an_address_is_in_the_mail(world: World) -> None:
    """However the address is written."""
    world.pacer()
    world.pacer("attorney2")
    letter = Letter("s", "{person}: {username}")
    forgotten.send_usernames(world.state, "ATTORNEY1@example", "pacer@example", letter)
    assert [(one.to, one.body) for one in world.state.mail()] == [
        ("attorney1@example", "John Attorney: attorney1")
    ]

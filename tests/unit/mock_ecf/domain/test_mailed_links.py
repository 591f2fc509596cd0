"""Links in mails: one use, one purpose, a day of life."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from mock_ecf.domain import mailed_links
from tests.domain_world import NOW, World


def test_a_link_opens_what_it_was_made_for_once(world: World) -> None:
    """The first use gives the subject; the second and any look afterwards give nothing."""
    token = mailed_links.issue(world.state, "reset", "attorney1")
    assert mailed_links.redeem(world.state, "reset", token) == "attorney1"
    assert mailed_links.redeem(world.state, "reset", token) is None
    assert mailed_links.subject_of(world.state, "reset", token) is None


def test_looking_does_not_use_it(world: World) -> None:
    """A link that was only opened can still be used."""
    token = mailed_links.issue(world.state, "reset", "attorney1")
    assert mailed_links.subject_of(world.state, "reset", token) == "attorney1"
    assert mailed_links.redeem(world.state, "reset", token) == "attorney1"


def test_a_link_of_another_purpose_is_none(world: World) -> None:
    """What opens one thing opens nothing else, and is still good for its own."""
    token = mailed_links.issue(world.state, "reset", "attorney1")
    assert mailed_links.redeem(world.state, "other", token) is None
    assert mailed_links.redeem(world.state, "reset", token) == "attorney1"


def test_made_up_tokens_open_nothing(world: World) -> None:
    """Neither a made-up token nor an empty one opens anything."""
    mailed_links.issue(world.state, "reset", "attorney1")
    assert mailed_links.redeem(world.state, "reset", "made-up") is None
    assert mailed_links.redeem(world.state, "reset", "") is None


def test_it_lives_for_a_day_of_the_worlds_clock(world: World) -> None:
    """To the second: a day is allowed, a second more is not."""
    token = mailed_links.issue(world.state, "reset", "attorney1")
    world.state.set_clock(NOW + timedelta(hours=24))
    assert mailed_links.subject_of(world.state, "reset", token) == "attorney1"
    world.state.set_clock(NOW + timedelta(hours=24, seconds=1))
    assert mailed_links.redeem(world.state, "reset", token) is None


def test_using_one_ends_the_others_about_the_same(world: World) -> None:
    """Who asked twice and used one link has no second one left; other people's are not touched."""
    first = mailed_links.issue(world.state, "reset", "attorney1")
    second = mailed_links.issue(world.state, "reset", "attorney1")
    other = mailed_links.issue(world.state, "reset", "attorney2")
    assert mailed_links.redeem(world.state, "reset", first) == "attorney1"
    assert mailed_links.redeem(world.state, "reset", second) is None
    assert mailed_links.redeem(world.state, "reset", other) == "attorney2"


def test_the_token_is_not_kept(world: World) -> None:
    """The state holds a digest: nobody who reads the file can use the link."""
    token = mailed_links.issue(world.state, "reset", "attorney1")
    rows = world.state._connection.execute(text("select * from mailed_link")).all()
    assert rows
    assert token not in str(rows)

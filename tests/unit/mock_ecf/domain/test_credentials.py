"""The lock of CM/ECF credentials after bad tries."""

from __future__ import annotations

from datetime import timedelta

from mock_ecf.domain.credentials import Refusal, try_credentials
from mock_ecf.domain.records import CmecfAccount
from tests.domain_world import NOW, OLD_PASSWORD, World


def bad_tries(world: World, count: int) -> list[object]:
    """Tries a wrong password so many times."""
    return [try_credentials(world.state, "one", "filer1", "wrong") for _ in range(count)]


def test_right_credentials_open_the_account(world: World) -> None:
    """The right login and password of this court open the account."""
    world.cmecf()
    assert isinstance(try_credentials(world.state, "one", "filer1", OLD_PASSWORD), CmecfAccount)


def test_unknown_login_and_wrong_password_read_the_same(world: World) -> None:
    """Nobody learns from the answer whether a login exists."""
    world.cmecf()
    unknown = try_credentials(world.state, "one", "nobody", OLD_PASSWORD)
    assert unknown == try_credentials(world.state, "one", "filer1", "wrong") == Refusal("bad-credentials")


def test_credentials_of_another_court_are_refused(world: World) -> None:
    """A login of one court means nothing at another."""
    world.cmecf(court="two")
    assert try_credentials(world.state, "one", "filer1", OLD_PASSWORD) == Refusal("bad-credentials")


def test_empty_fields_are_not_a_bad_try(world: World) -> None:
    """Leaving a field empty is refused without being counted."""
    world.cmecf()
    for _ in range(6):
        assert try_credentials(world.state, "one", "filer1", "") == Refusal("empty")
    assert isinstance(try_credentials(world.state, "one", "filer1", OLD_PASSWORD), CmecfAccount)


def test_four_bad_tries_do_not_lock(world: World) -> None:
    """After four bad tries the right password still opens the account, and the count begins anew."""
    world.cmecf()
    assert bad_tries(world, 4) == [Refusal("bad-credentials")] * 4
    assert isinstance(try_credentials(world.state, "one", "filer1", OLD_PASSWORD), CmecfAccount)
    assert bad_tries(world, 4) == [Refusal("bad-credentials")] * 4


def test_fifth_bad_try_locks_for_five_minutes(world: World) -> None:
    """The fifth bad try locks; until five minutes are over even the right password is refused."""
    world.cmecf()
    assert bad_tries(world, 5)[-1] == Refusal("locked", minutes=5)
    world.state.set_clock(NOW + timedelta(minutes=5, seconds=-1))
    assert try_credentials(world.state, "one", "filer1", OLD_PASSWORD) == Refusal("locked", minutes=2)


def test_lock_ends_after_five_minutes(world: World) -> None:
    """Once five minutes are over the right password opens the account again."""
    world.cmecf()
    bad_tries(world, 5)
    world.state.set_clock(NOW + timedelta(minutes=5))
    assert isinstance(try_credentials(world.state, "one", "filer1", OLD_PASSWORD), CmecfAccount)


def test_each_further_try_adds_a_minute(world: World) -> None:
    """A try while locked adds one minute, whatever password it brings."""
    world.cmecf()
    bad_tries(world, 5)
    assert bad_tries(world, 2) == [Refusal("locked", minutes=6), Refusal("locked", minutes=7)]
    assert try_credentials(world.state, "one", "filer1", OLD_PASSWORD) == Refusal("locked", minutes=8)

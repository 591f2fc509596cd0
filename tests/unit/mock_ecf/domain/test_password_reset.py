"""A forgotten CM/ECF password: mail to the address on file, a link of one use, a new password."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mock_ecf.domain import linking, password_reset, sign_on
from mock_ecf.domain.credentials import TRIES_BEFORE_LOCK, Refusal, try_credentials
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.records import ActiveFault, CmecfAccount, Confirmation, Link
from tests.domain_world import NOW, OLD_PASSWORD, World, rules

NEW = "New-password-1"
LETTER = Letter("Password at {court}", "{person} {login} {link}")
DEAD = Refusal("reset-link")


def mailed(world: World, named: str, court: str = "one") -> list[str]:
    """Asks for a reset and gives the tokens that were mailed by it."""
    before = len(world.state.mail())
    password_reset.ask(world.state, rules(court), named, "desk@court.example", LETTER, str)
    return [mail.body.split()[-1] for mail in world.state.mail()[before:]]


def choose(world: World, token: str, password: str = NEW, again: str | None = None) -> object:
    """Chooses a password, twice the same unless told otherwise."""
    return password_reset.choose(world.state, rules(), token, password, password if again is None else again)


def works(world: World, login: str, password: str) -> bool:
    """Whether the credentials open the account."""
    return isinstance(try_credentials(world.state, "one", login, password), CmecfAccount)


@pytest.mark.parametrize("named", ["filer1", "filer1@example", "FILER1@EXAMPLE"])
def test_mail_goes_to_the_address_on_file_and_names_the_login(world: World, named: str) -> None:
    """By login or by address, the mail goes where the court has it go and nowhere else."""
    world.cmecf()
    assert len(mailed(world, named)) == 1
    (mail,) = world.state.mail()
    assert (mail.to, mail.subject) == ("filer1@example", "Password at Court one")
    assert "John Attorney filer1 " in mail.body


@pytest.mark.parametrize("named", ["nobody", "nobody@example", "", "@"])
def test_nobody_gets_mail_for_what_belongs_to_no_account(world: World, named: str) -> None:
    """Nothing is sent, and nothing is raised."""
    world.cmecf()
    assert mailed(world, named) == []


def test_an_address_of_two_accounts_gets_a_mail_for_each(world: World) -> None:
    """Each mail names its own login; the account of another court is not touched."""
    world.cmecf("filer1")
    world.cmecf("filer2")
    world.cmecf("filer3", court="two")
    for login, court in (("filer1", "one"), ("filer2", "one"), ("filer3", "two")):
        account = world.state.cmecf_account(court, login)
        assert account is not None
        world.state.save_cmecf_account(replace(account, address="both@example"))
    assert len(mailed(world, "both@example")) == 2


def test_the_new_password_works_and_the_old_one_does_not(world: World) -> None:
    """After the choice only the new password opens the account."""
    login = world.cmecf()
    (token,) = mailed(world, login)
    assert isinstance(choose(world, token), CmecfAccount)
    assert works(world, login, NEW)
    assert not works(world, login, OLD_PASSWORD)


def test_a_new_password_ends_the_lock(world: World) -> None:
    """Who was locked out after bad tries need not wait once a new password is chosen."""
    login = world.cmecf()
    for _ in range(TRIES_BEFORE_LOCK):
        try_credentials(world.state, "one", login, "wrong")
    (token,) = mailed(world, login)
    choose(world, token)
    assert works(world, login, NEW)


def test_a_link_works_once(world: World) -> None:
    """The second use changes nothing, and neither does another link for the same account."""
    login = world.cmecf()
    (first,), (second,) = mailed(world, login), mailed(world, login)
    choose(world, first)
    assert choose(world, first, "Other-password-2") == DEAD
    assert choose(world, second, "Other-password-2") == DEAD
    assert works(world, login, NEW)


def test_what_the_old_password_opened_ends(world: World) -> None:
    """Who signed in at the court with it is out, and their second Submit links nothing; others go on."""
    login, username, later = world.cmecf(), world.pacer(), rules(go_live=date(2030, 1, 1))
    inside = sign_on.court_sign_in(world.state, later, login, OLD_PASSWORD, redaction_agreed=True).token or ""
    other = sign_on.court_sign_in(world.state, later, world.cmecf("filer2"), OLD_PASSWORD, True).token or ""
    entered = linking.enter_credentials(world.state, rules(), username, login, OLD_PASSWORD)
    assert isinstance(entered, Confirmation)
    (token,) = mailed(world, login)
    choose(world, token)
    assert sign_on.current_at_court(world.state, later, inside) is None
    assert sign_on.current_at_court(world.state, later, other) is not None
    outcome = linking.submit(world.state, rules(), username, entered.identifier)
    assert (outcome.kind, outcome.refusal) == ("refused", Refusal("confirmation-spent"))
    assert world.state.links() == ()


def test_a_link_lives_for_a_day(world: World) -> None:
    """At 24 hours of the world's clock it still works, a second later it does not."""
    (token,) = mailed(world, world.cmecf())
    world.state.set_clock(NOW + timedelta(hours=24))
    assert isinstance(password_reset.account_of(world.state, rules(), token), CmecfAccount)
    world.state.set_clock(NOW + timedelta(hours=24, seconds=1))
    assert choose(world, token) == DEAD


@pytest.mark.parametrize("token", ["", "made-up"])
def test_a_made_up_link_is_dead(world: World, token: str) -> None:
    """Nobody chooses a password without the mail."""
    world.cmecf()
    assert choose(world, token) == DEAD


def test_a_link_of_another_court_is_dead(world: World) -> None:
    """What one court mailed opens nothing at another, even where the logins are the same."""
    world.cmecf("filer1")
    world.cmecf("filer1", court="two")
    (token,) = mailed(world, "filer1", court="two")
    assert choose(world, token) == DEAD


def test_a_linked_account_gets_no_mail_and_its_links_are_dead(world: World) -> None:
    """Its credentials are retired: neither before nor after the mail can a password be chosen."""
    login, username = world.cmecf(), world.pacer()
    (token,) = mailed(world, login)
    world.state.add_link(Link("one", username, login, NOW))
    assert mailed(world, login) == []
    assert choose(world, token) == DEAD


@pytest.mark.parametrize(
    ("password", "again", "code"),
    [
        (NEW, "other", "new-password-differs"),
        (NEW, "", "new-password-differs"),
        ("", "", "new-password-short"),
        ("Short1a", None, "new-password-short"),
        ("all-small-1", None, "new-password-plain"),
        ("ALL-LARGE-1", None, "new-password-plain"),
        ("No-digit-here", None, "new-password-plain"),
    ],
)
def test_a_password_against_the_rules_leaves_the_link_good(
    world: World, password: str, again: str | None, code: str
) -> None:
    """The reason is told, nothing has changed, and the same link takes a better one."""
    login = world.cmecf()
    (token,) = mailed(world, login)
    assert choose(world, token, password, again) == Refusal(code)
    assert works(world, login, OLD_PASSWORD)
    assert isinstance(choose(world, token), CmecfAccount)


def test_faults(world: World) -> None:
    """One takes the password and forgets it, the other kills every link."""
    login = world.cmecf()
    world.state.add_fault(ActiveFault("reset-does-nothing"))
    (token,) = mailed(world, login)
    assert isinstance(choose(world, token), CmecfAccount)
    assert works(world, login, OLD_PASSWORD)
    world.state.add_fault(ActiveFault("reset-link-dead"))
    (token,) = mailed(world, login)
    assert choose(world, token) == DEAD

"""Registering for a PACER account, and what an account may do."""

from __future__ import annotations

import pytest

from mock_ecf.domain import linking, privileges, sign_on
from mock_ecf.domain.account_form import Tab
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.records import AccountDetails, AccountType, PacerAccount
from mock_ecf.domain.registration import SIMILAR, register
from mock_ecf.domain.upgrade import Wrong
from tests.account_forms import ANSWERS, PASSWORD, USERNAME
from tests.domain_world import World, rules

LETTER = Letter("made", "{person}: {username}")
CARD = {"card-number": "4111111111111111", "card-expires": "05/30"}


def registered(world: World, **changed: str) -> PacerAccount | Wrong:
    """Registers with the usual answers, or what a test changes of them."""
    return register(world.state, {**ANSWERS, **changed}, "pacer@example", LETTER)


def test_the_account_is_an_upgraded_one_and_works_at_once(world: World) -> None:
    """It can sign in and link; a mail tells of it."""
    account = registered(world)
    assert isinstance(account, PacerAccount)
    assert account.account_type is AccountType.UPGRADED
    assert sign_on.sign_in(world.state, USERNAME, PASSWORD).token
    assert linking.refusal_before_form(world.state, rules(), USERNAME) is None
    assert [one.to for one in world.state.mail()] == ["john@example"]


@pytest.mark.parametrize(("card", "refusal"), [({}, "search-not-activated"), (CARD, None)])
def test_without_a_card_one_cannot_search(world: World, card: dict[str, str], refusal: str | None) -> None:
    """With one, search is active at once."""
    registered(world, **card)
    found = privileges.search_refusal(world.state, USERNAME)
    assert (found.code if found else None) == refusal


def test_no_card_and_no_answer_to_a_security_question_is_kept(world: World) -> None:
    """What the mock has no use for it does not keep."""
    registered(world, **CARD)
    kept = str(world.state.account_details(USERNAME))
    assert CARD["card-number"] not in kept
    assert ANSWERS["answer-1"] not in kept


def test_two_accounts_have_two_numbers(world: World) -> None:
    """Every account number is its own."""
    one = registered(world)
    two = registered(world, **OTHER)
    assert isinstance(one, PacerAccount)
    assert isinstance(two, PacerAccount)
    assert one.number != two.number


OTHER = {
    "username": "other-name",
    "first-name": "Jane",
    "email": "jane@example",
    "email-again": "jane@example",
    "born": "01/02/1980",
}


@pytest.mark.parametrize("same", [("first-name", "email"), ("first-name", "born"), ("email", "born")])
def test_two_things_in_common_with_an_account_stop_it(world: World, same: tuple[str, str]) -> None:
    """Of name, date of birth and address: two agree, and an account may already exist."""
    registered(world)
    changed = {name: text for name, text in OTHER.items() if name not in same}
    if "email" in same:
        del changed["email-again"]
    assert registered(world, **changed) == Wrong(Tab.SECURITY, {"": SIMILAR})
    assert world.state.pacer_account("other-name") is None


def test_a_date_of_birth_is_the_same_however_it_is_written(world: World) -> None:
    """Without its zeros it is the same day."""
    registered(world)
    changed = {name: text for name, text in OTHER.items() if name != "first-name"}
    assert isinstance(registered(world, **{**changed, "born": "5/21/1970"}), Wrong)


@pytest.mark.parametrize("same", ["first-name", "born"])
def test_one_thing_in_common_does_not(world: World, same: str) -> None:
    """There are people of the same name, and of the same age."""
    registered(world)
    changed = {name: text for name, text in OTHER.items() if name != same}
    assert isinstance(registered(world, **changed), PacerAccount)


def test_wrong_answers_make_no_account(world: World) -> None:
    """The first tab with something wrong is named."""
    assert registered(world, username="short", city="") == Wrong(Tab.ADDRESS, {"city": "required"})
    assert world.state.pacer_accounts() == ()


def test_the_persona_who_had_no_account_has_one_then(world: World) -> None:
    """The list of personas stays whole: the one with this mail address gets the user name."""
    world.state.add_persona("newcomer", "", "John Attorney", "john@example")
    world.state.add_persona("other", "", "Jane Attorney", "jane@example")
    registered(world)
    found = {one["name"]: one["username"] for one in map(dict, world.state.personas())}
    assert found == {"newcomer": USERNAME, "other": ""}


def test_an_administrative_account_cannot_search(world: World) -> None:
    """Others can."""
    administrator = world.pacer("firm-admin", AccountType.ADMINISTRATIVE)
    refusal = privileges.search_refusal(world.state, administrator)
    assert refusal is not None
    assert refusal.code == "search-administrative"
    assert privileges.search_refusal(world.state, world.pacer()) is None


def test_exempt_use_is_for_who_has_it_and_for_one_sign_on(world: World) -> None:
    """Non-exempt by default; switched on and off for a sign-on without touching another."""
    username = world.pacer()
    assert not privileges.may_be_exempt(world.state, username)
    world.state.save_account_details(AccountDetails(username, exempt=True))
    assert privileges.may_be_exempt(world.state, username)
    assert not world.state.is_exempt("one")
    world.state.set_exempt("one", True)
    assert (world.state.is_exempt("one"), world.state.is_exempt("two")) == (True, False)
    world.state.set_exempt("one", True)
    world.state.set_exempt("one", False)
    assert not world.state.is_exempt("one")

"""Upgrading a Legacy account: what changes, what stays, and that it happens once or not at all."""

from __future__ import annotations

import pytest

from mock_ecf.domain import linking, sign_on
from mock_ecf.domain.account_form import Tab
from mock_ecf.domain.forgotten import account_to_reset, send_reset_link
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.records import AccountType, Confirmation, Link, LinkRequest, SignOn
from mock_ecf.domain.upgrade import Upgraded, Wrong, upgrade
from tests.account_forms import ANSWERS, PASSWORD, USERNAME
from tests.domain_world import NOW, World, rules
from tests.domain_world import PASSWORD as OLD

LETTER = Letter("upgraded", "{person}, you are {username}")


def signed_in(world: World, kind: AccountType = AccountType.LEGACY) -> SignOn:
    """Somebody with an account of this kind, signed in."""
    token = sign_on.sign_in(world.state, world.pacer("lg1234", kind), OLD, "client 7").token
    found = sign_on.current(world.state, token or "")
    assert found is not None
    return found


def upgraded(world: World, **changed: str) -> Upgraded | Wrong | None:
    """Upgrades the Legacy account with the usual answers, or what a test changes of them."""
    return upgrade(world.state, signed_in(world), {**ANSWERS, **changed}, "pacer@example", LETTER)


def test_the_account_is_upgraded_and_told(world: World) -> None:
    """New name, password, person and address, the same number; a mail says so."""
    assert isinstance(upgraded(world), Upgraded)
    account = world.state.pacer_account(USERNAME)
    assert account is not None
    assert (account.account_type, account.person) == (AccountType.UPGRADED, "John Attorney")
    assert (account.address, account.number) == ("john@example", "7000001")
    assert world.state.account_details(USERNAME).street == "1 Main Street"
    (letter,) = world.state.mail("john@example")
    assert letter.body == f"John Attorney, you are {USERNAME}"


def test_new_credentials_work_and_the_old_are_of_no_use(world: World) -> None:
    """The old user name is gone, with its password."""
    upgraded(world)
    assert sign_on.sign_in(world.state, USERNAME, PASSWORD).token
    assert sign_on.sign_in(world.state, USERNAME, OLD).refusal == "bad-credentials"
    assert sign_on.sign_in(world.state, "lg1234", OLD).refusal == "bad-credentials"


def test_this_sign_on_goes_on_and_all_others_end(world: World) -> None:
    """Who upgraded stays signed in, with a new token; another browser with the old name is out."""
    other = sign_on.sign_in(world.state, world.pacer("lg1234", AccountType.LEGACY), OLD).token or ""
    here = signed_in(world)
    done = upgrade(world.state, here, ANSWERS, "pacer@example", LETTER)
    assert isinstance(done, Upgraded)
    now = sign_on.current(world.state, done.token)
    assert now is not None
    assert (now.username, now.client_code) == (USERNAME, "client 7")
    assert sign_on.current(world.state, other) is None
    assert world.state.sign_on(here.token_digest) is None


def test_afterwards_it_can_be_linked(world: World) -> None:
    """The court refuses before and does not refuse after."""
    world.pacer("lg1234", AccountType.LEGACY)
    before = linking.refusal_before_form(world.state, rules(), "lg1234")
    assert before is not None
    assert before.code == "legacy-account"
    upgraded(world)
    assert linking.refusal_before_form(world.state, rules(), USERNAME) is None


def test_whatever_named_the_old_user_name_names_the_new_one(world: World) -> None:
    """Links, requests, confirmations, the list of personas and who manages the account stay whole."""
    state = world.state
    here = signed_in(world)
    state.add_link(Link("one", "lg1234", world.cmecf(), NOW))
    state.save_link_request(LinkRequest("r", "two", "lg1234", "filer2", NOW))
    state.save_confirmation(Confirmation("c", "one", "lg1234", "filer1", NOW))
    state.add_persona("legacy-account", "lg1234", "John Attorney", "lg1234@example")
    state.add_managed_account(world.pacer("firm-admin"), "lg1234")
    upgrade(state, here, ANSWERS, "pacer@example", LETTER)
    assert state.link_of_pacer("one", USERNAME) == Link("one", USERNAME, "filer1", NOW)
    assert state.pending_request("two", username=USERNAME) is not None
    confirmation = state.confirmation("c")
    assert confirmation is not None
    assert confirmation.username == USERNAME
    assert [dict(one)["username"] for one in state.personas()] == [USERNAME]
    assert [one.username for one in state.managed_accounts("firm-admin")] == [USERNAME]
    assert state.link_of_pacer("one", "lg1234") is None


def test_a_reset_link_mailed_before_is_of_no_use_after(world: World) -> None:
    """It went to the old account's address, and to no one who chose the new password."""
    here = signed_in(world)
    send_reset_link(world.state, "lg1234", "pacer@example", Letter("reset", "{link}"), lambda token: token)
    token = world.state.mail("lg1234@example")[0].body
    assert account_to_reset(world.state, token) is not None
    upgrade(world.state, here, ANSWERS, "pacer@example", LETTER)
    assert account_to_reset(world.state, token) is None


@pytest.mark.parametrize(
    ("changed", "tab", "problems"),
    [
        ({"born": ""}, Tab.PERSON, {"born": "required"}),
        ({"city": ""}, Tab.ADDRESS, {"city": "required"}),
        ({"username": "lg1234"}, Tab.SECURITY, {"username": "username-length"}),
        ({"username": "pacer-taken"}, Tab.SECURITY, {"username": "username-taken"}),
        ({"password": "short", "password-again": "short"}, Tab.SECURITY, {"password": "password-length"}),
    ],
)
def test_wrong_answers_change_nothing(
    world: World, changed: dict[str, str], tab: Tab, problems: dict[str, str]
) -> None:
    """The first tab with something wrong is named; account and sign-on are as they were."""
    world.pacer("pacer-taken")
    here = signed_in(world)
    before = world.state.pacer_account("lg1234")
    done = upgrade(world.state, here, {**ANSWERS, **changed}, "pacer@example", LETTER)
    assert done == Wrong(tab, problems)
    assert world.state.pacer_account("lg1234") == before
    assert world.state.sign_on(here.token_digest) == here
    assert world.state.mail() == ()


def test_the_second_of_two_upgrades_does_nothing(world: World) -> None:
    """The same form sent twice makes one upgrade and one mail."""
    here = signed_in(world)
    assert isinstance(upgrade(world.state, here, ANSWERS, "pacer@example", LETTER), Upgraded)
    again = {**ANSWERS, "username": "another-name"}
    assert upgrade(world.state, here, again, "pacer@example", LETTER) is None
    assert world.state.pacer_account("another-name") is None
    assert len(world.state.mail()) == 1


@pytest.mark.parametrize("kind", [kind for kind in AccountType if kind is not AccountType.LEGACY])
def test_only_a_legacy_account_can_be_upgraded(world: World, kind: AccountType) -> None:
    """A shared firm account must not be upgraded, an administrative one cannot be."""
    here = signed_in(world, kind)
    assert upgrade(world.state, here, ANSWERS, "pacer@example", LETTER) is None
    assert world.state.pacer_account("lg1234") is not None

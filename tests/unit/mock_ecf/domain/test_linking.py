"""Who may link, what is checked, and that it happens once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from mock_ecf.domain import linking
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.records import AccountType, ActiveFault, Confirmation, CourtRules, Link
from tests.domain_world import NOW, OLD_PASSWORD, World, rules

ONE = rules()


def confirmed(world: World, username: str, login: str, court: CourtRules = ONE) -> str:
    """Enters right credentials and gives the identifier of the confirmation."""
    made = linking.enter_credentials(world.state, court, username, login, OLD_PASSWORD)
    assert isinstance(made, Confirmation), made
    return made.identifier


def test_nothing_is_linked_before_the_second_submit(world: World) -> None:
    """Entering right credentials shows both names and links nothing."""
    username, login = world.pacer(), world.cmecf()
    made = linking.enter_credentials(world.state, ONE, username, login, OLD_PASSWORD)
    assert isinstance(made, Confirmation)
    assert linking.names(world.state, made) == linking.Names("John Attorney", "John Attorney")
    assert world.state.links() == ()


def test_the_second_submit_links_for_good(world: World) -> None:
    """The second Submit makes the link; the accounts are found linked from either side."""
    username, login = world.pacer(), world.cmecf()
    assert linking.submit(world.state, ONE, username, confirmed(world, username, login)).kind == "linked"
    assert world.state.link_of_pacer("one", username) == world.state.link_of_cmecf("one", login)
    assert world.state.links() == (Link("one", username, login, NOW),)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (AccountType.LEGACY, "legacy-account"),
        (AccountType.SHARED_FIRM, "shared-firm-account"),
        (AccountType.ADMINISTRATIVE, "administrative-account"),
    ],
)
def test_only_upgraded_individual_accounts_can_link(world: World, kind: AccountType, code: str) -> None:
    """Every other kind of account is refused before the form, and also behind its back."""
    username, login = world.pacer(kind=kind), world.cmecf()
    assert linking.refusal_before_form(world.state, ONE, username) == Refusal(code)
    assert linking.enter_credentials(world.state, ONE, username, login, OLD_PASSWORD) == Refusal(code)


def test_an_upgraded_account_may_see_the_form(world: World) -> None:
    """An upgraded individual account that is not linked is not refused."""
    assert linking.refusal_before_form(world.state, ONE, world.pacer()) is None


def test_a_court_before_its_go_live_links_nothing(world: World) -> None:
    """The day before the go-live is too early, the day itself is not."""
    username = world.pacer()
    tomorrow, today = rules(go_live=date(2021, 6, 2)), rules(go_live=date(2021, 6, 1))
    assert linking.refusal_before_form(world.state, tomorrow, username) == Refusal("not-live")
    assert linking.refusal_before_form(world.state, today, username) is None


def test_a_linked_pacer_account_cannot_link_again(world: World) -> None:
    """One to one: a second CM/ECF account of the same court is refused; another court is not."""
    username = world.pacer()
    linking.submit(world.state, ONE, username, confirmed(world, username, world.cmecf()))
    world.cmecf("filer2")
    again = linking.enter_credentials(world.state, ONE, username, "filer2", OLD_PASSWORD)
    assert again == Refusal("already-linked")
    assert linking.refusal_before_form(world.state, rules("two"), username) is None


def test_old_credentials_are_retired_for_everybody(world: World) -> None:
    """After linking another, unlinked PACER account cannot use the old credentials either."""
    username, login = world.pacer(), world.cmecf()
    linking.submit(world.state, ONE, username, confirmed(world, username, login))
    other = world.pacer("attorney2")
    refused = linking.enter_credentials(world.state, ONE, other, login, OLD_PASSWORD)
    assert refused == Refusal("credentials-retired")


def test_a_repeated_submit_acts_once_and_says_the_same(world: World) -> None:
    """A double click, a reload or a replay gives the same answer and still one link."""
    username = world.pacer()
    identifier = confirmed(world, username, world.cmecf())
    kinds = [linking.submit(world.state, ONE, username, identifier).kind for _ in range(3)]
    assert kinds == ["linked"] * 3
    assert len(world.state.links()) == 1


def test_two_tabs_make_one_link(world: World) -> None:
    """Two confirmations of the same accounts: the first Submit links, the second is refused."""
    username, login = world.pacer(), world.cmecf()
    first, second = confirmed(world, username, login), confirmed(world, username, login)
    assert linking.submit(world.state, ONE, username, first).kind == "linked"
    late = linking.submit(world.state, ONE, username, second)
    assert (late.kind, late.refusal) == ("refused", Refusal("already-linked"))


def test_two_people_cannot_link_the_same_cmecf_account(world: World) -> None:
    """Both have confirmed; the first Submit wins, the second is told that the credentials are retired."""
    login, one, two = world.cmecf(), world.pacer(), world.pacer("attorney2")
    first, second = confirmed(world, one, login), confirmed(world, two, login)
    linking.submit(world.state, ONE, one, first)
    late = linking.submit(world.state, ONE, two, second)
    assert (late.kind, late.refusal) == ("refused", Refusal("credentials-retired"))


def test_a_forged_confirmation_links_nothing(world: World) -> None:
    """A made-up identifier, somebody else's and another court's are refused."""
    login, mine, theirs = world.cmecf(), world.pacer(), world.pacer("attorney2")
    identifier = confirmed(world, mine, login)
    for court, username, tried in (
        (ONE, mine, "made-up"),
        (ONE, theirs, identifier),
        (rules("two"), mine, identifier),
    ):
        outcome = linking.submit(world.state, court, username, tried)
        assert outcome.refusal == Refusal("confirmation-spent")
    assert world.state.links() == ()


def test_the_store_itself_refuses_a_second_link(world: World) -> None:
    """Behind the rules stands a second wall: the file cannot hold two links of one account."""
    world.state.add_link(Link("one", world.pacer(), "filer1", NOW))
    with pytest.raises(IntegrityError):
        world.state.add_link(Link("one", world.pacer("attorney2"), "filer1", NOW))


def test_the_result_page_knows_its_first_view(world: World) -> None:
    """The first view is told from later ones; a confirmation not yet submitted has no result."""
    username = world.pacer()
    identifier = confirmed(world, username, world.cmecf())
    assert linking.result(world.state, ONE, username, identifier).kind == "unknown"
    linking.submit(world.state, ONE, username, identifier)
    views = [linking.result(world.state, ONE, username, identifier) for _ in range(2)]
    assert [(view.kind, view.first_view) for view in views] == [("linked", True), ("linked", False)]


def test_the_result_page_is_its_owners_alone(world: World) -> None:
    """Somebody else sees nothing of it, and does not use up its first view."""
    username = world.pacer()
    identifier = confirmed(world, username, world.cmecf())
    linking.submit(world.state, ONE, username, identifier)
    assert linking.result(world.state, ONE, world.pacer("attorney2"), identifier).kind == "unknown"
    assert linking.result(world.state, ONE, username, identifier).first_view


def test_with_the_fault_good_credentials_are_refused(world: World) -> None:
    """The fault good-credentials-refused makes the form refuse what is right."""
    username, login = world.pacer(), world.cmecf()
    world.state.add_fault(ActiveFault("good-credentials-refused", "one"))
    refused = linking.enter_credentials(world.state, ONE, username, login, OLD_PASSWORD)
    assert refused == Refusal("bad-credentials")


def test_with_the_fault_old_credentials_are_accepted_but_never_linked_twice(world: World) -> None:
    """The fault old-credentials-accepted shows the names again; the link still stays one to one."""
    username, login = world.pacer(), world.cmecf()
    linking.submit(world.state, ONE, username, confirmed(world, username, login))
    world.state.add_fault(ActiveFault("old-credentials-accepted"))
    other = world.pacer("attorney2")
    again = confirmed(world, other, login)
    assert linking.submit(world.state, ONE, other, again).kind == "refused"

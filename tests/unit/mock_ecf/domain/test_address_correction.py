"""Requests to correct the address on file, which a court's staff decide."""

from __future__ import annotations

import pytest

from mock_ecf.domain import address_correction, password_reset
from mock_ecf.domain.address_correction import LINKED, UNKNOWN, decide, decide_due
from mock_ecf.domain.approval import AlreadyDecided, Office
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.records import (
    ActiveFault,
    AddressRequest,
    CmecfAccount,
    Link,
    RequestState,
    StaffDecision,
)
from tests.domain_world import NOW, World, rules

NEW = "new@example.com"
OFFICE = Office(
    rules(),
    "desk@court.example",
    Letter("Corrected", "{person}: {login} at {court}"),
    Letter("Not approved", "{login}: {reason}"),
)


def asked(
    world: World, person: str = "John Attorney", login: str = "filer1", at: float = 0
) -> AddressRequest:
    """A request that went to the staff."""
    request = address_correction.ask(world.state, rules(), person, login, "", NEW, lambda: at)
    assert isinstance(request, AddressRequest)
    return request


def on_file(world: World, login: str = "filer1") -> str:
    """The address that the court has."""
    account = world.state.cmecf_account("one", login)
    assert account is not None
    return account.address


@pytest.mark.parametrize(
    ("person", "address", "code"),
    [
        ("", NEW, "account-request-empty"),
        ("John Attorney", "", "account-request-empty"),
        ("John Attorney", "new", "account-request-address"),
        ("John Attorney", "new@example", "account-request-address"),
        ("John\x00Attorney", NEW, "account-request-unreadable"),
        ("John Attorney" * 8, NEW, "account-request-unreadable"),
        ("John Attorney", f"{'new' * 40}@example.com", "account-request-unreadable"),
    ],
)
def test_what_is_incomplete_is_not_handed_on(world: World, person: str, address: str, code: str) -> None:
    """The user is told what is missing, and the staff get nothing."""
    assert address_correction.ask(world.state, rules(), person, "", "", address) == Refusal(code)
    assert world.state.address_requests() == ()


def test_a_link_that_went_to_the_old_address_is_dead_then(world: World) -> None:
    """Whoever reads the old mailbox chooses no password for the account; a rejection changes nothing."""
    login = world.cmecf()
    password_reset.ask(world.state, rules(), login, "desk@court.example", Letter("Reset", "{link}"), str)
    (mail,) = world.state.mail()
    decide(world.state, OFFICE, asked(world), approve=False)
    assert isinstance(password_reset.account_of(world.state, rules(), mail.body), CmecfAccount)
    decide(world.state, OFFICE, asked(world), approve=True)
    assert password_reset.account_of(world.state, rules(), mail.body) == Refusal("reset-link")


def test_an_approval_corrects_the_address_and_writes_to_the_new_one(world: World) -> None:
    """The mail names the login; nobody writes to the old address."""
    world.cmecf()
    decided = decide(world.state, OFFICE, asked(world), approve=True)
    assert decided.state is RequestState.APPROVED
    assert on_file(world) == NEW
    (mail,) = world.state.mail()
    assert (mail.to, mail.subject, mail.body) == (NEW, "Corrected", "John Attorney: filer1 at Court one")


def test_a_rejection_gives_its_reason_and_changes_nothing(world: World) -> None:
    """The mail about it goes to the address that the user gave."""
    world.cmecf()
    decide(world.state, OFFICE, asked(world), approve=False, reason="Call us.")
    assert on_file(world) == "filer1@example"
    assert world.state.mail(NEW)[0].body == "filer1: Call us."


@pytest.mark.parametrize("person", ["john  ATTORNEY", "John Attorney"])
def test_without_a_login_the_name_tells_the_account(world: World, person: str) -> None:
    """If just one account bears the name it is that; case and blanks do not count."""
    world.cmecf()
    decide(world.state, OFFICE, asked(world, person, login=""), approve=True)
    assert on_file(world) == NEW
    assert "filer1" in world.state.mail(NEW)[0].body


@pytest.mark.parametrize(
    ("person", "login"), [("Jane Other", "filer1"), ("John Attorney", "filer9"), ("Jane Other", "")]
)
def test_staff_cannot_approve_what_fits_no_account(world: World, person: str, login: str) -> None:
    """Another name or an unknown login: rejected with its reason, and the mail tells no login."""
    world.cmecf()
    decided = decide(world.state, OFFICE, asked(world, person, login), approve=True)
    assert (decided.state, decided.reason) == (RequestState.REJECTED, UNKNOWN)
    assert on_file(world) == "filer1@example"
    assert world.state.mail(NEW)[0].body == f"{login or 'not given'}: {UNKNOWN}"


def test_two_accounts_of_one_name_need_a_login(world: World) -> None:
    """The staff do not guess."""
    world.cmecf("filer1")
    world.cmecf("filer2")
    assert decide(world.state, OFFICE, asked(world, login=""), approve=True).reason == UNKNOWN
    decide(world.state, OFFICE, asked(world, login="filer2"), approve=True)
    assert (on_file(world, "filer1"), on_file(world, "filer2")) == ("filer1@example", NEW)


def test_a_linked_account_keeps_its_address(world: World) -> None:
    """PACER has its address now."""
    world.state.add_link(Link("one", world.pacer(), world.cmecf(), NOW))
    assert decide(world.state, OFFICE, asked(world), approve=True).reason == LINKED
    assert on_file(world) == "filer1@example"


def test_a_request_is_decided_once(world: World) -> None:
    """The second decision is an error that says how the first went."""
    world.cmecf()
    decided = decide(world.state, OFFICE, asked(world), approve=True)
    with pytest.raises(AlreadyDecided, match="was approved before"):
        decide(world.state, OFFICE, decided, approve=False)


def test_the_staff_decide_when_they_were_told_to(world: World) -> None:
    """Not before their time, then as told, and only once."""
    world.cmecf()
    world.state.save_staff_decision(StaffDecision("one", approve=False, after_seconds=3.0, reason="No."))
    asked(world, at=10.0)
    assert not world.state.has_due_request(12.0)
    assert decide_due(world.state, lambda _: OFFICE, 12.0) == 0
    assert world.state.has_due_request(13.0)
    assert decide_due(world.state, lambda _: OFFICE, 13.0) == 1
    assert not world.state.has_due_request(13.0)
    assert world.state.mail(NEW)[0].body.endswith("No.")


def test_staff_who_were_told_nothing_leave_it_pending(world: World) -> None:
    """It waits until somebody decides."""
    world.cmecf()
    asked(world)
    assert decide_due(world.state, lambda _: OFFICE, 1e12) == 0


def test_with_the_fault_nothing_is_corrected(world: World) -> None:
    """The mail says that it was, and the old address stays."""
    world.cmecf()
    world.state.add_fault(ActiveFault("correction-does-nothing"))
    decide(world.state, OFFICE, asked(world), approve=True)
    assert (on_file(world), world.state.mail(NEW)[0].subject) == ("filer1@example", "Corrected")

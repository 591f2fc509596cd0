"""Requests to link that a court's staff decide."""

from __future__ import annotations

import pytest

from mock_ecf.domain import approval, linking
from mock_ecf.domain.approval import AlreadyDecided, Office, decide, decide_due
from mock_ecf.domain.credentials import Refusal
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.records import (
    ActiveFault,
    Approval,
    Confirmation,
    Link,
    LinkRequest,
    RequestState,
    StaffDecision,
)
from tests.domain_world import NOW, OLD_PASSWORD, World, rules

BY_COURT = rules(approval=Approval.BY_COURT)
OFFICE = Office(
    BY_COURT,
    "helpdesk@court.example",
    Letter("Linked at {court}", "{person}: {login} has been linked"),
    Letter("Not linked", "Your request was not approved: {reason}"),
)


def asked(world: World, username: str, login: str, seconds: float = 0.0) -> LinkRequest:
    """Goes through both Submits and gives the request that is pending."""
    made = linking.enter_credentials(world.state, BY_COURT, username, login, OLD_PASSWORD)
    assert isinstance(made, Confirmation), made
    outcome = linking.submit(world.state, BY_COURT, username, made.identifier, lambda: seconds)
    assert outcome.kind == "requested"
    request = world.state.link_request(made.identifier)
    assert request is not None
    return request


def test_the_second_submit_only_asks(world: World) -> None:
    """Where the court approves, nothing is linked by the Submit and a repeated one asks once."""
    username, login = world.pacer(), world.cmecf()
    request = asked(world, username, login)
    assert request.state is RequestState.PENDING
    again = linking.submit(world.state, BY_COURT, username, request.identifier)
    assert again.kind == "requested"
    assert (len(world.state.link_requests()), world.state.links()) == (1, ())


def test_while_pending_neither_side_can_ask_again(world: World) -> None:
    """The user is told that a request is pending, and so is somebody else with the same login."""
    username, login = world.pacer(), world.cmecf()
    asked(world, username, login)
    assert linking.refusal_before_form(world.state, BY_COURT, username) == Refusal("request-pending")
    other = world.pacer("attorney2")
    refused = linking.enter_credentials(world.state, BY_COURT, other, login, OLD_PASSWORD)
    assert refused == Refusal("request-pending")


def test_an_approval_links_and_sends_mail(world: World) -> None:
    """Approved: the link is made and the mail names the account."""
    username, login = world.pacer(), world.cmecf()
    decide(world.state, OFFICE, asked(world, username, login), approve=True)
    assert world.state.link_of_pacer("one", username) is not None
    (mail,) = world.state.mail("attorney1@example")
    assert mail.body == "John Attorney: filer1 has been linked"


def test_a_rejection_links_nothing_says_why_and_allows_another_try(world: World) -> None:
    """Rejected: mail with the reason, no link, and the user may ask again."""
    username, login = world.pacer(), world.cmecf()
    first = asked(world, username, login)
    decide(world.state, OFFICE, first, approve=False, reason="wrong person")
    assert world.state.links() == ()
    assert world.state.mail()[0].body.endswith("wrong person")
    replay = linking.submit(world.state, BY_COURT, username, first.identifier)
    assert replay.refusal == Refusal("confirmation-spent")
    assert asked(world, username, login).state is RequestState.PENDING


def test_a_request_is_decided_once(world: World) -> None:
    """A second decision is refused by name."""
    decided = decide(world.state, OFFICE, asked(world, world.pacer(), world.cmecf()), approve=True)
    with pytest.raises(AlreadyDecided, match="approved before"):
        decide(world.state, OFFICE, decided, approve=False)


def test_an_approval_too_late_is_a_rejection(world: World) -> None:
    """If an account was linked in the meantime, the approval does not link it twice."""
    username, login = world.pacer(), world.cmecf()
    request = asked(world, username, login)
    world.state.add_link(Link("one", world.pacer("attorney2"), login, NOW))
    decided = decide(world.state, OFFICE, request, approve=True)
    assert (decided.state, decided.reason) == (RequestState.REJECTED, approval.TAKEN)


def test_the_staff_decide_when_they_were_told_to(world: World) -> None:
    """A request is decided when its time has come, not before."""
    world.state.save_staff_decision(StaffDecision("one", approve=True, after_seconds=3.0))
    asked(world, world.pacer(), world.cmecf(), seconds=100.0)
    assert not world.state.has_due_request(102.9)
    assert decide_due(world.state, lambda _: OFFICE, 102.9) == 0
    assert world.state.has_due_request(103.0)
    assert decide_due(world.state, lambda _: OFFICE, 103.0) == 1
    assert len(world.state.links()) == 1


def test_staff_who_were_told_nothing_leave_it_pending(world: World) -> None:
    """Without a plan a request waits for a person."""
    asked(world, world.pacer(), world.cmecf())
    assert decide_due(world.state, lambda _: OFFICE, 1e12) == 0


def test_with_the_fault_mail_is_lost(world: World) -> None:
    """The fault mail-never-comes loses the mail; the decision stands."""
    world.state.add_fault(ActiveFault("mail-never-comes"))
    decide(world.state, OFFICE, asked(world, world.pacer(), world.cmecf()), approve=True)
    assert world.state.mail() == ()
    assert len(world.state.links()) == 1


@pytest.mark.parametrize(("court", "sent"), [("one", 0), ("two", 1)])
def test_the_fault_of_one_court_loses_that_courts_mail(world: World, court: str, sent: int) -> None:
    """Limited to a court, mail-never-comes loses the mail of that court alone."""
    world.state.add_fault(ActiveFault("mail-never-comes", court))
    decide(world.state, OFFICE, asked(world, world.pacer(), world.cmecf()), approve=True)
    assert len(world.state.mail()) == sent

"""Central sign-on, and the sign-in of a court before its go-live."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mock_ecf.domain import sign_on
from mock_ecf.domain.records import Link
from tests.domain_world import NOW, OLD_PASSWORD, PASSWORD, World, rules

BEFORE_GO_LIVE = rules(go_live=date(2022, 1, 1))


def signed_in(world: World) -> str:
    """Signs the only person in and gives the token."""
    token = sign_on.sign_in(world.state, world.pacer(), PASSWORD).token
    assert token is not None
    return token


def test_right_password_gives_a_token_that_holds(world: World) -> None:
    """Signing in gives a token of 128 characters which stands for the user."""
    token = signed_in(world)
    found = sign_on.current(world.state, token)
    assert len(token) == 128
    assert found is not None
    assert found.username == "attorney1"


@pytest.mark.parametrize(("username", "password"), [("attorney1", "wrong"), ("nobody", PASSWORD), ("", "")])
def test_wrong_credentials_give_no_token(world: World, username: str, password: str) -> None:
    """A wrong password and an unknown user are refused with the same word."""
    world.pacer()
    result = sign_on.sign_in(world.state, username, password)
    assert (result.token, result.refusal) == (None, "bad-credentials")


def test_a_made_up_token_is_nobody(world: World) -> None:
    """A token that was never issued, and none at all, stand for nobody."""
    signed_in(world)
    assert sign_on.current(world.state, "x" * 128) is None
    assert sign_on.current(world.state, "") is None


def test_signing_out_ends_it(world: World) -> None:
    """After signing out the token stands for nobody."""
    token = signed_in(world)
    sign_on.sign_out(world.state, token)
    assert sign_on.current(world.state, token) is None


def test_it_expires_when_idle_on_the_worlds_clock(world: World) -> None:
    """Half an hour without a request is allowed, a second more is not."""
    token = signed_in(world)
    world.state.set_clock(NOW + sign_on.IDLE)
    assert sign_on.current(world.state, token) is not None
    world.state.set_clock(NOW + sign_on.IDLE + timedelta(seconds=1))
    assert sign_on.current(world.state, token) is None


def test_requests_keep_it_alive(world: World) -> None:
    """A request within the half hour begins it anew; a touch cannot bring back an expired one."""
    token = signed_in(world)
    world.state.set_clock(NOW + sign_on.IDLE)
    sign_on.touch(world.state, token)
    world.state.set_clock(NOW + 2 * sign_on.IDLE)
    assert sign_on.current(world.state, token) is not None
    world.state.set_clock(NOW + 4 * sign_on.IDLE)
    sign_on.touch(world.state, token)
    assert sign_on.current(world.state, token) is None


def test_filers_must_agree_to_redact(world: World) -> None:
    """With filing rights at any court the sign-in asks for the agreement; without it does not."""
    username = world.pacer()
    assert not sign_on.sign_in(world.state, username, PASSWORD).redaction_needed
    world.state.add_link(Link("two", username, world.cmecf(court="two"), NOW))
    asked = sign_on.sign_in(world.state, username, PASSWORD)
    assert (asked.token, asked.redaction_needed) == (None, True)
    assert sign_on.sign_in(world.state, username, PASSWORD, redaction_agreed=True).token


def test_a_wrong_password_is_not_asked_to_redact(world: World) -> None:
    """The agreement is only shown to who knows the password."""
    world.state.add_link(Link("one", world.pacer(), world.cmecf(), NOW))
    assert not sign_on.sign_in(world.state, "attorney1", "wrong").redaction_needed


def test_court_credentials_sign_in_before_go_live(world: World) -> None:
    """Before its go-live the court takes its own credentials, for this court only."""
    login = world.cmecf()
    token = sign_on.court_sign_in(world.state, BEFORE_GO_LIVE, login, OLD_PASSWORD, True).token
    assert token is not None
    assert sign_on.current_at_court(world.state, BEFORE_GO_LIVE, token) is not None
    assert sign_on.current_at_court(world.state, rules("two", go_live=date(2022, 1, 1)), token) is None


def test_court_credentials_are_of_no_use_once_the_court_is_live(world: World) -> None:
    """On the day of the go-live the court refuses them and ends what they had opened."""
    login = world.cmecf()
    token = sign_on.court_sign_in(world.state, BEFORE_GO_LIVE, login, OLD_PASSWORD, True).token
    assert token is not None
    live = rules(go_live=NOW.date())
    refused = sign_on.court_sign_in(world.state, live, login, OLD_PASSWORD, True)
    assert refused.token is None
    assert refused.refusal is not None
    assert sign_on.current_at_court(world.state, live, token) is None


def test_wrong_court_credentials_are_refused_before_go_live(world: World) -> None:
    """A wrong password does not sign in, and counts towards the lock."""
    login = world.cmecf()
    tries = [
        sign_on.court_sign_in(world.state, BEFORE_GO_LIVE, login, "wrong", True).refusal for _ in range(5)
    ]
    assert [one.code for one in tries if one] == ["bad-credentials"] * 4 + ["locked"]


def test_court_credentials_are_of_no_use_without_the_agreement_to_redact(world: World) -> None:
    """The box is asked for after the password; leaving it unticked is no bad try."""
    login = world.cmecf()
    tries = [
        sign_on.court_sign_in(world.state, BEFORE_GO_LIVE, login, password, redaction_agreed=False)
        for password in (OLD_PASSWORD, "wrong", *[OLD_PASSWORD] * 5)
    ]
    codes = [one.refusal.code for one in tries if one.refusal]
    assert codes == ["redaction-needed", "bad-credentials", *["redaction-needed"] * 5]
    assert [one.token for one in tries] == [None] * 7
    assert sign_on.court_sign_in(world.state, BEFORE_GO_LIVE, login, OLD_PASSWORD, True).token


def test_court_sign_in_ends_by_signing_out_or_idling(world: World) -> None:
    """Both ways of ending it work."""
    login = world.cmecf()
    first = sign_on.court_sign_in(world.state, BEFORE_GO_LIVE, login, OLD_PASSWORD, True).token or ""
    second = sign_on.court_sign_in(world.state, BEFORE_GO_LIVE, login, OLD_PASSWORD, True).token or ""
    sign_on.court_sign_out(world.state, first)
    assert sign_on.current_at_court(world.state, BEFORE_GO_LIVE, first) is None
    world.state.set_clock(NOW + sign_on.IDLE)
    sign_on.touch_at_court(world.state, BEFORE_GO_LIVE, second)
    world.state.set_clock(NOW + sign_on.IDLE * 2)
    assert sign_on.current_at_court(world.state, BEFORE_GO_LIVE, second) is not None
    world.state.set_clock(NOW + sign_on.IDLE * 3 + timedelta(seconds=1))
    assert sign_on.current_at_court(world.state, BEFORE_GO_LIVE, second) is None


def test_agreeing_signs_a_filer_in(world: World) -> None:
    """Once the password was right, agreeing to redact is all that is missing; a stranger gains nothing."""
    username = world.pacer()
    world.state.add_link(Link("one", username, world.cmecf(), NOW))
    token = sign_on.agree_to_redact(world.state, username, "client").token
    found = sign_on.current(world.state, token or "")
    assert found is not None
    assert (found.username, found.client_code, found.redaction_agreed) == (username, "client", True)
    assert sign_on.agree_to_redact(world.state, "nobody").token is None

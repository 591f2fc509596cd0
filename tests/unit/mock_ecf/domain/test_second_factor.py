"""PACER's second factor: passcodes, backup codes, skips, the lock, and nothing of it before its day."""

from __future__ import annotations

from datetime import datetime

import pyotp
import pytest

from mock_ecf.domain import second_factor, sign_on
from mock_ecf.domain.mail import Letter
from mock_ecf.domain.records import Link, SecondFactor
from mock_ecf.domain.second_factor import Asked, Match, Refused
from tests.domain_world import NOW, PASSWORD, World

SINCE = datetime(2025, 5, 11)
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238, appendix B, in base 32: the digits 1 to 9 and 0, twice."""

SECONDS = 1_111_111_111.0
STEP = 30.0


@pytest.fixture
def enrolled(world: World) -> World:
    """A world after that day, with somebody who is enrolled with the secret of RFC 6238."""
    world.state.set_clock(SINCE)
    world.state.save_second_factor(SecondFactor(world.pacer(), SECRET))
    return world


def used(world: World, code: str, seconds: float = SECONDS) -> bool:
    """Whether a code is taken; it is used up then."""
    found = second_factor.find(world.state, "attorney1", code, seconds)
    if isinstance(found, Match):
        second_factor.spend(world.state, found)
    return isinstance(found, Match)


def shown(seconds: float = SECONDS) -> str:
    """What the authenticator app shows."""
    return pyotp.TOTP(SECRET).at(seconds)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_passcodes_are_those_of_the_standard(enrolled: World, seconds: int, code: str) -> None:
    """The last six digits of the test values in RFC 6238, appendix B, are taken at their time."""
    assert used(enrolled, code, seconds)


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_wrong_by_one_step(enrolled: World, steps: int, taken: bool) -> None:
    """The passcode of the thirty seconds before and after is taken, none farther away."""
    assert used(enrolled, shown(SECONDS + steps * STEP)) is taken


def test_a_passcode_is_good_once(enrolled: World) -> None:
    """Neither it nor an older one is taken again; the next one is."""
    assert used(enrolled, shown())
    assert not used(enrolled, shown())
    assert not used(enrolled, shown(SECONDS - STEP))
    assert used(enrolled, shown(SECONDS + STEP), SECONDS + STEP)


def test_blanks_and_hyphens_do_not_matter(enrolled: World) -> None:
    """Many apps show two groups of three digits."""
    code = shown()
    assert used(enrolled, f" {code[:3]} {code[3:]} ")


@pytest.mark.parametrize(
    "typed", ["000000", "abcdef", "\uff11\uff12\uff13\uff14\uff15\uff16", "1" * 5_000, "%s", "\x00"]
)
def test_what_is_no_code_is_refused(enrolled: World, typed: str) -> None:
    """Whatever is typed, the answer is that it is wrong."""
    assert second_factor.find(enrolled.state, "attorney1", typed, SECONDS) is Refused.WRONG


def test_a_backup_code_replaces_a_passcode_once(enrolled: World) -> None:
    """There are ten different ones; each is taken once, in capitals, too."""
    codes = second_factor.new_backup_codes(enrolled.state, "attorney1")
    assert len(set(codes)) == second_factor.BACKUP_CODES == 10
    assert used(enrolled, codes[0].upper())
    assert not used(enrolled, codes[0])
    assert used(enrolled, codes[1].replace("-", ""))


def test_new_backup_codes_end_the_old_ones(enrolled: World) -> None:
    """What was noted before is of no use any more."""
    old = second_factor.new_backup_codes(enrolled.state, "attorney1")
    second_factor.new_backup_codes(enrolled.state, "attorney1")
    assert not used(enrolled, old[0])


def test_backup_codes_of_somebody_else_are_none(enrolled: World) -> None:
    """A code belongs to one account."""
    codes = second_factor.new_backup_codes(enrolled.state, "somebody")
    assert not used(enrolled, codes[0])


def test_five_bad_tries_lock_for_five_minutes(enrolled: World) -> None:
    """While it is locked even the right passcode is refused; afterwards five tries are free again."""
    tries = [second_factor.find(enrolled.state, "attorney1", "000000", SECONDS) for _ in range(5)]
    assert tries == [Refused.WRONG] * 4 + [Refused.LOCKED]
    assert second_factor.find(enrolled.state, "attorney1", shown(), SECONDS) is Refused.LOCKED
    later = SECONDS + second_factor.LOCK_SECONDS
    assert second_factor.find(enrolled.state, "attorney1", "000000", later) is Refused.WRONG
    assert used(enrolled, shown(later), later)


def test_a_good_code_forgives_bad_tries(enrolled: World) -> None:
    """Only tries in a row count; an empty one is none."""
    for _ in range(4):
        assert not used(enrolled, "000000")
    assert not used(enrolled, "")
    assert used(enrolled, shown())
    assert not used(enrolled, "000000")
    assert used(enrolled, shown(SECONDS + STEP), SECONDS + STEP)


def test_what_is_found_is_not_used_up_yet(enrolled: World) -> None:
    """A code that was only looked at can still be used."""
    assert isinstance(second_factor.find(enrolled.state, "attorney1", shown(), SECONDS), Match)
    assert used(enrolled, shown())


def mailed(world: World, seconds: float = SECONDS) -> str:
    """The passcode in the latest mail, after one was asked for."""
    account = world.state.pacer_account("attorney1")
    assert account is not None
    second_factor.mail_code(
        world.state, account, "pacer@example", Letter("Code", "{person}: {code}"), "", seconds
    )
    letter = world.state.mail(account.address)[-1]
    return letter.body.removeprefix("John Attorney: ")


def test_a_passcode_by_mail_is_good_once_within_ten_minutes(enrolled: World) -> None:
    """It goes to the address on file; a second mail ends the first passcode."""
    first = mailed(enrolled)
    assert len(first) == 6
    assert not used(enrolled, first, SECONDS + second_factor.MAILED_SECONDS)
    assert used(enrolled, mailed(enrolled))
    again = mailed(enrolled)
    assert used(enrolled, again, SECONDS + second_factor.MAILED_SECONDS - 1)
    assert not used(enrolled, again)


def test_an_empty_digest_is_no_passcode(world: World) -> None:
    """Who is not enrolled and has no mail is not let in by anything."""
    world.pacer()
    for typed in ("", "000000", "0"):
        assert isinstance(second_factor.find(world.state, "attorney1", typed, SECONDS), Refused)


def test_enrolling_wants_the_first_passcode(world: World) -> None:
    """With it one is enrolled and gets backup codes; the same passcode does not sign in afterwards."""
    world.pacer()
    assert second_factor.enroll(world.state, "attorney1", SECRET, "000000", SECONDS) is Refused.WRONG
    assert not second_factor.is_enrolled(world.state, "attorney1")
    codes = second_factor.enroll(world.state, "attorney1", SECRET, shown(), SECONDS)
    assert not isinstance(codes, Refused)
    assert second_factor.is_enrolled(world.state, "attorney1")
    assert not used(world, shown())
    assert used(world, codes[0])


def test_who_is_enrolled_is_not_enrolled_again(enrolled: World) -> None:
    """A second page of the same user does not put another secret in place of the first."""
    second = second_factor.new_secret()
    code = pyotp.TOTP(second).at(SECONDS)
    assert second_factor.enroll(enrolled.state, "attorney1", second, code, SECONDS) is Refused.ENROLLED
    assert used(enrolled, shown())


def test_the_address_for_apps_can_be_read_by_them() -> None:
    """Issuer, account and secret are in it."""
    read = pyotp.parse_uri(second_factor.address_of(SECRET, "attorney1"))
    assert isinstance(read, pyotp.TOTP)
    assert (read.secret, read.name, read.issuer) == (SECRET, "attorney1", "PACER (mock)")


@pytest.mark.parametrize(
    ("clock", "is_enrolled", "files", "asked"),
    [
        ("2025-05-10T23:59:59", True, True, Asked.NOTHING),
        ("2025-05-10T23:59:59", False, True, Asked.NOTHING),
        ("2025-05-11T00:00:00", True, True, Asked.PASSCODE),
        ("2025-05-11T00:00:00", True, False, Asked.PASSCODE),
        ("2025-05-11T00:00:00", False, True, Asked.UPDATE),
        ("2025-05-11T00:00:00", False, False, Asked.NOTHING),
    ],
)
def test_who_is_asked_for_what(
    world: World, clock: str, is_enrolled: bool, files: bool, asked: Asked
) -> None:
    """Before 2025-05-11 nobody; then who is enrolled for a passcode, and who may file to enroll."""
    username = world.pacer()
    world.state.set_clock(datetime.fromisoformat(clock))
    if is_enrolled:
        second_factor.enroll_beforehand(world.state, username)
    if files:
        world.state.add_link(Link("one", username, world.cmecf(), NOW))
    assert second_factor.asked(world.state, username) is asked
    result = sign_on.sign_in(world.state, username, PASSWORD, redaction_agreed=True)
    assert result.second_factor is asked
    assert (result.token is None) is (asked is not Asked.NOTHING)


def test_enrolling_can_be_skipped_three_times(world: World) -> None:
    """The fourth time there is no skip; who is enrolled or may not file has nothing to skip."""
    world.state.set_clock(SINCE)
    username = world.pacer()
    assert not second_factor.skip(world.state, username)
    world.state.add_link(Link("one", username, world.cmecf(), NOW))
    left = [(second_factor.skips_left(world.state, username), second_factor.skip(world.state, username))]
    left += [
        (second_factor.skips_left(world.state, username), second_factor.skip(world.state, username))
        for _ in range(3)
    ]
    assert left == [(3, True), (2, True), (1, True), (0, False)]
    world.state.save_second_factor(SecondFactor(username, SECRET))
    assert not second_factor.skip(world.state, username)


def test_a_wrong_password_is_not_asked_for_a_passcode(enrolled: World) -> None:
    """Nobody learns from the sign-in who is enrolled."""
    result = sign_on.sign_in(enrolled.state, "attorney1", "wrong")
    assert (result.refusal, result.second_factor) == ("bad-credentials", Asked.NOTHING)


def program(world: World, passcode: str = "", agreed: bool = True) -> sign_on.SignInResult:
    """What a program gets that sends everything in one request."""
    return sign_on.sign_in_by_program(world.state, "attorney1", PASSWORD, "", agreed, passcode, SECONDS)


def test_a_program_gives_the_passcode_with_the_password(enrolled: World) -> None:
    """Without a good one it is refused like a wrong password; with it, once, it gets a token."""
    assert program(enrolled).refusal == program(enrolled, "000000").refusal == "bad-credentials"
    assert program(enrolled, shown()).token
    assert program(enrolled, shown()).refusal == "bad-credentials"


def test_a_program_keeps_the_passcode_that_did_not_sign_in(enrolled: World) -> None:
    """A filer's program that forgot the agreement may send the same passcode with it."""
    enrolled.state.add_link(Link("one", "attorney1", enrolled.cmecf(), NOW))
    assert program(enrolled, shown(), agreed=False).redaction_needed
    assert program(enrolled, shown()).token


def test_a_program_of_who_is_not_enrolled_gets_in_until_the_skips_are_used(world: World) -> None:
    """It sees no pop-up and uses no skip, and is no way around the end of the skips."""
    world.state.set_clock(SINCE)
    world.state.add_link(Link("one", world.pacer(), world.cmecf(), NOW))
    assert program(world, agreed=False).redaction_needed
    assert program(world).token
    assert second_factor.skips_left(world.state, "attorney1") == 3
    for _ in range(3):
        second_factor.skip(world.state, "attorney1")
    assert program(world).refusal == "bad-credentials"


def test_nothing_printed_shows_a_secret(enrolled: World) -> None:
    """Neither the kept record nor what was found shows what passcodes come from."""
    kept = enrolled.state.second_factor("attorney1")
    assert SECRET not in repr(kept)
    assert SECRET not in repr(second_factor.find(enrolled.state, "attorney1", shown(), SECONDS))

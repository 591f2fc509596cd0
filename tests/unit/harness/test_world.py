from __future__ import annotations

from typing import Any

import pytest

from harness.errors import UnknownName
from harness.evidence.secret import Secret
from harness.world import World, world_from


def made(*personas: str) -> dict[str, Any]:
    """What the control API answers for a world with these personas."""
    return {
        "world": "w1",
        "clock": "2021-06-01T09:00:00",
        "mailbox": "https://mailbox.ecf-harness.test/",
        "courts": ["azb", "gamb"],
        "personas": [
            {
                "name": name,
                "person": f"Person {name}",
                "address": f"{name}+1@example.org",
                "pacer": {"username": f"pacer-{name}", "password": f"pacer-password-{name}"},
                "cmecf": []
                if name == "pacer-only"
                else [{"court": "azb", "login": f"login-{name}", "password": f"cmecf-password-{name}"}],
            }
            for name in personas
        ],
    }


def world(*personas: str) -> World:
    """A world with these personas."""
    return world_from(made(*personas))


def test_a_world_names_all_its_secrets() -> None:
    """Every password can be registered at once: PACER's, the courts' and those yet to be chosen."""
    somewhere = world("filer", "pacer-only")
    chosen = {somewhere.persona(name).chosen.password for name in ("filer", "pacer-only")}
    assert len(chosen) == 2
    assert set(somewhere.secrets) - chosen == {
        Secret("pacer-password-filer"),
        Secret("cmecf-password-filer"),
        Secret("pacer-password-pacer-only"),
    }
    assert chosen <= set(somewhere.secrets)


def test_an_authenticator_and_its_backup_codes_are_secrets_of_the_world() -> None:
    """They reach the assignment of who has them, and the redaction of every run in this world."""
    answer = made("mfa-filer", "pacer-only")
    answer["personas"][0] |= {"authenticator": "SECRETOFTHEAPP", "backup_codes": ["one-code", "other-code"]}
    somewhere = world_from(answer)
    codes = (Secret("one-code"), Secret("other-code"))
    assert {Secret("SECRETOFTHEAPP"), *codes} <= set(somewhere.secrets)
    theirs = somewhere.assignment("azb", "mfa-filer", 1)
    assert (theirs.authenticator, theirs.backup_codes) == (Secret("SECRETOFTHEAPP"), codes)
    assert "SECRETOFTHEAPP" not in repr(somewhere)
    assert "one-code" not in repr(theirs)
    others = somewhere.assignment("azb", "pacer-only", 1)
    assert (others.authenticator, others.backup_codes) == (None, ())


def test_a_user_knows_what_day_it_is() -> None:
    """It is the day at which the world's clock stands."""
    assert world("unlinked-filer").assignment("azb", "unlinked-filer", 1).today == "2021-06-01"


def test_passwords_are_secrets_from_the_start() -> None:
    """Nothing printed of a world shows a password."""
    assert "password" not in repr(world("unlinked-filer", "pacer-only")).replace("password=", "")


def test_an_assignment_has_all_that_the_flow_is_told() -> None:
    """Credentials, the stranger's, the mailbox of this persona, and the patience."""
    assignment = world("unlinked-filer", "pacer-only").assignment("azb", "unlinked-filer", 2.5)

    assert (assignment.court, assignment.site, assignment.persona) == ("azb", "mock", "unlinked-filer")
    assert assignment.pacer.name == "pacer-unlinked-filer"
    assert assignment.cmecf
    assert assignment.cmecf.password == Secret("cmecf-password-unlinked-filer")
    assert assignment.stranger
    assert assignment.stranger.name == "pacer-pacer-only"
    assert assignment.mailbox == "https://mailbox.ecf-harness.test/?address=unlinked-filer%2B1%40example.org"
    assert assignment.patience == 2.5
    assert (assignment.person, assignment.address) == (
        "Person unlinked-filer",
        "unlinked-filer+1@example.org",
    )
    assert assignment.chosen
    assert len(assignment.chosen.name) >= 8


def test_nobody_is_a_stranger_to_themselves() -> None:
    """The persona that plays the stranger gets none when it is the one who acts."""
    assert world("pacer-only").assignment("azb", "pacer-only", 1).stranger is None
    assert world("unlinked-filer").assignment("azb", "unlinked-filer", 1).stranger is None


def test_a_persona_without_an_account_in_this_court_has_no_cmecf_credentials() -> None:
    """An account at one court says nothing about another."""
    both = world("unlinked-filer", "pacer-only")

    assert both.assignment("gamb", "unlinked-filer", 1).cmecf is None
    assert both.assignment("azb", "pacer-only", 1).cmecf is None


@pytest.mark.parametrize(
    ("court", "persona", "text"),
    [("cacb", "unlinked-filer", "'cacb'.*azb, gamb"), ("azb", "nobody", "'nobody'.*unlinked-filer")],
)
def test_a_name_that_is_not_in_the_world_is_refused(court: str, persona: str, text: str) -> None:
    """The message says what the world has."""
    with pytest.raises(UnknownName, match=text):
        world("unlinked-filer").assignment(court, persona, 1)

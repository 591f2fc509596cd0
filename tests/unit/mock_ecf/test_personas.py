"""Personas: what each starts with, and what is said about wrong data."""

from __future__ import annotations

from pathlib import Path

import pytest

from mock_ecf.domain.records import AccountType, Approval, CourtRules, MenusAppear
from mock_ecf.personas import PersonaError, Personas, UnknownPersona

GOOD = """\
[some-filer]
description = "Files now and then."
account_type = "upgraded"
cmecf = "all"
linked = "none"
source = "D1 step 3"
"""


def courts(count: int) -> list[CourtRules]:
    """The rules of so many courts."""
    return [
        CourtRules(f"c{number}", "", Approval.AT_ONCE, MenusAppear.ON_NEXT_PAGE, ())
        for number in range(count)
    ]


def complaint(tmp_path: Path, text: str) -> str:
    """What is said about a file of personas."""
    file = tmp_path / "personas.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(PersonaError) as caught:
        Personas(file).names()
    return str(caught.value).replace(str(file), "FILE")


@pytest.mark.parametrize(
    ("name", "kind", "accounts", "linked", "other_name"),
    [
        ("unlinked-filer", AccountType.UPGRADED, "c0 c1 c2", "", False),
        ("linked-filer", AccountType.UPGRADED, "c0 c1 c2", "c0 c1 c2", False),
        ("legacy-account", AccountType.LEGACY, "c0 c1 c2", "", False),
        ("shared-firm-account", AccountType.SHARED_FIRM, "c0 c1 c2", "", False),
        ("administrative-account", AccountType.ADMINISTRATIVE, "c0 c1 c2", "", False),
        ("pacer-only", AccountType.UPGRADED, "", "", False),
        ("two-court-filer", AccountType.UPGRADED, "c0 c1", "c0", False),
        ("names-differ", AccountType.UPGRADED, "c0 c1 c2", "", True),
        ("mfa-filer", AccountType.UPGRADED, "c0 c1 c2", "c0 c1 c2", False),
        ("cja-attorney", AccountType.UPGRADED, "c0 c1 c2", "", False),
        ("no-pacer-account", AccountType.UPGRADED, "c0 c1 c2", "", False),
        ("forgotten-password", AccountType.UPGRADED, "c0 c1 c2", "", False),
        ("stale-address", AccountType.UPGRADED, "c0 c1 c2", "", False),
    ],
)
def test_what_each_persona_starts_with(
    name: str, kind: AccountType, accounts: str, linked: str, other_name: bool
) -> None:
    """Kind of account, where it has CM/ECF accounts, where it is linked, and whose name they bear."""
    persona = Personas().get(name)
    world = courts(3)
    assert persona.name == name
    assert persona.account_type is kind
    assert [court.code for court in persona.courts_with_account(world)] == accounts.split()
    assert [court.code for court in persona.courts_linked(world)] == linked.split()
    assert persona.other_name is other_name
    assert persona.description.endswith(".")


def test_the_list_above_is_complete() -> None:
    """There are thirteen personas."""
    assert len(Personas().names()) == 13


def test_one_persona_is_enrolled() -> None:
    """The others meet the second factor as somebody who has not heard of it."""
    known = Personas()
    assert [name for name in known.names() if known.get(name).enrolled] == ["mfa-filer"]


def test_who_has_forgotten_the_password_and_whose_address_is_stale() -> None:
    """Two personas know no CM/ECF password, and for one of them the court has an old address."""
    known = [Personas().get(name) for name in Personas().names()]
    assert [one.name for one in known if one.forgotten] == ["forgotten-password", "stale-address"]
    assert [one.name for one in known if one.stale_address] == ["stale-address"]


def test_a_world_with_one_court_has_fewer_accounts() -> None:
    """The filer of two courts has one account there, and it is linked."""
    persona = Personas().get("two-court-filer")
    assert persona.courts_with_account(courts(1)) == persona.courts_linked(courts(1)) == (courts(1)[0],)


def test_an_unknown_persona_offers_the_nearest_names() -> None:
    """The error lists what there is."""
    with pytest.raises(UnknownPersona, match="did you mean legacy-account") as caught:
        Personas().get("legacy-acount")
    assert caught.value.nearest[0] == "legacy-account"
    assert "names-differ" in str(caught.value)
    assert isinstance(caught.value, LookupError)
    assert isinstance(caught.value, PersonaError)


def test_good_data_is_taken(tmp_path: Path) -> None:
    """What the next test spoils is right before."""
    file = tmp_path / "personas.toml"
    file.write_text(GOOD, "utf-8")
    assert Personas(file).names() == ("some-filer",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"all"', '"most"', "FILE, line 4: some-filer.cmecf: is 'most'; allowed: all, first two, none"),
        ('"upgraded"', '"upgrade"', "line 3: some-filer.account_type: is 'upgrade'; allowed: upgraded, "),
        ('"upgraded"', '"upgrade"', "; nearest: upgraded"),
        ("linked =", "lnked =", "line 5: some-filer.lnked: unknown key; allowed: description, "),
        ("linked =", "lnked =", "other_name, pacer, exempt, manages, forgotten, "),
        ("linked =", "lnked =", "stale_address, source; nearest: linked"),
        ("linked =", "lnked =", "line 1: some-filer.linked: is missing"),
        ("D1 step 3", "D7", "line 6: some-filer.source: unknown source 'D7'; allowed: ours, D0"),
        ("then.", "then", "line 2: some-filer.description: must be a sentence that ends with a full stop"),
        ("[some-filer]", "[SomeFiler]", "line 1: SomeFiler: a persona's name consists of small letters"),
        ("[some-filer]", "[some-filer", "FILE, line 1: not TOML: "),
        (
            'linked = "none"',
            'linked = "none"\npacer = false\nexempt = true',
            "some-filer.pacer: cannot be false for somebody who is linked, exempt or enrolled",
        ),
        (
            'linked = "none"',
            'linked = "none"\nmanages = ["some-filr"]',
            "line 6: some-filer.manages: unknown persona; allowed: some-filer; nearest: some-filer",
        ),
        (
            'cmecf = "all"\nlinked = "none"',
            'cmecf = "none"\nlinked = "all"',
            "line 5: some-filer.linked: cannot be 'all' without any CM/ECF account",
        ),
        (
            '"upgraded"\ncmecf = "all"\nlinked = "none"',
            '"legacy"\ncmecf = "all"\nlinked = "first"',
            "line 5: some-filer.linked: cannot be 'first' for a legacy account",
        ),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, old: str, new: str, said: str) -> None:
    """File, line, key, message, what is allowed and the nearest name."""
    assert old in GOOD
    assert said in complaint(tmp_path, GOOD.replace(old, new))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The error is about personas."""
    with pytest.raises(PersonaError, match="cannot be read: No such file"):
        Personas(tmp_path / "none.toml").names()

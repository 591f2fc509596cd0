"""Reading profiles: inheritance, what is said about wrong data, and names that do not exist."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import mock_ecf.courts
from mock_ecf.courts import ProfileError, Profiles, UnknownCourt

REAL = Path(mock_ecf.courts.__file__).parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the profiles, to be spoilt."""
    for file in (*REAL.glob("*.toml"), REAL / "directory.tsv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def spoil(folder: Path, name: str, old: str, new: str) -> int:
    """Replaces a piece of a file once and gives the line on which it stood."""
    file = folder / name
    text = file.read_text("utf-8")
    assert text.count(old) >= 1, old
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def complaint(folder: Path, code: str = "azb") -> str:
    """What is said about the profile of a court."""
    with pytest.raises(ProfileError) as caught:
        Profiles(folder).get(code)
    return str(caught.value)


def test_the_documented_courts_are_there() -> None:
    """The bases and the table of sources are no courts."""
    six = {"areb", "arwb", "azb", "cacb", "cacd", "gamb"}
    others = {"ca4", "ca5", "ord", "paeb", "pamd", "pawd", "wvsd"}
    assert set(Profiles().documented()) == six | others


def test_profiles_are_read_when_asked_for(folder: Path) -> None:
    """A broken court does not keep another one from being read."""
    (folder / "gamb.toml").write_text("broken = ", "utf-8")
    assert Profiles(folder).get("azb").code == "azb"
    assert "gamb.toml, line 1: not TOML" in complaint(folder, "gamb")


def test_a_profile_is_read_once() -> None:
    """Asking again gives the same record."""
    profiles = Profiles()
    assert profiles.get("azb") is profiles.get("azb")


@pytest.mark.parametrize(
    ("code", "nearest"), [("abz", ("azb",)), ("cacx", ("cacd",)), ("zzzzzz", ()), ("_common", ())]
)
def test_an_unknown_court_offers_the_nearest_names(code: str, nearest: tuple[str, ...]) -> None:
    """The error is a ProfileError and a LookupError, and lists what there is."""
    with pytest.raises(UnknownCourt) as caught:
        Profiles().get(code)
    assert set(nearest) <= set(caught.value.nearest)
    assert isinstance(caught.value, ProfileError)
    assert isinstance(caught.value, LookupError)
    assert f"{code!r}" in str(caught.value)
    assert "204 courts are known" in str(caught.value)


def test_a_file_that_is_not_toml_is_named_with_its_line(folder: Path) -> None:
    """File, line and what the parser expected."""
    line = spoil(folder, "azb.toml", 'code = "azb"', 'code = "azb')
    assert complaint(folder).startswith(f"{folder / 'azb.toml'}, line {line}: not TOML: ")


def test_a_file_that_is_not_text_is_named(folder: Path) -> None:
    """Bytes that are no UTF-8 are said to be that."""
    (folder / "azb.toml").write_bytes(b'name = "\xff"')
    assert complaint(folder) == f"{folder / 'azb.toml'}: is not text in UTF-8: invalid start byte at byte 8"


def test_a_missing_table_of_sources_is_named(folder: Path) -> None:
    """Without sources no provenance can be checked."""
    (folder / "sources.toml").unlink()
    assert complaint(folder) == f"{folder / 'sources.toml'}: cannot be read: No such file or directory"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[approval]", "[aproval]", "aproval: unknown key; allowed: type, basis, code, name, "),
        ("[approval]", "[aproval]", "; nearest: approval"),
        (
            '[texts.linked]\ntext = "The accounts have been linked."\nprovenance',
            '[texts.linked]\ntext = "The accounts have been linked."\nprovenence',
            "texts.linked.provenence: unknown key; allowed: text, provenance; nearest: provenance",
        ),
        ("[texts.linked]", "[texts.liked]", "texts.liked: unknown text; allowed: entry-welcome, "),
        ("[texts.linked]", "[texts.liked]", "; nearest: linked"),
        ('"D1 step 8"', '"D9 step 8"', "approval.provenance: unknown source 'D9'; allowed: ours, D0, D1, "),
        ('"D1 step 8"', '"D1 step 12"', "approval.provenance: D1 has 11 numbered steps, not a 'step 12'"),
        ('"D1 step 8"', '"D4 step 1"', "approval.provenance: D4 has no numbered steps, not a 'step 1'"),
        ('"D1 step 8"', '"ours step 8"', "approval.provenance: unknown source 'ours'"),
        ('"D1 step 8"', '"ours, after D9"', "approval.provenance: unknown source 'D9'"),
        ('"D1 step 8"', '"ours, after D1 step 12"', "D1 has 11 numbered steps, not a 'step 12'"),
        ('"at-once"', '"at-ones"', "approval.value: is 'at-ones'; allowed: at-once, by-court; "),
        (
            'section = "your-pacer-account"',
            'section = "your-pacer-acount"',
            "menus.link_item.place.section: there is no shown section 'your-pacer-acount'; allowed: ",
        ),
        ('host = "ecf.azb', 'host = "www.azb', "host: String should match pattern"),
        ('code = "azb"', 'code = "azc"', "code: is 'azc', but the file is named 'azb'"),
        ('base = "bankruptcy"', 'base = "bankrupcy"', "cannot be 'bankrupcy'; allowed: appellate, "),
        ('base = "bankruptcy"', 'base = "bankrupcy"', "; nearest: bankruptcy"),
        ('for our court. Your', 'for {our} court. Your', "texts.linked-next: unknown {our}; allowed: name, "),
        ('for our court. Your', 'for {our court. Your', "texts.linked-next: its braces do not match: "),
        ('text = "U.S. Bankruptcy Court, D', 'text = "{nme} D', "title.text: unknown {nme}; allowed: name, "),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_and_line(folder: Path, old: str, new: str, said: str) -> None:
    """Key path, message, what is allowed and the nearest name."""
    spoil(folder, "azb.toml", old, new)
    message = complaint(folder)
    assert message.startswith(str(folder / "azb.toml"))
    assert said in message


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ('provenance = "D1 step 9"', 'provenance = "D9"', "menus_appear.provenance"),
        ('phone = { text = "602-682-4900"', 'phone = { txt = "602-682-4900"', "help_desk.phone.txt"),
        ("[texts.linked]", "[texts.liked]", "texts.liked"),
    ],
)
def test_the_line_is_that_of_the_key(folder: Path, old: str, new: str, keys: str) -> None:
    """In a table, in an inline table and for a table's own name."""
    line = spoil(folder, "azb.toml", old, new)
    assert f"{folder / 'azb.toml'}, line {line}: {keys}: " in complaint(folder)


def test_an_error_in_a_base_names_the_base(folder: Path) -> None:
    """What a court inherits is complained about where it stands."""
    line = spoil(folder, "_common.toml", 'text = "Submit"', 'txt = "Submit"')
    assert f"{folder / '_common.toml'}, line {line}: texts.submit.txt: unknown key" in complaint(folder)


def test_several_errors_are_all_told(folder: Path) -> None:
    """One line for each of them."""
    spoil(folder, "azb.toml", '"at-once"', '"at-ones"')
    spoil(folder, "azb.toml", "[title]", "[titel]")
    lines = complaint(folder).splitlines()
    assert [line.split(": ")[1] for line in lines] == ["approval.value", "titel"]


def test_a_missing_text_says_where_it_would_be_shown(folder: Path) -> None:
    """The base is the one place of each text; without it the error says what the text is for."""
    spoil(folder, "_common.toml", "[texts.submit]", "[texts.link-purpose-2]")
    spoil(folder, "_common.toml", "[texts.link-purpose-2]", "[texts.submit]")
    text = (folder / "_common.toml").read_text("utf-8")
    start = text.index("[texts.submit]")
    (folder / "_common.toml").write_text(text[:start] + text[text.index("[texts.clear]") :], "utf-8")
    assert "texts.submit: is missing; it is shown on the button of the link form" in complaint(folder)


def test_a_missing_value_is_named(folder: Path) -> None:
    """A required key that no layer has, nor the directory."""
    (folder / "directory.tsv").unlink()
    spoil(folder, "azb.toml", 'psc_court_id = "AZBK"\n', "")
    assert "psc_court_id: is missing" in complaint(folder)


def test_a_base_cannot_stand_upon_itself(folder: Path) -> None:
    """A circle of bases is refused."""
    spoil(folder, "_common.toml", "[title]", 'base = "bankruptcy"\n[title]')
    assert "_common.toml: base: cannot be 'bankruptcy'" in complaint(folder)


def test_one_change_in_the_base_changes_every_court(folder: Path) -> None:
    """Wording of ours stands in one place."""
    spoil(folder, "_common.toml", 'text = "No link was made."', 'text = "Not linked"')
    profiles = Profiles(folder)
    shown = {profiles.get(code).text("refusal-heading") for code in profiles.documented()}
    assert shown == {"Not linked"}


def test_a_court_overrides_key_by_key(folder: Path) -> None:
    """Overriding one text of a table leaves its neighbours."""
    spoil(
        folder,
        "azb.toml",
        "[texts.linked]",
        '[texts.submit]\ntext = "Send"\nprovenance = "ours"\n\n[texts.linked]',
    )
    profile = Profiles(folder).get("azb")
    assert (profile.text("submit"), profile.text("clear")) == ("Send", "Clear")


def test_a_bar_names_items_that_there_are(folder: Path) -> None:
    """A bar with an unknown item is refused; the message names the base that holds the bar."""
    spoil(
        folder,
        "_bankruptcy.toml",
        '"query", "reports", "utilities", "help"',
        '"query", "report", "utilities", "help"',
    )
    assert "no bar item 'report'" in complaint(folder)


def test_a_court_of_the_directory_alone_is_assumed() -> None:
    """It has its real host, name and version, and looks as the base for its kind says."""
    profile = Profiles().get("flsb")
    assert (profile.basis, profile.type, profile.host) == ("assumed", "bankruptcy", "ecf.flsb.uscourts.gov")
    assert profile.name == "U.S. Bankruptcy Court, Southern District of Florida"
    assert profile.version.provenance == "directory"
    assert Profiles().get("azb").basis == "documented"


def test_every_court_of_the_directory_has_a_profile() -> None:
    """204 hosts, one profile each; every one can be read, and its host is its own."""
    profiles = Profiles()
    hosts = {profiles.get(code).host for code in profiles.codes()}
    assert len(hosts) == len(profiles.codes()) == 204
    assert {profiles.host(code) for code in profiles.codes()} == hosts


def test_a_court_is_found_by_the_id_that_pacer_has_for_it() -> None:
    """Whether it has a file of its own or not; an unknown id is nobody's."""
    found = [Profiles().with_psc_court_id(court_id) for court_id in ("AZBK", "FLSBK", "04CA", "NONE")]
    assert [one.code if one else None for one in found] == ["azb", "flsb", "ca4", None]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code\tbase", "court\tbase", "line 1: expected the columns code, base, name"),
        ("\nakd\t", "\nakb\t", "line 3: akb: comes twice"),
        ("907-271-2655", "907-271-2655\tmore", "line 2: akb: comes twice, or has a wrong number"),
    ],
)
def test_a_wrong_directory_is_told_with_its_line(folder: Path, old: str, new: str, said: str) -> None:
    """Wrong columns, a code twice, a column too many."""
    spoil(folder, "directory.tsv", old, new)
    assert said in complaint(folder)


def test_a_users_folder_adds_and_replaces_courts(tmp_path: Path) -> None:
    """A court of the user's stands beside ours, and one of ours can be told anew."""
    facts = {"code": "demob", "name": "Demonstration", "district": "Demonstration", "psc_court_id": "DEMOBK"}
    lines = [f'{key} = "{value}"' for key, value in facts.items()]
    own = """base = "bankruptcy"
host = "ecf.demob.uscourts.gov"
provenance = "ours"
version = { text = "NextGen CM/ECF Release 1.8", provenance = "ours" }
help_desk.phone = { text = "555-0100", provenance = "ours" }
help_desk.mail = { text = "help@demob.example", provenance = "ours" }
"""
    (tmp_path / "demob.profile.toml").write_text(own + "\n".join(lines), "utf-8")
    (tmp_path / "flsb.profile.toml").write_text(
        'texts.submit = { text = "Send", provenance = "ours" }', "utf-8"
    )
    profiles = Profiles(own=tmp_path)
    assert profiles.get("demob").host == "ecf.demob.uscourts.gov"
    assert profiles.get("flsb").text("submit") == "Send"
    assert {"demob", "flsb", "azb"} <= set(profiles.documented())

"""The profiles themselves: what the documents say of each court, and that nothing is left unsaid."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

import mock_ecf.courts
from mock_ecf.courts import Profile, Profiles
from mock_ecf.courts.text_names import TEXT_SPECS
from mock_ecf.domain.records import Approval, Mail, MenusAppear
from mock_ecf.relay.message import message

FOLDER = Path(mock_ecf.courts.__file__).parent
PROFILES = Profiles()
COURTS = PROFILES.documented()


def provenances(value: Any, keys: str = "") -> Iterator[tuple[str, str]]:
    """Every provenance below a value, with the keys that lead to it."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key == "provenance":
                yield keys, below
            yield from provenances(below, f"{keys}.{key}".strip("."))


def ours_in(file: Path) -> set[str]:
    """The keys of a profile's own file whose provenance is ours."""
    found = provenances(tomllib.loads(file.read_text("utf-8")))
    return {keys for keys, provenance in found if provenance == "ours"}


@pytest.mark.parametrize(
    ("code", "entry_link", "place", "phone"),
    [
        ("areb", "Efiling CM/ECF", "Utilities", "(501) 918-5590"),
        ("arwb", "Efiling CM/ECF", "Utilities", "(501) 918-5590"),
        ("azb", "District of Arizona Document Filing System", "Utilities", "602-682-4900"),
        ("gamb", "Document Filing System", "NextGen Release 1.1 Menu Items", "478-752-3506"),
        ("cacb", "Document Filing System", "NextGen Release 1.1 Menu Items", "(213) 894-2365"),
        ("cacd", "Document Filing System", "NextGen Release 1.1 Menu Items", "213-894-0242"),
    ],
)
def test_the_way_in_is_that_of_the_documents(code: str, entry_link: str, place: str, phone: str) -> None:
    """Entry link, place of the item and help desk differ as the documents do."""
    profile = PROFILES.get(code)
    assert profile.text("entry-link") == entry_link
    assert profile.menus.link_item.text == "Link a CM/ECF account to my PACER account"
    assert profile.menus.link_item_page.title.text == place
    assert profile.help_desk.phone.text == phone


@pytest.mark.parametrize(
    ("code", "approval", "menus_appear", "go_live", "filing"),
    [
        ("areb", Approval.BY_COURT, MenusAppear.ON_NEXT_PAGE, date(2021, 3, 29), "Bankruptcy Adversary"),
        ("arwb", Approval.BY_COURT, MenusAppear.ON_NEXT_PAGE, date(2021, 3, 29), "Bankruptcy Adversary"),
        ("azb", Approval.AT_ONCE, MenusAppear.ON_RESULT_PAGE, None, "Bankruptcy Adversary"),
        ("gamb", Approval.AT_ONCE, MenusAppear.ON_NEXT_PAGE, None, "Bankruptcy Adversary"),
        ("cacb", Approval.AT_ONCE, MenusAppear.ON_NEXT_PAGE, date(2021, 4, 26), "Bankruptcy Adversary"),
        ("cacd", Approval.AT_ONCE, MenusAppear.ON_NEXT_PAGE, date(2020, 2, 18), "Civil Criminal"),
    ],
)
def test_the_rules_are_those_of_the_documents(
    code: str, approval: Approval, menus_appear: MenusAppear, go_live: date | None, filing: str
) -> None:
    """Approval, time of the menus, go-live and menus gained, as the domain gets them."""
    rules = PROFILES.get(code).rules
    assert rules.code == code
    assert (rules.approval, rules.menus_appear, rules.go_live) == (approval, menus_appear, go_live)
    assert rules.filing_menus == tuple(filing.split())


@pytest.mark.parametrize(
    ("code", "court_id", "revision", "title"),
    [
        ("areb", "AREBK", "1.7.1.1", "Eastern District of Arkansas"),
        ("arwb", "ARWBK", "1.7.1.1", "Western District of Arkansas"),
        ("azb", "AZBK", "1.6.4", "U.S. Bankruptcy Court, District of Arizona"),
        ("gamb", "GAMBK", "1.6.4", "GAMB CM/ECF Live Database"),
        ("cacb", "CACBK", "1.6.4", "CM/ECF - U.S. Bankruptcy Court (NG 1.6.4 - LIVE)"),
        ("cacd", "CACDC", "1.7.1.1", "CM/ECF-DC V10.7.1.1"),
    ],
)
def test_ids_versions_and_titles(code: str, court_id: str, revision: str, title: str) -> None:
    """What the directory and captures say of the court's site."""
    profile = PROFILES.get(code)
    assert profile.host == f"ecf.{code}.uscourts.gov"
    assert profile.psc_court_id == court_id
    assert profile.revision == revision
    assert profile.page_title == title


@pytest.mark.parametrize("code", COURTS)
def test_every_text_can_be_filled_in(code: str) -> None:
    """With the values that its place gives, no text keeps a brace, but for letters to be sent."""
    profile = PROFILES.get(code)
    for name, spec in TEXT_SPECS.items():
        if spec.letter:
            assert "{person}" in profile.text("mail-approved-body")
            continue
        assert "{" not in profile.text(name, **{brace: "x" for brace in spec.braces}), name


@pytest.mark.parametrize("code", COURTS)
def test_every_refusal_says_what_to_do_next(code: str) -> None:
    """A refusal without a way on would leave the user alone: each names the help desk's telephone."""
    profile = PROFILES.get(code)
    refusals = [name for name in TEXT_SPECS if name.startswith("refusal-") and name != "refusal-heading"]
    assert len(refusals) == 23
    for name in refusals:
        values = {brace: "x" for brace in TEXT_SPECS[name].braces}
        assert profile.help_desk.phone.text in profile.text(name, **values), name


def test_the_mail_of_every_court_can_be_sent() -> None:
    """Also where nobody states a help desk's address: the sender is one, and its host is nobody's."""
    mail = Mail("filer@example.com", "", "Subject", "Body", datetime(2021, 6, 1))
    for code in PROFILES.codes():
        profile = PROFILES.get(code)
        sent = message("world", replace(mail, sender=profile.sender))
        assert sent["From"] == profile.sender, code
        assert profile.sender in (profile.help_desk.mail.text, f"ecf-help-desk@{code}.example"), code


def test_a_text_without_its_value_is_an_error() -> None:
    """A page that forgets a value does not show braces."""
    with pytest.raises(KeyError):
        PROFILES.get("azb").text("refusal-locked")
    with pytest.raises(KeyError):
        PROFILES.get("azb").text("no such text")


def test_what_no_document_says_stands_in_a_base() -> None:
    """In the courts' own files only what they lack a document for is ours: addresses, and one court."""
    ours = {code: ours_in(FOLDER / f"{code}.toml") for code in COURTS}
    assert ours == {
        "areb": {"help_desk.mail"},
        "arwb": {"help_desk.mail"},
        "azb": set(),
        "gamb": set(),
        "cacb": {"help_desk.mail", "menus.items.mailing-labels", "menus.items.filing-fees"},
        "cacd": {"menus.link_item.place", "texts.entry-link"},
        **{code: set() for code in ("ca4", "ca5", "ord", "paeb", "pamd", "pawd", "wvsd")},
    }


AFTER_THE_LINK = ("linked", "linked-next", "linked-menus", "request-sent", "request-next", "request-rejected")


@pytest.mark.parametrize("code", COURTS)
def test_what_the_site_says_after_the_second_submit_is_ours(code: str) -> None:
    """The documents tell what comes of it; the words of the page, of refusals and of mail are not known."""
    texts = PROFILES.get(code).texts
    unknown = [name for name in texts if name in AFTER_THE_LINK or name.startswith(("refusal-", "mail-"))]
    assert [name for name in unknown if not texts[name].provenance.startswith("ours")] == []


def test_an_entry_page_that_nobody_captured_is_ours() -> None:
    """Of a district court only the page that leads on to it is known."""
    assert PROFILES.get("cacd").texts["entry-welcome"].provenance.startswith("ours")
    assert PROFILES.get("azb").texts["entry-welcome"].provenance == "capture"


def test_errors_known_from_programs_alone_say_so() -> None:
    """Public programs look for these two sentences."""
    texts = PROFILES.get("azb").texts
    assert {texts[name].provenance for name in ("no-privileges", "page-unknown")} == {"client"}


def test_a_profile_is_frozen() -> None:
    """Nothing changes a profile after it was read."""
    with pytest.raises(ValidationError):
        Profile.__setattr__(PROFILES.get("azb"), "code", "x")


@pytest.mark.parametrize("code", COURTS)
def test_profiles_have_a_json_schema(code: str) -> None:
    """The schema is one, and every profile follows it."""
    schema = Profile.model_json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(PROFILES.get(code).model_dump(mode="json"), schema)


@pytest.mark.parametrize("code", COURTS)
def test_the_summary_is_plain_data(code: str) -> None:
    """Lists of courts show text alone."""
    summary = PROFILES.get(code).summary()
    assert summary["code"] == code
    assert all(
        value is None or isinstance(value, (str, bool)) or all(isinstance(one, str) for one in value)  # type: ignore[attr-defined]  # a list, or the test fails
        for value in summary.values()
    )

from __future__ import annotations

import pytest

from harness.menus.folding import fold_label, normalise_target

PAGE = "https://ecf.azb.uscourts.gov/cgi-bin/DisplayMenu.pl?Utilities"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Complaint &amp; Summons", "Complaint & Summons"),
        ("Complaint &amp;amp; Summons", "COMPLAINT &  SUMMONS:"),
        ("Motions/Applications", "Motions / Applications"),
        ("Link a CM/ECF account to my PACER account.", "link a cm/ecf  account to my PACER account"),
        ("Your\u00a0Account", "Your Account"),
        ("User’s Manual", "User's Manual"),
        ("Cal\u00adendar\u200b", "Calendar"),
        ("Straße", "STRASSE"),
    ],
)
def test_what_a_reader_would_not_tell_apart_folds_to_the_same(one: str, other: str) -> None:
    """Case, white space, punctuation, entities and invisible signs do not count."""
    assert fold_label(one) == fold_label(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Release 1.1", "Release 11"),
        ("Log Out", "Logout"),
        ("Release 5.0", "Release 1.1"),
        ("…", "***"),
        ("Motion", "Motions"),
        ("Fees <", "Fees >"),
    ],
)
def test_what_a_reader_would_tell_apart_stays_apart(one: str, other: str) -> None:
    """Words, numbers and symbols count; so does a label of punctuation alone."""
    assert fold_label(one) != fold_label(other)


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("/cgi-bin/DisplayMenu.pl?Utilities&id=-1", "DisplayMenu.pl?Utilities"),
        ("/cgi-bin/DisplayMenu.pl?Utilities&id=123456", "DisplayMenu.pl?Utilities"),
        ("DisplayMenu.pl?Reports", "DisplayMenu.pl?Reports"),
        ("https://ECF.azb.uscourts.gov/cgi-bin/LinkAccount.pl#top", "LinkAccount.pl"),
        ("/cgi-bin/not-built.pl?item=motions", "not-built.pl?item=motions"),
        ("/cgi-bin/CourtInfo.pl?location=main&id=-1", "CourtInfo.pl?location=main"),
        ("/cgi-bin/login.pl?logout", "login.pl?logout"),
        ("/cgi-bin/iquery.pl?4711-L_1_0-1", "iquery.pl"),
        ("/cgi-bin/login.pl?csession=abc", "login.pl"),
        ("/cgi-bin/x.pl;jsessionid=0A?y", "x.pl?y"),
        ("https://pacer.uscourts.gov/help?x=1", "//pacer.uscourts.gov/help?x=1"),
        ("javascript: CMECF.MainMenu.searchPrompt();", "javascript:CMECF.MainMenu.searchPrompt()"),
        ("javascript:void(0);", ""),
        ("javascript:;", ""),
        ("#", ""),
        ("  ", ""),
        ("mailto:help@azb.uscourts.gov", "mailto:help@azb.uscourts.gov"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_a_target_is_the_same_for_every_user_and_session(href: str, target: str) -> None:
    """What belongs to the court, the user and the session falls away, and nothing else."""
    assert normalise_target(href, PAGE) == target


def test_two_courts_have_the_same_target() -> None:
    """Hosts do not count, so that courts can be compared."""
    other = PAGE.replace("azb", "gamb")
    assert normalise_target("LinkAccount.pl", PAGE) == normalise_target("LinkAccount.pl", other)

"""Sites that break one sentence of the published instructions each, and the lines that must say so."""

from __future__ import annotations

from harness.published.lines import Result

DEVIATED, FAILED = Result.DEVIATED, Result.FAILED


def broken(text: str) -> dict[str, str]:
    """A fault from ``fault``, ``fault@page`` or ``fault/court``."""
    rest, _, court = text.partition("/")
    name, _, page = rest.partition("@")
    return {"fault": name, **({"page": page} if page else {}), **({"court": court} if court else {})}


# court, what the site does wrong, the step that says so, and what it says
STEPS = [
    ("azb", "error-500@entry", "1", FAILED),
    ("azb", "entry-link-missing", "2", FAILED),
    ("azb", "sign-in-loops", "3", FAILED),
    ("azb", "wrong-redirect", "3", FAILED),
    ("azb", "menus-without-link", "4", FAILED),
    ("azb", "link-item-missing", "5", FAILED),
    ("azb", "link-item-elsewhere", "5", DEVIATED),
    ("azb", "link-item-renamed", "5", DEVIATED),
    ("azb", "good-credentials-refused", "6", FAILED),
    ("azb", "confirmation-skipped", "6", FAILED),
    ("azb", "confirmation-shows-another-name", "7", FAILED),
    ("azb", "submit-does-nothing", "7", FAILED),
    ("azb", "menus-never-appear", "9", FAILED),
    ("gamb", "entry-link-missing", "1", FAILED),
    ("gamb", "sign-in-loops", "2", FAILED),
    ("gamb", "link-item-missing", "3", FAILED),
    ("gamb", "good-credentials-refused", "4", FAILED),
    ("gamb", "submit-does-nothing", "5", FAILED),
    ("gamb", "menus-never-appear", "6", FAILED),
    ("cacb", "entry-link-missing", "1", FAILED),
    ("cacb", "menus-without-link", "2", FAILED),
    ("cacb", "error-500@utilities", "3", FAILED),
    ("cacb", "link-item-missing", "4", FAILED),
    ("cacb", "link-item-elsewhere", "4", DEVIATED),
    ("cacb", "good-credentials-refused", "5", FAILED),
    ("cacb", "submit-does-nothing", "6", FAILED),
    ("cacb", "menus-never-appear", "7", FAILED),
    *(
        (court, fault, number, result)
        for court in ("areb", "arwb")
        for fault, number, result in (
            ("error-500@entry", "2a", FAILED),
            ("entry-link-missing", "2b", FAILED),
            ("wrong-redirect", "2.1", FAILED),
            ("link-item-elsewhere", "2.2", DEVIATED),
            ("good-credentials-refused", "2.3a", FAILED),
            ("submit-does-nothing", "2.3b", FAILED),
            ("mail-never-comes", "2.4", FAILED),
            ("menus-never-appear", "2.5", FAILED),
        )
    ),
]


# court, visit, what the site does wrong in it, and all sentences that say what then is not so
CLAIMS = [
    ("azb", "claims", "menus-without-link/azb", ["intro 1"]),
    ("azb", "claims", "menus-never-appear", ["intro 2", "8b", "11a", "11b"]),
    ("azb", "claims", "second-account-accepted", ["intro 2", "11b", "11e"]),
    ("azb", "claims", "unfit-account-accepted", ["3 shared", "7 reminder"]),
    ("azb", "claims", "old-credentials-accepted", ["8c"]),
    ("azb", "claims", "menus-without-link/gamb", ["11c"]),
    ("azb", "claims-2021-04-25", "error-500@sign-in/cacb", ["11d"]),
    ("azb", "menus-appear-after-refresh", "menus-never-appear", ["10a"]),
    ("azb", "menus-appear-after-sign-in", "menus-never-appear", ["10b"]),
    ("azb", "menus-appear-after-clearing-cookies", "menus-never-appear", ["10c"]),
    ("gamb", "claims", "menus-without-link/gamb", ["intro 1"]),
    ("gamb", "claims", "unfit-account-accepted", ["2 shared", "5 note"]),
    ("gamb", "claims", "legacy-account-accepted", ["intro 3"]),
    ("gamb", "claims", "menus-without-link/cacb", ["intro 4"]),
    ("gamb", "claims", "second-account-accepted/gamb", ["intro 5"]),
    ("gamb", "claims-2021-04-25", "error-500@sign-in/cacb", ["intro 6", "intro 7"]),
    ("gamb", "claims", "link-item-elsewhere/gamb", ["3 note"]),
    ("gamb", "claims", "menus-never-appear/gamb", ["intro 5", "6b"]),
    ("gamb", "claims", "menus-never-appear/cacd", ["6c"]),
    ("gamb", "sign-in-needs-fresh-cookies", "sign-in-loops", ["2 cookies"]),
    ("gamb", "menus-appear-after-refresh", "menus-never-appear", ["6 F5"]),
    ("wvsd", "menus-appear-after-click", "menus-never-appear", ["7 click"]),
    ("cacb", "claims", "old-credentials-accepted", ["6 screen"]),
    ("cacb", "claims", "menus-never-appear/cacb", ["intro 4", "7b"]),
    ("cacb", "claims", "menus-never-appear/cacd", ["7c"]),
    ("cacb", "claims", "unfit-account-accepted", ["2 shared", "6 note"]),
    ("cacb", "claims", "upgrade-link-missing", ["intro 2"]),
    ("cacb", "claims-2021-04-25", "error-500@sign-in", ["intro 5"]),
    ("cacb", "claims-2021-04-26", "link-item-missing", ["intro 6"]),
    ("cacb", "menus-appear-after-refresh", "menus-never-appear", ["7 F5"]),
    ("areb", "claims", "menus-without-link/areb", ["2 failure"]),
    ("areb", "claims", "menus-without-link/cacd", ["after 1"]),
    ("areb", "claims", "menus-never-appear/areb", ["2 once", "2.5b", "after 3"]),
    ("areb", "claims", "unfit-account-accepted/areb", ["intro 2"]),
    ("areb", "claims", "legacy-account-accepted/areb", ["intro 3"]),
    ("areb", "claims", "second-account-accepted/areb", ["2 once"]),
    ("areb", "claims-2021-03-28", "error-500@sign-in", ["2 date"]),
    ("areb", "claims-2021-04-25", "error-500@sign-in/cacb", ["after 4"]),
    ("cacd", "claims", "menus-never-appear/gamb", ["new 1"]),
    ("cacd", "claims", "unfit-account-accepted", ["now 2", "now 3"]),
    ("cacd", "claims", "upgrade-link-missing", ["now 5"]),
    ("cacd", "claims", "legacy-account-accepted", ["now 6"]),
    ("cacd", "claims-2020-02-17", "error-500@forgot", ["now 9b", "now 11"]),
    ("azb", "claims", "error-500@forgot", ["6 note 1"]),
    ("cacd", "claims", "menus-without-link", ["then 3"]),
    ("cacd", "claims-2020-02-18", "error-500@sign-in/cacb", ["new 2"]),
    ("cacd", "claims-2020-02-18", "link-item-missing/cacd", ["then 1"]),
    ("cacd", "claims-2020-02-17", "error-500@sign-in", ["now 9b", "now 11", "then 2"]),
]


TEXT = '\n[texts.{}]\ntext = "{}"\nprovenance = "ours"\n'
# court, visit, a text of its profile (or none) and another (or more), and what then does not hold
PROFILE_CHANGES = [
    ("azb", "steps", "The accounts have been linked.", " ", {"8": FAILED}),
    ("azb", "steps", '"your-pacer-account"', '"reports"', {"5": DEVIATED}),
    ("azb", "claims", "602-682-4900", "602-555-0100", {"6 note 2": FAILED}),
    ("azb", "claims", "", TEXT.format("link-forgot", "Help"), {"6 note 1": FAILED}),
    ("cacb", "steps", '  "nextgen-release",\n', "", {"3": FAILED}),
    ("cacb", "claims", '"judgment-index",', "", {"3 screen": FAILED}),
    ("gamb", "steps", "", TEXT.format("entry-link", "E-Filing"), {"1": DEVIATED}),
    ("areb", "claims", "", TEXT.format("link-password", "Passcode"), {"1": FAILED}),
    ("areb", "claims", "(501) 918-5590", "(501) 555-0100", {"1 help desk": FAILED}),
    ("areb", "claims-2021-03-28", "2021-03-29", "2021-03-01", {"2 date": FAILED}),
    ("areb", "steps", '"by-court"', '"at-once"', {"2.4": FAILED}),
    ("cacd", "claims", "ecf-helpdesk@cacd.uscourts.gov", "desk@cacd.example", {"now 10": FAILED}),
    (
        "cacd",
        "claims-2020-02-17",
        "2020-02-18",
        "2020-02-17",
        dict.fromkeys(["now 9b", "now 11", "then 2"], FAILED),
    ),
]

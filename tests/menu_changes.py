"""Courts of a user's own that are alike but for one change to their menus, and what must be said of it."""

from __future__ import annotations

from pathlib import Path

PROFILE = """
base = "bankruptcy"
code = "{code}"
name = "U.S. Bankruptcy Court, District of Demonstration"
district = "District of Demonstration"
host = "ecf.{code}.uscourts.gov"
psc_court_id = "{id}BK"
provenance = "ours"
version = {{ text = "NextGen CM/ECF Release 1.8", provenance = "ours" }}
help_desk.phone = {{ text = "555-0100", provenance = "ours" }}
help_desk.mail = {{ text = "help@demo.example", provenance = "ours" }}
"""
INSTRUCTIONS = 'base = "bankruptcy"\ncourt = "{code}"\nhost = "ecf.{code}.uscourts.gov"\n'
PAY, PLACE = "'Internet Payments Due'", "Utilities > Your Account"
WITHOUT_PAY = (
    'menus.sections.your-account.items = ["maintain-account", "transaction-log", "payment-history"]\n'
)
NEW = 'menus.items.new = { text = "Fee Waivers", provenance = "ours" }\n'
RENAMED = 'menus.items.payments-due.text = "Fees Due"\n'


def bar(*items: str) -> str:
    """The menu bar of filers, made of these items and the last three."""
    return f"menus.bar.filer = {[*items, 'search', 'help', 'log-out']}\n"


def sections(*names: str) -> str:
    """The sections of the Utilities page."""
    return f"menus.pages.utilities.sections = {list(names)}\n"


CHANGES = {
    "nothing": ("", ""),
    "only what is folded": ('menus.items.payments-due.text = "INTERNET  payments, due:"\n', ""),
    "an item renamed": (RENAMED, f"{PAY} under {PLACE} renamed to 'Fees Due'"),
    "an item moved to another section": (
        WITHOUT_PAY + 'menus.sections.your-pacer-account.items = ["change-pacer-login", "change-exemption"'
        ', "payments-due"]\n',
        f"{PAY} moved from {PLACE} to Utilities > Your PACER Account",
    ),
    "an item moved to another page": (
        WITHOUT_PAY + 'menus.sections.older-release-items.items = ["verify-document", "payments-due"]\n',
        f"{PAY} moved from {PLACE} to Utilities > Release 5.0 Menu Items",
    ),
    "an item moved and renamed": (
        WITHOUT_PAY
        + RENAMED
        + 'menus.sections.reports.items = ["docket-report", "cases-report", "calendar", "payments-due"]\n',
        f"{PAY} moved from {PLACE} to Reports and renamed to 'Fees Due'",
    ),
    "an item added": (
        NEW
        + 'menus.sections.miscellaneous.items = ["legal-research", "new", "mailings", "court-information"]\n',
        "'Fee Waivers' added under Utilities > Miscellaneous",
    ),
    "an item removed": (WITHOUT_PAY, f"{PAY} removed from {PLACE}"),
    "items in another order": (
        'menus.sections.reports.items = ["calendar", "docket-report", "cases-report"]\n',
        "'Calendar Events' under Reports has another place in the order, now first",
    ),
    "an item greyed": (
        "menus.items.maintain-account.greyed = true\n",
        f"'Maintain Your ECF Account' under {PLACE} is greyed now",
    ),
    "an item that leads elsewhere": (
        'menus.items.payments-due.path = "/cgi-bin/Payments.pl"\n',
        f"{PAY} under {PLACE} leads to Payments.pl now, not to not-built.pl?item=payments-due",
    ),
    "a heading renamed": (
        'menus.sections.your-account.heading.text = "Your Filer Account"\n',
        "'Your Account' under Utilities renamed to 'Your Filer Account'",
    ),
    "a section moved to another page": (
        sections("your-account", "your-pacer-account", "releases")
        + 'menus.pages.older-release.sections = ["older-release-items", "miscellaneous"]\n',
        "'Miscellaneous' moved from Utilities to Utilities > Release 5.0 Menu Items",
    ),
    "a menu page added": (
        NEW
        + 'menus.items.page = { text = "Release 1.8 Menu Items", page = "new", provenance = "ours" }\n'
        + 'menus.sections.releases.items = ["older-release", "page"]\n'
        + 'menus.sections.new.items = ["new"]\n'
        + 'menus.pages.new = { query = "New", sections = ["new"]'
        ', title = { text = "New", provenance = "ours" } }\n',
        "'Release 1.8 Menu Items' and 1 thing below it added under Utilities",
    ),
    "a menu page removed": (
        "menus.sections.releases.items = []\n",
        "'Release 5.0 Menu Items' and 1 thing below it removed from Utilities",
    ),
    "a bar item added": (
        'menus.bar_items.manual = { text = "Manual", path = "/cgi-bin/manual.pl", provenance = "ours" }\n'
        + bar("bankruptcy", "adversary", "query", "reports", "utilities", "manual"),
        "'Manual' added in the menu bar",
    ),
    "a bar item removed": (
        bar("bankruptcy", "adversary", "query", "utilities"),
        "'Reports' and 3 things below it removed from the menu bar",
    ),
    "a bar item renamed": (
        'menus.bar_items.reports.text = "Reporting"\n',
        "'Reports' in the menu bar renamed to 'Reporting'",
    ),
}
"""What is changed in a profile, and the sentence that must tell it; none where nothing differs."""

CODES = {f"chg{number:02}": name for number, name in enumerate(CHANGES)}
FIRST, RENAME = "chg00", "chg02"


def write_courts(folder: Path) -> None:
    """Writes profile and instructions of each of them."""
    for code, name in CODES.items():
        profile = PROFILE.format(code=code, id=code.upper()) + CHANGES[name][0]
        (folder / f"{code}.profile.toml").write_text(profile, "utf-8")
        (folder / f"{code}.instructions.toml").write_text(INSTRUCTIONS.format(code=code), "utf-8")

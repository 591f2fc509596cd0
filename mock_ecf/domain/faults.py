"""The faults that a world's site can be given: a named way in which it misbehaves."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

FAULTS: Final = MappingProxyType(
    {
        "entry-link-missing": "The court's entry page lacks the link that leads to the sign-in.",
        "sign-in-loops": "PACER takes the password and shows the sign-in page again.",
        "wrong-redirect": "After the sign-in PACER leads to its own list of courts instead of the court.",
        "second-factor-not-asked": "PACER asks neither for a one-time passcode nor to enroll.",
        "passcode-refused": "PACER refuses every one-time passcode and backup code.",
        "redaction-not-asked": "Filers are signed in without the redaction agreement.",
        "menus-without-link": "The filing menus are shown to accounts that are not linked.",
        "link-item-missing": "No menu page of the court has the item that opens the link form.",
        "link-item-elsewhere": "The item that opens the link form stands under another menu page.",
        "link-item-renamed": "The item that opens the link form has another name.",
        "fly-out-differs": "The fly-outs of the menu bar lack the last item of their pages.",
        "good-credentials-refused": "The link form refuses the right CM/ECF credentials.",
        "confirmation-shows-another-name": "The confirmation page shows the name of somebody else.",
        "confirmation-skipped": "The first Submit links at once, without the page that shows both names.",
        "submit-does-nothing": "The second Submit shows the confirmation page again and changes nothing.",
        "success-without-link": "The second Submit shows success, yet no link is made.",
        "menus-never-appear": "A link is made, but the filing menus are never shown.",
        "menus-appear-after-refresh": "After linking the old menus stay until the same page is loaded again.",
        "menus-appear-after-click": "After linking the old menus stay until another page is opened.",
        "menus-appear-after-sign-in": "After linking the old menus stay until the user signs in anew.",
        "menus-appear-after-clearing-cookies": "After linking the old menus stay until cookies are gone.",
        "sign-in-needs-fresh-cookies": "Who has signed in before must clear cookies to sign in again.",
        "unfit-account-accepted": "The link form takes shared and administrative PACER accounts.",
        "second-account-accepted": "The link form takes a PACER account that is linked already.",
        "menu-page-broken": "The filing menus are shown, but the pages they open are errors.",
        "old-credentials-accepted": "The link form still takes CM/ECF credentials that are linked already.",
        "mail-never-comes": "Mail is lost on its way.",
        "reset-link-dead": "The link in the mail about a forgotten CM/ECF password cannot be used.",
        "reset-does-nothing": "The page says that the CM/ECF password was changed, yet the old one stays.",
        "correction-does-nothing": "The staff say that the address on file was corrected, yet it was not.",
        "sign-out-does-nothing": "Log Out shows its page, but the user stays signed in.",
        "upgrade-link-missing": "Manage My Account has no link that upgrades a Legacy account.",
        "upgrade-does-nothing": "The upgrade says that it was done, yet the account stays a Legacy account.",
        "new-credentials-refused": "Upgrade and registration take no new user name, however good it is.",
        "registration-does-nothing": "The registration says that it was done, yet there is no account.",
        "legacy-account-accepted": "The link form opens for a Legacy account.",
        "error-500": "The page named in the fault answers with status 500.",
    }
)
"""Every fault by name, with one sentence that says what the site does wrong."""

WITH_PAGE: Final = ("error-500",)
"""The faults that can be limited to a page."""

PAGES: Final = (
    "entry",
    "sign-in",
    "utilities",
    "link-form",
    "confirm",
    "result",
    "menu",
    "forgot",
    "new-password",
    "request",
    "account",
)
"""The pages that ``error-500`` can name."""

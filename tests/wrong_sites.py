"""How the site is wrong, and which step of which flow must say so, for the flows about PACER accounts."""

from __future__ import annotations

from typing import Final

# fault, page of it, flow asked for, the part of it and the number of its step that says so, words
ACCOUNT_WRONG: Final = (
    ("legacy-account-accepted", "", "upgrade_account", "upgrade_account", "L5", "open to this account"),
    ("error-500", "account", "upgrade_account", "upgrade_account", "U1", "an error, 500"),
    ("upgrade-link-missing", "", "upgrade_account", "upgrade_account", "U2", "the link “Upgrade”"),
    ("new-credentials-refused", "", "upgrade_account", "upgrade_account", "U5", "somebody else has this one"),
    ("upgrade-does-nothing", "", "upgrade_account", "upgrade_account", "U6", "Legacy PACER Account"),
    ("sign-out-does-nothing", "", "upgrade_account", "upgrade_account", "U7", "still signed in"),
    ("submit-does-nothing", "", "upgrade_account", "upgrade_account", "7", "Do you want to link"),
    ("redaction-not-asked", "", "upgrade_account", "verify_link", "V1", "not asked for"),
    ("error-500", "account", "register_account", "register_account", "R1", "an error, 500"),
    ("new-credentials-refused", "", "register_account", "register_account", "R5", "somebody else"),
    ("registration-does-nothing", "", "register_account", "register_account", "R6", "Invalid username"),
    ("sign-out-does-nothing", "", "register_account", "register_account", "R7", "still signed in"),
)

"""The names of the texts that a court's profile must have, and where each is shown."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from mock_ecf.courts.texts import TextSpec

COMMON_BRACES: Final = ("name", "district", "host", "phone", "mail", "revision", "link_item", "menus")
"""What every text of a profile may name in braces: facts of the court itself."""

_LETTER = ("person", "court", "login", "username", "reason")

TEXT_SPECS: Final = MappingProxyType(
    {
        "entry-welcome": TextSpec("as the heading of the entry page"),
        "entry-link": TextSpec("as the link that leads to the sign-in"),
        "entry-notice": TextSpec("below the links of the entry page"),
        "court-information": TextSpec("as the link to the court's details, and as their heading"),
        "main-welcome": TextSpec("as the heading of the page after the sign-in"),
        "main-signed-in": TextSpec("below that heading", ("person", "account")),
        "link-heading": TextSpec("as the heading of the link form, the confirmation and the result"),
        "link-purpose": TextSpec("as the first sentence of the link form"),
        "link-pacer-only": TextSpec("as the second sentence of the link form"),
        "link-how": TextSpec("as the third sentence of the link form"),
        "link-login": TextSpec("as the label of the first field of the link form"),
        "link-password": TextSpec("as the label of the second field of the link form"),
        "link-forgot": TextSpec("as a link below the link form"),
        "link-more": TextSpec("as a link below the link form, and as the heading of its page"),
        "submit": TextSpec("on the button of the link form and of the confirmation"),
        "clear": TextSpec("on the button that empties a form"),
        "confirm-question": TextSpec("above the two names"),
        "confirm-cmecf": TextSpec("before the name of the CM/ECF account"),
        "confirm-pacer": TextSpec("before the name of the PACER account"),
        "confirm-warning": TextSpec("below the two names"),
        "linked": TextSpec("when the accounts have been linked"),
        "linked-next": TextSpec("after that sentence"),
        "linked-menus": TextSpec("last on the page that says that the accounts have been linked"),
        "request-sent": TextSpec("when the request to link went to the court"),
        "request-next": TextSpec("after that sentence", ("address",)),
        "request-rejected": TextSpec("when the court's staff rejected the request", ("reason",)),
        "refusal-heading": TextSpec("above every refusal to link"),
        "refusal-legacy-account": TextSpec("to a Legacy PACER account"),
        "refusal-shared-firm-account": TextSpec("to a shared firm PACER account"),
        "refusal-administrative-account": TextSpec("to a PACER Administrative Account"),
        "refusal-already-linked": TextSpec("when this PACER account is linked here"),
        "refusal-credentials-retired": TextSpec("when this CM/ECF account is linked, or the court is live"),
        "refusal-bad-credentials": TextSpec("when CM/ECF login and password do not fit"),
        "refusal-locked": TextSpec("after too many bad tries", ("minutes",)),
        "refusal-request-pending": TextSpec("while the court's staff have not decided yet"),
        "refusal-not-live": TextSpec("before the court's go-live", ("date",)),
        "refusal-no-self-service": TextSpec("at a court that links for its users"),
        "refusal-special-characters": TextSpec(
            "when a CM/ECF login has special characters, where that matters"
        ),
        "refusal-not-signed-in": TextSpec("when the PACER account is gone"),
        "refusal-confirmation-spent": TextSpec("when a confirmation cannot be used (any more)"),
        "refusal-empty": TextSpec("when login or password is missing"),
        "search-administrative": TextSpec("when such an account opens Query or Reports"),
        "search-not-activated": TextSpec("when an account without search privileges does"),
        "exemption-status": TextSpec("before the status of this sign-on"),
        "exemption-exempt": TextSpec("as that status while use is exempt"),
        "exemption-private": TextSpec("as that status otherwise"),
        "exemption-how": TextSpec("below the status"),
        "exemption-to-exempt": TextSpec("on the button that makes use exempt"),
        "exemption-to-private": TextSpec("on the button that makes it non-exempt"),
        "exemption-none": TextSpec("to an account without exemption privileges"),
        "more-intro": TextSpec("on the page about upgraded PACER accounts, first"),
        "more-types": TextSpec("on that page, second"),
        "more-how": TextSpec("on that page, third"),
        "not-built-heading": TextSpec("as the heading of a page that the mock does not have", ("item",)),
        "not-built": TextSpec("on such a page", ("item",)),
        "no-privileges": TextSpec("when a filing menu is opened without filing rights"),
        "page-unknown": TextSpec("when a menu page does not exist"),
        "server-error": TextSpec("when the court answers with status 500"),
        "go-live-notice": TextSpec("above the court's own sign-in", ("date",)),
        "own-sign-in-heading": TextSpec("as the heading of the court's own sign-in"),
        "own-sign-in-who": TextSpec("below that heading"),
        "own-sign-in-login": TextSpec("as the label of its first field"),
        "own-sign-in-password": TextSpec("as the label of its second field"),
        "own-sign-in-client-code": TextSpec("as the label of its third field"),
        "own-sign-in-redaction": TextSpec("as the label of its checkbox"),
        "own-sign-in-button": TextSpec("on its button"),
        "refusal-redaction-needed": TextSpec("when that checkbox is not ticked"),
        "signed-out-heading": TextSpec("as the heading of the page after signing out at the court"),
        "signed-out": TextSpec("on that page"),
        "mail-approved-subject": TextSpec("in the mail after an approval", _LETTER, letter=True),
        "mail-approved-body": TextSpec("in the mail after an approval", _LETTER, letter=True),
        "mail-rejected-subject": TextSpec("in the mail after a rejection", _LETTER, letter=True),
        "mail-rejected-body": TextSpec("in the mail after a rejection", _LETTER, letter=True),
        "fault-other-person": TextSpec("with the fault confirmation-shows-another-name"),
    }
)
"""Every text that a profile must have, by name."""

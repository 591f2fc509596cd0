"""Forgotten PACER password and user name, by mail."""

from __future__ import annotations

import re

import pytest

from mock_ecf.pacer.texts import text
from tests.account_forms import PASSWORD, field_messages
from tests.mock_site import MAILBOX, PACER_ACCOUNT, Page, Site, Visitor

FORGOT_PASSWORD, FORGOT_USERNAME = "/pscof/forgotPassword.jsf", "/pscof/forgotUserName.jsf"
RESET = "/pscof/resetPassword.jsf"
NEW = {"password": PASSWORD, "password-again": PASSWORD}


@pytest.fixture
def visitor(site: Site) -> Visitor:
    """Somebody with an account."""
    return site.world(courts=["azb"], personas=["pacer-only"]).visitor("pacer-only")


def ask(visitor: Visitor, path: str, **data: str) -> Page:
    """Posts a page."""
    return visitor.request("POST", PACER_ACCOUNT, path, data=data)


def mailed(visitor: Visitor) -> str:
    """The text of the newest mail; empty if there is none."""
    letters = visitor.request("GET", MAILBOX, f"/?address={visitor.person['address']}").html.select("pre")
    return letters[0].get_text() if letters else ""


def token(visitor: Visitor) -> str:
    """Asks for a new password and takes the token out of the mail."""
    ask(visitor, FORGOT_PASSWORD, username=visitor.person["pacer"]["username"])
    found = re.search(rf"https://{re.escape(PACER_ACCOUNT + RESET)}\?token=(\w+)", mailed(visitor))
    assert found is not None
    return found[1]


def test_a_new_password_by_mail(visitor: Visitor) -> None:
    """The link leads to a page that sets it; then the old one is refused and the new one works."""
    link = token(visitor)
    page = visitor.request("GET", PACER_ACCOUNT, f"{RESET}?token={link}")
    assert page.heading == text("reset-title")
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    done = ask(visitor, RESET, token=page.hidden("token"), **NEW)
    told = visitor.request("GET", PACER_ACCOUNT, done.response.headers["Location"])
    assert told.messages == [text("reset-done")]
    refused = visitor.log_in(visitor.sign_in_page())
    assert "Invalid username or password" in refused.messages
    assert visitor.log_in(visitor.sign_in_page(), password=PASSWORD).status == 302


def test_the_link_can_be_clicked_in_the_mailbox(visitor: Visitor) -> None:
    """People and flows follow it as they find it."""
    link = token(visitor)
    page = visitor.request("GET", MAILBOX, f"/?address={visitor.person['address']}")
    assert [one["href"] for one in page.html.select("pre a")] == [
        f"https://{PACER_ACCOUNT}{RESET}?token={link}"
    ]


def test_a_link_is_good_once(visitor: Visitor) -> None:
    """Opened or sent again it says that it cannot be used, and where to get another."""
    link = token(visitor)
    ask(visitor, RESET, token=link, **NEW)
    again = visitor.request("GET", PACER_ACCOUNT, f"{RESET}?token={link}")
    sent = ask(visitor, RESET, token=link, **NEW)
    assert again.messages == sent.messages == [text("reset-useless")]


def test_a_link_that_is_of_no_use_never_reads_as_done(visitor: Visitor) -> None:
    """What stands beside the token does not matter."""
    page = visitor.request("GET", PACER_ACCOUNT, f"{RESET}?done&token=abc")
    assert page.messages == [text("reset-useless")]


def test_a_wrong_password_is_told_and_the_link_stays_good(visitor: Visitor) -> None:
    """What is wrong stands at its field; nothing typed is shown again."""
    link = token(visitor)
    page = ask(visitor, RESET, token=link, password="short", **{"password-again": "short"})
    assert field_messages(page) == {"password": text("wrong-password-length", field=text("field-password"))}
    assert "short" not in page.raw
    assert ask(visitor, RESET, token=page.hidden("token"), **NEW).status == 303


@pytest.mark.parametrize("query", ["", "?token=", "?token=made-up"])
def test_a_link_that_was_never_mailed_is_of_no_use(visitor: Visitor, query: str) -> None:
    """Nothing can be guessed."""
    assert visitor.request("GET", PACER_ACCOUNT, f"{RESET}{query}").messages == [text("reset-useless")]


@pytest.mark.parametrize(
    ("path", "field", "own", "sent"),
    [
        (FORGOT_PASSWORD, "username", "username", "forgot-password-sent"),
        (FORGOT_USERNAME, "email", "address", "forgot-username-sent"),
    ],
)
def test_the_page_says_the_same_for_accounts_that_are_not_there(
    visitor: Visitor, path: str, field: str, own: str, sent: str
) -> None:
    """Nobody learns from it who has an account; mail goes only to who has."""
    unknown = ask(visitor, path, **{field: "nobody@example"})
    assert mailed(visitor) == ""
    mine = visitor.person["pacer"]["username"] if own == "username" else visitor.person["address"]
    known = ask(visitor, path, **{field: mine})
    assert known.raw == unknown.raw
    assert known.messages == [text(sent)]
    assert visitor.person["pacer"]["username"] in mailed(visitor)


@pytest.mark.parametrize("path", [FORGOT_PASSWORD, FORGOT_USERNAME])
def test_an_empty_field_is_told(visitor: Visitor, path: str) -> None:
    """The same page, with a message."""
    (message,) = field_messages(ask(visitor, path)).values()
    assert message.endswith("is required.")


def test_the_token_is_nowhere_but_in_the_mail(visitor: Visitor) -> None:
    """Neither in the journal, which notes paths without what follows, nor in the state as such."""
    link = token(visitor)
    visitor.request("GET", PACER_ACCOUNT, f"{RESET}?token={link}")
    ask(visitor, RESET, token=link, **NEW)
    journal = visitor.world.journal()
    assert (RESET, "password changed") in journal
    assert link not in str(journal)
    assert PASSWORD not in str(journal)

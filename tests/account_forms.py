"""Answers for PACER's forms, and verbs that carry a visitor through them without a browser."""

from __future__ import annotations

from typing import Any

from tests.mock_site import PACER_ACCOUNT, Page, Visitor

UPGRADE = "/pscof/upgrade.jsf"
REGISTER = "/pscof/registration.jsf"
USERNAME, PASSWORD = "chosen-by-me", "A-long-secret-1"

PERSON = {
    "first-name": "John",
    "last-name": "Attorney",
    "born": "05/21/1970",
    "email": "john@example",
    "email-again": "john@example",
}
ADDRESS = {
    "street": "1 Main Street",
    "city": "Phoenix",
    "region": "AZ",
    "postcode": "85003",
    "country": "United States of America",
}
SECURITY = {
    "username": USERNAME,
    "password": PASSWORD,
    "password-again": PASSWORD,
    "question-1": "school",
    "answer-1": "Hill School",
    "question-2": "book",
    "answer-2": "Bleak House",
}
ANSWERS = {**PERSON, "user-type": "attorney", **ADDRESS, **SECURITY}


def post(visitor: Visitor, path: str, tab: str, press: str, answers: dict[str, str] | None = None) -> Page:
    """Posts one tab of a form with all answers, as the page itself carries them along."""
    data: dict[str, Any] = {**(ANSWERS if answers is None else answers), "tab": tab, "press": press}
    return visitor.request("POST", PACER_ACCOUNT, path, data=data)


def submit(visitor: Visitor, path: str, **changed: str) -> Page:
    """Submits a form's last tab, with what a test changes of the answers."""
    return post(visitor, path, "security", "submit", {**ANSWERS, **changed})


def addressed(visitor: Visitor) -> dict[str, str]:
    """The answers by which the visitor gives their own mail address."""
    return {"email": visitor.person["address"], "email-again": visitor.person["address"]}


def my_account(visitor: Visitor) -> Page:
    """Manage My Account."""
    return visitor.request("GET", PACER_ACCOUNT, "/")


def field_messages(page: Page) -> dict[str, str]:
    """The messages at the fields of a form, by the field's name."""
    found = page.html.select(".field-problem")
    return {str(one["id"]).removesuffix("-problem"): one.get_text() for one in found}

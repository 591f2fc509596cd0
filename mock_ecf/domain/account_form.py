"""What PACER asks of a person who registers or upgrades: tabs, their fields, and what is wrong with answers.

That the tabs are Person, Address and Security is told by courts' web pages (mssb, pamb); the fields and
their rules are ours. Answers are texts by the field's name, without blanks at their ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

Answers = Mapping[str, str]

LONGEST: Final = 100
"""Characters of an answer."""

PASSWORDS: Final = frozenset({"password", "password-again"})
"""The fields whose answers are never shown again."""

OPTIONAL: Final = frozenset({"middle-name", "phone", "firm", "card-number", "card-expires"})
USER_TYPES: Final = ("attorney", "party", "researcher", "other")
QUESTIONS: Final = ("school", "street", "teacher", "book", "city")
CHOICES: Final = MappingProxyType({"user-type": USER_TYPES, "question-1": QUESTIONS, "question-2": QUESTIONS})
"""What can be chosen in the fields that are lists."""

_ADDRESS = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*")
_CARD = re.compile(r"\d{13,19}")
_FIRST_BIRTHDAY = date(1900, 1, 1)


class Tab(StrEnum):
    """The tabs, by the name that their addresses and texts use."""

    PERSON = "person"
    ADDRESS = "address"
    PAYMENT = "payment"
    SECURITY = "security"


UPGRADE_TABS: Final = (Tab.PERSON, Tab.ADDRESS, Tab.SECURITY)
REGISTRATION_TABS: Final = (Tab.PERSON, Tab.ADDRESS, Tab.PAYMENT, Tab.SECURITY)

FIELDS: Final[Mapping[Tab, tuple[str, ...]]] = MappingProxyType(
    {
        Tab.PERSON: (
            "first-name", "middle-name", "last-name", "born", "email", "email-again", "phone", "user-type",
        ),
        Tab.ADDRESS: ("firm", "street", "city", "region", "postcode", "country"),
        Tab.PAYMENT: ("card-number", "card-expires"),
        Tab.SECURITY: (
            "username", "password", "password-again", "question-1", "answer-1", "question-2", "answer-2",
        ),
    }
)  # fmt: skip
"""The fields of each tab, in the order in which they are asked for."""


def person(answers: Answers) -> str:
    """The full name, as it stands in the account."""
    parts = (answers.get(name, "") for name in ("first-name", "middle-name", "last-name"))
    return " ".join(part for part in parts if part)


def birthday(text: str) -> date | None:
    """The day that somebody wrote as ``MM/DD/YYYY``; ``None`` if there is no such day."""
    try:
        return datetime.strptime(text, "%m/%d/%Y").date()
    except ValueError:
        return None


def problems(tab: Tab, answers: Answers, today: date) -> dict[str, str]:
    """What is wrong with the answers of a tab: a code by the field's name; empty if nothing is.

    New user names and passwords have rules of their own: :mod:`mock_ecf.domain.new_credentials`.
    """
    found: dict[str, str] = {}
    for field in FIELDS[tab]:
        code = _general(field, answers.get(field, ""))
        rule = _RULES.get(field)
        code = code or (rule(answers, today) if rule and answers.get(field, "") else "")
        if code:
            found[field] = code
    return {**found, **_together(tab, answers, found)}


def _general(field: str, answer: str) -> str:
    if not answer:
        return "" if field in OPTIONAL else "required"
    if len(answer) > LONGEST:
        return "too-long"
    if not answer.isprintable():
        return "unreadable"
    return "not-a-choice" if field in CHOICES and answer not in CHOICES[field] else ""


def _together(tab: Tab, answers: Answers, found: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with two answers only because of each other."""
    if tab is Tab.PAYMENT and bool(answers.get("card-number")) != bool(answers.get("card-expires")):
        missing = "card-expires" if answers.get("card-number") else "card-number"
        return {} if missing in found else {missing: "required"}
    if tab is Tab.SECURITY and answers.get("question-1") == answers.get("question-2") and not found:
        return {"question-2": "same-question"}
    return {}


def _born(answers: Answers, today: date) -> str:
    born = birthday(answers["born"])
    if born is None:
        return "not-a-date"
    return "" if _FIRST_BIRTHDAY <= born < today else "not-a-birthday"


def _email(answers: Answers, _today: date) -> str:
    return "" if _ADDRESS.fullmatch(answers["email"]) else "not-an-address"


def _email_again(answers: Answers, _today: date) -> str:
    return "" if answers["email-again"].casefold() == answers.get("email", "").casefold() else "not-the-same"


def _password_again(answers: Answers, _today: date) -> str:
    return "" if answers["password-again"] == answers.get("password", "") else "not-the-same"


def _card_number(answers: Answers, _today: date) -> str:
    digits = answers["card-number"].replace(" ", "").replace("-", "")
    return "" if _CARD.fullmatch(digits) and digits.isascii() else "not-a-card"


def _card_expires(answers: Answers, today: date) -> str:
    try:
        last = datetime.strptime(answers["card-expires"], "%m/%y").date()
    except ValueError:
        return "not-a-month"
    return "" if (last.year, last.month) >= (today.year, today.month) else "card-expired"


_RULES: Final[Mapping[str, Callable[[Answers, date], str]]] = MappingProxyType(
    {
        "born": _born,
        "email": _email,
        "email-again": _email_again,
        "password-again": _password_again,
        "card-number": _card_number,
        "card-expires": _card_expires,
    }
)

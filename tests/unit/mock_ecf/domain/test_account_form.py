"""What is wrong with the answers of PACER's forms, tab by tab."""

from __future__ import annotations

from datetime import date

import pytest

from mock_ecf.domain.account_form import FIELDS, Tab, person, problems
from tests.account_forms import ANSWERS

TODAY = date(2021, 6, 1)
CARD = {"card-number": "4111 1111 1111 1111", "card-expires": "06/21"}


@pytest.mark.parametrize("tab", Tab)
def test_good_answers_are_taken(tab: Tab) -> None:
    """What the other tests spoil is right before."""
    assert problems(tab, ANSWERS, TODAY) == {}


@pytest.mark.parametrize("tab", Tab)
def test_empty_answers_are_required_unless_optional(tab: Tab) -> None:
    """Every field without an answer is named, but for those that may stay empty."""
    optional = {"middle-name", "phone", "firm", "card-number", "card-expires"}
    assert problems(tab, {}, TODAY) == {name: "required" for name in FIELDS[tab] if name not in optional}


@pytest.mark.parametrize(
    ("tab", "changed", "found"),
    [
        (Tab.PERSON, {"first-name": "x" * 101}, {"first-name": "too-long"}),
        (Tab.PERSON, {"last-name": "A\nB"}, {"last-name": "unreadable"}),
        (Tab.PERSON, {"born": "1970-05-21"}, {"born": "not-a-date"}),
        (Tab.PERSON, {"born": "02/30/1970"}, {"born": "not-a-date"}),
        (Tab.PERSON, {"born": "06/01/2021"}, {"born": "not-a-birthday"}),
        (Tab.PERSON, {"born": "12/31/1899"}, {"born": "not-a-birthday"}),
        (Tab.PERSON, {"email": "john"}, {"email": "not-an-address", "email-again": "not-the-same"}),
        (Tab.PERSON, {"email-again": "jane@example"}, {"email-again": "not-the-same"}),
        (Tab.PERSON, {"user-type": "judge"}, {"user-type": "not-a-choice"}),
        (Tab.ADDRESS, {"city": ""}, {"city": "required"}),
        (Tab.SECURITY, {"password-again": "something else"}, {"password-again": "not-the-same"}),
        (Tab.SECURITY, {"question-1": "pet"}, {"question-1": "not-a-choice"}),
        (Tab.SECURITY, {"question-2": "school"}, {"question-2": "same-question"}),
        (Tab.PAYMENT, CARD, {}),
        (Tab.PAYMENT, {"card-number": "4111 1111 1111 1111"}, {"card-expires": "required"}),
        (Tab.PAYMENT, {"card-expires": "06/21"}, {"card-number": "required"}),
        (Tab.PAYMENT, {**CARD, "card-number": "1234"}, {"card-number": "not-a-card"}),
        (Tab.PAYMENT, {**CARD, "card-expires": "2021"}, {"card-expires": "not-a-month"}),
        (Tab.PAYMENT, {**CARD, "card-expires": "05/21"}, {"card-expires": "card-expired"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(tab: Tab, changed: dict[str, str], found: dict[str, str]) -> None:
    """A code at each field that is wrong, and at no other."""
    assert problems(tab, {**ANSWERS, **changed}, TODAY) == found


@pytest.mark.parametrize(("middle", "whole"), [("", "John Attorney"), ("Q.", "John Q. Attorney")])
def test_the_full_name_has_the_parts_that_there_are(middle: str, whole: str) -> None:
    """With a middle name or without."""
    assert person({**ANSWERS, "middle-name": middle}) == whole

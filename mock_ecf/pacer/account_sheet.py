"""The form with tabs by which an account is upgraded or registered: what was posted, and how it is shown.

The answers of the tabs that are not shown travel with the form in hidden fields, so nothing is lost by
going to and fro or by a wrong answer. Only passwords are never shown again; they are on the last tab.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from mock_ecf.domain.account_form import CHOICES, FIELDS, OPTIONAL, PASSWORDS, Tab

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form: ``name`` is that of its texts, ``omitted`` are the fields that it does not ask for."""

    name: str
    action: str
    leave: str
    tabs: tuple[Tab, ...]
    tab: Tab
    answers: Mapping[str, str]
    omitted: frozenset[str] = frozenset()
    problems: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the tab that is shown."""
        return tuple(name for name in FIELDS[self.tab] if name not in self.omitted)

    @property
    def carried(self) -> dict[str, str]:
        """The answers of the other tabs, by field."""
        others = (name for tab in self.tabs if tab is not self.tab for name in FIELDS[tab])
        return {name: self.answers.get(name, "") for name in others if name not in PASSWORDS}

    @property
    def is_last(self) -> bool:
        """Whether the tab that is shown is the last one."""
        return self.tab is self.tabs[-1]

    @property
    def is_first(self) -> bool:
        """Whether it is the first one."""
        return self.tab is self.tabs[0]

    @property
    def all_optional(self) -> bool:
        """Whether no field of the tab that is shown must be filled in."""
        return OPTIONAL.issuperset(self.fields)

    def kind(self, name: str) -> str:
        """How a field is asked for: as ``text``, ``password`` or ``list``."""
        return "password" if name in PASSWORDS else "list" if name in CHOICES else "text"

    def choices(self, name: str) -> tuple[str, ...]:
        """What can be chosen in a field that is a list."""
        return CHOICES[name]

    def is_optional(self, name: str) -> bool:
        """Whether a field may stay empty."""
        return name in OPTIONAL

    def value(self, name: str) -> str:
        """What a field shows; a password never."""
        return "" if name in PASSWORDS else self.answers.get(name, "")

    def moved(self, by: int) -> Sheet:
        """The form at the next tab, or at the one before, as far as there is one."""
        place = self.tabs.index(self.tab) + by
        return replace(self, tab=self.tabs[max(0, min(place, len(self.tabs) - 1))], problems=_NOTHING)

    def wrong(self, problems: Mapping[str, str], tab: Tab | None = None) -> Sheet:
        """The form with messages at its fields."""
        return replace(self, problems=problems, tab=tab or self.tab)

    def shown(self) -> Response:
        """The page."""
        return make_response(render_template("pacer/account_form.html", sheet=self))


def posted(sheet: Sheet) -> Sheet:
    """The form as this request brings it: its tab, and the answers of all tabs."""
    given = request.form
    tab = next((one for one in sheet.tabs if one.value == given.get("tab")), sheet.tabs[0])
    names = [name for one in sheet.tabs for name in FIELDS[one] if name not in sheet.omitted]
    answers = {name: given.get(name, "") for name in names}
    stripped = {name: text if name in PASSWORDS else text.strip() for name, text in answers.items()}
    return replace(sheet, tab=tab, answers=stripped)


def pressed() -> str:
    """The button that was pressed: ``next``, ``back`` or ``submit``."""
    return request.form.get("press", "next")

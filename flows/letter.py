"""Follows a court's steps to the letter, and says where the site differs from a sentence.

What a step names must be where the step says. Where it stands elsewhere the step is a deviation that says so
in words for the court's web editor, and the next step goes on from there; where it is nowhere the step fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from flows import acts, link_account
from flows.acts import ActFunction, Visit, observe
from flows.instruction_data import Enter, OpenForm, OpenMenu, StepData
from flows.instruction_files import for_court
from flows.pages import court, sign_in
from harness.engines.session import Session
from harness.model import Assignment, Outcome, Relation, Step
from harness.page_view import PageView, fold

_ARROW = " > "
_LINKS_TRIED = 8
_LOOKS_ONLY = frozenset(
    {"see-no-filing-menus", "see-filing-menus", "see-confirmation", "await-approval", "refresh", "click-menu"}
)
"""Acts that the steps after them do not need: these are carried out whatever was seen."""


def follow_to_the_letter(assignment: Assignment) -> tuple[Step, ...]:
    """The numbered steps of the assignment's court, none of them adapted to what the site is like.

    Errors: :class:`flows.instruction_data.InstructionError`.
    """
    instructions = for_court(assignment.court, assignment.own_courts)
    return steps(Visit(assignment, instructions), instructions.steps)


def steps(visit: Visit, data: Iterable[StepData]) -> tuple[Step, ...]:
    """Steps that are carried out to the letter; those that only look stop nothing."""
    data = tuple(data)
    made = acts.steps(visit, data, ACTS)
    only_look = (all(act.do in _LOOKS_ONLY for act in one.acts) for one in data)
    return tuple(replace(step, independent=looks) for step, looks in zip(made, only_look, strict=True))


def enter(visit: Visit, session: Session, act: Enter) -> Outcome:
    """Clicks the entry page's link: the very text, else the one that is found to lead to the sign-in."""
    view = visit.page
    link = court.entry_link(view, act.link)
    if link is None:
        return _enter_by_another(visit, session, act)
    visit.view = session.follow(link)
    same = fold(link.text) == fold(act.link)
    remark = None if same else f"says “{act.link}”; the link reads “{link.text}”"
    seen = observe("the link clicked", Relation.IS, (link.text,), (link.text,))
    return Outcome((seen, *acts.answered_well(visit.view)), deviation=remark)


def _enter_by_another(visit: Visit, session: Session, act: Enter) -> Outcome:
    """Tries the links of the entry page, a bounded number of them, until one leads to PACER's sign-in."""
    view, broken = visit.page, acts.answered_well(visit.page)
    links = [one for one in view.links if court.host(one.href) == court.host(view.url)]
    for link in links[:_LINKS_TRIED]:
        visit.view = session.follow(link)
        if sign_in.form(visit.view) is not None:
            seen = observe("the link clicked", Relation.IS, (link.text,), (link.text,))
            return Outcome((seen,), deviation=f"says “{act.link}”; the link reads “{link.text}”")
        visit.view = session.back()
    texts = [one.text for one in view.links]
    seen = observe("links of the entry page", Relation.INCLUDES, (act.link,), texts)
    return Outcome((seen, *broken), cut_short=True)


def open_menu(visit: Visit, session: Session, act: OpenMenu) -> Outcome:
    """Clicks through menu pages; the first that is not where the path says is looked for elsewhere."""
    view, missing = court.follow_path(session, visit.page, act.path)
    visit.view, visit.trail = view, act.path
    if not missing:
        return Outcome((observe("the menu opened", Relation.IS, act.path, act.path), *acts.at_court(visit)))
    visit.trail = act.path[: len(act.path) - len(missing)]
    found = court.look_for(session, view, missing[-1])
    if found is None:
        visit.view = session.look()  # looking for it has led elsewhere
        seen = observe("the menu opened", Relation.IS, act.path, visit.trail or None)
        return Outcome((seen, *acts.answered_well(view)))
    visit.view, visit.trail = session.follow(found.link), found.path
    seen = observe("the menu opened", Relation.IS, act.path[-1:], found.path[-1:])
    return Outcome((seen, *acts.at_court(visit)), deviation=_stands(act.path, found.path))


def open_form(visit: Visit, session: Session, act: OpenForm) -> Outcome:
    """Clicks the link item where the sentence says; what a note says besides is a sentence of its own."""
    path = act.path[-1:] if act.from_here else act.path
    view, missing = court.follow_path(session, visit.page, path, from_bar=not act.from_here)
    if not missing:
        return _at_form(visit, view, (*visit.trail, *path) if act.from_here else act.path)
    found = court.look_for(session, view, act.path[-1])
    if found is None:
        visit.view = view
        item = observe("the link item", Relation.IS, act.path[-1:], None)
        return Outcome((item, *acts.answered_well(view)))
    remark = None if found.path == act.path else _stands(act.path, found.path)
    return _at_form(visit, session.follow(found.link), found.path, remark)


def _at_form(visit: Visit, view: PageView, path: tuple[str, ...], remark: str | None = None) -> Outcome:
    return link_account.at_form(visit, view, path, remark)


def _stands(told: tuple[str, ...], found: tuple[str, ...]) -> str:
    """What the sentence says and where the thing really stands, or how it is really called."""
    says, words = [], []
    if fold(told[-1]) != fold(found[-1]):
        says.append(f"“{told[-1]}”")
        words.append(f"the item is called “{found[-1]}”")
    if told[:-1] != found[:-1]:
        says.append(_ARROW.join(told[:-1]))
        words.append(f"the item stands under {_ARROW.join(_without(told[:-1], found[:-1]))}")
    return f"says {' and '.join(says)}; {' and '.join(words)}"


def _without(told: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, ...]:
    """The place without what the sentence says rightly; all of it if that would leave nothing."""
    return found[len(told) :] if found[: len(told)] == told and len(found) > len(told) else found


ACTS: Mapping[str, ActFunction] = MappingProxyType(
    {**link_account.ACTS, "enter": enter, "open-menu": open_menu, "open-form": open_form}
)

"""What carries out a step: one function per act, each handing back what it brought to light.

An act never judges. Where the page is not what the instruction leads to expect, the observation
says what was seen instead, and :mod:`harness.verdict` draws the conclusion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from flows.instruction_data import ClickMenu, CourtInstructions, Enter, Open, OpenMenu, SignIn, StepData
from flows.pages import court, second_factor, sign_in
from harness.engines.session import Session
from harness.evidence.secret import Secret
from harness.model import Assignment, Credentials, Expectation, Observation, Outcome, Relation, Step
from harness.page_view import PageView

_FIRST_ERROR_STATUS = 400


@dataclass(slots=True)
class Visit:
    """What one flow knows while it goes from step to step: its task, and the page it stands on.

    ``trail`` is the labels of the menus that the latest menu step could open.
    """

    assignment: Assignment
    instructions: CourtInstructions
    view: PageView | None = None
    trail: tuple[str, ...] = ()

    @property
    def page(self) -> PageView:
        """The page it stands on. Errors: ``RuntimeError`` before the first page was opened."""
        if self.view is None:
            raise RuntimeError("a step that opens a page must come first in the instructions")
        return self.view


ActFunction = Callable[[Visit, Session, Any], Outcome]


def observe(what: str, relation: Relation, values: Iterable[str], seen: Iterable[str] | None) -> Observation:
    """An observation; ``seen`` is ``None`` when the page does not have the thing at all."""
    return Observation(what, Expectation(relation, tuple(values)), None if seen is None else tuple(seen))


def answered_well(view: PageView) -> tuple[Observation, ...]:
    """An observation that fails if the site answered with an error; nothing otherwise."""
    if view.status < _FIRST_ERROR_STATUS:
        return ()
    found = f"{view.status} {view.title}".strip()
    return (observe("the site's answer", Relation.IS, ("a page",), (f"an error, {found}",)),)


def at_court(visit: Visit) -> tuple[Observation, ...]:
    """Observations that fail if the page is an error or not one of this court; nothing otherwise."""
    wanted, seen = court.host(visit.instructions.address), court.host(visit.page.url)
    astray = () if seen == wanted else (observe("whose page it is", Relation.IS, (wanted,), (seen,)),)
    return (*astray, *answered_well(visit.page))


def steps(visit: Visit, data: Iterable[StepData], acts: Mapping[str, ActFunction]) -> tuple[Step, ...]:
    """Turns the data of steps into steps that can be carried out at this site."""
    wanted = [step for step in data if step.only in (None, visit.assignment.site)]
    return tuple(Step(step.instruction, _carry_out(visit, step, acts)) for step in wanted)


def _carry_out(visit: Visit, data: StepData, acts: Mapping[str, ActFunction]) -> Callable[[Session], Outcome]:
    def act(session: Session) -> Outcome:
        outcome = Outcome()
        for one in data.acts:
            outcome = joined(outcome, acts[one.do](visit, session, one))
            if outcome.refusal is not None or outcome.cut_short:
                break
        return _without_deviation(outcome) if data.is_ours else outcome

    return act


def joined(first: Outcome, second: Outcome) -> Outcome:
    """One outcome of two, for a step that does one thing after the other."""
    remarks = [one.deviation for one in (first, second) if one.deviation]
    return Outcome(
        observations=first.observations + second.observations,
        refusal=first.refusal or second.refusal,
        deviation="; ".join(remarks) or None,
        menus_before=second.menus_before or first.menus_before,
        menus_after=second.menus_after or first.menus_after,
        place=second.place or first.place,
        cut_short=first.cut_short or second.cut_short,
    )


def _without_deviation(outcome: Outcome) -> Outcome:
    """Steps that no document gives cannot be deviated from."""
    return replace(outcome, deviation=None)


# acts of both flows -----------------------------------------------------------------------------


def open_address(visit: Visit, session: Session, act: Open) -> Outcome:
    """Opens the address that the instructions name."""
    view = visit.view = session.open(act.address)
    wanted = court.host(act.address)
    seen = observe("the address opened", Relation.IS, (wanted,), (court.host(view.url),))
    broken = answered_well(view)
    return Outcome((seen, *broken), cut_short=bool(broken))


def enter(visit: Visit, session: Session, act: Enter) -> Outcome:
    """Follows the entry page's link to the sign-in."""
    return _enter(visit, session, act.link)


def open_and_enter(visit: Visit, session: Session, _act: object) -> Outcome:
    """Opens the court's site and follows its entry link, as the instructions name them."""
    visit.view = session.open(visit.instructions.address)
    return _enter(visit, session, visit.instructions.entry_link)


def _enter(visit: Visit, session: Session, text: str) -> Outcome:
    view = visit.page
    link = court.entry_link(view, text)
    links = observe("links of the entry page", Relation.SAYS, (text,), [one.text for one in view.links])
    if link is None:
        return Outcome((links, *answered_well(view)), cut_short=True)
    visit.view = session.follow(link)
    return Outcome((links, *answered_well(visit.view)))


def sign_in_as_filer(visit: Visit, session: Session, act: SignIn) -> Outcome:
    """Signs in at PACER with the persona's own account."""
    mine = visit.assignment
    return sign_in_as(visit, session, mine.pacer, act.redaction, mine.authenticator)


def sign_in_as(
    visit: Visit, session: Session, who: Credentials, redaction: bool, authenticator: Secret | None = None
) -> Outcome:
    """Signs in at PACER and observes what was asked for and where that led."""
    if sign_in.form(visit.page) is None:
        return _no_pacer_sign_in(visit)
    done = sign_in.sign_in(session, visit.page, who, visit.assignment.patience, authenticator)
    visit.view = done.view
    asked = _second_factor(visit, done, authenticator)
    if done.refusal is not None:
        return Outcome((*asked, _arrival(visit)), refusal=done.refusal)
    if redaction:
        asked = (*asked, _asked_for("the redaction agreement", expected=True, seen=done.redaction_asked))
    return Outcome((*asked, _arrival(visit), *answered_well(done.view)))


def _second_factor(
    visit: Visit, done: sign_in.SignedIn, authenticator: Secret | None
) -> tuple[Observation, ...]:
    """What was seen of passcode and update; who has an authenticator is asked from that day on only."""
    today, found = visit.assignment.today, []
    if authenticator is not None and today:
        expected = today >= second_factor.SINCE
        found.append(_asked_for("the one-time passcode", expected=expected, seen=done.passcode_asked))
    if done.update_skipped:
        found.append(observe(f"“{second_factor.UPDATE}”", Relation.IS, ("skipped",), ("skipped",)))
    return tuple(found)


def _asked_for(what: str, *, expected: bool, seen: bool) -> Observation:
    wanted, found = ("asked for" if one else "not asked for" for one in (expected, seen))
    return observe(what, Relation.IS, (wanted,), (found,))


def _no_pacer_sign_in(visit: Visit) -> Outcome:
    view, seen = visit.page, f"“{visit.page.title}”"
    if court.host(view.url) != court.host(visit.instructions.address):
        seen = f"{seen} at {court.host(view.url)}"
    elif sign_in.asks_for_password(view):
        seen = "the court's own sign-in"
        if go_live := sign_in.go_live_date(view):
            seen += f", which says that the court goes live on {go_live}"
    page = observe("the sign-in page", Relation.IS, ("PACER's sign-in",), (seen,))
    return Outcome((page, *answered_well(view)), cut_short=True)


def _arrival(visit: Visit) -> Observation:
    wanted = court.host(visit.instructions.address)
    seen = court.host(visit.page.url)
    if sign_in.form(visit.page) is not None:
        seen = f"PACER's sign-in page again, at {seen}"
    elif second_factor.asks_for_passcode(visit.page):
        seen = f"PACER's question for a one-time passcode, at {seen}"
    elif second_factor.asks_to_update(visit.page):
        seen = f"PACER's “{second_factor.UPDATE}”, at {seen}"
    elif court.bar(visit.page) is None and visit.page.status < _FIRST_ERROR_STATUS:
        seen = f"a page without a menu bar, at {seen}"
    return observe("where the sign-in leads", Relation.IS, (wanted,), (seen,))


def see_no_filing_menus(visit: Visit, _session: Session, _act: object) -> Outcome:
    """Looks whether the menu bar lacks the filing menus."""
    labels = court.bar(visit.page)
    seen = observe("the menu bar before linking", Relation.EXCLUDES, visit.instructions.filing_menus, labels)
    return Outcome((seen, *at_court(visit)), menus_before=labels)


def see_filing_menus(visit: Visit, _session: Session, _act: object) -> Outcome:
    """Looks whether the menu bar has the filing menus."""
    labels = court.usable_bar(visit.page)
    seen = observe("the menu bar after linking", Relation.INCLUDES, visit.instructions.filing_menus, labels)
    return Outcome((seen, *at_court(visit)), menus_after=labels)


def open_menu(visit: Visit, session: Session, act: OpenMenu) -> Outcome:
    """Clicks through menu pages as far as they are there; a missing one is a deviation.

    The step that needs the item behind them looks for it elsewhere.
    """
    view, missing = court.follow_path(session, visit.page, act.path)
    visit.view = view
    followed = visit.trail = act.path[: len(act.path) - len(missing)]
    seen = observe("the first menu opened", Relation.IS, act.path[:1], followed[:1] or None)
    remark = f"there is no “{missing[0]}” under {' > '.join(followed)}" if missing and followed else None
    return Outcome((seen, *at_court(visit)), deviation=remark)


def click_menu(visit: Visit, session: Session, act: ClickMenu) -> Outcome:
    """Clicks an item of the menu bar, which shows the bar as it is now."""
    link = court.bar_link(visit.page, act.label)
    if link is None:
        return Outcome((observe(f"the menu {act.label}", Relation.IS, ("in the bar",), None),))
    visit.view = session.follow(link)
    return Outcome(at_court(visit))


SHARED: Mapping[str, ActFunction] = MappingProxyType(
    {
        "open": open_address,
        "enter": enter,
        "open-and-enter": open_and_enter,
        "sign-in": sign_in_as_filer,
        "see-no-filing-menus": see_no_filing_menus,
        "see-filing-menus": see_filing_menus,
        "open-menu": open_menu,
        "click-menu": click_menu,
    }
)

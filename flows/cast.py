"""Several people at one browser: who is signed in now, and at which court they stand.

The part of somebody else begins in a browser that knows nothing of the one before.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flows import acts, link_account
from flows.acts import Visit
from flows.instruction_data import OpenForm
from flows.instruction_files import for_court
from flows.pages import court, linking, sign_in
from flows.published_data import Claim
from harness.engines.session import Session
from harness.model import Assignment, Credentials, Observation, Outcome
from harness.page_view import PageView


@dataclass(slots=True)
class Cast:
    """The people of an assignment's world, and who of them uses the browser; nobody at first."""

    assignment: Assignment
    who: str = ""
    _visits: dict[str, Visit] = field(default_factory=dict)

    def visit(self, code: str) -> Visit:
        """The visit at a court, for whoever uses the browser."""
        if code not in self._visits:
            told = for_court(code, self.assignment.own_courts)
            self._visits[code] = Visit(replace(self.assignment, court=code), told)
        return self._visits[code]

    def cmecf(self, who: str, code: str) -> Credentials:
        """A persona's CM/ECF credentials. Errors: ``LookupError`` if the world does not hold them."""
        return self.assignment.people[who].cmecf[code]

    def place(self, claim: Claim) -> str:
        """The court at which a claim is looked at."""
        return claim.at or self.assignment.court

    def change(self, session: Session, who: str) -> None:
        """Somebody takes the browser over; it forgets everything unless it is theirs already."""
        if who != self.who:
            session.reopen(cleared=True)
            self.who = who

    def leave(self, session: Session) -> None:
        """Nobody is signed in any more, and the browser knows of nobody."""
        session.reopen(cleared=True)
        self.who = ""

    def enter(self, session: Session, who: str, code: str) -> Outcome:
        """Somebody opens the court's site and follows its entry link, as the instructions name them."""
        self.change(session, who)
        return acts.open_and_enter(self.visit(code), session, None)

    def arrive(self, session: Session, who: str, code: str) -> Outcome:
        """The same, and signs in at PACER if asked to; fails, cut short, where that does not lead in."""
        entered = self.enter(session, who, code)
        visit = self.visit(code)
        if entered.cut_short or _is_inside(visit.page):
            return Outcome(cut_short=entered.cut_short, observations=_wrong(entered))
        signed_in = acts.sign_in_as(visit, session, self.assignment.people[who].pacer, redaction=False)
        inside = _is_inside(visit.page)
        return replace(signed_in, observations=() if inside else signed_in.observations, cut_short=not inside)

    def open_form(self, session: Session, who: str, code: str) -> Outcome:
        """The same, and opens the link form, wherever its item stands."""
        arrived = self.arrive(session, who, code)
        if arrived.refusal is not None or arrived.cut_short:
            return arrived
        visit = self.visit(code)
        path = OpenForm(do="open-form", path=visit.instructions.form_path)
        opened = link_account.open_form(visit, session, path)
        reached = linking.link_form(visit.page) is not None or opened.refusal is not None
        return replace(opened, cut_short=not reached, deviation=None)


def _is_inside(view: PageView) -> bool:
    return court.bar(view) is not None and sign_in.form(view) is None


def _wrong(entered: Outcome) -> tuple[Observation, ...]:
    return entered.observations if entered.cut_short else ()

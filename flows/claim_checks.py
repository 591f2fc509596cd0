"""What is looked at to see whether a claim of a document is so: one function per kind of check.

Each goes where it must look by itself, so that no claim depends on the one before it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from flows import acts, claim_pages
from flows.acts import observe
from flows.cast import Cast
from flows.pages import court, linking, messages, sign_in
from flows.published_data import (
    Claim,
    CourtSays,
    OthersCredentials,
)
from harness.engines.session import Session
from harness.model import Outcome, Relation
from harness.page_view import PageView

CheckFunction = Callable[[Cast, Session, Claim, Any], Outcome]

_DECLINES, _OFFERS = "declines", "asks for CM/ECF login and password"


def linking_refused(cast: Cast, session: Session, claim: Claim, check: CourtSays) -> Outcome:
    """The site declines to link for this kind of account, and says why."""
    opened = cast.open_form(session, claim.who, cast.place(claim))
    what = f"the site, to somebody with the account “{claim.who}”"
    if opened.refusal is None:
        seen = _OFFERS if not opened.cut_short else None
        return Outcome((observe(what, Relation.IS, (_DECLINES,), seen and (seen,)), *opened.observations))
    declined = observe(what, Relation.IS, (_DECLINES,), (_DECLINES,))
    return Outcome((declined, observe("its reason", Relation.SAYS, check.says, (opened.refusal,))))


def linking_offered(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """The link form takes this account in: it asks for the CM/ECF credentials."""
    code = cast.place(claim)
    opened = cast.open_form(session, claim.who, code)
    form = linking.link_form(cast.visit(code).page)
    seen = _OFFERS if form else opened.refusal
    asks = observe("the link form", Relation.IS, (_OFFERS,), None if seen is None else (seen,))
    return Outcome((asks, *acts.answered_well(cast.visit(code).page)))


def filing_menus_shown(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """The PACER account alone leads to the filing menus."""
    return _filing_menus(cast, session, claim, Relation.INCLUDES)


def filing_menus_hidden(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """Who has not linked here sees no filing menus."""
    return _filing_menus(cast, session, claim, Relation.EXCLUDES)


def _filing_menus(cast: Cast, session: Session, claim: Claim, relation: Relation) -> Outcome:
    visit = cast.visit(cast.place(claim))
    arrived = cast.arrive(session, claim.who, cast.place(claim))
    if arrived.refusal is not None or arrived.cut_short:
        return arrived
    menus = visit.instructions.filing_menus
    seen = observe("the menu bar", relation, menus, court.usable_bar(visit.page))
    return Outcome((seen, *acts.at_court(visit)))


def credentials_refused(cast: Cast, session: Session, claim: Claim, check: OthersCredentials) -> Outcome:
    """The link form does not take these credentials from this user, or is not even offered."""
    code = cast.place(claim)
    opened = cast.open_form(session, claim.who, code)
    what = "the link form, to these credentials"
    visit = cast.visit(code)
    form = linking.link_form(visit.page)
    if form is None:
        seen = None if opened.refusal is None else (_DECLINES,)
        rest = opened.observations if opened.refusal is None else ()
        return Outcome((observe(what, Relation.IS, (_DECLINES,), seen), *rest))
    before, visit.view = visit.page, form.send(session, cast.cmecf(check.whose, code))
    seen_now = _answer(visit.page, before)
    return Outcome((observe(what, Relation.IS, (_DECLINES,), (seen_now,)), *acts.answered_well(visit.page)))


def _answer(view: PageView, before: PageView) -> str:
    if linking.asks_again(view) or linking.success_lines(view):
        return "takes them"
    return _DECLINES if linking.refusal(view, before) else f"neither takes nor declines them: “{view.title}”"


def empty_form_refused(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """The link form does not go on without both login and password."""
    code = cast.place(claim)
    cast.open_form(session, claim.who, code)
    visit = cast.visit(code)
    form = linking.link_form(visit.page)
    if form is None:
        return Outcome((observe("the link form", Relation.IS, (_OFFERS,), None),))
    before, visit.view = visit.page, session.press(form.submit)
    seen = _answer(visit.page, before)
    return Outcome((observe("the link form, left empty", Relation.IS, (_DECLINES,), (seen,)),))


def one_sign_on(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """Signed in at this court, the user enters another one without signing in again."""
    cast.arrive(session, claim.who, cast.assignment.court)
    cast.enter(session, claim.who, cast.place(claim))
    visit = cast.visit(cast.place(claim))
    seen = "asked for again" if sign_in.asks_for_password(visit.page) else "not asked for"
    asked = observe("a password at the second court", Relation.IS, ("not asked for",), (seen,))
    bar = observe("its menu bar", Relation.INCLUDES, visit.instructions.filing_menus, court.bar(visit.page))
    return Outcome((asked, bar))


def court_credentials_taken(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """The court has a sign-in of its own, and takes the login and password that it gave out."""
    code = cast.place(claim)
    before, view = _sign_in_at_court(cast, session, claim)
    own = before is not None and sign_in.form(before) is None and sign_in.asks_for_password(before)
    page = observe("the sign-in", Relation.IS, ("the court's own",), ("the court's own",) if own else None)
    if before is None or view is None:
        return Outcome((page,))
    said = messages.in_one_line(messages.new_messages(view, before))
    menus = cast.visit(code).instructions.filing_menus
    seen = court.bar(view) if not said else (said,)
    return Outcome((page, observe("the menu bar after it", Relation.INCLUDES, menus, seen)))


def no_link_item(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """Signed in at a court that is not on NextGen yet, the user finds nothing with which to link."""
    code = cast.place(claim)
    _, view = _sign_in_at_court(cast, session, claim)
    if view is None or court.bar(view) is None:
        return Outcome((observe("the court's menus", Relation.IS, ("shown",), None),))
    label = cast.visit(code).instructions.form_path[-1]
    found = court.look_for(session, view, label)
    seen = "nowhere" if found is None else " > ".join(found.path)
    return Outcome((observe(f"“{label}”", Relation.IS, ("nowhere",), (seen,)),))


def _sign_in_at_court(cast: Cast, session: Session, claim: Claim) -> tuple[PageView | None, PageView | None]:
    """The court's own sign-in page, and the page that it leads to."""
    cast.leave(session)
    code = cast.place(claim)
    cast.enter(session, claim.who, code)
    page = cast.visit(code).page
    return page, sign_in.sign_in_at_court(session, page, cast.cmecf(claim.who, code))


def not_asked_to_link(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """After the sign-in no page asks for the link: the user has to look for the item."""
    code = cast.place(claim)
    arrived = cast.arrive(session, claim.who, code)
    if arrived.refusal is not None or arrived.cut_short:
        return arrived
    seen = "asks for the link" if linking.link_form(cast.visit(code).page) else "does not ask"
    return Outcome((observe("the page after the sign-in", Relation.IS, ("does not ask",), (seen,)),))


CHECKS: Mapping[str, CheckFunction] = MappingProxyType(
    {
        "linking-refused": linking_refused,
        "linking-offered": linking_offered,
        "filing-menus-shown": filing_menus_shown,
        "filing-menus-hidden": filing_menus_hidden,
        "credentials-refused": credentials_refused,
        "empty-form-refused": empty_form_refused,
        "item-stands": claim_pages.item_stands,
        "page-says": claim_pages.page_says,
        "link-answers": claim_pages.link_answers,
        "contact-shown": claim_pages.contact_shown,
        "pacer-leads-to-court": claim_pages.pacer_leads_to_court,
        "led-to-pacer": claim_pages.led_to_pacer,
        "one-sign-on": one_sign_on,
        "court-credentials-taken": court_credentials_taken,
        "no-link-item": no_link_item,
        "go-live-told": claim_pages.go_live_told,
        "not-asked-to-link": not_asked_to_link,
    }
)

"""Claims about pages: what they say, what stands on them and where it leads.

Like :mod:`flows.claim_checks`, of which this is the other half.
"""

from __future__ import annotations

from types import MappingProxyType

from flows import acts
from flows.acts import observe
from flows.cast import Cast
from flows.pages import court, password, sign_in
from flows.published_data import Claim, ContactShown, ItemStands, LinkAnswers, PacerLeads, PageSays
from harness.engines.session import Session
from harness.model import Outcome, Relation
from harness.page_view import PageView

_COURT_INFORMATION = "Court Information"
_FIRST_BROKEN = 400
_FORMS = MappingProxyType({"new password": password.forgot_form, "new address": password.request_form})


def item_stands(cast: Cast, session: Session, claim: Claim, check: ItemStands) -> Outcome:
    """The link item stands where the note says, unless it stands where it need not be looked for."""
    code = cast.place(claim)
    arrived = cast.arrive(session, claim.who, code)
    if arrived.refusal is not None or arrived.cut_short:
        return arrived
    visit = cast.visit(code)
    seen: tuple[str, ...] | None = None
    for path in (check.unless, check.path):
        if path is not None:
            view, missing = court.follow_path(session, visit.page, path)
            visit.view = view
            seen = path if not missing else None
        if seen is not None:
            break
    where = observe("the link item", Relation.IS, check.path if seen is None else seen, seen)
    return Outcome((where, *acts.at_court(visit)))


def page_says(cast: Cast, session: Session, claim: Claim, check: PageSays) -> Outcome:
    """A page shows these words."""
    view = _page(cast, session, claim, check)
    if isinstance(view, Outcome):
        return view
    seen = tuple(text for text in check.says if view.says(text))
    shown = observe("the words on the page", Relation.INCLUDES, check.says, seen or None)
    return Outcome((shown, *acts.answered_well(view)))


def link_answers(cast: Cast, session: Session, claim: Claim, check: LinkAnswers) -> Outcome:
    """A page has this link, and it leads to a page."""
    view = _page(cast, session, claim, check)
    if isinstance(view, Outcome):
        return view
    link = view.link(check.link)
    there = observe(f"the link “{check.link}”", Relation.IS, ("there",), None if link is None else ("there",))
    if link is None:
        return Outcome((there, *acts.answered_well(view)))
    opened = session.follow(link)
    seen = "a page" if opened.status < _FIRST_BROKEN else f"an error, {opened.status}"
    leads = observe("what it leads to", Relation.IS, ("a page",), (seen,))
    if check.asks_for is None:
        return Outcome((there, leads))
    form = _FORMS[check.asks_for](opened)
    asks = observe("a form for it", Relation.IS, (check.asks_for,), (check.asks_for,) if form else None)
    return Outcome((there, leads, asks))


def _page(cast: Cast, session: Session, claim: Claim, check: PageSays | LinkAnswers) -> PageView | Outcome:
    """The page that the check is about, or what came of the way there."""
    code = cast.place(claim)
    visit = cast.visit(code)
    if check.page == "entry":
        cast.change(session, claim.who)
        return session.open(visit.instructions.address)
    if check.page in ("sign-in", "own-sign-in"):
        cast.leave(session)  # whoever is signed in is led past it
        cast.enter(session, claim.who, code)
        return visit.page
    if check.page == "forgot":
        cast.leave(session)
        cast.enter(session, claim.who, code)
        link = visit.page.link(password.FORGOT)
        return Outcome(cut_short=True) if link is None else session.follow(link)
    came = (cast.open_form if check.page == "link-form" else cast.arrive)(session, claim.who, code)
    if came.cut_short:
        return came
    if check.address is not None:
        return session.open(check.address)
    if check.page == "utilities":
        return court.follow_path(session, visit.page, visit.instructions.form_path[:1])[0]
    return visit.page


def contact_shown(cast: Cast, session: Session, claim: Claim, check: ContactShown) -> Outcome:
    """The court's own page gives the same telephone number and address as the document."""
    cast.change(session, claim.who)
    entry = session.open(cast.visit(cast.place(claim)).instructions.address)
    link = entry.link(_COURT_INFORMATION)
    if link is None:
        return Outcome((observe(f"the link “{_COURT_INFORMATION}”", Relation.IS, ("there",), None),))
    view = session.follow(link)
    cells = [cell for row in view.rows for cell in row]
    return Outcome(
        (observe("the court's details", Relation.SAYS, check.says, cells), *acts.answered_well(view))
    )


def pacer_leads_to_court(cast: Cast, session: Session, claim: Claim, check: PacerLeads) -> Outcome:
    """From PACER's list of courts the user comes to the court, and is asked for no other sign-in there."""
    code = cast.place(claim)
    visit = cast.visit(code)
    cast.arrive(session, claim.who, code)
    listed = session.open(check.address)
    wanted = court.host(visit.instructions.address)
    link = next((one for one in listed.links if court.host(one.href) == wanted), None)
    there = observe("the court in PACER's list", Relation.IS, (wanted,), None if link is None else (wanted,))
    if link is None:
        return Outcome((there, *acts.answered_well(listed)))
    visit.view = session.follow(link)
    entry = court.entry_link(visit.page, visit.instructions.entry_link)
    if entry is not None:
        visit.view = session.follow(entry)
    seen = observe("the menu bar", Relation.INCLUDES, visit.instructions.filing_menus, court.bar(visit.page))
    return Outcome((there, seen))


def led_to_pacer(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """The entry link leads to PACER's sign-in by itself."""
    code = cast.place(claim)
    cast.leave(session)
    entered = cast.enter(session, claim.who, code)
    view = cast.visit(code).page
    seen = "PACER's sign-in" if sign_in.form(view) else f"“{view.title}” at {court.host(view.url)}"
    where = observe("where the entry link leads", Relation.IS, ("PACER's sign-in",), (seen,))
    return Outcome((where, *entered.observations))


def go_live_told(cast: Cast, session: Session, claim: Claim, _check: object) -> Outcome:
    """A court that is not on NextGen yet says when it will be."""
    cast.leave(session)
    cast.enter(session, claim.who, cast.place(claim))
    told = sign_in.go_live_date(cast.visit(cast.place(claim)).page)
    seen = None if told is None else (told,)
    return Outcome((observe("the go-live date on the sign-in page", Relation.SAYS, ("-",), seen),))

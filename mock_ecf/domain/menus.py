"""Who sees which menu bar at a court (D1 steps 4 and 9, D2 step 6, D3 step 7)."""

from __future__ import annotations

from enum import StrEnum

from mock_ecf.domain.records import CourtRules, CourtSignOn, MenusAppear, SignOn
from mock_ecf.domain.state import State


class MenuUser(StrEnum):
    """The kinds of user for whom a court draws different menus."""

    SIGNED_OUT = "signed-out"
    PACER_ONLY = "pacer-only"
    FILER = "filer"


def bar(
    state: State,
    rules: CourtRules,
    sign_on: SignOn | CourtSignOn | None,
    on_result_page_first_view: bool = False,
) -> MenuUser:
    """Which menus this user sees now.

    At a court whose menus appear on the next page, the result page itself still shows the old
    bar the first time.
    """
    if sign_on is None:
        return MenuUser.SIGNED_OUT
    if isinstance(sign_on, CourtSignOn):
        return MenuUser.FILER
    if state.link_of_pacer(rules.code, sign_on.username) is None:
        return MenuUser.PACER_ONLY
    if on_result_page_first_view and rules.menus_appear is MenusAppear.ON_NEXT_PAGE:
        return MenuUser.PACER_ONLY
    return MenuUser.FILER

"""What users were told, held against what the mock shows: every difference is known, court by court."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from flows import instruction_files
from flows.pages import second_factor as second_factor_page
from mock_ecf.courts import Profile, Profiles
from mock_ecf.domain import second_factor

LINK_ITEM = "Link a CM/ECF account to my PACER account"
NEXTGEN_PAGE = "NextGen Release 1.1 Menu Items"
PROFILES = Profiles()

# court: {what: (what the instructions say, what the profile shows)}
KNOWN: dict[str, dict[str, tuple[object, object]]] = {
    # Step 3 names the Utilities page; its note says where the item “will more than likely be”.
    "gamb": {"place": (("Utilities", LINK_ITEM), ("Utilities", NEXTGEN_PAGE, LINK_ITEM))},
}


def shown_place(profile: Profile) -> tuple[str, ...]:
    """The labels that lead to the link item in the mock."""
    page = profile.menus.link_item_page.title.text
    if profile.menus.landing:
        return (profile.menus.link_item.text,)
    between = () if page == "Utilities" else (page,)
    return ("Utilities", *between, profile.menus.link_item.text)


def differences(court: str) -> dict[str, tuple[object, object]]:
    """In what the court's instructions and its profile differ."""
    told, shown = instruction_files.for_court(court), PROFILES.get(court)
    if told.no_self_service:
        return {} if not shown.self_service.value else {"self-service": (False, True)}
    acts = {act.do for step in told.steps for act in step.acts}
    refreshes = bool(acts & {"refresh", "click-menu"})
    pairs: dict[str, tuple[object, object]] = {
        "host": (urlsplit(told.address).hostname, shown.host),
        "entry link": (told.entry_link, shown.text("entry-link")),
        "place": (told.form_path, shown_place(shown)),
        "filing menus": (told.filing_menus, shown.filing_menus),
        "approval": ("await-approval" in acts, shown.approval.value == "by-court"),
        "menus need a refresh": (refreshes, shown.menus_appear.value == "on-next-page"),
    }
    if "await-approval" in acts:  # after the mail the user comes back anyway
        del pairs["menus need a refresh"]
    return {what: pair for what, pair in pairs.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("court", instruction_files.all_courts())
def test_instructions_and_profile_differ_only_where_we_know(court: str) -> None:
    """A new difference is either a mistake of ours, or belongs into the list above with its reason."""
    assert differences(court) == KNOWN.get(court, {})


def test_every_court_has_both() -> None:
    """There is a profile for each court with instructions, and the other way round."""
    assert instruction_files.courts() == Profiles().documented()
    assert instruction_files.all_courts() == Profiles().codes()


def test_users_expect_passcodes_from_the_day_on_which_pacer_has_them() -> None:
    """What users were told and what the mock does are written down apart, and say the same day."""
    assert second_factor.SINCE.isoformat() == second_factor_page.SINCE

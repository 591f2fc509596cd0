from __future__ import annotations

import pytest

from flows.catalogue import LINK_ACCOUNT
from flows.instruction_files import courts
from harness.cli.options import chosen_courts, documents, expected_refusal
from harness.errors import UnknownName, WrongUse


def test_all_courts_are_those_with_instructions() -> None:
    """--all means every court that the flows have instructions for."""
    chosen = chosen_courts((), every=True)
    assert {*chosen.courts, *chosen.left_out} == set(courts())


def test_courts_keep_their_order_and_come_once() -> None:
    """What was named twice, or in capitals, is done once."""
    assert chosen_courts(("gamb", "AZB", "gamb")).courts == ("gamb", "azb")


@pytest.mark.parametrize(("names", "every"), [((), False), (("azb",), True)])
def test_either_some_courts_or_all(names: tuple[str, ...], every: bool) -> None:
    """Naming none, or some and all, is wrong use; the message says what there is."""
    with pytest.raises(WrongUse, match="--all"):
        chosen_courts(names, every)


def test_every_unknown_court_is_told_with_the_nearest() -> None:
    """Two mistyped courts give two lines, each with what was probably meant."""
    with pytest.raises(UnknownName) as caught:
        chosen_courts(("azbb", "azb", "gammb"))
    first, second = str(caught.value).splitlines()
    assert len(first) < 200  # not the codes of all courts: a screen of them hides the one that was meant
    assert "ecf courts --all" in first
    assert "--courts DIR" in first
    assert first.startswith('There is no court "azbb". Did you mean azb')
    assert second.startswith('There is no court "gammb". Did you mean gamb')


@pytest.mark.parametrize("text", ["refused:sign-in", "refused:3"])
def test_a_refusal_is_expected_at_a_number_or_key(text: str) -> None:
    """A step is named by its number in the document or by what it is about."""
    assert expected_refusal(text, LINK_ACCOUNT, ("azb",)) == text.removeprefix("refused:")


def test_no_expectation_is_none() -> None:
    """Without --expect, no refusal is expected."""
    assert expected_refusal(None, LINK_ACCOUNT, ("azb",)) is None


@pytest.mark.parametrize("text", ["refused", "refused:", "denied:sign-in"])
def test_an_expectation_has_one_form(text: str) -> None:
    """Anything but refused:STEP is wrong use, and the message shows the form."""
    with pytest.raises(WrongUse, match="refused:STEP"):
        expected_refusal(text, LINK_ACCOUNT, ("azb",))


def test_an_unknown_step_gives_the_nearest() -> None:
    """A step that a court's instructions do not have is told, with the nearest key."""
    with pytest.raises(UnknownName, match=r'link_account at azb has no step "sing-in".*Did you mean sign-in'):
        expected_refusal("refused:sing-in", LINK_ACCOUNT, ("azb",))


def test_documents_are_explained_in_order() -> None:
    """Every document that a step may name has its courts and its title."""
    marks = documents()
    assert list(marks) == ["D0", "D1", "D2", "D3", "D4", "web"]
    assert marks["D0"].startswith("areb, arwb: ")

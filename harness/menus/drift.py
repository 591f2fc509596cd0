"""What a court's menus are now against what they were when a baseline was recorded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from harness.menus.accepted import Accepted, Sifted
from harness.menus.diff import diff
from harness.menus.tree import MenuTree, Node, UserState
from harness.menus.words import sentences


class Standing(StrEnum):
    """What can be said of one court and state."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_SEEN = "could not look"


NOTHING = Sifted((), (), (), ())


@dataclass(frozen=True, slots=True)
class Checked:
    """One court in one state against its baseline.

    ``file`` is the baseline's; ``problem`` says why nothing could be seen, and is empty otherwise.
    """

    court: str
    state: UserState
    file: str
    found: Sifted = NOTHING
    problem: str = ""

    @property
    def whose(self) -> str:
        """As ``azb, linked``."""
        return f"{self.court}, {self.state.value}"

    @property
    def standing(self) -> Standing:
        """What can be said of it."""
        if self.problem:
            return Standing.NOT_SEEN
        return Standing.DIFFERS if self.found.open or self.found.expired else Standing.SAME

    @property
    def differences(self) -> tuple[str, ...]:
        """What differs and is not accepted, or no longer, a sentence each."""
        return (*self.found.open, *(_expired(sentence, one) for sentence, one in self.found.expired))


def differences(baseline: MenuTree, now: MenuTree, unread: Set[str] = frozenset()) -> tuple[str, ...]:
    """Every difference as a sentence, those in the remarks among them.

    ``unread`` are the targets of the menu pages that could not be read: nothing is said of what stands
    below them, since nobody saw it.
    """
    found = sentences(diff(_without(baseline, unread), _without(now, unread)))
    return (*found, *_remarks(baseline.remarks, now.remarks))


def exit_code(checked: Iterable[Checked]) -> int:
    """0 all the same; 1 something differs; 3 something could not be looked at; 2 something stale is accepted.

    A difference counts before what was not seen: it is the news.
    """
    checked = tuple(checked)
    standings = {one.standing for one in checked}
    if Standing.DIFFERS in standings:
        return 1
    if Standing.NOT_SEEN in standings:
        return 3
    return 2 if any(one.found.stale for one in checked) else 0


def _expired(sentence: str, accepted: Accepted) -> str:
    return f"{sentence} (accepted until {accepted.until}, which has passed: {accepted.reason})"


def _remarks(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    yield from (f"new remark: {remark}" for remark in now if remark not in before)
    yield from (f"no longer so: {remark}" for remark in before if remark not in now)


def _without(tree: MenuTree, unread: Set[str]) -> MenuTree:
    return replace(tree, nodes=_pruned(tree.nodes, unread)) if unread else tree


def _pruned(nodes: tuple[Node, ...], unread: Set[str]) -> tuple[Node, ...]:
    return tuple(
        replace(node, children=() if node.target in unread else _pruned(node.children, unread))
        for node in nodes
    )

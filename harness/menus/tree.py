"""What a user in one state can choose at one court: the menu tree, as frozen records. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from harness.errors import ConfigError

Position = tuple[int, ...]
"""Where a node stands, by numbers: ``(2, 0)`` is the first child of the third node of the bar."""


class Kind(StrEnum):
    """What a node is on the page."""

    BAR_ITEM = "bar item"
    HEADING = "heading"
    ITEM = "item"


class UserState(StrEnum):
    """In which state a user sees the menus."""

    SIGNED_OUT = "signed-out"
    PACER_ONLY = "pacer-only"
    LINKED = "linked"
    BEFORE_GO_LIVE = "before-go-live"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing in a menu, with what stands below it.

    ``label`` is the text as it was read, unfolded. ``target`` is normalised, as
    :func:`harness.menus.folding.normalise_target` gives it; empty where the node leads nowhere.
    """

    label: str
    kind: Kind = Kind.ITEM
    target: str = ""
    greyed: bool = False
    children: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A node as it stands in its tree, without what stands below it.

    ``path`` are the labels from the bar down to this node, its own last.
    """

    position: Position
    path: tuple[str, ...]
    kind: Kind
    target: str
    greyed: bool

    @property
    def label(self) -> str:
        """The node's own label."""
        return self.path[-1]

    @property
    def place(self) -> tuple[str, ...]:
        """The labels from the bar down to the node that it stands under; empty for the bar itself."""
        return self.path[:-1]


@dataclass(frozen=True, slots=True)
class MenuTree:
    """The menus of one court as a user in one state sees them.

    ``nodes`` are the bar from left to right; ``remarks`` are sentences on what was odd when it was read
    (a fly-out that disagrees with its page, a page that did not answer).
    """

    court: str
    state: UserState
    nodes: tuple[Node, ...] = ()
    remarks: tuple[str, ...] = ()

    def occurrences(self) -> tuple[Occurrence, ...]:
        """Every node in reading order, a parent before its children."""
        return tuple(_walk(self.nodes, (), ()))

    def as_dict(self) -> dict[str, Any]:
        """Plain lists, mappings and texts, as JSON holds them."""
        plain: dict[str, Any] = _ADAPTER.dump_python(self, mode="json")
        return plain

    @staticmethod
    def from_dict(plain: Mapping[str, Any]) -> MenuTree:
        """The tree that :meth:`as_dict` wrote.

        Raises:
            ConfigError: a key is missing, unknown or holds something else; the message says where.
        """
        _refuse_unknown_keys(plain)
        try:
            return _ADAPTER.validate_python(plain)
        except ValidationError as problem:
            first = problem.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the whole"
            raise ConfigError(f"not a menu tree: {where}: {first['msg']}") from problem


def plant(occurrences: Iterable[Occurrence]) -> tuple[Node, ...]:
    """The nodes of a tree from all its occurrences, in any order.

    Raises:
        ValueError: a position is missing or stands twice, so that they are not a whole tree.
    """
    given = tuple(occurrences)
    known = {one.position: one for one in given}
    below: dict[Position, list[Position]] = {}
    for position in sorted(known):
        below.setdefault(position[:-1], []).append(position)
    whole = all([one[-1] for one in ones] == list(range(len(ones))) for ones in below.values())
    if len(known) != len(given) or () in known or not whole or not set(below) <= {(), *known}:
        raise ValueError("these occurrences are not the whole of one tree")
    return _planted(known, below, ())


_ADAPTER = TypeAdapter(MenuTree)
_TREE_KEYS = frozenset({"court", "state", "nodes", "remarks"})
_NODE_KEYS = frozenset({"label", "kind", "target", "greyed", "children"})


def _walk(nodes: tuple[Node, ...], above: Position, path: tuple[str, ...]) -> Iterator[Occurrence]:
    for index, node in enumerate(nodes):
        position, labels = (*above, index), (*path, node.label)
        yield Occurrence(position, labels, node.kind, node.target, node.greyed)
        yield from _walk(node.children, position, labels)


def _planted(
    known: Mapping[Position, Occurrence], below: Mapping[Position, list[Position]], above: Position
) -> tuple[Node, ...]:
    return tuple(
        Node(one.label, one.kind, one.target, one.greyed, _planted(known, below, position))
        for position in below.get(above, ())
        for one in [known[position]]
    )


def _refuse_unknown_keys(plain: Mapping[str, Any]) -> None:
    """Pydantic lets dataclasses pass over keys that they do not know; a misspelt one is an error here."""
    _refuse(plain, _TREE_KEYS, "the whole")
    waiting = [("nodes", plain.get("nodes", ()))]
    while waiting:
        where, nodes = waiting.pop()
        for index, node in enumerate(nodes if isinstance(nodes, list | tuple) else ()):
            if isinstance(node, Mapping):
                _refuse(node, _NODE_KEYS, f"{where}.{index}")
                waiting.append((f"{where}.{index}.children", node.get("children", ())))


def _refuse(plain: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    unknown = sorted(set(map(str, plain)) - known)
    if unknown:
        raise ConfigError(
            f"not a menu tree: {where}: unknown key “{unknown[0]}”. Known: {', '.join(sorted(known))}."
        )

r"""Menu trees as text: a baseline file that is made for review in git, and a drawing for terminals. Pure.

A baseline holds one tree, one node a line; two spaces more is one level deeper::

    court azb
    state linked
    remark "The fly-out of Reports lacks “Calendar Events”."

    bar item "Utilities" -> DisplayMenu.pl?Utilities
      heading "Your Account"
        item "Maintain Your ECF Account" greyed
        item "View Your Transaction Log" -> not-built.pl?item=transaction-log

Labels stand in quotes and are written as JSON writes texts; what cannot be seen, such as a no-break
space, is written as ``\u00a0``. Empty lines and lines that begin with ``#`` say nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from harness.errors import ConfigError
from harness.menus.tree import Kind, MenuTree, Node, UserState

INDENT = "  "
_LINE = re.compile(
    rf"(?P<kind>{'|'.join(Kind)}) (?P<label>\"(?:[^\"\\]|\\.)*\")(?P<greyed> greyed)?(?: -> (?P<target>.+))?"
)
_NODE_SHAPE = 'bar item|heading|item "LABEL" [greyed] [-> TARGET]'


def render(tree: MenuTree) -> str:
    """A tree as a baseline file's text; ends with a line break."""
    head = [f"court {_bare(tree.court)}", f"state {tree.state.value}"]
    head += [f"remark {_quoted(remark)}" for remark in tree.remarks]
    return "\n".join([*head, "", *_node_lines(tree.nodes, 0)]).rstrip("\n") + "\n"


def parse(text: str, name: str) -> MenuTree:
    """The tree that a baseline file holds; ``parse(render(tree), …) == tree``.

    Args:
        text: the file's text.
        name: the file's name, for messages.

    Raises:
        ConfigError: a line is not what it should be; the message names file and line.
    """
    reader = _Reader(name)
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip(" \r\t")
        if stripped and not stripped.startswith("#"):
            reader.read(number, line.rstrip(" \r\t"))
    return reader.tree()


def draw(tree: MenuTree) -> str:
    """A tree for people at a terminal, with lines from parent to child; ends with a line break.

    Headings stand in brackets; what is greyed, and where an item leads, stands behind it.
    """
    lines = [f"{tree.court}, {tree.state.value}"]
    lines += _branches(tree.nodes, "") if tree.nodes else ["(no menu)"]
    lines += [f"remark: {_visible(remark)}" for remark in tree.remarks]
    return "\n".join(lines) + "\n"


@dataclass(slots=True)
class _Growing:
    """A node whose children are still being read."""

    kind: Kind
    label: str
    target: str
    greyed: bool
    children: list[_Growing] = field(default_factory=list)

    def node(self) -> Node:
        children = tuple(child.node() for child in self.children)
        return Node(self.label, self.kind, self.target, self.greyed, children)


class _Reader:
    """Reads a baseline line by line."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._head: dict[str, str] = {}
        self._remarks: list[str] = []
        self._open: list[list[_Growing]] = [[]]

    def read(self, number: int, line: str) -> None:
        """Takes one line that says something."""
        word, _, rest = line.partition(" ")
        if word in ("court", "state"):
            self._read_head(number, word, rest)
        elif word == "remark":
            self._remarks.append(self._text(number, rest))
        else:
            self._read_node(number, line)

    def tree(self) -> MenuTree:
        """What was read, as a tree."""
        for key in ("court", "state"):
            if key not in self._head:
                raise ConfigError(f"{self._name}: the line “{key} …” is missing; expected before the nodes.")
        nodes = tuple(grown.node() for grown in self._open[0])
        return MenuTree(self._head["court"], UserState(self._head["state"]), nodes, tuple(self._remarks))

    def _read_head(self, number: int, key: str, value: str) -> None:
        if key in self._head:
            raise self._wrong(number, f"“{key}” stands a second time")
        if key == "court":
            value = self._text(number, value) if value.startswith('"') else value
        elif value not in set(UserState):
            raise self._wrong(number, f"unknown state “{value}”; expected one of {', '.join(UserState)}")
        self._head[key] = value

    def _read_node(self, number: int, line: str) -> None:
        content = line.lstrip(" ")
        depth, odd = divmod(len(line) - len(content), len(INDENT))
        found = _LINE.fullmatch(content)
        if found is None:
            raise self._wrong(number, f"expected {_NODE_SHAPE}, found: {content}")
        if odd or depth >= len(self._open):
            raise self._wrong(number, "indented too far; each level is two spaces deeper than its parent")
        target = found["target"] or ""
        target = self._text(number, target) if target.startswith('"') else target
        label = self._text(number, found["label"])
        grown = _Growing(Kind(found["kind"]), label, target, bool(found["greyed"]))
        self._open[depth].append(grown)
        self._open[depth + 1 :] = [grown.children]

    def _text(self, number: int, quoted: str) -> str:
        try:
            text = json.loads(quoted)
        except json.JSONDecodeError as problem:
            raise self._wrong(number, f"{problem.msg} in {quoted}; a text stands in double quotes") from None
        if not isinstance(text, str):
            raise self._wrong(number, f"expected a text in double quotes, found: {quoted}")
        return text

    def _wrong(self, number: int, what: str) -> ConfigError:
        return ConfigError(f"{self._name}:{number}: {what}.")


def _node_lines(nodes: tuple[Node, ...], depth: int) -> Iterator[str]:
    for node in nodes:
        greyed = " greyed" if node.greyed else ""
        target = f" -> {_bare(node.target)}" if node.target else ""
        yield f"{INDENT * depth}{node.kind.value} {_quoted(node.label)}{greyed}{target}"
        yield from _node_lines(node.children, depth + 1)


def _branches(nodes: tuple[Node, ...], before: str) -> Iterator[str]:
    for index, node in enumerate(nodes):
        last = index == len(nodes) - 1
        label = f"[{_visible(node.label)}]" if node.kind is Kind.HEADING else _visible(node.label)
        greyed = " (greyed)" if node.greyed else ""
        target = f"  {_visible(node.target)}" if node.target else ""
        yield f"{before}{'└─ ' if last else '├─ '}{label}{greyed}{target}"
        yield from _branches(node.children, before + ("   " if last else "│  "))


def _quoted(text: str) -> str:
    return f'"{_visible(json.dumps(text, ensure_ascii=False)[1:-1])}"'


def _visible(text: str) -> str:
    """A text in which what cannot be seen, and would spoil a line, is written by its number."""
    return "".join(sign if sign.isprintable() else _numbered(sign) for sign in text)


def _numbered(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if sign < "\x80" else json.dumps(sign)[1:-1]


def _bare(text: str) -> str:
    """A text without quotes, where it can be read back so."""
    plain = text.isprintable() and " " not in text and not text.startswith('"')
    return text if plain and text else _quoted(text)

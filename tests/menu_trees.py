"""Menu trees for tests: a short way to write one, and any number of odd ones."""

from __future__ import annotations

from hypothesis import strategies as st

from harness.menus.tree import Kind, MenuTree, Node, UserState


def bar(label: str, *children: Node, to: str = "", greyed: bool = False) -> Node:
    """An item of the menu bar with what stands under it."""
    return Node(label, Kind.BAR_ITEM, to, greyed, children)


def heading(label: str, *children: Node) -> Node:
    """A heading with what stands under it."""
    return Node(label, Kind.HEADING, "", False, children)


def item(label: str, to: str = "", *children: Node, greyed: bool = False) -> Node:
    """An item, leading to an address or nowhere."""
    return Node(label, Kind.ITEM, to, greyed, children)


def tree(
    *nodes: Node,
    court: str = "azb",
    state: UserState = UserState.LINKED,
    remarks: tuple[str, ...] = (),
) -> MenuTree:
    """A tree; by default that of a linked user at azb."""
    return MenuTree(court, state, nodes, remarks)


LABELS = ("Motions", "motions:", "Notices", "Reports", "Your  Account", "Your Account", "…", "")
TARGETS = ("", "", "Link.pl", "not-built.pl?item=a", "not-built.pl?item=b", "c")


def nodes(labels: st.SearchStrategy[str], targets: st.SearchStrategy[str]) -> st.SearchStrategy[Node]:
    """Nodes of any kind, up to a few levels deep."""
    flat = st.builds(Node, labels, st.sampled_from(Kind), targets, st.booleans())
    return st.recursive(
        flat,
        lambda below: st.builds(
            Node,
            labels,
            st.sampled_from(Kind),
            targets,
            st.booleans(),
            st.lists(below, max_size=4).map(tuple),
        ),
        max_leaves=12,
    )


def trees(labels: st.SearchStrategy[str], targets: st.SearchStrategy[str]) -> st.SearchStrategy[MenuTree]:
    """Trees of one court and state, with or without remarks."""
    return st.builds(
        MenuTree,
        st.sampled_from(("azb", "gamb")),
        st.sampled_from(UserState),
        st.lists(nodes(labels, targets), max_size=5).map(tuple),
        st.lists(st.text(max_size=5), max_size=2).map(tuple),
    )


repetitive_trees = trees(st.sampled_from(LABELS), st.sampled_from(TARGETS))
"""Trees in which labels and targets occur again and again."""

odd_trees = trees(st.text(max_size=6), st.text(max_size=6))
"""Trees with every sign that a text can hold."""

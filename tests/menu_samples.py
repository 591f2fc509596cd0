"""The menus of three courts, with every kind of difference between them."""

from __future__ import annotations

from harness.menus.tree import MenuTree, Node, UserState
from tests.menu_trees import bar, heading, item, tree

LINK = "Link a CM/ECF account to my PACER account"
LINK_TARGET = "LinkAccount.pl"


def link_item(label: str = LINK, *, greyed: bool = False) -> Node:
    """The item that opens the link form."""
    return item(label, LINK_TARGET, greyed=greyed)


def court(
    code: str,
    *below_utilities: Node,
    log_out: str = "Log Out",
    state: UserState = UserState.LINKED,
    remarks: tuple[str, ...] = (),
) -> MenuTree:
    """A bankruptcy court with these things below Utilities."""
    return tree(
        bar("Query", to="iquery.pl"),
        bar("Utilities", *below_utilities, to="DisplayMenu.pl?Utilities"),
        bar(log_out, to="login.pl?logout"),
        court=code,
        state=state,
        remarks=remarks,
    )


def nextgen(*below: Node) -> Node:
    """The page of items that a court has not placed."""
    return item("NextGen Release 1.1 Menu Items", "DisplayMenu.pl?NextGen", *below)


AZB = court("azb", heading("Your Account", item("Log", "log.pl")), link_item(), nextgen())
GAMB = court("gamb", heading("Your Account:", item("Log", "log.pl", greyed=True)), nextgen(link_item()))
CACB = court("cacb", nextgen(link_item("Link my account")), log_out="Logout", remarks=("odd <b>",))
COURTS = (AZB, GAMB, CACB)

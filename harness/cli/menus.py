"""``ecf menus``: what users can choose at a court, how courts differ in it, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from harness import config as configuration
from harness.cli.menu_capture import see
from harness.cli.options import check_instructions, known_courts, own_courts_option
from harness.menus import text_format
from harness.menus.tree import UserState

FILE = click.Path(path_type=Path, dir_okay=False)
STATES = tuple(state.value for state in UserState)

config_option = click.option(
    "--config", "config_file", type=FILE, metavar="FILE", help="A file like playwright.config.json."
)


@click.group()
def menus() -> None:
    """See the menus of courts, compare them, and find out when they change.

    A user state is signed-out, pacer-only, linked or before-go-live (where the day of it is known).
    """


@menus.command()
@click.argument("court")
@click.option(
    "--as", "states", type=click.Choice(STATES), multiple=True, help="The user state; can be repeated."
)
@own_courts_option
@config_option
def show(court: str, states: Sequence[str], own_courts: Path | None, config_file: Path | None) -> None:
    """Draw the menu tree of a COURT as a user sees it, in every state unless one is named."""
    check_instructions(own_courts)
    config = configuration.load(file=config_file)
    for tree in see(config, own_courts, known_courts([court], own_courts), tuple(map(UserState, states))):
        click.echo(text_format.draw(tree))

"""What the commands on menus share: their options, and what these are read into."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from harness import config as configuration
from harness.cli.options import check_instructions
from harness.config import RunConfig
from harness.menus.tree import UserState

FILE = click.Path(path_type=Path, dir_okay=False)

state_option = click.option(
    "--as",
    "states",
    type=click.Choice(tuple(state.value for state in UserState)),
    multiple=True,
    help="The user state; can be repeated.",
)
config_option = click.option(
    "--config", "config_file", type=FILE, metavar="FILE", help="A file like playwright.config.json."
)
baselines_option = click.option(
    "--baselines",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("menu-baselines"),
    show_default=True,
    metavar="DIR",
    help="The folder of the baselines.",
)


def loaded(config_file: Path | None, own: Path | None) -> RunConfig:
    """The configuration, after a look at all instructions. Raises: :class:`~harness.errors.ConfigError`."""
    check_instructions(own)
    return configuration.load(file=config_file)


def states_of(names: Iterable[str]) -> tuple[UserState, ...]:
    """The states of these names, each once."""
    return tuple(dict.fromkeys(map(UserState, names)))

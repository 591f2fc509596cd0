"""``ecf menus``: what users can choose at a court, how courts differ in it, and what changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from flows.instruction_data import InstructionError
from flows.instruction_files import courts as documented_courts
from flows.instruction_files import with_steps
from harness.cli.menu_capture import see
from harness.cli.menu_drift import check, record
from harness.cli.menu_options import FILE, config_option, loaded, state_option, states_of
from harness.cli.options import known_courts, own_courts_option
from harness.errors import ConfigError, WrongUse
from harness.evidence.door import Door
from harness.evidence.redaction import Redactor
from harness.menus import html, json, text_format
from harness.menus.diff import diff
from harness.menus.matrix import matrix
from harness.menus.terminal import show_diff, show_matrix, show_whereabouts
from harness.menus.tree import MenuTree, UserState
from harness.menus.whereabouts import Whereabouts, whereabouts
from harness.report.terminal import open_console


@click.group()
def menus() -> None:
    """See the menus of courts, compare them, and find out when they change.

    Reads the menu bar, its fly-outs and every menu page that they lead to, and opens nothing else. The
    user states are signed-out, pacer-only, linked and, where the day is known, before-go-live.
    """


@menus.command()
@click.argument("court")
@state_option
@own_courts_option
@config_option
def show(court: str, states: Sequence[str], own_courts: Path | None, config_file: Path | None) -> None:
    """Draw the menu tree of a COURT, in every state unless some are named."""
    config, courts = loaded(config_file, own_courts), known_courts([court], own_courts)
    for tree in see(config, own_courts, courts, states_of(states), Redactor()):
        click.echo(text_format.draw(tree))


@menus.command()
@click.argument("courts", nargs=-1, metavar="[COURT]...")
@click.option("--all", "every", is_flag=True, help="Every court with instructions of its own.")
@state_option
@click.option("--same", is_flag=True, help="Also show what is alike in all of them.")
@click.option("--json", "json_file", type=FILE, metavar="FILE", help="Also write the comparison as JSON.")
@click.option("--html", "html_file", type=FILE, metavar="FILE", help="Also write it as one page of HTML.")
@own_courts_option
@config_option
def compare(
    courts: Sequence[str],
    every: bool,
    states: Sequence[str],
    same: bool,
    json_file: Path | None,
    html_file: Path | None,
    own_courts: Path | None,
    config_file: Path | None,
) -> None:
    """Put the menus of each COURT side by side, of linked users unless other states are named.

    First comes where the item stands that links accounts.
    """
    if bool(courts) is every:
        raise WrongUse("Name the courts to compare, or give --all, and only one of these.")
    config = loaded(config_file, own_courts)
    redactor = Redactor()
    doors = {file: Door(file.parent, redactor) for file in (json_file, html_file) if file}
    names = known_courts(courts, own_courts) or documented_courts(own_courts)
    trees = see(config, own_courts, names, states_of(states) or (UserState.LINKED,), redactor)
    labels = {name: _link_item(name, own_courts) for name in names}
    places, found, console = _places(trees, labels), matrix(trees), open_console()
    for place in places:
        show_whereabouts([place], labels[place.court], console)
    console.print()
    show_matrix(found, console, everything=same)
    item = Counter(labels.values()).most_common(1)[0][0]
    if json_file:
        doors[json_file].write(json_file.name, json.render_matrix(found, item, places))
    if html_file:
        page = html.render(found, f"Menus of {', '.join(names)}", item, places, [_when()])
        doors[html_file].write(html_file.name, page)
    for file in doors:
        console.print(f"Written: {file}", soft_wrap=True, markup=False)


@menus.command()
@click.argument("court")
@own_courts_option
@config_option
def gained(court: str, own_courts: Path | None, config_file: Path | None) -> None:
    """Say what linking adds to the menus of a COURT, and what it takes away."""
    config, courts = loaded(config_file, own_courts), known_courts([court], own_courts)
    states = (UserState.PACER_ONLY, UserState.LINKED)
    before, after = see(config, own_courts, courts, states, Redactor())
    show_diff(diff(before, after), open_console())


menus.add_command(record)
menus.add_command(check)


def _link_item(court: str, own: Path | None) -> str:
    """What the court's instructions, or the usual ones, call the item that links accounts."""
    try:
        return with_steps(court, own).form_path[-1]
    except InstructionError as error:
        raise ConfigError(str(error)) from error


def _places(trees: Sequence[MenuTree], labels: dict[str, str]) -> list[Whereabouts]:
    """Where the link item stands: by its label, and by where that label leads at most of the courts."""
    seen = [one for tree in trees for one in whereabouts(tree, labels[tree.court], "").sightings]
    targets = Counter(one.occurrence.target for one in seen if one.occurrence.target)
    target = targets.most_common(1)[0][0] if targets else ""
    return [whereabouts(tree, labels[tree.court], target) for tree in trees]


def _when() -> str:
    now = datetime.now(UTC).astimezone()
    return f"Read at the mock on {now:%Y-%m-%d} by ecf-harness {version('ecf-harness')}."

"""``ecf menus record`` and ``ecf menus check``: baselines of menus, and what has changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import click

from flows.instruction_files import courts as documented_courts
from harness.cli.menu_baselines import Baselines
from harness.cli.menu_capture import Look, looking
from harness.cli.menu_options import FILE, baselines_option, config_option, loaded, state_option, states_of
from harness.cli.options import known_courts, own_courts_option
from harness.errors import Blocked
from harness.evidence.door import Door
from harness.evidence.redaction import Redactor
from harness.menus import drift_reports, text_format
from harness.menus.accepted import Accepted, sift
from harness.menus.drift import Checked, Standing, differences, exit_code
from harness.menus.tree import MenuTree


@click.command()
@click.argument("courts", nargs=-1, metavar="[COURT]...")
@state_option
@baselines_option
@own_courts_option
@config_option
def record(
    courts: Sequence[str],
    states: Sequence[str],
    folder: Path,
    own_courts: Path | None,
    config_file: Path | None,
) -> int:
    """Write what each COURT's menus are now, a text file for each state, and say what changed in it.

    Without a COURT it is those that have baselines already or, if there are none, every documented one.

    Exit code: 0 all written, 3 something could not be looked at.
    """
    config, redactor = loaded(config_file, own_courts), Redactor()
    baselines = Baselines(folder)
    names = known_courts(courts, own_courts) or baselines.courts() or documented_courts(own_courts)
    door = Door(folder, redactor)
    missed = 0
    with looking(config, own_courts, redactor) as eyes:
        wanted = eyes.wanted(names, states_of(states))
        before = {one: baselines.read(*one) for one in wanted if baselines.file(*one).exists()}
        for look in eyes.look(wanted):
            if look.captured is None:
                missed += 1
                click.echo(f"{look.whose}: could not look, nothing written. {look.problem}")
                continue
            _say_what_changed(look, before.get(look.wanted))
            door.write(baselines.file(*look.wanted).name, text_format.render(look.captured.tree))
    return Blocked.exit_code if missed else 0


def _say_what_changed(look: Look, before: MenuTree | None) -> None:
    now = look.tree
    if before is None:
        count = len(now.occurrences())
        click.echo(f"{look.whose}: recorded, {count} thing{'' if count == 1 else 's'}")
        for remark in now.remarks:
            click.echo(f"{look.whose}: remark: {remark}")
    elif now == before:
        click.echo(f"{look.whose}: as it was")
    for sentence in differences(before, now) if before else ():
        click.echo(f"{look.whose}: {sentence}")
    if before not in (None, now) and not differences(before or now, now):
        click.echo(f"{look.whose}: written anew; labels differ in case, white space or punctuation alone")


@click.command()
@click.argument("courts", nargs=-1, metavar="[COURT]...")
@state_option
@baselines_option
@click.option("--junit", "junit_file", type=FILE, metavar="FILE", help="Also write the result as JUnit XML.")
@click.option("--github", is_flag=True, help="Also print annotations for GitHub's workflows.")
@own_courts_option
@config_option
def check(
    courts: Sequence[str],
    states: Sequence[str],
    folder: Path,
    junit_file: Path | None,
    github: bool,
    own_courts: Path | None,
    config_file: Path | None,
) -> int:
    """Say how each COURT's menus differ from their baselines; without a COURT, all that have any.

    Every state of a court needs its baseline, unless states are named. What accepted.toml beside the
    baselines accepts is no difference.

    Exit code: 0 the same, 1 something differs, 2 wrong use (a baseline is missing, something accepted no
    longer occurs), 3 something could not be looked at.
    """
    config, redactor = loaded(config_file, own_courts), Redactor()
    baselines = Baselines(folder)
    accepted = baselines.accepted()
    names = known_courts(courts or baselines.needed_courts(), own_courts)
    door = Door(junit_file.parent, redactor) if junit_file else None
    checked = []
    with looking(config, own_courts, redactor) as eyes:
        wanted = eyes.wanted(names, states_of(states))
        for court in names:
            eyes.wanted([court], baselines.recorded(court))  # a baseline of what cannot be seen is an error
        before = {one: baselines.read(*one) for one in wanted}
        for look in eyes.look(wanted):
            one = _compared(look, before[look.wanted], accepted, str(baselines.file(*look.wanted)))
            _tell(one, baselines.accepted_file)
            checked.append(one)
    _sum_up(checked, click.echo)
    if github:
        for line in drift_reports.github_annotations(checked, baselines.accepted_file):
            click.echo(line)
    if door and junit_file:
        door.write(junit_file.name, drift_reports.junit(checked))
    return exit_code(checked)


def _compared(look: Look, baseline: MenuTree, accepted: Sequence[Accepted], file: str) -> Checked:
    court, state = look.wanted
    if look.captured is None:
        return Checked(court, state, file, problem=str(look.problem))
    here = [one for one in accepted if (one.court, one.state) == (court, state)]
    found = differences(baseline, look.captured.tree, look.captured.unread)
    return Checked(court, state, file, sift(found, here, date.today()))


def _tell(one: Checked, accepted_file: str) -> None:
    for sentence in one.differences:
        click.echo(f"{one.whose}: {sentence}")
    for sentence, why in one.found.accepted:
        click.echo(f"{one.whose}: accepted until {why.until}: {sentence} ({why.reason})")
    if one.problem:
        click.echo(f"{one.whose}: could not look. {one.problem}")
    for stale in one.found.stale:
        click.echo(
            f"{accepted_file}: {stale.whose}: expected this difference, found none such; remove the entry: "
            f"{stale.difference}",
            err=True,
        )


def _sum_up(checked: Sequence[Checked], say: Callable[[str], None]) -> None:
    counts = Counter(one.standing for one in checked)
    words = {
        Standing.SAME: "as recorded",
        Standing.DIFFERS: "with differences",
        Standing.NOT_SEEN: "not seen",
    }
    told = ", ".join(f"{counts[standing]} {word}" for standing, word in words.items() if counts[standing])
    say(f"Menus looked at: {len(checked)}; {told}.")

"""What ``ecf menus record`` and ``check`` make of what was seen; seeing itself is tested in browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.capture_menus import Captured
from harness.cli import menu_drift
from harness.cli.menu_capture import Look, Looking, Wanted
from harness.errors import ConfigError, EcfError, SiteProblem, WrongUse
from harness.menus import text_format
from harness.menus.tree import MenuTree, UserState
from tests.menu_trees import bar, tree

HELP = tree(bar("Help", to="help.pl"))
SUPPORT = tree(bar("Support", to="help.pl"))
SENTENCE = "'Help' in the menu bar renamed to 'Support'"
PROBLEM = SiteProblem("expected PACER's sign-in, found nothing")
AZB = "azb.linked.txt"

Seen = dict[str, MenuTree | SiteProblem]


class Eyes(Looking):
    """Sees what it is told, at courts that do not tell their day of going live."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._go_live = {}

    def look(self, wanted: Sequence[Wanted]) -> Iterator[Look]:
        """What it was told of each court."""
        for one in wanted:
            seen = self._seen[one.court]
            yield Look(one, None, seen) if isinstance(seen, SiteProblem) else Look(one, Captured(seen))


Told = tuple[int, str, str]
Run = Callable[..., Told]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in an empty folder; gives exit code, output and messages."""
    monkeypatch.chdir(tmp_path)

    def command(name: str, seen: Seen, *words: str) -> Told:
        @contextmanager
        def looking(*_: object) -> Iterator[Looking]:
            yield Eyes(seen)

        monkeypatch.setattr(menu_drift, "looking", looking)
        made = getattr(menu_drift, name)
        code = made.main([*words, "--as", "linked"], standalone_mode=False)
        said = capsys.readouterr()
        return code or 0, said.out, said.err

    return command


def put(text: str, name: str = AZB) -> Path:
    """Writes a file beside the baselines."""
    file = Path("menu-baselines") / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def accepting(sentence: str, until: str, court: str = "azb") -> None:
    """Accepts a difference."""
    put(
        f'[[accepted]]\ncourt = "{court}"\nstate = "linked"\ndifference = "{sentence}"\n'
        f'reason = "announced"\nuntil = {until}\n',
        "accepted.toml",
    )


def test_recording_anew_says_what_changed(run: Run) -> None:
    """A first baseline, the same again, a changed one: each time the file holds what was seen."""
    assert run("record", {"azb": HELP}, "azb") == (0, "azb, linked: recorded, 1 thing\n", "")
    assert run("record", {"azb": HELP}, "azb") == (0, "azb, linked: as it was\n", "")
    assert run("record", {"azb": SUPPORT}, "azb") == (0, f"azb, linked: {SENTENCE}\n", "")
    assert Path("menu-baselines", AZB).read_text("utf-8") == text_format.render(SUPPORT)
    shouted = tree(bar("SUPPORT:", to="help.pl"))
    told = run("record", {"azb": shouted})
    assert told[1].startswith("azb, linked: written anew; labels differ in case")


def test_recording_writes_over_nothing_that_it_cannot_read(run: Run) -> None:
    """A broken baseline stays as it is; the message names file and line."""
    file = put("court azb\nmy notes\n")
    with pytest.raises(ConfigError, match=r"azb\.linked\.txt:2"):
        run("record", {"azb": HELP}, "azb")
    assert file.read_text("utf-8") == "court azb\nmy notes\n"


def test_what_could_not_be_seen_is_not_recorded(run: Run) -> None:
    """The others are; the exit code says that something is missing."""
    code, said, _ = run("record", {"azb": PROBLEM, "gamb": tree(court="gamb")}, "azb", "gamb")
    assert code == 3
    assert said.splitlines() == [
        f"azb, linked: could not look, nothing written. {PROBLEM}",
        "gamb, linked: recorded, 0 things",
    ]
    assert not Path("menu-baselines", AZB).exists()


def test_a_check_says_what_differs(run: Run) -> None:
    """The same: 0; a difference in words: 1; nothing seen: 3."""
    put(text_format.render(HELP))
    same = "Menus looked at: 1; 1 as recorded.\n"
    assert run("check", {"azb": HELP}) == (0, same, "")
    differing = f"azb, linked: {SENTENCE}\nMenus looked at: 1; 1 with differences.\n"
    assert run("check", {"azb": SUPPORT}) == (1, differing, "")
    unseen = f"azb, linked: could not look. {PROBLEM}\nMenus looked at: 1; 1 not seen.\n"
    assert run("check", {"azb": PROBLEM}) == (3, unseen, "")


def test_an_accepted_difference_passes_until_its_day(run: Run) -> None:
    """After it the difference is back, and one that is not there any more is an error that names it."""
    put(text_format.render(HELP))
    accepting(SENTENCE, "2999-12-31")
    code, said, _ = run("check", {"azb": SUPPORT})
    assert (code, said.splitlines()[0]) == (
        0,
        f"azb, linked: accepted until 2999-12-31: {SENTENCE} (announced)",
    )
    code, said, error = run("check", {"azb": HELP})
    assert (code, said) == (2, "Menus looked at: 1; 1 as recorded.\n")
    assert error.strip() == (
        f"menu-baselines/accepted.toml: azb, linked: expected this difference, found none such; remove the "
        f"entry: {SENTENCE}"
    )
    accepting(SENTENCE, "2020-01-01")
    code, said, _ = run("check", {"azb": SUPPORT})
    assert code == 1
    assert f"{SENTENCE} (accepted until 2020-01-01, which has passed: announced)" in said


def test_nothing_is_called_stale_that_could_not_be_looked_at(run: Run) -> None:
    """Nobody knows whether it is still there."""
    put(text_format.render(HELP))
    accepting(SENTENCE, "2999-12-31")
    assert run("check", {"azb": PROBLEM})[::2] == (3, "")


@pytest.mark.parametrize(
    ("files", "words", "said", "kind"),
    [
        ({}, [], "expected baselines such as azb.linked.txt, found none", WrongUse),
        ({}, ["azb"], "Record it with ecf menus record azb --as linked.", WrongUse),
        ({AZB: "court gamb\nstate linked\n"}, ["azb"], "found those of gamb, linked", ConfigError),
        ({AZB: "court azb\nstate linked\nbar Help\n"}, ["azb"], "azb.linked.txt:3: expected", ConfigError),
        (
            {AZB: "court azb\nstate linked\n", "azb.before-go-live.txt": ""},
            ["azb"],
            "leave out --as",
            WrongUse,
        ),
        (
            {AZB: "court azb\nstate linked\n", "accepted.toml": "x = 1"},
            ["azb"],
            "accepted.toml: x:",
            ConfigError,
        ),
    ],
)
def test_a_missing_or_wrong_baseline_is_an_error(
    run: Run, files: dict[str, str], words: list[str], said: str, kind: type[EcfError]
) -> None:
    """Nothing is made up for it, and nothing is written."""
    for name, text in files.items():
        put(text, name)
    with pytest.raises(kind) as found:
        run("check", {"azb": HELP}, *words)
    assert said in str(found.value)
    assert {file.name for file in Path("menu-baselines").glob("*")} == set(files)


def test_accepting_where_there_is_no_baseline_is_an_error(run: Run) -> None:
    """A misspelt court would accept nothing, silently."""
    put(text_format.render(HELP))
    accepting(SENTENCE, "2999-12-31", court="azz")
    with pytest.raises(ConfigError, match="at azz, linked, of which there is no baseline"):
        run("check", {"azb": SUPPORT})


def test_without_states_every_state_of_a_court_is_wanted() -> None:
    """Before its go-live only where the day is known."""
    wanted = Eyes({}).wanted(["azb"], ())
    assert [one.state for one in wanted] == [UserState.SIGNED_OUT, UserState.PACER_ONLY, UserState.LINKED]

"""The folder of baselines: a file for each court and state, and the differences that are accepted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from harness.errors import ConfigError, WrongUse
from harness.menus import accepted as accepting
from harness.menus import text_format
from harness.menus.accepted import Accepted
from harness.menus.tree import MenuTree, UserState

ACCEPTED = "accepted.toml"
_ENDING = ".txt"


class Baselines:
    """Baselines as ``DIR/azb.linked.txt``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def accepted_file(self) -> str:
        """The file with what is accepted, for messages."""
        return str(self._folder / ACCEPTED)

    def file(self, court: str, state: UserState) -> Path:
        """The baseline's file, whether it is there or not."""
        return self._folder / f"{court}.{state.value}{_ENDING}"

    def courts(self) -> tuple[str, ...]:
        """The courts that have a baseline, sorted."""
        parts = [file.name.partition(".") for file in self._folder.glob(f"*{_ENDING}")]
        return tuple(sorted({court for court, _, ending in parts if ending in _STATE_ENDINGS}))

    def needed_courts(self) -> tuple[str, ...]:
        """The same. Raises :class:`~harness.errors.WrongUse` if there is no baseline at all."""
        if found := self.courts():
            return found
        raise WrongUse(
            f"{self._folder}: expected baselines such as azb.{UserState.LINKED.value}{_ENDING}, found none. "
            "Record them with ecf menus record, or name their folder with --baselines."
        )

    def recorded(self, court: str) -> tuple[UserState, ...]:
        """The states of a court for which there is a baseline."""
        return tuple(state for state in UserState if self.file(court, state).exists())

    def read(self, court: str, state: UserState) -> MenuTree:
        """A baseline.

        Raises:
            WrongUse: there is none.
            ConfigError: it cannot be read, or is one of another court or state.
        """
        file = self.file(court, state)
        if not file.exists():
            raise WrongUse(
                f"{court}, {state.value}: expected a baseline in {file}, found none. Record it with "
                f"ecf menus record {court} --as {state.value}."
            )
        tree = text_format.parse(_text(file), str(file))
        if (tree.court, tree.state) != (court, state):
            found = f"{tree.court}, {tree.state.value}"
            raise ConfigError(
                f"{file}: expected the menus of {court}, {state.value}, found those of {found}."
            )
        return tree

    def accepted(self) -> tuple[Accepted, ...]:
        """What is accepted; nothing, if there is no such file.

        Raises:
            ConfigError: the file is wrong, or accepts something at a court and state without a baseline.
        """
        file = self._folder / ACCEPTED
        found = accepting.parse(_text(file), str(file)) if file.exists() else ()
        _check_baselines(file, [one for one in found if not self.file(one.court, one.state).exists()])
        return found


_STATE_ENDINGS = frozenset(f"{state.value}{_ENDING}" for state in UserState)


def _check_baselines(file: Path, without: Iterable[Accepted]) -> None:
    for one in without:
        raise ConfigError(f"{file}: accepts a difference at {one.whose}, of which there is no baseline.")


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read as text in UTF-8: {error}") from error

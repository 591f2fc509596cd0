"""Reading profiles: a court's TOML upon the public directory's line upon the bases of its kind."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from mock_ecf.courts.directory import FILE_NAME, Listed, read_directory
from mock_ecf.courts.schema import Profile
from mock_ecf.courts.sources import SOURCES_FILE, Sources, read_sources
from mock_ecf.data_errors import DataError, Layer, advice, located
from mock_ecf.data_files import read_layer, validated

_HERE = Path(__file__).parent
_OWN_FILES = ".profile.toml"
_LISTED = 30
"""How many codes an error lists; more would hide its point."""


class ProfileError(DataError):
    """A profile is missing or says something that is not allowed."""


class UnknownCourt(ProfileError, LookupError):
    """There is no profile of this court; ``nearest`` are the codes most like it."""

    def __init__(self, code: str, codes: tuple[str, ...]) -> None:
        self.code = code
        self.nearest = tuple(difflib.get_close_matches(code, codes, n=3))
        hint = f"did you mean {' or '.join(self.nearest)}?" if self.nearest else "none is like it"
        known = f" Known: {', '.join(codes)}" if len(codes) <= _LISTED else f" {len(codes)} courts are known."
        super().__init__(f"there is no profile of a court {code!r}; {hint}{known}")


class Profiles:
    """Every court's profile, read and checked when it is first asked for.

    ``folder`` holds ``<code>.toml``, the bases (``_<name>.toml``), ``sources.toml`` and the directory;
    ``own`` is a folder of the user's with a ``<code>.profile.toml`` for each court of theirs. Errors of
    every method: :class:`ProfileError`.
    """

    def __init__(self, folder: Path | None = None, own: Path | None = None) -> None:
        self._folder = folder or _HERE
        self._own = own
        self._read: dict[str, Profile] = {}
        self._bases: dict[Path, Layer] = {}

    def codes(self) -> tuple[str, ...]:
        """The codes of all courts, sorted."""
        return tuple(sorted({*self._files, *self._directory}))

    def documented(self) -> tuple[str, ...]:
        """The codes of the courts with a profile of their own, sorted; the others are assumed."""
        return tuple(sorted(self._files))

    def get(self, code: str) -> Profile:
        """The profile of a court. Errors: :class:`UnknownCourt` for a code that is nowhere."""
        if code not in self._read:
            if code not in self._files and code not in self._directory:
                raise UnknownCourt(code, self.codes())
            try:
                self._read[code] = self._load(code)
            except ProfileError:
                raise
            except DataError as error:
                raise ProfileError(str(error)) from error
        return self._read[code]

    def host(self, code: str) -> str:
        """The real host of a court."""
        listed = self._listed(code)
        return listed.host if listed else self.get(code).host

    def with_psc_court_id(self, court_id: str) -> Profile | None:
        """The court that PACER knows by this id, such as ``AZBK``."""
        return next((self.get(code) for code in self.codes() if self._psc_court_id(code) == court_id), None)

    def _psc_court_id(self, code: str) -> str:
        listed = self._listed(code)
        return listed.psc_court_id if listed else self.get(code).psc_court_id

    def _listed(self, code: str) -> Listed | None:
        """What the directory alone says, unless the court has a file that may say otherwise."""
        return None if code in self._files else self._directory.get(code)

    @cached_property
    def _files(self) -> Mapping[str, Path]:
        files = {file.stem: file for file in self._folder.glob("*.toml") if file.name != SOURCES_FILE.name}
        found = {code: file for code, file in files.items() if not code.startswith("_")}
        if self._own is not None:
            found |= {file.name.removesuffix(_OWN_FILES): file for file in self._own.glob(f"*{_OWN_FILES}")}
        return found

    @cached_property
    def _directory(self) -> Mapping[str, Listed]:
        try:
            return read_directory(self._folder)
        except DataError as error:
            raise ProfileError(str(error)) from error

    @cached_property
    def _sources(self) -> Sources:
        return read_sources(self._folder / SOURCES_FILE.name)

    def _load(self, code: str) -> Profile:
        layers = self._layers(self._top_layers(code))
        profile = validated(Profile, layers, self._sources)
        if profile.code != code:
            raise ProfileError(
                f"{layers[-1].file}: code: is {profile.code!r}, but the file is named {code!r}"
            )
        return profile

    def _top_layers(self, code: str) -> list[Layer]:
        """What is said of this court alone: the directory's line, then its own file."""
        layers = []
        if code in self._directory:
            layers.append(self._directory[code].layer(self._folder / FILE_NAME))
        if code in self._files:
            layers.append(_documented(read_layer(self._files[code])))
        return layers

    def _layers(self, tops: list[Layer]) -> list[Layer]:
        """The layers and their bases, the lowest base first, each without its key ``base``."""
        base = next((layer.data["base"] for layer in reversed(tops) if "base" in layer.data), None)
        layers = [_without_base(layer) for layer in tops]
        above = tops[-1]
        while base is not None:
            above = self._base(above, base, layers)
            base = above.data.get("base")
            layers.insert(0, _without_base(above))
        return layers

    def _base(self, layer: Layer, base: object, seen: list[Layer]) -> Layer:
        file = self._folder / f"_{base}.toml"
        known = sorted(found.stem.removeprefix("_") for found in self._folder.glob("_*.toml"))
        if base not in known or file in [one.file for one in seen]:
            raise ProfileError(
                located(layer.file, None, f"base: cannot be {base!r}{advice(str(base), known)}")
            )
        if file not in self._bases:
            self._bases[file] = read_layer(file)
        return self._bases[file]


def _documented(layer: Layer) -> Layer:
    """A court's own file makes it a documented one, unless the file says otherwise."""
    return Layer(layer.file, layer.text, {"basis": "documented", **layer.data})


def _without_base(layer: Layer) -> Layer:
    return Layer(layer.file, layer.text, {key: value for key, value in layer.data.items() if key != "base"})

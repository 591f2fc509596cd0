"""Reading profiles: a court's TOML upon the base for its type upon the base for all courts."""

from __future__ import annotations

import difflib
from functools import cached_property
from pathlib import Path

from mock_ecf.courts.schema import Profile
from mock_ecf.courts.sources import SOURCES_FILE, Sources, read_sources
from mock_ecf.data_errors import DataError, Layer, advice, located
from mock_ecf.data_files import read_layer, validated

_HERE = Path(__file__).parent


class ProfileError(DataError):
    """A profile is missing or says something that is not allowed."""


class UnknownCourt(ProfileError, LookupError):
    """There is no profile of this court; ``nearest`` are the codes most like it."""

    def __init__(self, code: str, codes: tuple[str, ...]) -> None:
        self.code = code
        self.nearest = tuple(difflib.get_close_matches(code, codes, n=3))
        hint = f"did you mean {' or '.join(self.nearest)}?" if self.nearest else "none is like it"
        super().__init__(f"there is no profile of a court {code!r}; {hint} Known: {', '.join(codes)}")


class Profiles:
    """Every court's profile, read and checked when it is first asked for.

    ``folder`` holds ``<code>.toml``, the bases (``_<name>.toml``) and ``sources.toml``. Errors of
    every method: :class:`ProfileError`.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _HERE
        self._read: dict[str, Profile] = {}

    def codes(self) -> tuple[str, ...]:
        """The codes of all courts, sorted."""
        names = (file.stem for file in self._folder.glob("*.toml") if file.name != SOURCES_FILE.name)
        return tuple(sorted(name for name in names if not name.startswith("_")))

    def get(self, code: str) -> Profile:
        """The profile of a court. Errors: :class:`UnknownCourt` for a code without a file."""
        if code not in self._read:
            if code not in self.codes():
                raise UnknownCourt(code, self.codes())
            try:
                self._read[code] = self._load(code)
            except ProfileError:
                raise
            except DataError as error:
                raise ProfileError(str(error)) from error
        return self._read[code]

    @cached_property
    def _sources(self) -> Sources:
        return read_sources(self._folder / SOURCES_FILE.name)

    def _load(self, code: str) -> Profile:
        layers = self._layers(read_layer(self._folder / f"{code}.toml"))
        profile = validated(Profile, layers, self._sources)
        if profile.code != code:
            raise ProfileError(
                f"{layers[-1].file}: code: is {profile.code!r}, but the file is named {code!r}"
            )
        return profile

    def _layers(self, top: Layer) -> list[Layer]:
        """The file and its bases, the lowest base first, each without its key ``base``."""
        layers: list[Layer] = []
        layer: Layer | None = top
        while layer is not None:
            data = dict(layer.data)
            base = data.pop("base", None)
            layers.insert(0, Layer(layer.file, layer.text, data))
            layer = None if base is None else self._base(layer, base, layers)
        return layers

    def _base(self, layer: Layer, base: object, seen: list[Layer]) -> Layer:
        file = self._folder / f"_{base}.toml"
        known = sorted(found.stem.removeprefix("_") for found in self._folder.glob("_*.toml"))
        if base not in known or file in [one.file for one in seen]:
            raise ProfileError(
                located(layer.file, None, f"base: cannot be {base!r}{advice(str(base), known)}")
            )
        return read_layer(file)

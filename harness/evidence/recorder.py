"""Collects the pictures of one run, step by step, and names their files."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from harness.evidence.door import Door

Keep = Literal["on", "off", "only-on-failure"]


class Recorder:
    """The pictures of one flow at one court, kept as ``<court>/<flow>-<number>-<n>.png``.

    :attr:`camera` is what an engine calls with a picture. ``last_look``, if given, is called when a
    step ends and may hand the camera one more, of the page that it ended on. ``keep`` is the
    configuration's ``use.screenshot``; ``only-on-failure`` keeps those of steps that did not pass.
    """

    def __init__(
        self,
        door: Door,
        court: str,
        flow: str,
        keep: Keep = "on",
        last_look: Callable[[], object] | None = None,
    ) -> None:
        self.last_look = last_look
        self._door = door
        self._stem = f"{safe_name(court)}/{safe_name(flow)}"
        self._keep = keep
        self._number = "0"
        self._pictures: list[bytes] = []
        self._written: dict[str, int] = {}

    def begin(self, number: str) -> None:
        """A step begins; pictures taken from now on are its."""
        self._number = number
        self._pictures = []

    def camera(self, png: bytes) -> None:
        """Take one picture of the present step; one like the last is not kept twice."""
        if self._keep != "off" and self._pictures[-1:] != [png]:
            self._pictures.append(png)

    def finish(self, passed: bool) -> tuple[str, ...]:
        """The step is over: write its pictures and give their names below the output folder.

        Raises:
            OutputNotWritable: a picture cannot be written.
        """
        if self.last_look is not None and self._keep != "off":
            self.last_look()
        pictures, self._pictures = self._pictures, []
        if passed and self._keep == "only-on-failure":
            return ()
        return tuple(self._write(picture) for picture in pictures)

    def clean(self, text: str) -> str:
        """The text without anything secret."""
        return self._door.redactor.text(text)

    def _write(self, picture: bytes) -> str:
        step = f"{self._stem}-{safe_name(self._number)}"
        count = self._written[step] = self._written.get(step, 0) + 1
        name = f"{step}-{count}.png"
        self._door.write(name, picture)
        return name


def safe_name(text: str) -> str:
    """A part of a file name that every system takes: letters, digits, ``.``, ``_`` and ``-``."""
    return re.sub(r"[^A-Za-z0-9._-]+", "_", text).strip(".") or "_"

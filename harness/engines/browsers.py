"""Which browser is used: the one named, Playwright's own, or one that the machine has."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.errors import ConfigError, NoBrowser

VARIABLE = "ECF_BROWSER"
_COMMANDS = {
    "chromium-headless-shell": "Chromium headless shell",
    "chromium": "Chromium",
    "google-chrome": "Google Chrome",
    "microsoft-edge": "Microsoft Edge",
    "msedge": "Microsoft Edge",
}
_HEADLESS_ONLY = ("headless-shell", "headless_shell")

Which = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class BrowserChoice:
    """A browser to start: its executable, or ``None`` for Playwright's own; ``what`` names it to people."""

    path: str | None
    what: str


def find_browser(
    playwrights_own: str,
    configured: str | None = None,
    *,
    headed: bool = False,
    environment: Mapping[str, str] = os.environ,
    which: Which = shutil.which,
) -> BrowserChoice:
    """The first browser there is: configured, ``ECF_BROWSER``, Playwright's own, then the machine's.

    ``playwrights_own`` is where Playwright would have its Chromium (``playwright.chromium.executable_path``);
    ``headed`` leaves out browsers that cannot show a window.

    Raises:
        ConfigError: a browser that was named is not there, or cannot be used as asked.
        NoBrowser: there is none at all.
    """
    named = ((configured, "the configuration's executablePath"), (environment.get(VARIABLE), VARIABLE))
    for path, origin in named:
        if path:
            return _named(path, origin, headed, which)
    if Path(playwrights_own).exists():
        return BrowserChoice(None, "Playwright's own Chromium")
    return _of_the_machine(headed, which)


def _named(path: str, origin: str, headed: bool, which: Which) -> BrowserChoice:
    found = which(path)
    if found is None:
        raise ConfigError(
            f"{origin}: expected a browser's executable, found none at {path!r}. Correct the path."
        )
    if headed and _is_headless_only(found):
        raise ConfigError(
            f"{origin}: {path!r} cannot show a window. "
            "Leave out --headed, or name a full browser such as chromium."
        )
    return BrowserChoice(found, f"{Path(found).name} ({origin})")


def _of_the_machine(headed: bool, which: Which) -> BrowserChoice:
    for command, what in _COMMANDS.items():
        found = None if headed and _is_headless_only(command) else which(command)
        if found:
            return BrowserChoice(found, what)
    kind = "browser that can show a window" if headed else "browser"
    raise NoBrowser(
        f"Looked for a {kind} ({VARIABLE}, Playwright's own, {', '.join(_COMMANDS)}) and found none. "
        "Get one with `playwright install chromium`, or as root on Debian with `apt-get install chromium`, "
        f"or name one in {VARIABLE}."
    )


def _is_headless_only(path: str) -> bool:
    return any(name in Path(path).name for name in _HEADLESS_ONLY)

"""Finds a browser for the harness or gets one, and prints the path of its program.

Looks for Playwright's own, then for those installed on this machine; where there is none, tries
Playwright's download and then, as root on Debian, the package. Exit code 3 when all of it fails.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

from harness.engines.browsers import find_browser
from harness.errors import NoBrowser

PACKAGE = "chromium-headless-shell"
DOWNLOAD_SECONDS = float(os.environ.get("ECF_DOWNLOAD_SECONDS", "300"))
PACKAGE_SECONDS = 900.0

NOTHING_FOUND = f"""\
No browser was found, and none could be installed. Any one of these ways will do:
  ECF_BROWSER=/path/to/chromium make …            use a Chromium, Chrome or Edge that is already here
  .venv/bin/playwright install chromium           Playwright's own (needs its download site)
  sudo apt-get install {PACKAGE}    Debian's package; elsewhere Chromium or Google Chrome"""


def main() -> int:
    """Print the browser's path; say on standard error what is being tried."""
    path = find() or (download() and find()) or (install_package() and find())
    print(path or "", end="\n" if path else "")
    if not path:
        say(NOTHING_FOUND)
    return 0 if path else 3


def find() -> str | None:
    """The program that a run would use, found as a run finds it; ``None`` if there is none."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    try:
        return find_browser(own, environment={}).path or own
    except NoBrowser:
        return None


def download() -> bool:
    """Try Playwright's own download, for a bounded time."""
    say("No browser found; trying Playwright's own download …")
    return succeeds([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS)


def install_package() -> bool:
    """Install Debian's package, where that is possible without asking anybody."""
    if os.geteuid() != 0 or not shutil.which("apt-get") or not Path("/etc/debian_version").exists():
        return False
    say(f"That failed; installing the package {PACKAGE} …")
    options = ["-y", "-qq", "--no-install-recommends"]
    return succeeds(["apt-get", "update", "-qq"], PACKAGE_SECONDS) and succeeds(
        ["apt-get", "install", *options, PACKAGE], PACKAGE_SECONDS
    )


def succeeds(command: Sequence[str], seconds: float) -> bool:
    """Run a command without input; its last words are shown only when it fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        start_new_session=True,  # so that a download's own children end with it
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        say(f"  {command[0]} was given up after {seconds:.0f} s")
        return False
    if process.returncode:
        say(*(f"  {line}" for line in told(output)[-2:]))
    return process.returncode == 0


def told(output: str) -> list[str]:
    """The lines of a program's output that people can read: no stack frames, no blank ones."""
    return [line for line in output.splitlines() if line.strip() and not line.lstrip().startswith("at ")]


def say(*lines: str) -> None:
    """Tell people; standard output belongs to the path alone."""
    for line in lines:
        print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

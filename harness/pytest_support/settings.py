"""How tests are run: ``playwright.config.json`` and the environment, below pytest-playwright's options."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from harness import config as configuration
from harness.config_records import RunConfig, Use
from harness.engines.chromium_session import Timeouts

_OPTION = "--screenshot"
_UNLESS_TOLD = "only-on-failure"
_NO_LIMIT = 24 * 3600.0  # seconds; a person is looking at the page


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every test of a run that visits a site.

    ``flow_timeout`` is in seconds; ``debugging`` says that a person steps through the test, so that
    nothing has a limit in time.
    """

    use: Use
    flow_timeout: float
    debugging: bool

    @property
    def timeouts(self) -> Timeouts:
        """How long pages and acts may take."""
        if self.debugging:
            return Timeouts(_NO_LIMIT, _NO_LIMIT)
        return Timeouts(self.use.navigation_timeout / 1000, self.use.action_timeout / 1000)

    @contextmanager
    def applied_to(self, config: pytest.Config) -> Iterator[None]:
        """For the time of the block, pytest-playwright keeps pictures as these settings say."""
        before = config.option.screenshot
        config.option.screenshot = self.use.screenshot
        try:
            yield
        finally:
            config.option.screenshot = before


def read(config: pytest.Config) -> Settings:
    """The settings of a run: an option that was given counts before the environment, that before the file.

    Errors: :class:`~harness.errors.ConfigError`, :class:`~harness.errors.UnknownName`.
    """
    loaded = configuration.load(folder=config.rootpath, overrides={"use": _asked_for(config)})
    use = loaded.use
    if not _says_screenshot(loaded):
        use = use.model_copy(update={"screenshot": _UNLESS_TOLD})
    debugging = _debugging(config)
    return Settings(use, _NO_LIMIT if debugging else loaded.timeout / 1000, debugging)


def _asked_for(config: pytest.Config) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    if config.getoption("--headed") or _inspecting():
        asked["headless"] = False
    if _given(config, _OPTION):
        asked["screenshot"] = config.getoption(_OPTION)
    return asked


def _says_screenshot(loaded: RunConfig) -> bool:
    return "screenshot" in loaded.use.model_fields_set


def _given(config: pytest.Config, option: str) -> bool:
    """Whether an option was given at all: its value does not tell, as the default is a value, too."""
    controller: dict[str, Any] = getattr(config, "workerinput", {})  # in a worker of pytest-xdist
    words = [
        *controller.get("mainargv", config.invocation_params.args),
        *config.getini("addopts"),
        *shlex.split(os.environ.get("PYTEST_ADDOPTS", "")),
    ]
    return any(str(word).partition("=")[0] == option for word in words)


def _inspecting() -> bool:
    """Whether PWDEBUG opens Playwright's inspector, which needs a window."""
    return os.environ.get("PWDEBUG", "") not in ("", "0", "false", "console")


def _debugging(config: pytest.Config) -> bool:
    return _inspecting() or config.getoption("--playwright-debug", default=None) is not None

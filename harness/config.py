"""``playwright.config.json`` to :class:`RunConfig`, with the names that Playwright Test users know.

Only keys that work here are accepted. What is asked for on the command line goes before the
environment, that before the file, and that before the defaults below. Pure: no browser is needed to
read a configuration.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from harness.config_problems import problems
from harness.config_records import RunConfig, reporters
from harness.errors import ConfigError, UnknownName
from harness.names import did_you_mean

__all__ = ["FILE_NAME", "VARIABLES", "RunConfig", "from_environment", "load"]

FILE_NAME = "playwright.config.json"

Tree = dict[str, Any]
"""A part of the configuration as JSON has it, with the file's names."""


def load(
    *,
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    overrides: Mapping[str, Any] | None = None,
    project: str | None = None,
    folder: Path | None = None,
) -> RunConfig:
    """The configuration of one run.

    ``file`` must exist; without one, the current folder's (or ``folder``'s) ``playwright.config.json``
    is read if it is there. ``overrides`` is what the command line asks for, with the file's names and
    shape (``{"use": {"headless": False}}``). ``project`` names one of the file's projects.

    Raises:
        ConfigError: a key or value is wrong; one line for each, with the file or variable it is in.
        UnknownName: the file has no such project, or has several and none was chosen.
    """
    environment = os.environ if environment is None else environment
    tree = _from_file(file, folder or Path())
    tree = _with_project(tree, project)
    tree = _merged(tree, from_environment(environment))
    return _checked(_merged(tree, dict(overrides or {})), "command line")


def _from_file(file: Path | None, folder: Path) -> Tree:
    path = file or folder / FILE_NAME
    if file is None and not path.exists():
        return {}
    try:
        tree = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read: {error.strerror}; name another file with --config"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise ConfigError(
            f"{place}: not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        ) from error
    if not isinstance(tree, dict):
        raise ConfigError(f'{path}: must hold an object, like {{"workers": 2}}')
    _checked(tree, str(path))
    return _at_place(tree, path.parent)


def _at_place(tree: Tree, folder: Path) -> Tree:
    """File names in a configuration are relative to its folder, as with Playwright Test."""
    if "outputDir" in tree:
        tree["outputDir"] = str(folder / tree["outputDir"])
    if "reporter" in tree:
        tree["reporter"] = reporters(tree["reporter"])
        for reporter in tree["reporter"]:
            if reporter.get("outputFile"):
                reporter["outputFile"] = str(folder / reporter["outputFile"])
    return tree


def _with_project(tree: Tree, name: str | None) -> Tree:
    """The file's settings with those of one project upon them; its ``use`` counts key by key."""
    projects: dict[str, Tree] = {project["name"]: project for project in tree.get("projects", [])}
    if name is None and len(projects) > 1:
        raise UnknownName(
            f"The configuration has several projects; choose one with --project: {', '.join(projects)}"
        )
    if name is not None and name not in projects:
        raise UnknownName(
            f'There is no project "{name}" in the configuration. {did_you_mean(name, projects)}'
        )
    if not projects:
        return tree
    chosen = projects[name] if name is not None else next(iter(projects.values()))
    own: Tree = {key: chosen[key] for key in ("timeout", "retries") if key in chosen}
    return {**tree, **own, "use": {**tree.get("use", {}), **chosen.get("use", {})}}


def from_environment(environment: Mapping[str, str]) -> Tree:
    """What the ``ECF_…`` variables ask for, with the file's names; an empty variable asks for nothing.

    Raises:
        ConfigError: a value is wrong; the message names its variable.
    """
    tree: Tree = {}
    complaints: list[str] = []
    for variable, path in VARIABLES.items():
        if not (text := environment.get(variable, "").strip()):
            continue
        part = _nested(path, _value(variable, text))
        complaints += _problems_of(part, variable, with_path=False)
        if variable == BROWSER and shutil.which(text) is None:
            complaints.append(f"{variable}: no program is at {text}; name a browser's program, or unset it")
        tree = _merged(tree, part)
    if complaints:
        raise ConfigError("\n".join(complaints))
    return tree


BROWSER = "ECF_BROWSER"
VARIABLES: Mapping[str, tuple[str, ...]] = {
    BROWSER: ("use", "launchOptions", "executablePath"),
    "ECF_CHANNEL": ("use", "channel"),
    "ECF_HEADED": ("use", "headless"),
    "ECF_OUTPUT_DIR": ("outputDir",),
    "ECF_RETRIES": ("retries",),
    "ECF_SCREENSHOT": ("use", "screenshot"),
    "ECF_TIMEOUT": ("timeout",),
    "ECF_WORKERS": ("workers",),
}
"""The environment's variables and the key that each stands for."""

_YES_OR_NO = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def _value(variable: str, text: str) -> str | int | bool:
    """The variable's text as the kind of value that its key takes, or as text, to be complained of."""
    if variable == "ECF_HEADED" and text.lower() in _YES_OR_NO:
        return not _YES_OR_NO[text.lower()]
    whole_number = text.removeprefix("-").isdecimal() and VARIABLES[variable][-1] in {
        "retries",
        "timeout",
        "workers",
    }
    return int(text) if whole_number else text


def _nested(path: tuple[str, ...], value: object) -> Tree:
    for key in reversed(path):
        value = {key: value}
    return value if isinstance(value, dict) else {}


def _merged(below: Tree, above: Tree) -> Tree:
    """Both trees as one; where both have a value, ``above`` counts."""
    both = {
        key: _merged(below[key], value)
        if isinstance(value, dict) and isinstance(below.get(key), dict)
        else value
        for key, value in above.items()
    }
    return {**below, **both}


def _checked(tree: Tree, where: str) -> RunConfig:
    complaints = _problems_of(tree, where)
    if complaints:
        raise ConfigError("\n".join(complaints))
    return RunConfig.model_validate_json(json.dumps(tree), by_alias=True, by_name=False)


def _problems_of(tree: Tree, where: str, *, with_path: bool = True) -> list[str]:
    try:
        RunConfig.model_validate_json(json.dumps(tree), by_alias=True, by_name=False)
    except ValidationError as error:
        return [f"{where}: {line}" for line in problems(error, RunConfig, with_path=with_path)]
    return []

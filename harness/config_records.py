"""The records of the configuration, with the names that Playwright Test users know. Pure."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

Milliseconds = Annotated[int, Field(ge=1)]


class _Part(BaseModel):
    """What all parts of the configuration share: frozen, camelCase in the file, nothing unknown."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        alias_generator=to_camel,
        validate_by_name=True,
        use_attribute_docstrings=True,
    )


class Viewport(_Part):
    """The size of the page in CSS pixels."""

    width: int = Field(ge=1)
    height: int = Field(ge=1)


class LaunchOptions(_Part):
    """How the browser is started."""

    executable_path: str | None = None
    """The browser's program; without it one is looked for."""
    args: tuple[str, ...] = ()
    """Further switches for the browser."""
    slow_mo: float = Field(default=0, ge=0)
    """Milliseconds between two acts."""


class Use(_Part):
    """How the browser and its pages behave."""

    browser_name: Literal["chromium"] = "chromium"
    channel: Literal["chromium", "chromium-headless-shell", "chrome", "msedge"] | None = None
    """Which browser of the machine, where no program is named."""
    headless: bool = True
    viewport: Viewport = Viewport(width=1024, height=640)
    screenshot: Literal["on", "off", "only-on-failure"] = "on"
    """Of which steps the report has pictures."""
    action_timeout: Milliseconds = 10_000
    """Milliseconds for one act on a page."""
    navigation_timeout: Milliseconds = 15_000
    """Milliseconds for a page to come."""
    launch_options: LaunchOptions = LaunchOptions()


ReporterName = Literal["list", "html", "json", "junit"]


class ReporterOptions(_Part):
    """Where a reporter writes."""

    output_file: str | None = None
    """A file, relative to the configuration; without it, one in the output folder."""


class Reporter(ReporterOptions):
    """One way to tell what happened, and where it is written."""

    name: ReporterName


class Project(_Part):
    """A named variant: what it says goes before what the file says for all."""

    name: str = Field(min_length=1)
    use: Use = Use()
    timeout: Milliseconds | None = None
    retries: int | None = Field(default=None, ge=0)


def reporters(value: Any) -> Any:
    """Playwright Test's ways to name reporters (``"list"``, ``[["json", {…}]]``) as records."""
    if isinstance(value, str):
        return ({"name": value},)
    return tuple(_reporter(entry) for entry in value) if isinstance(value, list) else value


WrittenReporters = (
    ReporterName | list[ReporterName | tuple[ReporterName] | tuple[ReporterName, ReporterOptions] | Reporter]
)
"""What :func:`reporters` understands, for the schema."""


def _reporter(entry: Any) -> Any:
    if isinstance(entry, str):
        return {"name": entry}
    if isinstance(entry, list) and 1 <= len(entry) <= 2:
        options = entry[1] if len(entry) == 2 else {}
        return {**options, "name": entry[0]} if isinstance(options, dict) else entry
    return entry


class RunConfig(_Part):
    """Everything a run can be told."""

    schema_: str | None = Field(default=None, alias="$schema")
    """Where an editor finds this schema."""
    output_dir: str = Field(default="ecf-output", min_length=1)
    """The folder for reports and pictures, relative to the configuration."""
    timeout: Milliseconds = 60_000
    """Milliseconds for one flow."""
    retries: int = Field(default=0, ge=0)
    """How often a flow that did not pass is tried again."""
    workers: int = Field(default_factory=lambda: min(2, os.cpu_count() or 1), ge=1)
    """How many browsers work side by side; two, if the machine has two processors."""
    reporter: Annotated[tuple[Reporter, ...], BeforeValidator(reporters, WrittenReporters)] = (
        Reporter(name="list"),
        Reporter(name="html"),
    )
    use: Use = Use()
    projects: tuple[Project, ...] = ()

    @model_validator(mode="after")
    def _project_names_are_unique(self) -> RunConfig:
        names = [project.name for project in self.projects]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"projects: two are named {', '.join(twice)}; give each a name of its own")
        return self

    @property
    def output_folder(self) -> Path:
        """Where everything that a run leaves behind is written."""
        return Path(self.output_dir)

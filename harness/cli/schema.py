"""``ecf schema``: the JSON Schemas by which editors complete and check the project's files."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import partial

import click

from flows.instruction_data import InstructionFile
from harness import schemas
from harness.config_records import RunConfig
from harness.errors import MockDied
from harness.mock_process import MOCK

_PATIENCE = 60.0  # seconds


def _of_the_mock(name: str) -> str:
    """What the mock says of its own files: the harness knows nothing of them."""
    try:
        done = subprocess.run(
            [*MOCK, "--schema", name], capture_output=True, encoding="utf-8", timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise MockDied(
            f"Asked the mock for the schema of {name}: expected one, found {type(error).__name__}. "
            "See with ecf doctor whether the mock starts here."
        ) from error
    return done.stdout


_MAKERS: dict[str, Callable[[], str]] = {
    "config": lambda: schemas.written(schemas.schema(RunConfig, "playwright.config.json of ecf-harness")),
    "profile": partial(_of_the_mock, "profile"),
    "instructions": lambda: schemas.written(
        schemas.schema(InstructionFile, "Instructions of a court, or steps of a flow")
    ),
    "personas": partial(_of_the_mock, "personas"),
}


@click.command()
@click.argument("name", type=click.Choice(tuple(_MAKERS)))
def schema(name: str) -> None:
    """Print the JSON Schema of a kind of file, for editors.

    config is playwright.config.json; profile, instructions and personas are the data of the courts.
    """
    click.echo(_MAKERS[name](), nl=False)

"""``ecf``: the group of all commands, and what an error looks like to a user."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version
from io import TextIOWrapper

import click

from harness.cli.courts import courts
from harness.cli.doctor import doctor
from harness.cli.instructions import instructions
from harness.cli.link import link
from harness.cli.menus import menus
from harness.cli.run import run
from harness.cli.schema import schema
from harness.cli.serve import serve
from harness.errors import Blocked, EcfError

INTERRUPTED = 130
DEBUG = "--debug"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("ecf-harness"), "-V", "--version", message="%(prog)s %(version)s")
def ecf() -> None:
    """Carry out courts' published CM/ECF linking instructions in a browser, and show the evidence.

    Any command takes --debug, which adds the traceback to the message of an error.

    Exit code: 0 all passed, 1 something failed, 2 wrong use or configuration, 3 stopped by the environment.
    """


for command in (link, run, menus, instructions, serve, courts, doctor, schema):
    ecf.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code; errors become a message on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a sign that the terminal cannot show ends no run
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a CI's way to cancel; like Ctrl-C
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = DEBUG in given
    sys.exit(_exit_code([argument for argument in given if argument != DEBUG], debug))


def _exit_code(arguments: list[str], debug: bool) -> int:
    try:
        code = ecf.main(arguments, prog_name="ecf", standalone_mode=False, obj=debug)
    except click.exceptions.Exit as request:
        return request.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_is_gone()
    except Exception as error:
        return _tell(error, debug)
    return code if isinstance(code, int) else 0


def _tell(error: Exception, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    if isinstance(error, EcfError):
        click.echo(f"ecf: {error}", err=True)
        return error.exit_code
    # The message is left out on purpose: nobody has looked at what an unforeseen error may carry.
    hint = "" if debug else f"; run the same command with {DEBUG} for the traceback"
    click.echo(f"ecf: this is a defect of ecf-harness: {type(error).__name__}{hint}", err=True)
    return Blocked.exit_code


def _reader_is_gone() -> int:
    """The program that was reading our output has ended, as ``head`` does: no error, and no more output."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0

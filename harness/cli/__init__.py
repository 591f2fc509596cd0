"""The command line: a module for each command, and the one place where errors become exit codes."""

from harness.cli.program import main

__all__ = ["main"]

"""Every error that reaches a user, in one tree.

::

    EcfError                     exit code 1
    ├── WrongUse            (2)  what the user asked for or configured cannot be carried out
    │   ├── ConfigError          a key, value or file of the configuration
    │   └── UnknownName          a court, persona, project … that does not exist
    ├── Blocked             (3)  the environment, not the site, stopped the work
    │   ├── NoBrowser            none of the known browsers is here, or it does not start
    │   ├── BrowserDied          it ended in the middle
    │   ├── MockDied             the mock ended or does not answer
    │   ├── PortTaken            somebody else listens there
    │   ├── OutputNotWritable    the output folder cannot be written
    │   └── Unreachable          the gate reached nobody
    └── SiteProblem         (1)  the site answered, but not with what a page should be

Each message says what was tried, what was expected, what was found and what to do next, in one or
two lines. Nothing secret is ever put into one.
"""

from __future__ import annotations


class EcfError(Exception):
    """The root: an error with a message for people and a stable exit code."""

    exit_code = 1


class WrongUse(EcfError):
    """What the user asked for cannot be carried out as asked."""

    exit_code = 2


class ConfigError(WrongUse):
    """A configuration key, value or file is not valid."""


class UnknownName(WrongUse):
    """A name (court, persona, project …) does not exist; the message offers the nearest ones."""


class Blocked(EcfError):
    """The environment stopped the work; nothing can be said of the site."""

    exit_code = 3


class NoBrowser(Blocked):
    """No browser was found, or the one found does not start."""


class BrowserDied(Blocked):
    """The browser ended while it was in use."""


class MockDied(Blocked):
    """The mock did not start, ended, or does not answer."""


class PortTaken(Blocked):
    """The port asked for is already in use."""


class OutputNotWritable(Blocked):
    """The output folder or file cannot be written."""


class Unreachable(Blocked):
    """Nobody answered behind the gate."""


class SiteProblem(EcfError):
    """The site answered, but not with what a page should be, or not in time."""

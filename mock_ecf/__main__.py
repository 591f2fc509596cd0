"""Runs the mock: ``python -m mock_ecf``. The harness starts it so, and ``ecf serve`` for people."""

from __future__ import annotations

import argparse
import json
import os
import secrets
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

from mock_ecf.address import REAL_HOSTS
from mock_ecf.app_context import Mock, Settings
from mock_ecf.application import create_app
from mock_ecf.control import worlds
from mock_ecf.courts import Profiles
from mock_ecf.data_errors import DataError
from mock_ecf.personas import Personas
from mock_ecf.private_folder import private_folder
from mock_ecf.relay import Relay, RelayAddress
from mock_ecf.schemas import SCHEMAS, written
from mock_ecf.servers import LOOPBACK, Listeners, PortInUse
from mock_ecf.state_file import StateFileError, held_alone
from mock_ecf.store import Store

WRONG_USE = 2
BLOCKED = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until it is told to stop; gives the exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.schema:
            print(written(options.schema), end="")
            return 0
        with ExitStack() as stack:
            return _serve(options, stack)
    except (PortInUse, StateFileError) as error:
        print(error, file=sys.stderr)
        return BLOCKED
    except DataError as error:
        print(error, file=sys.stderr)
        return WRONG_USE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mock_ecf", description=__doc__)
    parser.add_argument(
        "--http-port", type=int, default=0, help="port of the plain listener (default: a free one)"
    )
    parser.add_argument(
        "--tls-port", type=int, default=0, help="port of the TLS listener (default: a free one)"
    )
    parser.add_argument("--state", type=Path, help="keep the state in this file (default: a temporary one)")
    parser.add_argument("--courts", type=Path, help="a folder with profiles of further courts")
    parser.add_argument(
        "--with-court", action="append", default=[], help="a court of the default world; can be repeated"
    )
    parser.add_argument("--default-world", help="make this world, for requests that name none")
    parser.add_argument("--at", type=datetime.fromisoformat, help="where that world's clock stands")
    parser.add_argument("--smtp", metavar="HOST:PORT", help="also send mail to this relay on loopback")
    parser.add_argument(
        "--schema", choices=sorted(SCHEMAS), help="print the JSON Schema of a kind of data file"
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON when ready")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop when the standard input ends")
    return parser


def _serve(options: argparse.Namespace, stack: ExitStack) -> int:
    # Who tells it to end while it is starting still gets everything removed that it has made.
    ended = _told_to_end(options.until_stdin_closes)
    folder = stack.enter_context(private_folder())
    if options.state and options.default_world:
        stack.enter_context(held_alone(options.state))
    # Entered before all that makes mail, so that it is left after it and sends what came last.
    relay = stack.enter_context(Relay(RelayAddress.parse(options.smtp))) if options.smtp else None
    store = Store(options.state or folder / "state.sqlite", relay.take if relay else None)
    stack.callback(store.close)
    listeners: list[Listeners] = []
    settings = Settings(
        store=store,
        profiles=Profiles(own=options.courts),
        personas=Personas(),
        token=secrets.token_urlsafe(32),
        default_world=options.default_world,
        http_port=lambda: listeners[0].http_port,
    )
    app = create_app(settings)
    names = _names(settings.profiles)
    listeners.append(Listeners(app, folder, names, options.tls_port, options.http_port))
    if ended.is_set():
        return 0  # whoever started it is gone already: nobody will ask
    stack.enter_context(listeners[0])
    people = _world_for_people(app.extensions["mock_ecf"], options.at, options.with_court)
    _announce(_ready(listeners[0], settings, people), options.json)
    ended.wait()
    return 0


def _names(profiles: Profiles) -> list[str]:
    courts = [profiles.host(code) for code in profiles.codes()]
    return [*courts, *REAL_HOSTS.values(), "localhost", LOOPBACK]


def _world_for_people(mock: Mock, clock: datetime | None, courts: Sequence[str]) -> dict[str, Any] | None:
    name = mock.settings.default_world
    if name is None:
        return None
    made = worlds.open_world(mock.settings, name, clock, courts)
    mock.shown[name] = made["personas"]
    return made


def _ready(listeners: Listeners, settings: Settings, people: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "tls": f"{LOOPBACK}:{listeners.tls_port}",
        "http": f"{LOOPBACK}:{listeners.http_port}",
        "ca": str(listeners.ca_file),
        "control": f"http://{LOOPBACK}:{listeners.http_port}",
        "token": settings.token,
        "world": people["world"] if people else None,
        "personas": people["personas"] if people else [],
    }


def _announce(ready: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(ready), flush=True)
        return
    print(f"Open http://localhost:{ready['http'].rpartition(':')[2]}/ in your browser; Ctrl-C stops it.")
    print(f"For programs: control API {ready['control']} with the token {ready['token']}", flush=True)


def _told_to_end(until_stdin_closes: bool) -> threading.Event:
    """What is set when this process is to end."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    if until_stdin_closes:
        threading.Thread(target=_watch_stdin, args=(ended,), daemon=True).start()
    return ended


def _watch_stdin(ended: threading.Event) -> None:
    # Reading blocks until whoever started this process closes the pipe, or dies.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    ended.set()


if __name__ == "__main__":
    sys.exit(main())

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from harness.errors import EcfError, MockDied, UnknownName, WrongUse
from harness.evidence.secret import Secret
from harness.situation import Control

TOKEN = Secret("token-of-these-tests")
WORLD = {
    "world": "w1",
    "clock": "2021-06-01T09:00:00",
    "mailbox": "https://m/",
    "courts": ["azb"],
    "personas": [],
}


class Api:
    """A control API that notes what it is asked and answers what the test says."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self.status = 200
        self.answer: Any = {}
        self.url = ""

    @contextmanager
    def running(self) -> Iterator[Api]:
        """Answers on a free loopback port."""
        api = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Stays silent."""

            def reply(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length)) if length else None
                api.asked.append((self.command, self.path, body))
                allowed = self.headers["Authorization"] == f"Bearer {TOKEN.reveal()}"
                status, answer = (api.status, api.answer) if allowed else (401, {"error": "wants the token"})
                text = b"" if answer is None else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = do_DELETE = reply

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join(5)


@pytest.fixture
def api() -> Iterator[Api]:
    """A running control API."""
    with Api().running() as api:
        yield api


@pytest.fixture
def control(api: Api) -> Iterator[Control]:
    """A client of it."""
    with Control(api.url, TOKEN) as control:
        yield control


def test_a_world_is_made_with_what_was_asked_for_and_nothing_else(api: Api, control: Control) -> None:
    """What is left out is left to the mock."""
    api.status, api.answer = 201, WORLD

    world = control.make_world(["azb"], ["unlinked-filer"])
    control.make_world(
        ["azb"], ["a"], datetime(2020, 2, 17, 12), 7, {"azb": {"decision": "reject", "after_seconds": 1.0}}
    )

    assert (world.name, world.courts) == ("w1", ("azb",))
    assert api.asked == [
        ("POST", "/worlds", {"courts": ["azb"], "personas": ["unlinked-filer"]}),
        (
            "POST",
            "/worlds",
            {
                "courts": ["azb"],
                "personas": ["a"],
                "clock": "2020-02-17T12:00:00",
                "seed": 7,
                "staff": {"azb": {"decision": "reject", "after_seconds": 1.0}},
            },
        ),
    ]


def test_every_verb_asks_for_its_own_thing(api: Api, control: Control) -> None:
    """Method, path and body are those of the control API; a world's name is quoted."""
    api.answer = []
    assert control.courts() == []
    assert control.mail("w1") == []
    assert control.journal("w/1") == []
    api.status, api.answer = 204, None
    control.drop_world("w1")
    control.set_fault("w1", "error-500", page="confirm")
    control.clear_faults("w1")
    control.move_clock("w1", now="2021-06-02T00:00:00")
    control.move_clock("w1", advance_seconds=301)

    assert api.asked == [
        ("GET", "/courts", None),
        ("GET", "/worlds/w1/mail", None),
        ("GET", "/worlds/w%2F1/journal", None),
        ("DELETE", "/worlds/w1", None),
        ("POST", "/worlds/w1/faults", {"fault": "error-500", "court": None, "page": "confirm"}),
        ("DELETE", "/worlds/w1/faults", None),
        ("PUT", "/worlds/w1/clock", {"now": "2021-06-02T00:00:00"}),
        ("PUT", "/worlds/w1/clock", {"advance_seconds": 301}),
    ]


@pytest.mark.parametrize(
    ("status", "answer", "kind", "text"),
    [
        (
            400,
            {"error": "There is no court 'abz'. Did you mean azb?", "known": ["azb"]},
            UnknownName,
            "Did you mean azb",
        ),
        (404, {"error": "There is no world 'w1'."}, UnknownName, "no world"),
        (400, {"error": "clock: Input should be a valid datetime"}, WrongUse, "clock: Input"),
        (409, {"error": "A request is decided once."}, WrongUse, "decided once"),
        (500, {"error": "Something broke."}, MockDied, "answered 500. Something broke"),
        (400, "a string", MockDied, "answered 400"),
        (404, None, MockDied, "answered 404"),
    ],
)
def test_a_refusal_becomes_our_error_with_the_mocks_message(
    api: Api, control: Control, status: int, answer: Any, kind: type[EcfError], text: str
) -> None:
    """Unknown names, wrong use and a broken mock are told apart."""
    api.status, api.answer = status, answer

    with pytest.raises(kind, match=text) as caught:
        control.make_world(["abz"], [])

    assert type(caught.value) is kind


def test_a_wrong_token_is_wrong_use_and_is_not_shown(api: Api) -> None:
    """The message is the mock's; neither token appears in it."""
    with (
        Control(api.url, Secret("another-token")) as control,
        pytest.raises(WrongUse, match="wants the token") as caught,
    ):
        control.courts()

    assert "another-token" not in str(caught.value)


def test_a_mock_that_is_gone_is_said_to_be_and_the_token_does_not_hang_on() -> None:
    """A refused connection is told as such; the error leads to no request with its header."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    with (
        Control(f"http://127.0.0.1:{port}", TOKEN) as control,
        pytest.raises(MockDied, match="ConnectError") as caught,
    ):
        control.courts()

    assert caught.value.__context__ is None
    assert caught.value.__cause__ is None

"""A mock over TLS whose answers a test can spoil, and a world with two people in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mock.clients.place import Place
from tests.mock_server import RunningMock, running_mock
from tests.plain_clients import Curl, Httpx, PlainClient
from tests.wrong_answers import WrongAnswers


@pytest.fixture(scope="package")
def answers() -> WrongAnswers:
    """What changes the answers; nothing, unless a test spoils its own world."""
    return WrongAnswers()


@pytest.fixture(scope="package")
def mock(tmp_path_factory: pytest.TempPathFactory, answers: WrongAnswers) -> Iterator[RunningMock]:
    """One mock for all real clients."""
    with running_mock(tmp_path_factory.mktemp("mock"), answers) as running:
        yield running


@pytest.fixture
def place(mock: RunningMock, answers: WrongAnswers) -> Place:
    """A world of the test's own."""
    return Place(mock, answers, mock.world(courts=["azb"], personas=["pacer-only", "linked-filer"]))


@pytest.fixture(params=["httpx", "curl"])
def client(request: pytest.FixtureRequest, place: Place, tmp_path: Path) -> Iterator[PlainClient]:
    """A client without scripts, in the test's world: each test is run with both."""
    made = (
        Curl(place.mock, place.world, tmp_path) if request.param == "curl" else Httpx(place.mock, place.world)
    )
    yield made
    made.close()

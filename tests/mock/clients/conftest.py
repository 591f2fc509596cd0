"""A mock over TLS whose answers a test can spoil, and a world with two people in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mock.clients.place import Place
from tests.mock_server import RunningMock, running_mock
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

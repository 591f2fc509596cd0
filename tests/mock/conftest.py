"""The mock for tests: its application where no server is needed, and served where one is."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.mock_server import RunningMock, running_mock
from tests.mock_site import Site, make_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One application for all tests of a worker; each test has worlds of its own."""
    made = make_site(tmp_path_factory.mktemp("site"))
    yield made
    made.settings.store.close()


@pytest.fixture(scope="module")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningMock]:
    """One mock for this module; each test has worlds of its own."""
    with running_mock(tmp_path_factory.mktemp("mock")) as running:
        yield running


@pytest.fixture
def control(mock: RunningMock) -> Iterator[httpx.Client]:
    """A client with the token."""
    with mock.control() as client:
        yield client

"""One browser, one mock and one gate for all tests of a process; each test has a world of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from harness.config_records import Use
from harness.engines.browsers import find_browser
from harness.engines.opening import Engine, open_engine
from harness.gate import Gate
from harness.plan import Surroundings
from harness.site import Site
from tests.mock_server import RunningMock, running_mock
from tests.rehearsal import Rehearsal


@pytest.fixture(scope="session")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningMock]:
    """The mock, within this process."""
    with running_mock(tmp_path_factory.mktemp("mock")) as running:
        yield running


@pytest.fixture(scope="session")
def surroundings(mock: RunningMock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surroundings]:
    """The mock as a site behind a gate; pictures are left out, they are tested elsewhere."""
    site = Site.mock(f"127.0.0.1:{mock.tls_port}", mock.ca_file)
    with Gate(site.route) as gate:
        use = Use(screenshot="off", navigation_timeout=10_000, action_timeout=5_000)
        yield Surroundings(site, gate.address, tmp_path_factory.mktemp("output"), use, 60.0)


@pytest.fixture(scope="session")
def engine(playwright: Playwright, surroundings: Surroundings) -> Iterator[Engine]:
    """The browser."""
    with open_engine(surroundings, playwright) as opened:
        yield opened


@pytest.fixture
def rehearse(mock: RunningMock, engine: Engine, surroundings: Surroundings, tmp_path: Path) -> Rehearsal:
    """Carries out the flows at a court, in a new world."""
    return Rehearsal(mock, engine, surroundings, tmp_path)


@pytest.fixture(scope="session")
def plain_browser(playwright: Playwright) -> Iterator[Browser]:
    """An ordinary browser without a gate, as people use one."""
    path = find_browser(playwright.chromium.executable_path).path
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright.chromium.launch(executable_path=path, args=arguments)
    yield browser
    browser.close()

"""A browser of our own, a stage, and a gate between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright

from harness.engines.browsers import find_browser
from harness.engines.chromium import ChromiumEngine
from harness.engines.chromium_session import ChromiumSession, Timeouts
from harness.gate import Gate
from harness.site import Site
from tests.stage import Stage, raised_stage

WORLD = "world-of-these-tests"


@pytest.fixture(scope="session")
def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One running stage for all tests of this process."""
    with raised_stage(tmp_path_factory.mktemp("stage")) as stage:
        yield stage


@pytest.fixture
def stage(shared_stage: Stage) -> Stage:
    """An empty stage."""
    shared_stage.pages.clear()
    shared_stage.asked.clear()
    return shared_stage


@pytest.fixture(scope="session")
def site(shared_stage: Stage) -> Site:
    """The site that the stage plays."""
    return Site.mock(shared_stage.listener, shared_stage.authority)


@pytest.fixture(scope="session")
def gate(site: Site) -> Iterator[Gate]:
    """The gate to the stage."""
    with Gate(site.route) as gate:
        yield gate


@pytest.fixture(scope="session")
def engine(playwright: Playwright, site: Site, gate: Gate) -> Iterator[ChromiumEngine]:
    """A browser that reaches the stage through the gate."""
    choice = find_browser(playwright.chromium.executable_path)
    with ChromiumEngine(playwright, choice, site.key_hash, gate.address, site.has) as engine:
        yield engine


@pytest.fixture
def session(engine: ChromiumEngine) -> Iterator[ChromiumSession]:
    """A visit with cookies of its own."""
    with engine.session(WORLD, Timeouts(page=5, act=3)) as session:
        yield session

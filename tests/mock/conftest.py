"""The mock's application for tests that need no server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mock_site import Site, make_site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One application for all tests of a worker; each test has worlds of its own."""
    made = make_site(tmp_path_factory.mktemp("site"))
    yield made
    made.settings.store.close()

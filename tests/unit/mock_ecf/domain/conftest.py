"""A small world in a real state file: two courts and the rules of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_ecf.store import Store
from tests.domain_world import NOW, World


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store in a file of this test's own."""
    store = Store(tmp_path / "state.sqlite")
    yield store
    store.close()


@pytest.fixture
def world(store: Store) -> Iterator[World]:
    """An empty world with two courts, in one open transaction."""
    with store.make_world("test", NOW, 1) as state:
        state.add_courts(["one", "two"])
        yield World(state, store)

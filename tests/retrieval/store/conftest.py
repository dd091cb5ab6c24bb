"""Stores to test with: each test that asks for ``store`` runs over SQLite and over a real PostgreSQL."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.store.store import Store
from tests.retrieval.store.postgres import REQUIRED, Server, binaries, running_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A private server; skipped where there are no binaries, unless they are required."""
    found = binaries()
    if found is None:
        reason = "no PostgreSQL server here (apt-get install postgresql)"
        if os.environ.get(REQUIRED):
            pytest.fail(f"{reason}, and {REQUIRED} is set")
        pytest.skip(reason)
    with running_server(found) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The url of an empty database: "" is SQLite in the data folder."""
    if request.param == "sqlite":
        yield ""
        return
    server: Server = request.getfixturevalue("postgres")
    with server.fresh() as address:
        yield address


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    """An open, empty store."""
    store = Store(url, tmp_path / "data")
    store.open()
    yield store
    store.close()

"""The store's own memory of people, in a fresh database each: migrated once, then copied."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from retrieval.store.people import People
from retrieval.store.store import Store

__all__ = ["open_people"]


@cache
def _migrated() -> bytes:
    folder = Path(tempfile.mkdtemp())
    try:
        store = Store("", folder)
        store.open()
        store.close()
        return (folder / "wenbao.db").read_bytes()
    finally:
        shutil.rmtree(folder)


@contextmanager
def open_people(folder: Path) -> Iterator[People]:
    """Open the people of a data folder; the database is made where there is none."""
    if not (folder / "wenbao.db").exists():
        (folder / "wenbao.db").write_bytes(_migrated())
    store = Store("", folder)
    try:
        yield People(store.database)
    finally:
        store.close()

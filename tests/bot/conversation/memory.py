"""The store's own memory of people, in a fresh database each: migrated once, then copied."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event

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


def _hasty(
    _connection: Connection, _cursor: object, statement: str, parameters: Any, *_: object
) -> tuple[str, Any]:
    """Do not wait for the disk: nothing here has to survive a power cut."""
    return statement.replace("synchronous = FULL", "synchronous = OFF"), parameters


@contextmanager
def open_people(folder: Path) -> Iterator[People]:
    """Open the people of a data folder; the database is made where there is none."""
    if not (folder / "wenbao.db").exists():
        (folder / "wenbao.db").write_bytes(_migrated())
    store = Store("", folder)
    event.listen(store.database.engine, "before_cursor_execute", _hasty, retval=True)
    try:
        yield People(store.database)
    finally:
        store.close()

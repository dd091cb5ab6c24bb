"""URL and folder -> transactions: ``read()`` and ``write()``; every error names the thing and the cure.

SQLite runs in WAL mode, so that readers never wait for the load. ``synchronous`` is FULL: a question
that Telegram was told we have must survive a power cut. A load's many small transactions go with
NORMAL (nothing of them counts before the last one), its activation with FULL again.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry

from retrieval.errors import StoreError
from retrieval.store.explain import explain

__all__ = ["Database"]

WAIT = 30.0  # seconds a writer waits for another one


class Database:
    """Connections to one database; safe to use from several threads."""

    def __init__(self, url: str, data: Path) -> None:
        self.url = _address(url, data)
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self.label = self.url.render_as_string(hide_password=True)
        self.path = Path(self.url.database) if self.sqlite and self.url.database else None
        self.engine = self._engine()
        self._writing = threading.Lock()  # a fair queue in this process; SQLite's own is a lottery

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that reads. Raises ``StoreError``."""
        with self._named(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self, *, bulk: bool = False) -> Iterator[Connection]:
        """A transaction that writes, committed at the end. Raises ``StoreError``.

        ``bulk`` spares the wait for the disk at its end (SQLite): for work that a crash may undo.
        """
        with self._queue(), self._named(), self.engine.connect() as plain:
            connection = plain.execution_options(write=True, bulk=bulk) if self.sqlite else plain
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _queue(self) -> Iterator[None]:
        if not self.sqlite:
            yield
            return
        if not self._writing.acquire(timeout=WAIT):
            raise StoreError(f"{self.label}: another write has not ended within {WAIT:.0f} s")
        try:
            yield
        finally:
            self._writing.release()

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, PoolTimeout) as error:
            # The cause is left out: PostgreSQL's tells the whole row, and errors go into logs.
            raise StoreError(explain(self.label, error)) from None

    def _engine(self) -> Engine:
        # Values are hidden in errors: they are what people wrote.
        options: dict[str, Any] = {"pool_size": 10, "max_overflow": 20, "hide_parameters": True}
        if self.sqlite:
            options["connect_args"] = {"timeout": WAIT, "check_same_thread": False}
        else:
            options["pool_pre_ping"] = True
            options["connect_args"] = {"connect_timeout": 5}
        try:
            engine = create_engine(self.url, **options)
        except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
            raise StoreError(
                f"{self.label}: no driver for this database here ({error}); "
                "for PostgreSQL install wenbao[postgres], else leave the url empty for SQLite"
            ) from error
        if self.sqlite:
            event.listen(engine, "connect", _prepare)
            event.listen(engine, "begin", _begin)
        return engine


def _address(url: str, data: Path) -> URL:
    """An empty url is a file in the data folder; PostgreSQL's is sent to psycopg 3."""
    if not url:
        return URL.create("sqlite", database=str(data / "wenbao.db"))
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "the database url cannot be read; it looks like sqlite:////path/wenbao.db "
            "or postgresql://user@host/name"
        ) from error
    if address.get_backend_name() == "sqlite" and address.database in {None, "", ":memory:"}:
        raise StoreError(
            "a database in memory would be gone with the process; leave the url empty for a file"
        )
    if address.drivername in {"postgresql", "postgres"}:
        return address.set(drivername="postgresql+psycopg")
    return address


def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    """Every SQLite connection: transactions are begun by ``_begin``, foreign keys hold, WAL."""
    connection.isolation_level = None
    cursor = connection.cursor()
    try:
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA cache_size = -32768")
        cursor.execute("PRAGMA temp_store = MEMORY")
    finally:
        cursor.close()


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: a reader that becomes a writer would be refused, not wait."""
    options = connection.get_execution_options()
    level = "NORMAL" if options.get("bulk") else "FULL"
    if options.get("write"):
        connection.exec_driver_sql(f"PRAGMA synchronous = {level}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("write") else "BEGIN")

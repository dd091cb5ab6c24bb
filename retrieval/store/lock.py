"""One load at a time: a lock that ends with the process that holds it, however it ends.

SQLite: ``flock`` on a file in the data folder (process and time stand in it). PostgreSQL: an
advisory lock of a session; who holds it is asked of the server. Neither outlives a ``kill -9``.
"""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from retrieval.errors import Busy, StoreError
from retrieval.store.columns import now
from retrieval.store.database import Database
from retrieval.store.explain import explain

__all__ = ["load_lock", "owner"]

KEY = 7_233_411  # the advisory lock's number; locks are a database's own
TRIES, PAUSE = 6, 0.1  # seconds between the tries

_HOLDER = text(
    "SELECT a.application_name, a.backend_start FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
    "WHERE l.locktype = 'advisory' AND l.objid = :key AND l.granted "
    "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def owner() -> str:
    """This process, as others are told of it."""
    return f"process {os.getpid()} on {socket.gethostname()}"


@contextmanager
def load_lock(database: Database, data: Path) -> Iterator[None]:
    """Hold the lock of the load. Raises ``Busy`` at once, naming who holds it and since when."""
    holding = _file_lock(data / "load.lock") if database.sqlite else _advisory_lock(database)
    with holding:
        yield


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    import fcntl

    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written ({error.strerror}); let this user write the data folder"
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(_busy(os.read(handle, 200).decode(errors="replace").strip())) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{owner()}, since {now():%Y-%m-%d %H:%M:%S} UTC\n".encode(), 0)
        yield
    finally:
        os.close(handle)


@contextmanager
def _advisory_lock(database: Database) -> Iterator[None]:
    with database.engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        try:
            name = {"name": f"wenbao load, {owner()}"[:63]}
            connection.execute(text("SELECT set_config('application_name', :name, false)"), name)
            if not _try(connection):
                raise Busy(_busy(_holder(database)))
            yield
            # Where the session was lost meanwhile so was the lock, and this says so.
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": KEY})
        except DBAPIError as error:
            raise StoreError(explain(database.label, error)) from error
        finally:
            connection.invalidate()  # the session ends, and with it lock and name


def _try(connection: Connection) -> bool:
    """Take the lock; the server may need a moment to see that a killed process is gone."""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE)
        if connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": KEY}):
            return True
    return False


def _holder(database: Database) -> str:
    with database.read() as connection:
        row = connection.execute(_HOLDER, {"key": KEY}).first()
    if row is None:
        return ""
    return f"{row.application_name.removeprefix('wenbao load, ')}, since {row.backend_start:%Y-%m-%d %H:%M:%S %Z}"


def _busy(holder: str) -> str:
    said = f" ({holder})" if holder else ""
    return f"another load is running{said}; wait until it has ended, or stop it"

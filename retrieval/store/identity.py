"""Database -> a short name of its own, made at the first call: what others keep for it is named after it."""

import secrets

from sqlalchemy import select

from retrieval.store.columns import table
from retrieval.store.database import Database
from retrieval.store.people.base import insert_new
from retrieval.store.people_tables import NoteTable

__all__ = ["identity"]

NOTE = table(NoteTable)
KEY = "store"


def identity(database: Database) -> str:
    """Eight letters and digits; whoever asks first makes them, and all others get the same."""
    chosen = select(NOTE.c.value).where(NOTE.c.key == KEY)
    with database.read() as connection:
        known = connection.scalar(chosen)
    if known is not None:
        return str(known)
    with database.write() as connection:
        insert_new(connection, NOTE, [{"key": KEY, "value": secrets.token_hex(4)}], "key")
        return str(connection.scalar(chosen))

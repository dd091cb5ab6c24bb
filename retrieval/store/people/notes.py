"""Small texts under keys: whatever the conversation must find again after a restart."""

from sqlalchemy import delete, select

from retrieval.store import people_tables as tables
from retrieval.store.columns import table
from retrieval.store.people.base import Remembering, upsert

__all__ = ["Notes"]

NOTE = table(tables.NoteTable)


class Notes(Remembering):
    """The part of ``People`` for notes."""

    def put_note(self, key: str, value: str | None) -> None:
        """Keep a small text under a key; ``None`` deletes it."""
        with self._database.write() as connection:
            if value is None:
                connection.execute(delete(NOTE).where(NOTE.c.key == key))
            else:
                upsert(connection, NOTE, {"key": key, "value": value}, "key")

    def notes(self, prefix: str) -> dict[str, str]:
        """Return the notes whose key begins so, by key."""
        chosen = select(NOTE).where(NOTE.c.key.startswith(prefix, autoescape=True))
        with self._database.read() as connection:
            rows = connection.execute(chosen.order_by(NOTE.c.key)).all()
        return {row.key: row.value for row in rows if row.key.startswith(prefix)}

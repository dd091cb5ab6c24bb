"""What the parts of ``People`` share: the database, records to rows and back, insert-or-replace."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Table
from sqlalchemy.dialects import postgresql, sqlite

from retrieval.store.database import Database

__all__ = ["Remembering", "insert_new", "record", "upsert", "values"]

R = TypeVar("R")


class Remembering:
    """Something that keeps records in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database


def values(item: object) -> dict[str, Any]:
    """A flat record as column values."""
    return {field.name: getattr(item, field.name) for field in fields(item)}  # type: ignore[arg-type]


def record(kind: type[R], row: Row[Any], **others: object) -> R:
    """A row as a record: the columns of the same names, and what is given besides."""
    names = (field.name for field in fields(kind))  # type: ignore[arg-type]
    return kind(**{name: others[name] if name in others else getattr(row, name) for name in names})


def insert_new(
    connection: Connection, where: Table, rows: Sequence[dict[str, Any]], key: str
) -> list[Any]:
    """Insert the rows that clash with none; the keys of those that went in."""
    if not rows:
        return []
    build = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = build(where).values(list(rows)).on_conflict_do_nothing().returning(where.c[key])
    return list(connection.scalars(statement))


def upsert(connection: Connection, where: Table, row: dict[str, Any], *keys: str) -> None:
    """Insert a row, or replace the one with the same keys."""
    build = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = build(where).values(row)
    changed = {name: statement.excluded[name] for name in row if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed))

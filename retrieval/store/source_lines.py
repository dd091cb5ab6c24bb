"""The lines of a source as a mapping that reads only the stretches it is asked for."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from retrieval.records import Line
from retrieval.store import tables
from retrieval.store.cache import Cache
from retrieval.store.codec import unpack_lines
from retrieval.store.columns import table
from retrieval.store.database import Database

__all__ = ["SourceLines"]

LINES = table(tables.SourceLinesTable)


class SourceLines(Mapping[int, str]):
    """Line number -> text as read. Looking one up reads some hundred lines; iterating reads all."""

    def __init__(self, database: Database, source: int) -> None:
        self._database = database
        self._source = source
        self._texts: Cache[int, str] = Cache(2000)

    def __getitem__(self, number: int) -> str:
        kept = self._texts.get(number)
        if kept is not None:
            return kept
        for first in self._firsts(number):
            found = {line.number: line.text for line in self._read(first)}
            for one, text in found.items():
                self._texts.put(one, text)
            if number in found:
                return found[number]
        raise KeyError(number)

    def __iter__(self) -> Iterator[int]:
        return (line.number for line in self.lines())

    def __len__(self) -> int:
        return sum(1 for _ in self.lines())

    def lines(self) -> Iterator[Line]:
        """All lines with what the reader said of them, in order."""
        chosen = select(LINES.c.first).where(LINES.c.source == self._source)
        with self._database.read() as connection:
            firsts = connection.scalars(chosen.order_by(LINES.c.first)).all()
        for first in firsts:
            yield from self._read(first)

    def _firsts(self, number: int) -> list[int]:
        chosen = select(LINES.c.first).where(
            LINES.c.source == self._source, LINES.c.first <= number, LINES.c.last >= number
        )
        with self._database.read() as connection:
            return list(connection.scalars(chosen))

    def _read(self, first: int) -> tuple[Line, ...]:
        chosen = select(LINES.c.body).where(LINES.c.source == self._source, LINES.c.first == first)
        with self._database.read() as connection:
            body = connection.scalar(chosen)
        return () if body is None else unpack_lines(body)

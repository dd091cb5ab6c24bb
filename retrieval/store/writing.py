"""A source with its articles, facts and passages -> rows, in transactions short enough for others to write between.

The source's row is ``complete`` only with the last of them; until then nothing refers to it, and
``recover`` sweeps it away.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert, select, update

from retrieval.records import Assembled, Facts, Line, NameKind, SourceText
from retrieval.store import tables
from retrieval.store.codec import (
    day_in,
    pack,
    pack_article,
    pack_event,
    pack_furniture,
    pack_lines,
    pack_mentions,
    pack_notices,
    pack_terms,
)
from retrieval.store.columns import now, table
from retrieval.store.database import Database
from retrieval.store.name_ids import NameIds, NameKey, name_key
from retrieval.store.release_records import NOTHING, About, PassageRow
from retrieval.store.wholes import Whole, passage_text, wholes

__all__ = ["COUNTERS", "SourceWriter"]

BATCH = 500  # passages a transaction: some hundredths of a second, so that questions are kept meanwhile
LINES = 400  # source lines a row, so that one quote's check never reads a whole archive
COUNTERS = ("source", "article", "passage", "event", "name")

SOURCE = table(tables.SourceTable)
COUNTER = table(tables.CounterTable)

# In an order that the foreign keys allow.
_ORDER = tuple(
    table(model)
    for model in (
        tables.NameTable,
        tables.SourceLinesTable,
        tables.ArticleTable,
        tables.PassageTable,
        tables.TermsTable,
        tables.SketchTable,
        tables.NamingTable,
        tables.PostTable,
        tables.EventTable,
        tables.AttendanceTable,
    )
)

Row = dict[str, Any]


@dataclass(slots=True)
class _Batch:
    """Rows to be inserted together."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {t.name: [] for t in _ORDER})

    def add(self, table_name: str, **row: object) -> None:
        self.rows[table_name].append(row)

    def insert(self, connection: Connection) -> None:
        for where in _ORDER:
            if self.rows[where.name]:
                connection.execute(insert(where), self.rows[where.name])


class SourceWriter:
    """Writes source versions; one at a time holds the load's lock, so ids can be counted here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.read() as connection:
            known = {row.name: row.next for row in connection.execute(select(COUNTER))}
        self._next: dict[str, int] = {name: known.get(name, 1) for name in COUNTERS}
        self._names = NameIds(database, lambda: self._id("name"))
        if not known:
            with database.write() as connection:
                rows = [{"name": name, "next": 1} for name in COUNTERS]
                connection.execute(insert(COUNTER), rows)

    def write(
        self,
        source: SourceText,
        assembled: Assembled,
        facts: Sequence[Facts],
        passages: Sequence[PassageRow],
        about: About = NOTHING,
    ) -> int:
        """Store a source version and return its id.

        Raises ``ValueError`` when a passage belongs to no article, ``StoreError`` when the database fails.
        """
        some = wholes(assembled.articles, facts, passages)
        source_id = self._id("source")
        row = _source_row(source, assembled, len(passages), about) | {"id": source_id}
        batches = self._batches(source_id, source, some, about.sketches)
        first = True
        for batch, last in _with_last(batches):
            with self._database.write(bulk=True) as connection:
                if first:
                    connection.execute(insert(SOURCE), row)
                batch.insert(connection)
                self._keep_counters(connection)
                if last:
                    done = update(SOURCE).where(SOURCE.c.id == source_id).values(complete=True)
                    connection.execute(done)
            first = False
        return source_id

    def _id(self, counter: str) -> int:
        number: int = self._next[counter]
        self._next[counter] += 1
        return number

    def _keep_counters(self, connection: Connection) -> None:
        for name, number in self._next.items():
            connection.execute(update(COUNTER).where(COUNTER.c.name == name).values(next=number))

    def _batches(
        self,
        source_id: int,
        source: SourceText,
        wholes: Sequence[Whole],
        sketches: Sequence[bytes],
    ) -> Iterator[_Batch]:
        """Rows in batches; at least one, even of a source without a line."""
        lines = iter(source.lines)
        articles = iter(wholes)
        while True:
            batch = _Batch()
            self._add_lines(batch, source_id, islice(lines, BATCH))
            some = _until_full(articles)
            names, new = self._names.of(whole.facts for whole in some)
            for kind, text in new:
                batch.add("name", id=names[kind, text], kind=kind, text=text)
            for whole in some:
                row = self._add(batch, source_id, whole, names)
                if sketches and sketches[whole.number]:
                    batch.add("sketch", article=row, body=sketches[whole.number])
            yield batch
            if not some and not batch.rows["source_lines"]:
                return

    def _add_lines(self, batch: _Batch, source_id: int, lines: Iterable[Line]) -> None:
        chunk = list(lines)
        for start in range(0, len(chunk), LINES):
            part = chunk[start : start + LINES]
            numbers = [line.number for line in part]
            batch.add(
                "source_lines",
                source=source_id,
                first=min(numbers),
                last=max(numbers),
                body=pack_lines(part),
            )

    def _add(self, batch: _Batch, source_id: int, whole: Whole, names: dict[NameKey, int]) -> int:
        article, row = whole.article, self._id("article")
        batch.add(
            "article",
            id=row,
            source=source_id,
            number=whole.number,
            article_id=article.id,
            date=day_in(article.date),
            body=pack_article(article),
            mentions=pack_mentions(whole.facts.mentions),
        )
        self._add_passages(batch, row, whole)
        _add_facts(batch, row, whole.facts, names)
        for event in whole.facts.events:
            first = day_in(event.first if event.first is not None else event.last)
            last = day_in(event.last if event.last is not None else event.first)
            event_id = self._id("event")
            batch.add(
                "event",
                id=event_id,
                article=row,
                number=event.number,
                first=first,
                last=last,
                days=(last or 0) - (first or 0),
                body=pack_event(event),
            )
            there = {name_key(NameKind.PERSON, a.person): None for a in event.attendances}
            for key in there:
                batch.add("attendance", person=names[key], event=event_id)
        return row

    def _add_passages(self, batch: _Batch, row: int, whole: Whole) -> None:
        for item in whole.passages:
            passage = item.passage
            derived = passage_text(whole.article, passage.paragraph, passage.span)
            batch.add(
                "passage",
                id=self._id("passage"),
                article=row,
                number=passage.number,
                paragraph=passage.paragraph,
                start=passage.span[0],
                stop=passage.span[1],
                day=item.day,
                text=None if derived == passage.text else pack(passage.text),
            )
        if whole.passages:
            batch.add("terms", article=row, body=pack_terms([p.terms for p in whole.passages]))


def _source_row(source: SourceText, assembled: Assembled, passages: int, about: About) -> Row:
    return {
        "name": source.name,
        "digest": source.digest,
        "recipe": about.recipe,
        "origin": about.origin,
        "format": source.format,
        "encoding": source.encoding,
        "day": day_in(assembled.issue_date.day),
        "day_origin": assembled.issue_date.origin,
        "read_warnings": pack_notices(source.warnings),
        "warnings": pack_notices(assembled.warnings),
        "furniture": pack_furniture(assembled.furniture),
        "articles": len(assembled.articles),
        "passages": passages,
        "complete": False,
        "loaded": now(),
    }


def _until_full(articles: Iterator[Whole]) -> list[Whole]:
    some: list[Whole] = []
    passages = 0
    for whole in articles:
        some.append(whole)
        passages += max(1, len(whole.passages))
        if passages >= BATCH:
            break
    return some


def _with_last(batches: Iterator[_Batch]) -> Iterator[tuple[_Batch, bool]]:
    """Each batch with whether it is the last; an empty one at the end is joined to the one before."""
    held = next(batches)
    for batch in batches:
        if not any(batch.rows.values()):
            break
        yield held, False
        held = batch
    yield held, True


def _add_facts(batch: _Batch, row: int, facts: Facts, names: dict[NameKey, int]) -> None:
    named = dict.fromkeys(name_key(m.name.kind, m.name.text) for m in facts.mentions)
    for key in named:
        batch.add("naming", name=names[key], article=row)
    for number, held in enumerate(facts.posts):
        batch.add(
            "post_held",
            article=row,
            number=number,
            person=names[name_key(NameKind.PERSON, held.person)],
            post=names[name_key(NameKind.POST, held.post)],
            paragraph=held.paragraph,
            start=held.span[0],
            stop=held.span[1],
            person_start=held.person_span[0],
            person_stop=held.person_span[1],
            unit=held.unit,
        )

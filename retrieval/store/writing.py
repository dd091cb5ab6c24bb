"""A source with its articles, facts and passages -> rows, in transactions short enough for others to write between.

The source's row is ``complete`` only with the last of them; until then nothing refers to it, and
``recover`` sweeps it away.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from retrieval.records import HEAD, Article, Assembled, Facts, Line, NameKind, Passage, SourceText
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
from retrieval.store.release_records import PassageRow

__all__ = ["COUNTERS", "SourceWriter", "passage_text"]

BATCH = 500  # passages a transaction: some hundredths of a second, so that questions are kept meanwhile
LINES = 400  # source lines a row, so that one quote's check never reads a whole archive
NAMES = 200_000  # names whose ids are remembered while loading
COUNTERS = ("source", "article", "passage", "event", "name")

SOURCE = table(tables.SourceTable)
COUNTER = table(tables.CounterTable)
NAME = table(tables.NameTable)

# In an order that the foreign keys allow.
_ORDER = tuple(
    table(model)
    for model in (
        tables.NameTable,
        tables.SourceLinesTable,
        tables.ArticleTable,
        tables.PassageTable,
        tables.TermsTable,
        tables.NamingTable,
        tables.PostTable,
        tables.EventTable,
        tables.AttendanceTable,
    )
)

Row = dict[str, Any]
NameKey = tuple[str, str]


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


@dataclass(frozen=True, slots=True)
class _Whole:
    """An article with all that is known of it."""

    number: int
    article: Article
    facts: Facts
    passages: Sequence[PassageRow]


class SourceWriter:
    """Writes source versions; one at a time holds the load's lock, so ids can be counted here."""

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.read() as connection:
            known = {row.name: row.next for row in connection.execute(select(COUNTER))}
        self._next: dict[str, int] = {name: known.get(name, 1) for name in COUNTERS}
        self._names: dict[NameKey, int] = {}
        self._know_all: bool | None = None  # that is, all names of the database; not yet asked
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
        recipe: str,
    ) -> int:
        """Store a source version and return its id.

        Raises ``ValueError`` when a passage belongs to no article, ``StoreError`` when the database fails.
        """
        wholes = _wholes(assembled.articles, facts, passages)
        source_id = self._id("source")
        row = _source_row(source, assembled, len(passages), recipe) | {"id": source_id}
        batches = self._batches(source_id, source, wholes)
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
        self, source_id: int, source: SourceText, wholes: Sequence[_Whole]
    ) -> Iterator[_Batch]:
        """Rows in batches; at least one, even of a source without a line."""
        lines = iter(source.lines)
        articles = iter(wholes)
        while True:
            batch = _Batch()
            self._add_lines(batch, source_id, islice(lines, BATCH))
            some = _until_full(articles)
            names = self._name_ids(batch, some)
            for whole in some:
                self._add(batch, source_id, whole, names)
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

    def _add(
        self, batch: _Batch, source_id: int, whole: _Whole, names: dict[NameKey, int]
    ) -> None:
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
            for person in dict.fromkeys(a.person for a in event.attendances):
                batch.add("attendance", person=names[NameKind.PERSON, person], event=event_id)

    def _add_passages(self, batch: _Batch, row: int, whole: _Whole) -> None:
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

    def _name_ids(self, batch: _Batch, wholes: Sequence[_Whole]) -> dict[NameKey, int]:
        """Ids of all names in the articles; new ones are added to the batch."""
        wanted = {key for whole in wholes for key in _names_of(whole.facts)}
        missing = sorted(key for key in wanted if key not in self._names)
        if missing:
            self._names |= self._stored_names(missing)
        for kind, text in missing:
            if (kind, text) not in self._names:
                self._names[kind, text] = self._id("name")
                batch.add("name", id=self._names[kind, text], kind=kind, text=text)
        found = {key: self._names[key] for key in wanted}
        if len(self._names) > NAMES:
            self._names, self._know_all = {}, False
        return found

    def _stored_names(self, keys: Sequence[NameKey]) -> dict[NameKey, int]:
        """Those of the names that the database has; all it has are read at the first call, if they fit."""
        found: dict[NameKey, int] = {}
        if self._know_all:
            return found
        with self._database.read() as connection:
            if self._know_all is None:
                some = connection.execute(select(NAME).limit(NAMES)).all()
                self._know_all = len(some) < NAMES
                if self._know_all:
                    return {(row.kind, row.text): row.id for row in some}
            for kind in {kind for kind, _ in keys}:
                texts = [text for other, text in keys if other == kind]
                for start in range(0, len(texts), 500):
                    chosen = and_(NAME.c.kind == kind, NAME.c.text.in_(texts[start : start + 500]))
                    for row in connection.execute(select(NAME).where(chosen)):
                        found[row.kind, row.text] = row.id
        return found


def passage_text(article: Article, paragraph: int, span: tuple[int, int]) -> str | None:
    """The text of a passage, cut from its article; ``None`` where the article has no such place."""
    if paragraph == HEAD:
        return " ".join(head.text for head in article.heads)[span[0] : span[1]]
    if 0 <= paragraph < len(article.paragraphs):
        return article.paragraphs[paragraph].text[span[0] : span[1]]
    return None


def _source_row(source: SourceText, assembled: Assembled, passages: int, recipe: str) -> Row:
    return {
        "name": source.name,
        "digest": source.digest,
        "recipe": recipe,
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


def _wholes(
    articles: Sequence[Article], facts: Sequence[Facts], passages: Sequence[PassageRow]
) -> list[_Whole]:
    """Articles with their facts and passages; two of one id (the same text twice) share nothing."""
    known = {item.article_id: item for item in facts}
    runs: dict[str, list[list[PassageRow]]] = {article.id: [] for article in articles}
    for item in passages:
        passage: Passage = item.passage
        if passage.article_id not in runs:
            raise ValueError(f"passage of an unknown article: {passage.article_id}")
        of_article = runs[passage.article_id]
        if not of_article or passage.number <= of_article[-1][-1].passage.number:
            of_article.append([])
        of_article[-1].append(item)
    return [
        _Whole(
            number,
            article,
            known.get(article.id) or Facts(article.id),
            runs[article.id].pop(0) if runs[article.id] else (),
        )
        for number, article in enumerate(articles)
    ]


def _until_full(articles: Iterator[_Whole]) -> list[_Whole]:
    some: list[_Whole] = []
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


def _names_of(facts: Facts) -> Iterator[NameKey]:
    for mention in facts.mentions:
        yield mention.name.kind, mention.name.text
    for held in facts.posts:
        yield NameKind.PERSON, held.person
        yield NameKind.POST, held.post
    for event in facts.events:
        for attendance in event.attendances:
            yield NameKind.PERSON, attendance.person


def _add_facts(batch: _Batch, row: int, facts: Facts, names: dict[NameKey, int]) -> None:
    named = dict.fromkeys((m.name.kind, m.name.text) for m in facts.mentions)
    for key in named:
        batch.add("naming", name=names[key], article=row)
    for number, held in enumerate(facts.posts):
        batch.add(
            "post_held",
            article=row,
            number=number,
            person=names[NameKind.PERSON, held.person],
            post=names[NameKind.POST, held.post],
            paragraph=held.paragraph,
            start=held.span[0],
            stop=held.span[1],
            person_start=held.person_span[0],
            person_stop=held.person_span[1],
            unit=held.unit,
        )

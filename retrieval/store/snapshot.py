"""One release, read: ``records.Library`` over the tables. What it says never changes, so it is cached.

It is bound to its release: while another is loaded and activated beside it, it answers as before,
until its release is pruned.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, select

from retrieval.errors import IndexBroken, ReleaseError
from retrieval.records import Article, Assembled, DateRange, IssueDate, Passage
from retrieval.store import releases, tables
from retrieval.store.cache import Cache
from retrieval.store.codec import (
    day_out,
    unpack,
    unpack_article,
    unpack_furniture,
    unpack_notices,
)
from retrieval.store.columns import table
from retrieval.store.database import Database
from retrieval.store.facts_reading import FactsReading, in_date_order
from retrieval.store.index_rows import index_rows
from retrieval.store.release_records import IndexRow, SourceInfo
from retrieval.store.source_lines import SourceLines
from retrieval.store.wholes import passage_text

__all__ = ["Snapshot"]

RELEASE = table(tables.ReleaseTable)
MEMBER = table(tables.ReleaseSourceTable)
SOURCE = table(tables.SourceTable)
ARTICLE = table(tables.ArticleTable)
PASSAGE = table(tables.PassageTable)
_IN = 500  # values in one IN (...)

TermsPresent = Callable[[Iterable[str]], set[str]]


def _no_terms(_terms: Iterable[str]) -> set[str]:
    return set()


class Snapshot(FactsReading):
    """A release as ``records.Library``; safe to use from several threads.

    Args:
        database: where it is.
        release: its number. ``ReleaseError`` where its corpus is not there.
        terms_present: asked for ``terms_present``: the index of the release knows them.
    """

    def __init__(
        self, database: Database, release: int, terms_present: TermsPresent | None = None
    ) -> None:
        super().__init__(database, release)
        self._terms_present = terms_present or _no_terms
        self._by_row: Cache[int, Article] = Cache(512)
        self._by_id: Cache[str, Article] = Cache(512)
        self._lines: Cache[str, SourceLines] = Cache(32)
        chosen = select(RELEASE.c.first_day, RELEASE.c.last_day).where(
            RELEASE.c.number == release, RELEASE.c.state.in_(("active", "kept", "draft"))
        )
        with database.read() as connection:
            row = connection.execute(chosen).first()
        if row is None:
            raise ReleaseError(f"release {release} is not there or was pruned")
        self._days = day_out(row.first_day), day_out(row.last_day)

    def article(self, article_id: str) -> Article | None:
        """The article, whole."""
        kept = self._by_id.get(article_id)
        if kept is not None:
            return kept
        chosen = self._article_select().where(ARTICLE.c.article_id == article_id, self.held())
        with self._database.read() as connection:
            row = connection.execute(chosen.order_by(ARTICLE.c.id).limit(1)).first()
        return None if row is None else self._by_id.put(article_id, _article(row))

    def passages(self, rows: Sequence[int]) -> list[tuple[Passage, Article]]:
        """The passages of these rows, in the order given.

        Raises ``IndexBroken`` when a row is not of this release: the index is another one's.
        """
        found: dict[int, Row[Any]] = {}
        columns = (PASSAGE, ARTICLE.c.article_id)
        with self._database.read() as connection:
            for start in range(0, len(rows), _IN):
                chosen = select(*columns).join(ARTICLE, ARTICLE.c.id == PASSAGE.c.article)
                some = PASSAGE.c.id.in_(rows[start : start + _IN])
                for row in connection.execute(chosen.where(some, self.held())):
                    found[row.id] = row
        missing = [number for number in rows if number not in found]
        if missing:
            raise IndexBroken(
                f"release {self.release} has no passage {missing[0]}: the index does not belong "
                "to it, or it was pruned; rebuild the index"
            )
        articles = self._articles({row.article for row in found.values()})
        return [_passage(found[number], articles) for number in rows]

    def articles_between(self, first: dt.date, last: dt.date) -> list[str]:
        """Ids of the articles dated within the range, in date order."""
        days = ARTICLE.c.date.between(first.toordinal(), last.toordinal())
        chosen = select(ARTICLE.c.article_id).where(days, self.held())
        with self._database.read() as connection:
            ids = connection.scalars(chosen.order_by(*in_date_order()))
            return list(dict.fromkeys(ids))

    def span_of_days(self) -> DateRange | None:
        """The first and the last day of the corpus."""
        first, last = self._days
        return None if first is None or last is None else (first, last)

    def source_lines(self, source: str) -> Mapping[int, str]:
        """The lines of a source as read, by number; empty where there is no such source."""
        kept = self._lines.get(source)
        if kept is not None:
            return kept
        row = self._source(source)
        return {} if row is None else self._lines.put(source, SourceLines(self._database, row.id))

    def terms_present(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that the index holds."""
        return self._terms_present(terms)

    def sources(self) -> list[SourceInfo]:
        """The sources of the release, by name."""
        chosen = select(SOURCE).join(MEMBER, MEMBER.c.source == SOURCE.c.id)
        with self._database.read() as connection:
            rows = connection.execute(chosen.where(MEMBER.c.release == self.release)).all()
        return sorted(map(_source_info, rows), key=lambda source: source.name)

    def assembled(self, source: str) -> Assembled | None:
        """A source as it was assembled, whole: articles, furniture, warnings."""
        row = self._source(source)
        if row is None:
            return None
        chosen = self._article_select().where(ARTICLE.c.source == row.id)
        with self._database.read() as connection:
            articles = connection.execute(chosen.order_by(ARTICLE.c.number)).all()
        return Assembled(
            source=row.name,
            issue_date=IssueDate(day_out(row.day), row.day_origin),
            articles=tuple(map(_article, articles)),
            furniture=unpack_furniture(row.furniture),
            warnings=unpack_notices(row.warnings),
        )

    def rows(self) -> Iterator[IndexRow]:
        """All passages with their terms: the index is rebuilt from these, nothing is cut again."""
        with self._database.read() as connection:
            sources = releases.members(connection, self.release).values()
        return index_rows(self._database, sorted(sources))

    def _source(self, name: str) -> Row[Any] | None:
        member = MEMBER.c.source == SOURCE.c.id
        held = select(MEMBER.c.source).where(MEMBER.c.release == self.release, member).exists()
        with self._database.read() as connection:
            chosen = select(SOURCE).where(SOURCE.c.name == name, held)
            return connection.execute(chosen).first()

    def _articles(self, wanted: set[int]) -> dict[int, Article]:
        kept = {row: self._by_row.get(row) for row in wanted}
        articles = {row: article for row, article in kept.items() if article is not None}
        missing = sorted(wanted - articles.keys())
        with self._database.read() as connection:
            for start in range(0, len(missing), _IN):
                some = ARTICLE.c.id.in_(missing[start : start + _IN])
                for row in connection.execute(self._article_select().where(some)):
                    articles[row.id] = self._by_row.put(row.id, _article(row))
        return articles

    def _article_select(self) -> Any:
        columns = (ARTICLE.c.id, ARTICLE.c.article_id, ARTICLE.c.body, SOURCE.c.name)
        return select(*columns).join(SOURCE, SOURCE.c.id == ARTICLE.c.source)


def _article(row: Row[Any]) -> Article:
    return unpack_article(row.article_id, row.name, row.body)


def _passage(row: Row[Any], articles: Mapping[int, Article]) -> tuple[Passage, Article]:
    article = articles[row.article]
    span = (row.start, row.stop)
    cut = passage_text(article, row.paragraph, span)
    text: str = unpack(row.text) if row.text is not None else cut or ""
    return Passage(row.article_id, row.number, row.paragraph, span, text), article


def _source_info(row: Row[Any]) -> SourceInfo:
    return SourceInfo(
        name=row.name,
        digest=row.digest,
        format=row.format,
        encoding=row.encoding,
        day=day_out(row.day),
        articles=row.articles,
        passages=row.passages,
        loaded=row.loaded,
    )

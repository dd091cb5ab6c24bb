"""Source versions -> passages with their terms, as the index wants them; a stream of bounded memory."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from retrieval.store import tables
from retrieval.store.codec import unpack_terms
from retrieval.store.columns import table
from retrieval.store.database import Database
from retrieval.store.release_records import IndexRow

__all__ = ["index_rows", "row_numbers"]

ARTICLE = table(tables.ArticleTable)
PASSAGE = table(tables.PassageTable)
TERMS = table(tables.TermsTable)
STEP = 500  # sources, or articles, a statement


def index_rows(database: Database, sources: Sequence[int]) -> Iterator[IndexRow]:
    """The passages of the source versions, in the order they were stored."""
    for start in range(0, len(sources), STEP):
        some = sources[start : start + STEP]
        after = 0
        while True:
            articles = _terms_after(database, some, after)
            if not articles:
                break
            after = articles[-1][0]
            yield from _with_rows(database, dict(articles))


def _terms_after(
    database: Database, sources: Sequence[int], after: int
) -> list[tuple[int, bytes]]:
    chosen = (
        select(TERMS.c.article, TERMS.c.body)
        .join(ARTICLE, ARTICLE.c.id == TERMS.c.article)
        .where(ARTICLE.c.source.in_(sources), ARTICLE.c.id > after)
        .order_by(ARTICLE.c.id)
        .limit(STEP)
    )
    with database.read() as connection:
        return [(row.article, row.body) for row in connection.execute(chosen)]


def _with_rows(database: Database, bodies: dict[int, bytes]) -> Iterator[IndexRow]:
    chosen = (
        select(PASSAGE.c.id, PASSAGE.c.article, PASSAGE.c.day)
        .where(PASSAGE.c.article.in_(bodies))
        .order_by(PASSAGE.c.article, PASSAGE.c.id)
    )
    with database.read() as connection:
        rows = connection.execute(chosen).all()
    article, terms = 0, iter(list[tuple[str, ...]]())
    for row in rows:
        if row.article != article:
            article, terms = row.article, iter(unpack_terms(bodies[row.article]))
        yield IndexRow(row.id, row.day, next(terms))


def row_numbers(database: Database, sources: Sequence[int]) -> list[int]:
    """The row numbers of the passages of the source versions."""
    numbers: list[int] = []
    for start in range(0, len(sources), STEP):
        chosen = (
            select(PASSAGE.c.id)
            .join(ARTICLE, ARTICLE.c.id == PASSAGE.c.article)
            .where(ARTICLE.c.source.in_(sources[start : start + STEP]))
        )
        with database.read() as connection:
            numbers += connection.scalars(chosen)
    return sorted(numbers)

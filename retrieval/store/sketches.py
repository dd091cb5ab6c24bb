"""A release -> the sketches of its articles: the first hashes of all, and the whole of those asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from retrieval.store import tables
from retrieval.store.codec import unpack_article
from retrieval.store.columns import table
from retrieval.store.database import Database

__all__ = ["KeptSketch", "ReleaseSketches"]

SKETCH = table(tables.SketchTable)
ARTICLE = table(tables.ArticleTable)
SOURCE = table(tables.SourceTable)
MEMBER = table(tables.ReleaseSourceTable)

DIGEST, KEYS, WIDTH = 8, 8, 4  # bytes before the hashes; hashes an article; bytes a hash
STEP = 20_000  # articles a statement


@dataclass(frozen=True, slots=True)
class KeptSketch:
    """An article as it is recognised: the version of its source, its place, its sketch."""

    version: int
    source: str
    line: int
    sketch: bytes


class ReleaseSketches:
    """The sketches of a release; of ``None``, none. What is read at once is some ten bytes an article."""

    def __init__(self, database: Database, release: int | None) -> None:
        self._database = database
        self._release = release

    def keys(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Numbers of the articles, and of each its first hashes: (articles,), (articles, 8)."""
        numbers: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
        hashes: list[NDArray[np.uint32]] = [np.zeros((0, KEYS), np.uint32)]
        after = 0
        while rows := self._after(after):
            after = rows[-1][0]
            numbers.append(np.array([number for number, _ in rows], np.int64))
            packed = b"".join(_filled(body) for _, body in rows)
            hashes.append(np.frombuffer(packed, "<u4").reshape(-1, KEYS))
        return np.concatenate(numbers), np.concatenate(hashes)

    def look_up(self, articles: Sequence[int]) -> dict[int, KeptSketch]:
        """These articles, with their places."""
        columns = (ARTICLE.c.id, ARTICLE.c.article_id, ARTICLE.c.body, ARTICLE.c.source)
        chosen = (
            select(*columns, SOURCE.c.name, SKETCH.c.body.label("sketch"))
            .join(SKETCH, SKETCH.c.article == ARTICLE.c.id)
            .join(SOURCE, SOURCE.c.id == ARTICLE.c.source)
            .where(ARTICLE.c.id.in_(articles))
            .order_by(ARTICLE.c.id)
        )
        found = {}
        with self._database.read() as connection:
            for row in connection.execute(chosen):
                article = unpack_article(row.article_id, row.name, row.body)
                lines = article.head_lines or article.paragraphs[0].lines
                found[row.id] = KeptSketch(row.source, row.name, lines[0], row.sketch)
        return found

    def _after(self, after: int) -> list[tuple[int, bytes]]:
        held = select(MEMBER.c.source).where(
            MEMBER.c.release == self._release, MEMBER.c.source == ARTICLE.c.source
        )
        first = func.substr(SKETCH.c.body, DIGEST + 1, KEYS * WIDTH).label("first")
        chosen = (
            select(SKETCH.c.article, first)
            .join(ARTICLE, ARTICLE.c.id == SKETCH.c.article)
            .where(SKETCH.c.article > after, held.exists())
            .order_by(SKETCH.c.article)
            .limit(STEP)
        )
        with self._database.read() as connection:
            return [(row.article, bytes(row.first)) for row in connection.execute(chosen)]


def _filled(hashes: bytes) -> bytes:
    """Eight hashes, the last again where there are fewer."""
    return (hashes + hashes[-WIDTH:] * KEYS)[: KEYS * WIDTH]

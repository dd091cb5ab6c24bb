"""Other engines on the same terms, to be measured beside ours: nothing here is used to answer.

Each is used as its documentation tells, with our k1 and b where it takes them, in one thread.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from retrieval.records import Clause
from retrieval.search.building import IndexItem
from retrieval.search.candidates import Reranked, Searcher
from retrieval.search.index import Index
from retrieval.search.scorer import STANDARD, Floats, Scoring
from retrieval.search.tantivy_engine import TantivyCandidates, build_tantivy
from retrieval.search.updating import build

__all__ = ["PEERS", "Peer", "RankBm25"]


class Peer(Protocol):
    """An engine to be measured; rows are numbered from 0 in the order of the items."""

    saved: bool  # it can be opened again from what it wrote

    def build(self, folder: Path, items: Iterable[IndexItem]) -> None:
        """Index the items, into ``folder`` where it can; ``ImportError`` if it is not installed."""

    def open(self, folder: Path) -> None:
        """Make ready to search what was built, in this process or in another."""

    def search(self, terms: Sequence[str], k: int) -> Sequence[int]:
        """The rows of the ``k`` best, best first."""


class _Ours:
    """wenbao's own engines."""

    saved = True

    def __init__(
        self,
        make: Callable[[Path, Iterable[IndexItem]], None],
        opened: Callable[[Path], Searcher],
    ) -> None:
        self._make, self._opened = make, opened
        self.searcher: Searcher | None = None

    def build(self, folder: Path, items: Iterable[IndexItem]) -> None:
        self._make(folder, items)

    def open(self, folder: Path) -> None:
        self.searcher = self._opened(folder)

    def search(self, terms: Sequence[str], k: int) -> Sequence[int]:
        assert self.searcher is not None  # noqa: S101  # open() comes first
        return [row for row, _ in self.searcher.search([Clause(((term,),)) for term in terms], k)]


class RankBm25:
    """rank_bm25 as it is: everything in memory, every passage scored by ``get_scores``."""

    saved = False

    def build(self, folder: Path, items: Iterable[IndexItem]) -> None:  # noqa: ARG002
        """Index the items; nothing can be written."""
        from rank_bm25 import BM25Okapi

        self._scored: tuple[str, ...] | None = None
        self._stock = BM25Okapi([item.terms for item in items], k1=STANDARD.k1, b=STANDARD.b)

    def open(self, folder: Path) -> None:
        """Nothing to do."""

    def search(self, terms: Sequence[str], k: int) -> Sequence[int]:
        """Its ten best, as its ``get_top_n`` finds them, without copying the passages."""
        self._scores: Floats = self._stock.get_scores(terms)
        self._scored = tuple(terms)
        return np.argsort(self._scores)[::-1][:k].tolist()  # type: ignore[no-any-return]

    def same_best(self, terms: Sequence[str], rows: Sequence[int]) -> bool:
        """Whether these are the best by its own scores of the last search; equal scores count as the same."""
        if self._scored != tuple(terms):
            self.search(terms, len(rows))
        scores = self._scores
        best = np.partition(scores, len(scores) - len(rows))[len(scores) - len(rows) :]
        return bool((np.sort(scores[list(rows)]) == np.sort(best)).all())


class _Bm25s:
    saved = True

    def build(self, folder: Path, items: Iterable[IndexItem]) -> None:
        import bm25s

        engine = bm25s.BM25(k1=STANDARD.k1, b=STANDARD.b)
        engine.index([list(item.terms) for item in items], show_progress=False)
        engine.save(folder)

    def open(self, folder: Path) -> None:
        import bm25s

        self._engine: Any = bm25s.BM25.load(folder)

    def search(self, terms: Sequence[str], k: int) -> Sequence[int]:
        found: list[int] = self._engine.retrieve([list(terms)], k=k, show_progress=False)[0][
            0
        ].tolist()
        return found


class _Fts5:
    saved = True

    def build(self, folder: Path, items: Iterable[IndexItem]) -> None:
        folder.mkdir()
        with sqlite3.connect(folder / "fts.db") as db:
            # every character but the space belongs to a word
            categories = "unicode61 categories 'L* M* N* P* S* C*' tokenchars '.-+_/%\u2060'"
            db.execute(
                "create virtual table passages using fts5"
                f'(terms, content="", tokenize="{categories}")'
            )
            db.executemany(
                "insert into passages(rowid, terms) values(?, ?)",
                ((item.row + 1, " ".join(item.terms)) for item in items),
            )
        db.close()

    def open(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "fts.db")

    def search(self, terms: Sequence[str], k: int) -> Sequence[int]:
        query = " OR ".join(f'"{term}"' for term in terms)
        rows = self._db.execute(
            "select rowid from passages where passages match ? order by rank limit ?", (query, k)
        )
        return [row - 1 for (row,) in rows]


class _Tantivy:
    saved = True

    def build(self, folder: Path, items: Iterable[IndexItem]) -> None:
        build_tantivy(folder, items)

    def open(self, folder: Path) -> None:
        self._engine = TantivyCandidates(folder)

    def search(self, terms: Sequence[str], k: int) -> Sequence[int]:
        return self._engine.rows(dict.fromkeys(terms, 1.0), k)


class _Whoosh:
    saved = True

    def build(self, folder: Path, items: Iterable[IndexItem]) -> None:
        from whoosh import fields, index

        folder.mkdir()
        schema = fields.Schema(row=fields.STORED, terms=fields.KEYWORD(scorable=True))
        writer = index.create_in(str(folder), schema).writer(limitmb=256)
        for item in items:
            writer.add_document(row=item.row, terms=" ".join(item.terms))
        writer.commit()

    def open(self, folder: Path) -> None:
        from whoosh import index, scoring

        model = scoring.BM25F(B=STANDARD.b, K1=STANDARD.k1)
        self._searcher: Any = index.open_dir(str(folder)).searcher(weighting=model)

    def search(self, terms: Sequence[str], k: int) -> Sequence[int]:
        from whoosh import query

        wanted = query.Or([query.Term("terms", term) for term in terms])
        return [hit["row"] for hit in self._searcher.search(wanted, limit=k)]


def _like_rank_bm25(folder: Path) -> Searcher:
    return Index.open(folder, Scoring(STANDARD.k1, STANDARD.b, "okapi"))


PEERS: dict[str, Callable[[], Peer]] = {
    "wenbao": lambda: _Ours(build, Index.open),
    "wenbao, idf of rank_bm25": lambda: _Ours(build, _like_rank_bm25),
    "wenbao + tantivy": lambda: _Ours(build_tantivy, lambda f: Reranked(TantivyCandidates(f))),
    "rank_bm25": RankBm25,
    "bm25s": _Bm25s,
    "SQLite FTS5": _Fts5,
    "tantivy": _Tantivy,
    "Whoosh": _Whoosh,
}

"""A folder of segments -> the best passages for a query: the embedded engine.

``build`` writes a folder, ``update`` a new one that shares the unchanged segments with the old, and
``Index`` answers from one. Nothing in a folder ever changes once its manifest is written.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from retrieval.records import Clause
from retrieval.search.manifest import TRUSTED, check, read_manifest
from retrieval.search.memory import keep_freed_memory
from retrieval.search.ranking import Ranker, rank
from retrieval.search.scorer import STANDARD, Rows, Scorer, Scoring
from retrieval.search.segment import Segment

__all__ = ["Index"]


class Index:
    """An index, open for searching from any number of threads; the ``Corpus`` of its scorer."""

    def __init__(
        self, segments: Sequence[Segment], passages: int, tokens: int, scoring: Scoring
    ) -> None:
        """Join segments; ``passages`` and ``tokens`` count what lives in them. Use ``open``."""
        self.sources = list(segments)
        self.passages = passages
        self.tokens = tokens
        self._scorer = Scorer(self, scoring)
        self._ranked = [(segment, Ranker(self._scorer, segment)) for segment in self.sources]

    @classmethod
    def open(cls, folder: Path, scoring: Scoring = STANDARD, *, thorough: bool = False) -> "Index":
        """Open the index in ``folder``; ``IndexBroken`` if a file is missing or its digest is wrong.

        ``thorough`` hashes every file, also the large ones that look untouched (``manifest.check``).
        """
        keep_freed_memory()
        manifest = read_manifest(folder)
        for segment in manifest.segments:
            check(
                folder / segment.name, segment.files, trusted=sys.maxsize if thorough else TRUSTED
            )
        return cls(
            [Segment(folder / segment.name) for segment in manifest.segments],
            sum(segment.passages for segment in manifest.segments),
            sum(segment.tokens for segment in manifest.segments),
            scoring,
        )

    def search(
        self, clauses: Sequence[Clause], k: int, days: tuple[int, int] | None = None
    ) -> list[tuple[int, float]]:
        """The ``k`` best (row, score) of the passages in which a term stands, best first.

        ``days`` are ordinals, both inclusive; a passage without a date has day 0.
        """
        rows, scores = [], []
        for segment, ranker in self._ranked:
            places, values = ranker.best(clauses, k, segment.between(days))
            rows.append(segment.rows[places])
            scores.append(values)
        return rank(np.concatenate(rows), np.concatenate(scores), k) if rows else []

    def scores(self, terms: Sequence[str]) -> list[tuple[int, float]]:
        """(row, score) of every passage, in the index's order: rank_bm25's ``get_scores``."""
        rows = [int(row) for segment in self.sources for row in segment.rows]
        return list(zip(rows, self._scorer.get_scores(terms).tolist(), strict=True))

    def terms_present(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that stand in a living passage."""
        return {term for term in terms if self.frequency(term)}

    def frequency(self, term: str) -> int:
        """In how many living passages the term stands."""
        return sum(segment.frequency(term) for segment in self.sources)

    def frequencies(self) -> Rows:
        """The same of every term, in the order in which the segments name them first."""
        found: dict[str, int] = {}
        for segment in self.sources:
            names, counts = list(segment.terms()), segment.frequencies()
            for number in np.argsort(segment.seen):
                found[names[number]] = found.get(names[number], 0) + int(counts[number])
        return np.array([count for count in found.values() if count], np.int64)

    def close(self) -> None:
        """Let go of the files; a closed index finds nothing."""
        self.sources, self._ranked = [], []

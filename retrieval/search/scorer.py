"""Postings and the corpus's statistics -> BM25 scores: the one formula of every engine.

``Scorer`` is ``rank_bm25.BM25Okapi`` on postings: it keeps the parent's attributes and formula, but
reads document frequencies and lengths from a ``Corpus`` that may grow and shrink.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from retrieval.errors import SettingsError

__all__ = ["STANDARD", "Corpus", "Floats", "Postings", "Rows", "Scorer", "Scoring", "Source"]

Floats = NDArray[np.float64]
Rows = NDArray[np.integer]
Postings = tuple[
    Rows, Rows
]  # places (rising, in a source's order) and how often the term stands there


@dataclass(frozen=True, slots=True)
class Scoring:
    """The free parameters of BM25.

    ``idf`` is ``positive``: ln(1 + (N - n + .5) / (n + .5)), above zero on any corpus (the form of
    Lucene, tantivy and Qdrant); or ``okapi``: rank_bm25's own, which is zero or negative for a word in
    half of the passages.
    """

    k1: float = 0.9
    b: float = 0.6
    idf: Literal["positive", "okapi"] = "positive"

    def __post_init__(self) -> None:
        if not (self.k1 > 0 and 0 <= self.b <= 1):
            raise SettingsError(f"BM25 needs k1 > 0 and 0 <= b <= 1, not k1={self.k1}, b={self.b}")
        if self.idf not in {"positive", "okapi"}:
            raise SettingsError(f"the idf is 'positive' or 'okapi', not {self.idf!r}")


STANDARD = Scoring()
_KEPT = 50_000  # terms whose idf is kept


class Source(Protocol):
    """Passages in a fixed order, by date: a segment of the index, or candidates of another engine."""

    @property
    def lengths(self) -> Rows:
        """Terms in each passage, shape (passages,)."""

    @property
    def dead(self) -> Rows:
        """Places of the passages that were removed, rising."""

    def postings(self, term: str) -> Postings:
        """Where the term stands, removed passages too; empty where it does not."""

    def peak(self, term: str) -> int:
        """How often the term stands in one of them at most."""


class Corpus(Protocol):
    """What the formula needs to know of all passages that are not removed."""

    @property
    def passages(self) -> int:
        """How many there are: N."""

    @property
    def tokens(self) -> int:
        """The sum of their lengths."""

    @property
    def sources(self) -> Sequence[Source]:
        """Where they are, in order."""

    def frequency(self, term: str) -> int:
        """In how many of them the term stands: n, the document frequency."""

    def frequencies(self) -> Rows:
        """Frequency of every term, terms in the order in which the corpus first names them (for ``okapi``)."""


class Scorer(BM25Okapi):  # type: ignore[misc]  # rank_bm25 has no types
    """BM25 (k1, b) as rank_bm25 computes it, to the last bit, on postings."""

    def __init__(self, corpus: Corpus, scoring: Scoring = STANDARD) -> None:
        """Take the statistics of ``corpus``; nothing is copied."""
        self.scoring = scoring
        super().__init__(corpus, k1=scoring.k1, b=scoring.b)

    def _initialize(self, corpus: Corpus) -> Corpus:
        self.corpus = corpus
        self.corpus_size = corpus.passages
        self.avgdl = corpus.tokens / corpus.passages if corpus.passages else 0.0
        return corpus

    def _calc_idf(self, nd: Corpus) -> None:
        """Prepare ``idf``: nothing to prepare, but for ``okapi``, which floors by an average over all terms."""
        self.average_idf = 0.0
        if self.scoring.idf == "okapi":
            found = nd.frequencies()
            distinct, places = np.unique(found, return_inverse=True)
            logs = np.array([self._okapi(int(n)) for n in distinct])[places]
            # added one by one, as the parent does: numpy's sum would add in pairs and differ in the last bit
            self.average_idf = float(logs.cumsum()[-1]) / logs.size if logs.size else 0.0

    def _okapi(self, frequency: int) -> float:
        return math.log(self.corpus_size - frequency + 0.5) - math.log(frequency + 0.5)

    def weigh(self, frequency: int) -> float:
        """Return the idf of a term that stands in ``frequency`` passages."""
        if self.scoring.idf == "positive":
            return math.log(1 + (self.corpus_size - frequency + 0.5) / (frequency + 0.5))
        idf = self._okapi(frequency)
        return float(self.epsilon * self.average_idf) if idf < 0 else idf

    def idf_of(self, term: str) -> float:
        """Return the idf of a term of the corpus, from ``idf`` where it was asked for before."""
        idf: float | None = self.idf.get(term)
        if idf is None:
            if len(self.idf) >= _KEPT:
                self.idf.clear()
            idf = self.idf[term] = self.weigh(self.corpus.frequency(term))
        return idf

    def norms(self, lengths: Rows) -> Floats:
        """Return the length part of the formula, k1 (1 - b + b |d| / avgdl), for each passage."""
        norms: Floats = self.k1 * (1 - self.b + self.b * lengths / (self.avgdl or 1.0))
        return norms

    def impacts(self, idf: float | Floats, found: Rows | Floats, norms: Floats) -> Floats:
        """Return what a term adds to the passages in which it stands ``found`` times.

        ``norms`` are those of the same passages, the shapes are equal.
        """
        times = found.astype(np.float64, copy=False)
        impacts: Floats = idf * (times * (self.k1 + 1) / (times + norms))
        return impacts

    def saturation(self, times: int, norm: float) -> float:
        """Return what ``impacts`` gives for an idf of 1, for one passage."""
        return float(times * (self.k1 + 1) / (times + norm))

    def get_scores(self, query: Sequence[str]) -> Floats:
        """Score every passage of every source, in order, as the parent does; removed ones score 0."""
        parts = [self._scores(source, query) for source in self.corpus.sources]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _scores(self, source: Source, query: Sequence[str]) -> Floats:
        scores = np.zeros(len(source.lengths))
        norms = self.norms(source.lengths)
        for term in query:
            rows, found = source.postings(term)
            if len(rows):
                scores[rows] += self.impacts(self.idf_of(term), found, norms[rows])
        scores[source.dead] = 0.0
        return scores

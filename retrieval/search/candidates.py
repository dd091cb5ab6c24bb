"""What another engine found -> the same ranking as the embedded engine's.

An engine only brings candidates, some 50, with their terms. They are put into a source of their own,
and the one scorer ranks them with the statistics of the whole release; so the score of a passage is
the same whatever engine found it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from retrieval.errors import SettingsError
from retrieval.records import Clause
from retrieval.search.ranking import Ranker, rank
from retrieval.search.scorer import STANDARD, Postings, Rows, Scorer, Scoring, Source
from retrieval.search.statistics import Statistics

__all__ = ["Candidate", "Candidates", "Reranked", "Searcher"]

_MORE = 20  # times as many candidates, asked for once where too many were brought by mistake


class Searcher(Protocol):
    """What the engine asks questions of: an ``Index``, or ``Reranked`` candidates."""

    def search(
        self, clauses: Sequence[Clause], k: int, days: tuple[int, int] | None = None
    ) -> list[tuple[int, float]]:
        """The ``k`` best (row, score), best first; ``EngineAway`` if the engine does not answer in time."""

    def terms_present(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that stand in a passage."""

    def frequency(self, term: str) -> int:
        """In how many passages a term stands."""

    @property
    def passages(self) -> int:
        """How many passages there are."""

    def close(self) -> None:
        """Let go of files and connections."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that an engine brings: its row in the release and all its terms."""

    row: int
    terms: Sequence[str]


class Candidates(Protocol):
    """An engine that holds the passages of one release."""

    @property
    def statistics(self) -> Statistics:
        """The counts of the release."""

    def gather(
        self, weights: Mapping[str, float], count: int, days: tuple[int, int] | None
    ) -> list[Candidate]:
        """About the best ``count`` passages for these terms, in any order; ``EngineAway`` in bounded time."""

    def close(self) -> None:
        """Let go of files and connections."""


class Reranked:
    """Candidates, ranked by the one scorer."""

    def __init__(
        self, engine: Candidates, scoring: Scoring = STANDARD, *, candidates: int = 50
    ) -> None:
        """``candidates`` are asked of the engine, more where more are wanted."""
        if scoring.idf != "positive":
            raise SettingsError("rank_bm25's own idf is for the embedded engine alone")
        self._engine = engine
        self._scoring = scoring
        self._count = candidates

    def search(
        self, clauses: Sequence[Clause], k: int, days: tuple[int, int] | None = None
    ) -> list[tuple[int, float]]:
        """The ``k`` best (row, score) of the candidates, best first."""
        weights: dict[str, float] = {}
        for clause in clauses:
            for term in {term for bag in clause.alternatives for term in bag}:
                weights[term] = weights.get(term, 0.0) + clause.weight
        if not weights or k <= 0:
            return []
        count = max(k, self._count)
        found = self._engine.gather(weights, count, days)
        ranked = self._ranked(found, weights, clauses, k)
        if len(ranked) < k and len(found) >= count:
            # Some hold no word of the question, only one that an engine takes for it (a shared key).
            found = self._engine.gather(weights, _MORE * count, days)
            ranked = self._ranked(found, weights, clauses, k)
        return ranked

    def _ranked(
        self,
        found: Sequence[Candidate],
        weights: Mapping[str, float],
        clauses: Sequence[Clause],
        k: int,
    ) -> list[tuple[int, float]]:
        if not found:
            return []
        few = _Few(found, weights, self._engine.statistics)
        ranker = Ranker(Scorer(few, self._scoring), few)
        places, scores = ranker.best(clauses, k, (0, len(found)))
        return rank(few.rows[places], scores, k)

    def terms_present(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that stand in a passage of the release."""
        return {term for term in terms if self._engine.statistics.frequency(term)}

    def frequency(self, term: str) -> int:
        """In how many passages of the release a term stands."""
        return self._engine.statistics.frequency(term)

    @property
    def passages(self) -> int:
        """How many passages the release has."""
        return self._engine.statistics.passages

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.close()


class _Few:
    """Candidates as a source of postings, with the statistics of all passages."""

    def __init__(
        self, found: Sequence[Candidate], terms: Iterable[str], statistics: Statistics
    ) -> None:
        self.rows: Rows = np.array([candidate.row for candidate in found], np.int64)
        self.lengths: Rows = np.array([len(candidate.terms) for candidate in found], np.int64)
        self.dead: Rows = np.zeros(0, np.int64)
        self.sources: Sequence[Source] = [self]
        self.passages, self.tokens = statistics.passages, statistics.tokens
        self.frequency = statistics.frequency
        wanted = frozenset(terms)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, candidate in enumerate(found):
            for term, times in Counter(filter(wanted.__contains__, candidate.terms)).items():
                self._postings[term].append((place, times))

    def postings(self, term: str) -> Postings:
        pairs = np.array(self._postings.get(term, []), np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def peak(self, term: str) -> int:
        return int(self.postings(term)[1].max(initial=0))

    def frequencies(self) -> Rows:
        raise NotImplementedError  # only rank_bm25's own idf needs them, and that was refused

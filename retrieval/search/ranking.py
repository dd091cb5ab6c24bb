"""Clauses and postings -> the best passages of a source, with their exact scores.

A passage matches where one of the terms stands in it, whatever the sign of its score. Equal scores stand
in the order of the rows.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from retrieval.records import Clause
from retrieval.search.scorer import Floats, Postings, Rows, Scorer, Source

__all__ = ["best", "rank"]

Part = tuple[Rows, Floats]  # places, rising, and what a clause adds to each


def best(
    scorer: Scorer,
    source: Source,
    norms: Floats,
    clauses: Sequence[Clause],
    k: int,
    within: tuple[int, int],
) -> tuple[Rows, Floats]:
    """The places of the ``k`` best passages of a source between two places, and their scores.

    More than ``k`` come back where the last ones are equal; they are not sorted.
    """
    first, last = within
    parts = list(_parts(scorer, source, norms, clauses, within))
    if not parts or first == last:
        return np.zeros(0, np.int64), np.zeros(0)
    scores = np.zeros(last - first)
    for places, added in parts:
        np.add.at(scores, places - first, added)
    found = _found(scores, [places for places, _ in parts], first)
    if len(source.dead):
        found = np.setdiff1d(found, source.dead - first, assume_unique=True)
    values = scores[found]
    if len(found) > k:
        enough = values >= np.partition(values, len(values) - k)[len(values) - k]
        found, values = found[enough], values[enough]
    return found + first, values


def rank(rows: Rows, scores: Floats, k: int) -> list[tuple[int, float]]:
    """(row, score), best first, equal scores by row; ``k`` at most."""
    order = np.lexsort((rows, -scores))[:k]
    return [(int(rows[i]), float(scores[i])) for i in order]


def _found(scores: Floats, places: Sequence[Rows], first: int) -> Rows:
    touched = np.zeros(len(scores), np.bool_)
    for some in places:
        touched[some - first] = True
    return np.flatnonzero(touched)


def _parts(
    scorer: Scorer,
    source: Source,
    norms: Floats,
    clauses: Sequence[Clause],
    within: tuple[int, int],
) -> Iterator[Part]:
    """What each clause that matches adds, and where."""
    for clause in clauses:
        if len(clause.alternatives) == 1 and len(clause.alternatives[0]) == 1:
            part = _single(scorer, source, norms, clause.alternatives[0][0], within)
        else:
            part = _best_of(
                [
                    _scaled(_sum(scorer, source, norms, terms, within), likely)
                    for terms, likely in zip(clause.alternatives, _likely(clause), strict=True)
                ]
            )
        if len(part[0]):
            yield part[0], part[1] * clause.weight


def _single(
    scorer: Scorer, source: Source, norms: Floats, term: str, within: tuple[int, int]
) -> Part:
    places, found = _cut(source.postings(term), within)
    if not len(places):
        return places, np.zeros(0)
    return places, scorer.impacts(scorer.idf_of(term), found, norms[places])


def _cut(postings: Postings, within: tuple[int, int]) -> Postings:
    places, found = postings
    first, last = places.searchsorted(within)
    return places[first:last], found[first:last]


def _sum(
    scorer: Scorer, source: Source, norms: Floats, terms: Sequence[str], within: tuple[int, int]
) -> Part:
    """An alternative: where any of its terms stands, and the sum of what they add."""
    return _join([_single(scorer, source, norms, term, within) for term in terms], np.add)


def _likely(clause: Clause) -> Sequence[float]:
    return clause.weights or (1.0,) * len(clause.alternatives)


def _scaled(part: Part, factor: float) -> Part:
    return part if factor == 1.0 else (part[0], part[1] * factor)


def _best_of(parts: Sequence[Part]) -> Part:
    """A clause: where any alternative matches, and the best of those that do."""
    return _join(parts, np.maximum)


def _join(parts: Sequence[Part], combine: np.ufunc) -> Part:
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0)
    places = np.unique(np.concatenate([part[0] for part in parts]))
    joined = np.full(len(places), combine.identity if combine.identity is not None else -np.inf)
    for some, added in parts:
        combine.at(joined, places.searchsorted(some), added)
    return places, joined

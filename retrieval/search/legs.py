"""Clauses -> legs: what each clause may add to the passages of one source, and to which.

The terms of a clause without a choice are legs of their own, left as their postings until it is known which
of them are worth scoring. A clause with a choice is worked out at once: the best of its alternatives, each
the sum of its terms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.records import Clause
from retrieval.search.scorer import Floats, Postings, Rows, Scorer, Source

__all__ = ["Leg", "legs_of"]

_SPARSE = (
    64  # marking costs a byte for each passage, sorting some 64 times as much for each posting
)


@dataclass(frozen=True, slots=True)
class Leg:
    """A clause that matches: its places, rising, and either ``found`` with ``idf``, or ``added`` itself.

    ``bound`` is the most it adds to any passage, and ``sure`` whether it always adds more than nothing.
    """

    places: Rows
    weight: float
    bound: float
    sure: bool
    idf: float = 0.0
    found: Rows | None = None
    added: Floats | None = None


def legs_of(
    scorer: Scorer,
    source: Source,
    norms: Floats,
    clauses: Sequence[Clause],
    within: tuple[int, int] | None,
    least: float,
) -> Iterator[Leg]:
    """The legs of the clauses that match between two places (``None``: anywhere), in the clauses' order.

    ``least`` is the least of the norms.
    """
    for clause in clauses:
        factors = _likely(clause)
        if len(clause.alternatives) == 1:
            weight = clause.weight * factors[0]
            for term in clause.alternatives[0]:
                places, found = _cut(source.postings(term), within)
                if len(places):
                    idf = scorer.idf_of(term)
                    bound = idf * scorer.saturation(source.peak(term), least) * weight
                    yield Leg(places, weight, bound, bound > 0, idf, found)
        else:
            sums = [
                _scaled(_sum(scorer, source, norms, terms, within), factor)
                for terms, factor in zip(clause.alternatives, factors, strict=True)
            ]
            places, added = _join(sums, np.maximum, len(norms))
            if len(places):
                added = added * clause.weight
                bound = float(added.max())
                yield Leg(places, clause.weight, bound, bool((added > 0).all()), added=added)


Part = tuple[Rows, Floats]  # places, rising, and what is added to each


def _likely(clause: Clause) -> Sequence[float]:
    """The factors of the alternatives: all alike where none are given."""
    return clause.weights or (1.0,) * len(clause.alternatives)


def _scaled(part: Part, factor: float) -> Part:
    return part if factor == 1.0 else (part[0], part[1] * factor)


def _cut(postings: Postings, within: tuple[int, int] | None) -> Postings:
    places, found = postings
    if within is None or not len(places):
        return postings
    # the places' own type: another would make numpy convert the whole list first
    first, last = places.searchsorted(np.array(within, places.dtype))
    return places[first:last], found[first:last]


def _sum(
    scorer: Scorer,
    source: Source,
    norms: Floats,
    terms: Sequence[str],
    within: tuple[int, int] | None,
) -> Part:
    """An alternative: where any of its terms stands, and the sum of what they add."""
    parts = []
    for term in terms:
        places, found = _cut(source.postings(term), within)
        if len(places):
            parts.append((places, scorer.impacts(scorer.idf_of(term), found, norms[places])))
    return _join(parts, np.add, len(norms))


def _join(parts: Sequence[Part], combine: np.ufunc, size: int) -> Part:
    """Where any part matches, and the sum, or the greatest, of those that do; ``size`` places in all."""
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return np.zeros(0, np.uint32), np.zeros(0)
    if len(parts) == 1:
        return parts[0]
    places = _union([part[0] for part in parts], size)
    joined = np.zeros(len(places)) if combine is np.add else np.full(len(places), -np.inf)
    for some, added in parts:
        at = places.searchsorted(some)
        joined[at] = combine(joined[at], added)  # a part names a place once
    return places, joined


def _union(lists: Sequence[Rows], size: int) -> Rows:
    """The places of some lists, each once, rising: by sorting few, by marking many."""
    places = np.concatenate(lists)
    if len(places) * _SPARSE < size:
        return np.unique(places)
    marked = np.zeros(size, np.bool_)
    marked[places] = True
    return np.flatnonzero(marked).astype(places.dtype)

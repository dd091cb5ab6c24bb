"""Clauses -> legs: what each clause may add to the passages of one source, and to which.

A clause of one term is left as its postings until it is known which of them are worth scoring. A clause
with a choice is worked out at once: the best of its alternatives, each the sum of its terms.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.records import Clause
from retrieval.search.scorer import Floats, Postings, Rows, Scorer, Source

__all__ = ["Leg", "legs_of"]


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
        if (
            len(clause.alternatives) == 1
            and len(clause.alternatives[0]) == 1
            and not clause.weights
        ):
            term = clause.alternatives[0][0]
            places, found = _cut(source.postings(term), within)
            if len(places):
                idf = scorer.idf_of(term)
                bound = idf * scorer.saturation(source.peak(term), least) * clause.weight
                yield Leg(places, clause.weight, bound, bound > 0, idf, found)
        else:
            sums = [
                _scaled(_sum(scorer, source, norms, terms, within), likely)
                for terms, likely in zip(clause.alternatives, _likely(clause), strict=True)
            ]
            places, added = _join(sums, np.maximum)
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
    return _join(parts, np.add)


def _join(parts: Sequence[Part], combine: np.ufunc) -> Part:
    """Where any part matches, and the sum, or the greatest, of those that do."""
    parts = [part for part in parts if len(part[0])]
    if not parts:
        return np.zeros(0, np.uint32), np.zeros(0)
    if len(parts) == 1:
        return parts[0]
    places = np.unique(np.concatenate([part[0] for part in parts]))
    joined = np.zeros(len(places)) if combine is np.add else np.full(len(places), -np.inf)
    for some, added in parts:
        combine.at(joined, places.searchsorted(some), added)
    return places, joined

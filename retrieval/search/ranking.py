"""Legs -> the best passages of a source, with their exact scores, from as few postings as will do.

Rare terms are scored first. Once the k-th best of what they found is above all that the common terms
could add to a passage without them, only the passages found can be among the best, and the common
terms are looked up for those alone (the idea of MaxScore: Turtle and Flood, Query evaluation: strategies
and optimizations, 1995). What comes out is what scoring every posting gives, to the last bit.

A passage matches where one of the terms stands in it, whatever the sign of its score. Equal scores stand
in the order of the rows.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.records import Clause
from retrieval.search.legs import Leg, legs_of
from retrieval.search.scorer import Floats, Rows, Scorer, Source

__all__ = ["Ranker", "rank"]

_FEW = 8192  # postings that are scored at once rather than thought about
_WORTH = 1.5  # times the postings that must be scored, as scoring is cheaper than looking up
_AT_ONCE = 256  # places that are looked up before some are given up
_DENSE = 0.25  # postings a passage from which all passages are gone through rather than told apart
_MARGIN = 1e-9  # far more than rounding can move a sum of scores


def rank(rows: Rows, scores: Floats, k: int) -> list[tuple[int, float]]:
    """(row, score), best first, equal scores by row; ``k`` at most."""
    order = np.lexsort((rows, -scores))[:k]
    return list(zip(rows[order].tolist(), scores[order].tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Scored:
    """What some legs add, posting by posting, and summed up by passage.

    ``numbers`` are the legs', ``sizes`` their numbers of postings; ``added`` is what each posting adds
    and ``group`` the passage it adds to, below ``groups``; ``names`` are the groups of ``places`` and ``sums``.
    """

    numbers: Sequence[int]
    sizes: Sequence[int]
    added: Floats
    group: Rows
    groups: int
    names: Rows
    places: Rows
    sums: Floats


class Ranker:
    """Ranks the passages of one source; for any number of threads."""

    def __init__(self, scorer: Scorer, source: Source) -> None:
        """Prepare the length part of the formula: 8 bytes a passage."""
        self._scorer = scorer
        self._source = source
        self._norms = scorer.norms(source.lengths)
        # most terms stand in a passage once: what that adds, but for the idf
        self._once = scorer.impacts(1.0, np.ones(len(self._norms)), self._norms)
        self._least = float(self._norms.min()) if len(self._norms) else 0.0
        self._is_dead = np.zeros(len(source.lengths), np.bool_)
        self._is_dead[source.dead] = True
        self._own = threading.local()

    def best(
        self, clauses: Sequence[Clause], k: int, within: tuple[int, int]
    ) -> tuple[Rows, Floats]:
        """The places of the ``k`` best passages between two places, and their scores, not sorted.

        More than ``k`` come back where the last ones are equal.
        """
        part = None if within == (0, len(self._norms)) else within
        legs = list(legs_of(self._scorer, self._source, self._norms, clauses, part, self._least))
        if not legs:
            return np.zeros(0, np.int64), np.zeros(0)
        found = self._narrowed(legs, k) if k > 0 and all(leg.sure for leg in legs) else None
        places, sums = found or self._all(legs)
        enough = sums >= _kth(sums, k)
        return places[enough], sums[enough]

    def _all(self, legs: Sequence[Leg]) -> tuple[Rows, Floats]:
        """Every living passage that matches, and its score."""
        scored = self._score(legs, range(len(legs)))
        alive = ~self._is_dead[scored.places]
        return scored.places[alive], scored.sums[alive]

    def _narrowed(self, legs: Sequence[Leg], k: int) -> tuple[Rows, Floats] | None:
        """The passages that can be among the best and their scores; ``None`` if all must be scored."""
        order = sorted(range(len(legs)), key=lambda i: len(legs[i].places))
        sizes = np.cumsum([len(legs[i].places) for i in order])
        rest = np.cumsum([0.0, *(legs[i].bound for i in reversed(order))])[::-1]
        budget = _FEW
        while (taken := max(1, int(sizes.searchsorted(budget, "right")))) < len(legs):
            scored = self._score(legs, order[:taken])
            floor = _kth(scored.sums, k)
            if floor <= rest[taken] * (1 + _MARGIN):
                floor = self._floor(scored, legs, order[taken:], k)
                needed = int((rest * (1 + _MARGIN) >= floor).sum())  # ``rest`` falls
                if needed < len(legs):
                    enough = int(sizes.searchsorted(_WORTH * sizes[needed - 1], "right"))
                    taken = max(taken, needed, min(enough, len(legs) - 1))
                    scored = self._score(legs, order[:taken])
            if floor > rest[taken] * (1 + _MARGIN):
                return self._finish(scored, legs, order[taken:], rest[taken:], (k, floor))
            budget = max(budget * 8, int(sizes[taken]))
        return None

    def _floor(self, scored: _Scored, legs: Sequence[Leg], left: Sequence[int], k: int) -> float:
        """A score that ``k`` passages reach: the k-th of those that look best so far, scored in full."""
        best = np.flatnonzero(scored.sums >= _kth(scored.sums, k))[: 2 * k]
        places = scored.places[best]
        return _kth(scored.sums[best] + self._look_up(legs, left, places).sum(axis=0), k)

    def _finish(
        self,
        scored: _Scored,
        legs: Sequence[Leg],
        left: Sequence[int],
        rest: Floats,
        reach: tuple[int, float],
    ) -> tuple[Rows, Floats]:
        """Look the legs that are left up for the passages that can still win; add all up in order.

        ``reach`` is k, and a score that so many passages reach.
        """
        k, floor = reach
        index, sums = np.arange(len(scored.places)), scored.sums
        found: list[tuple[Sequence[int], Rows, Floats]] = []
        first = 0
        while first < len(left):
            promising = _promising(sums, float(rest[first]), floor)
            index, sums = index[promising], sums[promising]
            part = left[first : first + max(1, _AT_ONCE // (len(index) + 1))]
            added = self._look_up(legs, part, scored.places[index])
            found.append((part, index, added))
            sums = sums + added.sum(axis=0)
            floor = max(floor, _kth(sums, k))
            first += len(part)
        index = index[_promising(sums, 0.0, floor)]
        column = np.full(scored.groups, -1, np.int32)
        column[scored.names[index]] = np.arange(len(index))
        table = np.zeros((len(legs), len(index)))
        at = column.take(scored.group)
        chosen = np.flatnonzero(at >= 0)
        rows = np.cumsum(scored.sizes).searchsorted(chosen, "right")
        table[np.asarray(scored.numbers)[rows], at[chosen]] = scored.added[chosen]
        for part, tried, added in found:
            won = column[scored.names[tried]] >= 0
            table[part] = added[:, won]  # the winners came through each step, in order
        # in the order of the query, one by one, as rank_bm25 does; numpy's sum would add in pairs
        return scored.places[index], table.cumsum(axis=0)[-1]

    def _score(self, legs: Sequence[Leg], numbers: Sequence[int]) -> _Scored:
        """What these legs add to each passage that any of them touches; to a dead one, nothing counts."""
        some = [legs[number] for number in numbers]
        sizes = [len(leg.places) for leg in some]
        places = np.concatenate([leg.places for leg in some])
        added = self._added(some, places)
        # bincount adds one by one, in order, as a loop would
        if len(places) > _DENSE * len(self._norms) and all(leg.sure for leg in some):
            all_sums = np.bincount(places, added, len(self._norms))
            once = np.flatnonzero(all_sums > 0).astype(places.dtype)  # what is sure adds something
            scored = _Scored(
                numbers, sizes, added, places, len(all_sums), once, once, all_sums[once]
            )
        else:
            once, group = self._grouped(places)
            count = len(once)
            sums = np.asarray(np.bincount(group, added, count), np.float64)
            scored = _Scored(numbers, sizes, added, group, count, np.arange(count), once, sums)
        if len(self._source.dead):
            scored.sums[self._is_dead[once]] = -np.inf
        return scored

    def _added(self, legs: Sequence[Leg], places: Rows) -> Floats:
        """What each leg adds to its places, one leg after the other; ``places`` are all of them."""
        if any(leg.found is None for leg in legs):
            return np.concatenate([self._leg_added(leg) for leg in legs])
        sizes = [len(leg.places) for leg in legs]
        found = np.concatenate([leg.found for leg in legs if leg.found is not None])
        idf = np.repeat([leg.idf for leg in legs], sizes)
        added: Floats = self._once.take(places)
        added *= idf
        often = np.flatnonzero(found > 1)
        norms = self._norms.take(places.take(often))
        added[often] = self._scorer.impacts(idf.take(often), found.take(often), norms)
        if any(leg.weight != 1 for leg in legs):
            added *= np.repeat([leg.weight for leg in legs], sizes)
        return added

    def _leg_added(self, leg: Leg) -> Floats:
        if leg.added is not None or leg.found is None:
            return leg.added if leg.added is not None else np.zeros(0)
        norms = self._norms.take(leg.places)
        added: Floats = self._scorer.impacts(leg.idf, leg.found, norms) * leg.weight
        return added

    def _grouped(self, places: Rows) -> tuple[Rows, Rows]:
        """The places, each once, and for each place the number of its group; without sorting."""
        slot = self._slots()
        count = np.arange(len(places), dtype=np.int32)
        slot[places] = count  # the last one stays
        once = places[slot.take(places) == count]
        slot[once] = count[: len(once)]
        return once, slot.take(places)

    def _slots(self) -> Rows:
        """A number for each passage, of this thread alone, holding anything: cheaper kept than made anew."""
        slots: Rows | None = getattr(self._own, "slots", None)
        if slots is None:
            slots = self._own.slots = np.empty(len(self._norms), np.int32)
        return slots

    def _look_up(self, legs: Sequence[Leg], numbers: Sequence[int], places: Rows) -> Floats:
        """What some legs add to these places, shape (legs, places); 0 where one does not match."""
        times = np.zeros((len(numbers), len(places)))
        idf = np.zeros((len(numbers), 1))
        for row, number in enumerate(numbers):
            leg = legs[number]
            at = leg.places.searchsorted(places)
            here = leg.places.take(at, mode="clip") == places
            if leg.found is not None:
                idf[row] = leg.idf
                np.multiply(leg.found.take(at, mode="clip"), here, out=times[row])
            elif leg.added is not None:  # worked out already; told apart below
                times[row] = np.where(here, leg.added.take(at, mode="clip"), 0.0)
        added = self._scorer.impacts(idf, times, self._norms[places])
        added *= np.array([[legs[number].weight] for number in numbers])
        known = [row for row, number in enumerate(numbers) if legs[number].added is not None]
        added[known] = times[known]
        return added


def _promising(sums: Floats, most: float, floor: float) -> Rows:
    """Which reach the floor if ``most`` is still added to them."""
    return np.flatnonzero(sums >= floor - most - _MARGIN * (abs(floor) + most))


def _kth(values: Floats, k: int) -> float:
    """The k-th greatest; minus infinity where there are not so many."""
    if k > len(values):
        return float("-inf")
    return float(np.partition(values, len(values) - k)[len(values) - k]) if k else float("inf")

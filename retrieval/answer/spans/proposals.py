"""Reading, scores of its borders -> the likeliest spans, and the likeliest runs of whole clauses."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.reading import Ints, Reading
from retrieval.answer.spans.trees import Floats
from retrieval.records import Span

__all__ = ["MOST", "propose"]

MOST = 50  # spans that are looked at closely
_WHOLE = 20  # runs of whole clauses that are looked at in any case
_CLAUSES = 25  # the likeliest starts, and the likeliest ends, of clauses
_EDGES = 40  # the likeliest starts, and the likeliest ends
_LONGEST = 140  # characters of a span
_HARD = (2,)  # no span goes over the end of a sentence
_BAD_FIRST = (1, 2, 3, 4, 7)  # classes of characters that no span starts with
_BAD_LAST = (1, 2, 3, 4, 6)


def propose(reading: Reading, start: Floats, end: Floats, own: Iterable[Span] = ()) -> Ints:
    """(C, 2) indices of the first and last border of the likeliest spans, the likeliest first.

    ``start`` and ``end`` (P) are the log-odds of the borders; ``own`` are spans that are looked at in any case.
    """
    everywhere = np.arange(len(reading.places), dtype=np.int32)
    likely = _best(reading, start, end, (everywhere, everywhere), _EDGES)[:MOST]
    borders = (reading.clauses.first, reading.clauses.last)
    edges = [everywhere[np.isin(reading.places, of)] for of in borders]
    whole = _best(reading, start, end, (edges[0], edges[1]), _CLAUSES)[:_WHOLE]
    rows = list(dict.fromkeys(map(tuple, [*likely.tolist(), *whole.tolist()])))
    index = {place: number for number, place in enumerate(reading.places.tolist())}
    rows += [(index[s], index[e]) for s, e in own if s in index and e in index]
    return np.array(list(dict.fromkeys(rows)), dtype=np.int32).reshape(-1, 2)


def _best(
    reading: Reading, start: Floats, end: Floats, among: tuple[Ints, Ints], most: int
) -> Ints:
    """The allowed pairs of the ``most`` likeliest first and last borders among these, the likeliest first."""
    first, last = among
    first, last = first[np.argsort(-start[first])][:most], last[np.argsort(-end[last])][:most]
    pairs = np.array(np.meshgrid(first, last, indexing="ij"), dtype=np.int32).reshape(2, -1).T
    pairs = pairs[_allowed(reading, pairs)]
    best: Ints = pairs[np.argsort(-(start[pairs[:, 0]] + end[pairs[:, 1]]), kind="stable")]
    return best


def _allowed(reading: Reading, pairs: Ints) -> npt.NDArray[np.bool_]:
    start, end = reading.places[pairs[:, 0]], reading.places[pairs[:, 1]]
    hard = np.concatenate([[0], np.cumsum(np.isin(reading.classes, _HARD))])
    good = (end > start) & (end - start <= _LONGEST)
    safe_end = np.maximum(end, start + 1).clip(max=len(reading.text))
    good &= hard[safe_end] == hard[start]
    good &= ~np.isin(reading.classes[np.minimum(start, len(reading.text) - 1)], _BAD_FIRST)
    allowed: npt.NDArray[np.bool_] = good & ~np.isin(reading.classes[safe_end - 1], _BAD_LAST)
    return allowed

"""Reading, spans -> what of the question stands around each span and not in it; the mentions that it holds or cuts."""

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.reading import MENTIONS, Ints, Reading
from retrieval.answer.spans.trees import Floats

__all__ = ["around_columns", "held_columns"]

_FAR = 80  # characters to a rare pair that is not there


def around_columns(reading: Reading, spans: Ints) -> list[npt.NDArray[np.generic]]:
    """Shares of the question in the sentence and the clauses, outside the span and only in it; its rarest pairs near."""
    first, last = spans[:, 0], spans[:, 1]
    unit, clauses, pairs = reading.unit[first], reading.clauses, reading.pairs
    sentence = reading.starts[unit], np.maximum(reading.ends[unit], last)
    clause = clauses.first[clauses.of[first]], np.maximum(clauses.last[clauses.of[last]], last)
    before, behind = (
        np.concatenate([[0.0], np.cumsum(values)]) for values in (pairs.before, pairs.behind)
    )
    sides = [
        (total[first] - total[sentence[0]], total[sentence[1]] - total[last])
        for total in (before, behind)
    ]
    (left, wrong_left), (wrong_right, right) = sides
    columns: list[npt.NDArray[np.generic]] = [
        (left + right - wrong_left - wrong_right) / pairs.total,
        (left + right + wrong_left + wrong_right) / pairs.total,
    ]
    held = np.zeros((len(pairs.weights), len(reading.text) + 1), dtype=np.int32)
    held[pairs.hits[:, 0], pairs.hits[:, 1] + 1] = 1
    held = held.cumsum(axis=1, dtype=np.int32)  # how often a pair starts before a place
    inner = held[:, np.maximum(last - 1, first)] - held[:, first]
    for begin, stop in (sentence, clause):
        outer = held[:, np.maximum(first - 1, begin)] - held[:, begin]
        outer = outer + held[:, np.maximum(stop - 1, last)] - held[:, last]
        columns.append(pairs.weights @ (outer > 0) / pairs.total)
        columns.append(pairs.weights @ ((outer == 0) & (inner > 0)) / pairs.total)
    return [*columns, *_near_rare(reading, spans)]


def _near_rare(reading: Reading, spans: Ints) -> list[Floats]:
    """Characters to the nearest of the rarest third of the question's pairs, before, behind and either way."""
    weights, hits = reading.pairs.weights, reading.pairs.hits
    places = np.zeros(0, dtype=np.int32)
    if len(weights):
        rare = weights >= np.sort(weights)[-max(1, len(weights) // 3)]
        places = np.sort(hits[rare[hits[:, 0]], 1])
    line = np.concatenate([[-_FAR], places, [len(reading.text) + _FAR]])
    first, last = spans[:, 0], spans[:, 1]
    away = np.minimum(first - line[np.searchsorted(line, first) - 1], _FAR).astype(np.float32)
    ahead = np.minimum(line[np.searchsorted(line, last)] - last, _FAR).astype(np.float32)
    return [away, ahead, np.minimum(away, ahead)]


def held_columns(reading: Reading, spans: Ints) -> list[npt.NDArray[np.generic]]:
    """Mentions of each kind in the span; whether it starts and ends with mentions, lies in one (its length), cuts one."""
    kinds = np.array([m.kind for m in reading.mentions], dtype=np.int32)
    at = np.array([m.span for m in reading.mentions], dtype=np.int32).reshape(-1, 2)
    first, last = spans[:, :1], spans[:, 1:]
    start, end = at[None, :, 0], at[None, :, 1]
    within = (start >= first) & (end <= last)
    around = (start <= first) & (end >= last)
    cut = ((start < first) & (end > first) & (end <= last)) | (
        (start < last) & (end > last) & (start >= first)
    )
    return [
        *(within[:, kinds == kind].sum(axis=1) for kind in range(len(MENTIONS))),
        (start == first).any(axis=1) & (end == last).any(axis=1),
        np.where(around, end - start, 0).max(axis=1, initial=0),
        cut.any(axis=1),
    ]

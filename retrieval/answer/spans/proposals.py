"""Reading, scores of its borders -> the likeliest spans, with a row of features each."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.borders import QUESTION
from retrieval.answer.spans.reading import MENTIONS, Ints, Reading
from retrieval.answer.spans.trees import Floats
from retrieval.records import Span

__all__ = ["MOST", "propose", "span_keys", "span_rows"]

MOST = 40  # spans that are looked at closely
_EDGES = 40  # the likeliest starts, and the likeliest ends
_LONGEST = 80  # characters of a span
_HARD = (2,)  # no span goes over the end of a sentence
_BAD_FIRST = (1, 2, 3, 4, 7)  # classes of characters that no span starts with
_BAD_LAST = (1, 2, 3, 4, 6)


def propose(reading: Reading, start: Floats, end: Floats, own: Iterable[Span] = ()) -> Ints:
    """(C, 2) indices of the first and last border of the likeliest spans, the likeliest first.

    ``start`` and ``end`` (P) are the log-odds of the borders; ``own`` are spans that are looked at in any case.
    """
    first, last = np.argsort(-start)[:_EDGES], np.argsort(-end)[:_EDGES]
    pairs = np.array(np.meshgrid(first, last, indexing="ij"), dtype=np.int32).reshape(2, -1).T
    pairs = pairs[_allowed(reading, pairs)]
    order = np.argsort(-(start[pairs[:, 0]] + end[pairs[:, 1]]), kind="stable")[:MOST]
    index = {place: number for number, place in enumerate(reading.places.tolist())}
    extra = [(index[s], index[e]) for s, e in own if s in index and e in index]
    known = {tuple(pair) for pair in pairs[order].tolist()}
    added = [pair for pair in dict.fromkeys(extra) if pair not in known]
    rows = [*pairs[order].tolist(), *map(list, added)]
    return np.array(rows, dtype=np.int32).reshape(-1, 2)


def _allowed(reading: Reading, pairs: Ints) -> npt.NDArray[np.bool_]:
    start, end = reading.places[pairs[:, 0]], reading.places[pairs[:, 1]]
    hard = np.concatenate([[0], np.cumsum(np.isin(reading.classes, _HARD))])
    good = (end > start) & (end - start <= _LONGEST)
    safe_end = np.maximum(end, start + 1).clip(max=len(reading.text))
    good &= hard[safe_end] == hard[start]
    good &= ~np.isin(reading.classes[np.minimum(start, len(reading.text) - 1)], _BAD_FIRST)
    allowed: npt.NDArray[np.bool_] = good & ~np.isin(reading.classes[safe_end - 1], _BAD_LAST)
    return allowed


def span_keys(reading: Reading, pairs: Ints) -> list[list[str]]:
    """For each span the keys of the learned tables: its last characters with the noun or kind asked for."""
    kind = reading.query.kind.value
    asked = reading.focus[0][-1:] if reading.focus else ""
    measure = reading.query.unit or reading.query.measure or ""
    keys = []
    for start, end in reading.places[pairs].tolist():
        text = reading.text[start:end]
        keys.append(
            [
                f"{kind}{asked}${text[-1]}",
                f"{kind}{measure}${text[-2:]}",
                f"{kind}{asked}^{text[0]}",
            ]
        )
    return keys


def span_rows(
    reading: Reading,
    pairs: Ints,
    borders: Floats,
    start: Floats,
    end: Floats,
    own: dict[Span, float],
) -> Floats:
    """(C, F) features of the spans: of the question, both borders, the span; ``own`` are the rules' choices."""
    odds = start[pairs[:, 0]] + end[pairs[:, 1]]
    spans = reading.places[pairs]
    columns = [
        start[pairs[:, 0]],
        end[pairs[:, 1]],
        odds,
        odds - odds.max(initial=-99),
        np.arange(len(pairs)),
        *_inside(reading, spans, pairs),
        *_mention(reading, spans),
        *_texts(reading, spans),
        *_own(reading, spans, own),
    ]
    sides = [borders[pairs[:, 0]], borders[pairs[:, 1], QUESTION:]]
    return np.column_stack([*sides, *columns]).astype(np.float32)


def _inside(reading: Reading, spans: Ints, pairs: Ints) -> list[npt.NDArray[np.generic]]:
    """Length in characters and words, what it holds of the question, of particles and of marks."""
    first, last = spans[:, 0], spans[:, 1]
    columns: list[npt.NDArray[np.generic]] = [last - first, pairs[:, 1] - pairs[:, 0]]
    covered = reading.cover >= 2
    marks = [
        np.isin(reading.classes, c)
        for c in ((1,), (3,), (8,), (9, 10), (11, 12, 14), (13,), (19, 20), (25,))
    ]
    for values in (reading.weight, reading.focal, covered, *marks):
        total = np.concatenate([[0.0], np.cumsum(values)])
        columns.append(total[last] - total[first])
    columns.append(columns[4] / np.maximum(last - first, 1))
    columns.append(np.minimum(reading.left[first], 8) * np.minimum(reading.right[last], 8))
    columns.append(np.minimum(reading.left[first], 8) + np.minimum(reading.open[last], 8))
    return columns


def _mention(reading: Reading, spans: Ints) -> list[npt.NDArray[np.generic]]:
    """Whether the span is just a mention of a kind, and how a number fits what is asked."""
    exact = {(m.kind, m.span) for m in reading.mentions}
    fits = {m.span: m.fit for m in reading.mentions if m.fit}
    pairs = [(s, e) for s, e in spans.tolist()]
    columns = [np.array([(kind, p) in exact for p in pairs]) for kind in range(len(MENTIONS))]
    return [*columns, np.array([fits.get(p, 0.0) for p in pairs])]


def _texts(reading: Reading, spans: Ints) -> list[npt.NDArray[np.generic]]:
    """The noun asked for at its end, within, behind; how often the same words stand in what is read."""
    rows = []
    asked = reading.query.details.get("read", "")
    for start, end in spans.tolist():
        text, behind = reading.text[start:end], reading.text[end : end + 6]
        rows.append(
            [
                any(text.endswith(word) for word in reading.focus),
                any(word in text for word in reading.focus),
                any(behind.startswith(word) for word in reading.focus),
                reading.text.count(text),
                text in asked,
                text.isdigit(),
            ]
        )
    return list(np.array(rows, dtype=np.float32).reshape(-1, 6).T)


def _own(reading: Reading, spans: Ints, own: dict[Span, float]) -> list[npt.NDArray[np.generic]]:
    """Whether the rules chose the span, how sure they were, and how much it shares with their choice."""
    rows = np.zeros((len(spans), 4), dtype=np.float32)
    best = max(own.values(), default=0.0)
    for number, (start, end) in enumerate(spans.tolist()):
        shared = max((min(end, e) - max(start, s) for s, e in own), default=0)
        total = max((e - s for s, e in own), default=0)
        common = max(shared, 0)
        rows[number] = (
            (start, end) in own, best, common / max(total, 1), common / (end - start)
        )  # fmt: skip
    del reading
    return list(rows.T)

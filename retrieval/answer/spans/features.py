"""Reading, spans, scores of their borders -> a row of features a span."""

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.around import around_columns, held_columns
from retrieval.answer.spans.borders import QUESTION
from retrieval.answer.spans.reading import MENTIONS, Ints, Reading
from retrieval.answer.spans.rivals import rival_columns, word_columns
from retrieval.answer.spans.trees import Floats
from retrieval.answer.spans.words import GROUPS
from retrieval.records import Span

__all__ = ["span_rows"]


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
        *_own(spans, own),
        *_clauses(reading, spans),
        *_parts(reading, spans),
        *_others(spans, odds),
        *_ranks(pairs, start, end),
        *rival_columns(spans, odds),
        *around_columns(reading, spans),
        *word_columns(reading, spans, odds),
        *held_columns(reading, spans),
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


def _clauses(reading: Reading, spans: Ints) -> list[npt.NDArray[np.generic]]:
    """Whether the span starts and ends where a clause does, how many it goes over, what the question has around it."""
    clauses = reading.clauses
    first, last = spans[:, 0], spans[:, 1]
    one, two = clauses.of[first], clauses.of[last]
    unit = reading.unit[first]
    begin, stop = clauses.first[one], clauses.last[two]
    columns: list[npt.NDArray[np.generic]] = [
        begin == first,
        stop == last,
        two - one,
        (last - first) / np.maximum(stop - begin, 1),
        (last - first) / np.maximum(reading.ends[unit] - reading.starts[unit], 1),
        clauses.share[one],
        clauses.share[two],
        clauses.whole[one],
    ]
    for values in (reading.pairs.before, reading.pairs.behind):
        total = np.concatenate([[0.0], np.cumsum(values)])
        columns += [
            total[last] - total[first],
            (total[last] - total[first]) / (last - first),
            total[first] - total[begin],
            total[np.maximum(stop, last)] - total[last],
            total[first] - total[reading.starts[unit]],
            total[np.maximum(reading.ends[unit], last)] - total[last],
        ]
    return columns


def _parts(reading: Reading, spans: Ints) -> list[npt.NDArray[np.generic]]:
    """How many words of each group of classes stand in the span, and their number."""
    first = np.searchsorted(reading.words[:, 0], spans[:, 0])
    last = np.searchsorted(reading.words[:, 0], spans[:, 1])
    columns: list[npt.NDArray[np.generic]] = [last - first]
    for left, right in ("()", "《》", "“”", "「」"):
        signs = np.array(
            [(char == left) - (char == right) for char in reading.text], dtype=np.int32
        )
        depth = np.concatenate([[0], np.cumsum(signs)])
        columns.append(depth[spans[:, 1]] - depth[spans[:, 0]])
    for group in GROUPS:
        total = np.concatenate([[0], np.cumsum(np.isin(reading.tags, group))])
        columns.append(total[last] - total[first])
    return columns


def _others(spans: Ints, odds: Floats) -> list[npt.NDArray[np.generic]]:
    """Share of the likelihood of all spans that this one has, and those that start, end or lie as it does."""
    if not len(spans):
        return [np.zeros(0, np.float32)] * 6
    likely = np.exp(odds - odds.max(initial=-99))
    likely = likely / likely.sum()
    first, last = spans[:, 0], spans[:, 1]
    starts = first[:, None] == first[None, :]
    ends = last[:, None] == last[None, :]
    holds = (first[:, None] <= first[None, :]) & (last[:, None] >= last[None, :])
    shared = np.minimum(last[:, None], last[None, :]) - np.maximum(first[:, None], first[None, :])
    alike = np.clip(shared, 0, None) * 2.0 / ((last - first)[:, None] + (last - first)[None, :])
    return [
        likely,
        starts @ likely,
        ends @ likely,
        holds @ likely,
        holds.T @ likely,
        alike @ likely,
    ]


def _ranks(pairs: Ints, start: Floats, end: Floats) -> list[npt.NDArray[np.generic]]:
    """The ranks of its borders among all."""
    one, two = np.empty(len(start), np.int32), np.empty(len(end), np.int32)
    one[np.argsort(-start)] = np.arange(len(start))
    two[np.argsort(-end)] = np.arange(len(end))
    return [one[pairs[:, 0]], two[pairs[:, 1]]]


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


def _own(spans: Ints, own: dict[Span, float]) -> list[npt.NDArray[np.generic]]:
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
    return list(rows.T)

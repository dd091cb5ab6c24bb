"""Reading -> a row of features a border of words: what a span that starts or ends there would have beside it."""

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.clauses import clause_columns
from retrieval.answer.spans.keys import word_at
from retrieval.answer.spans.matching import asked_word
from retrieval.answer.spans.reading import MENTIONS, Ints, Reading
from retrieval.answer.spans.trees import Floats
from retrieval.records import HEAD, Kind

__all__ = ["QUESTION", "border_rows", "question_row"]

_KINDS = tuple(Kind)
QUESTION = len(_KINDS) + 12  # features of the question alone, the first of a row
_WINDOWS = (4, 10, 24)
_LONGEST_FOCUS = 3


def border_rows(reading: Reading) -> Floats:
    """(P, F) features of ``reading.places``, those of the question first."""
    places = reading.places
    unit = reading.unit[np.minimum(places, len(reading.text) - 1)]
    columns = [
        *_classes(reading, places),
        *_windows(reading, places, unit),
        *_distances(reading, places, unit),
        *_agreement(reading, places),
        *_mentions(reading, places),
        *_focus(reading, places),
        *_units(reading, unit),
        *_words(reading, places),
        *_pairs(reading, places, unit),
        *clause_columns(reading.clauses, places),
    ]
    asked = np.broadcast_to(question_row(reading), (len(places), QUESTION))
    return np.column_stack([asked, *columns]).astype(np.float32)


def question_row(reading: Reading) -> Floats:
    """(QUESTION,) features of the question."""
    query = reading.query
    read = query.details.get("read", "")
    begin, end = (int(n) for n in query.details.get("wh", "0,0").split(","))
    mode = query.details.get("mode", "")
    said = [
        *(query.kind is kind for kind in _KINDS),
        query.language == "en",
        query.plural,
        bool(query.measure),
        bool(query.unit),
        mode == "why",
        mode == "how",
        bool(reading.focus),
        len(read),
        begin,
        len(read) - end,
        asked_word(query),
        len(reading.focus[0]) if reading.focus else 0,
    ]
    return np.array(said, dtype=np.float32)


def _words(reading: Reading, places: Ints) -> list[npt.NDArray[np.generic]]:
    """Classes of the two words before and behind, lengths of the nearest, whether the border is within a word."""
    number = word_at(reading)
    tags = np.concatenate([[0, 0], reading.tags, [0, 0]])
    sizes = np.concatenate([[0], reading.words[:, 1] - reading.words[:, 0], [0]])
    firsts = np.concatenate([reading.words[:, 0], [len(reading.text)]])
    return [
        *(tags[number + by] for by in range(4)),
        sizes[number],
        sizes[number + 1],
        firsts[number] < places,
    ]


def _pairs(reading: Reading, places: Ints, unit: Ints) -> list[npt.NDArray[np.generic]]:
    """Weight of the question's pairs left and right of its question word, each before and behind the border."""
    starts, ends = reading.starts[unit], reading.ends[unit]
    clauses, clause = reading.clauses, reading.clauses.of[places]
    columns: list[npt.NDArray[np.generic]] = []
    for values in (reading.pairs.before, reading.pairs.behind):
        total = np.concatenate([[0.0], np.cumsum(values)])
        for size in (6, 15):
            columns.append(total[places] - total[np.maximum(places - size, starts)])
            columns.append(
                total[np.maximum(np.minimum(places + size, ends), places)] - total[places]
            )
        columns.append(total[places] - total[np.minimum(starts, places)])
        columns.append(total[np.maximum(ends, places)] - total[places])
        columns.append(total[places] - total[np.minimum(clauses.first[clause], places)])
        columns.append(total[np.maximum(clauses.last[clause], places)] - total[places])
        padded = np.concatenate([[0.0], values, [0.0]])
        columns += [padded[places], padded[places + 1]]
    both = np.maximum(reading.pairs.before, reading.pairs.behind) > 0
    size = len(reading.text)
    line = np.arange(size)
    last = np.maximum.accumulate(np.where(both, line, -99))
    next_ = np.minimum.accumulate(np.where(both, line, size + 99)[::-1])[::-1]
    columns.append(np.minimum(places - 1 - np.concatenate([[-99], last])[places], 60))
    columns.append(np.minimum(np.concatenate([next_, [size + 99]])[places] - places, 60))
    return columns


def _classes(reading: Reading, places: Ints) -> list[npt.NDArray[np.generic]]:
    """Classes of the two characters before and behind."""
    padded = np.concatenate([[2, 2], reading.classes, [2, 2]])
    return [padded[places + offset] for offset in range(4)]


def _windows(reading: Reading, places: Ints, unit: Ints) -> list[npt.NDArray[np.generic]]:
    """Weight of the question's words within so many characters before and behind, in the same sentence."""
    starts, ends = reading.starts[unit], reading.ends[unit]
    columns: list[npt.NDArray[np.generic]] = []
    for values in (reading.weight, reading.focal, (reading.cover >= 2) * reading.cover):
        total = np.concatenate([[0.0], np.cumsum(values)])
        for size in _WINDOWS:
            columns.append(total[places] - total[np.maximum(places - size, starts)])
            columns.append(
                total[np.maximum(np.minimum(places + size, ends), places)] - total[places]
            )
        columns.append(total[places] - total[np.minimum(starts, places)])
        columns.append(total[np.maximum(ends, places)] - total[places])
    return columns


def _distances(reading: Reading, places: Ints, unit: Ints) -> list[npt.NDArray[np.generic]]:
    """Characters to the nearest word of the question, the clause's and the sentence's border, both ways."""
    size = len(reading.text)
    line = np.arange(size)
    columns: list[npt.NDArray[np.generic]] = []
    for marked in (reading.focal > 0, np.isin(reading.classes, (1, 2, 4))):
        last = np.maximum.accumulate(np.where(marked, line, -99))
        next_ = np.minimum.accumulate(np.where(marked, line, size + 99)[::-1])[::-1]
        before = np.concatenate([[-99], last])[places]
        behind = np.concatenate([next_, [size + 99]])[places]
        columns += [np.minimum(places - 1 - before, 60), np.minimum(behind - places, 60)]
    inside = np.concatenate([reading.cover, [0]])
    columns += [places - reading.starts[unit], reading.ends[unit] - places]
    columns += [inside[np.maximum(places - 1, 0)], inside[places]]
    return columns


def _agreement(reading: Reading, places: Ints) -> list[npt.NDArray[np.generic]]:
    """How far the text before and behind agrees with the question around its question word, here and near."""
    columns: list[npt.NDArray[np.generic]] = []
    for values, step in ((reading.left, -1), (reading.right, 1), (reading.open, 1)):
        columns.append(np.minimum(values[places], 10))
        near = [values[np.clip(places + step * by, 0, len(values) - 1)] for by in range(1, 9)]
        columns.append(np.minimum(np.max(near, axis=0), 10))
    return columns


def _mentions(reading: Reading, places: Ints) -> list[npt.NDArray[np.generic]]:
    """For each kind the length of the mention that starts or ends here, and whether one goes on here."""
    size = len(reading.text) + 1
    starts, ends, inside = (np.zeros((len(MENTIONS), size), dtype=np.float32) for _ in range(3))
    fit = np.zeros(size, dtype=np.float32)
    for mention in reading.mentions:
        first, last = mention.span
        starts[mention.kind, first] = max(starts[mention.kind, first], last - first)
        ends[mention.kind, last] = max(ends[mention.kind, last], last - first)
        inside[mention.kind, first + 1 : last] = 1
        fit[[first, last]] = np.maximum(fit[[first, last]], mention.fit)
    return [*starts[:, places], *ends[:, places], *inside[:, places], fit[places]]


def _focus(reading: Reading, places: Ints) -> list[npt.NDArray[np.generic]]:
    """Characters to the noun asked for, behind and before; whether the borders' characters are its last."""
    ahead, behind = np.full(len(places), 40), np.full(len(places), 40)
    for word in reading.focus[:_LONGEST_FOCUS]:
        start = reading.text.find(word)
        while start >= 0:
            away = start - places
            ahead = np.where((away >= 0) & (away < ahead), away, ahead)
            passed = places - start - len(word)
            behind = np.where((passed >= 0) & (passed < behind), passed, behind)
            start = reading.text.find(word, start + 1)
    last = {word[-1] for word in reading.focus}
    same = np.array([char in last for char in reading.text] + [False])
    return [ahead, behind, same[np.maximum(places - 1, 0)], same[places]]


def _units(reading: Reading, unit: Ints) -> list[npt.NDArray[np.generic]]:
    """Of the sentence: its scores and ranks, its length, whether it is a head line."""
    scored = reading.scored
    top = scored[0].score or 1.0
    table = np.array(
        [
            [s.score, s.score / top, s.own, s.kept, s.day, rank, s.story.rank, s.story.best,
             len(s.unit.text), s.unit.paragraph == HEAD]
            for rank, s in enumerate(scored)
        ],
        dtype=np.float32,
    )  # fmt: skip
    return list(table[unit].T)

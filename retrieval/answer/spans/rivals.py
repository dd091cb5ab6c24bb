"""Spans with their likelihood -> features of a span beside the others: what is likelier, longer, shorter, or the same words."""

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.reading import Ints, Reading
from retrieval.answer.spans.trees import Floats

__all__ = ["rival_columns", "word_columns"]

_FAR = -20.0  # log-odds between a span and one that is not there


def rival_columns(spans: Ints, odds: Floats) -> list[npt.NDArray[np.generic]]:
    """By how much the best rival is likelier, and how many are; ``odds`` (C) are the log-odds of the spans (C, 2).

    Rivals are those that start here and end later, or sooner; that end here and start sooner, or later; that this one
    holds, that hold it, and that lie elsewhere.
    """
    first, last = spans[:, 0], spans[:, 1]
    ahead = odds[None, :] - odds[:, None]
    np.fill_diagonal(ahead, _FAR)
    start, end = first[None, :] - first[:, None], last[None, :] - last[:, None]
    apart = (first[None, :] >= last[:, None]) | (last[None, :] <= first[:, None])
    rivals = (
        (start == 0) & (end > 0),
        (start == 0) & (end < 0),
        (end == 0) & (start < 0),
        (end == 0) & (start > 0),
        (start >= 0) & (end <= 0),
        (start <= 0) & (end >= 0),
        apart,
    )
    likelier = ahead > 0
    counts = (((among) & likelier).sum(axis=1) for among in (start == 0, end == 0, ~apart))
    return [*(np.where(among, ahead, _FAR).max(axis=1) for among in rivals), *counts]


def word_columns(reading: Reading, spans: Ints, odds: Floats) -> list[npt.NDArray[np.generic]]:
    """The share of likelihood of all spans of the same words; characters of the question, digits and letters in it."""
    likely = np.exp(odds - odds.max(initial=-99))
    likely = likely / (likely.sum() or 1.0)
    texts = [reading.text[s:e] for s, e in spans.tolist()]
    same: dict[str, float] = {}
    for text, share in zip(texts, likely.tolist(), strict=True):
        same[text] = same.get(text, 0.0) + share
    asked = set(reading.query.details.get("read", ""))
    rows = [
        (
            same[text],
            sum(char in asked for char in text) / len(text),
            text[0] in asked,
            text[-1] in asked,
            len(set(text)),
            sum(char.isdigit() for char in text),
            sum(char.isascii() and char.isalpha() for char in text),
        )
        for text in texts
    ]
    return list(np.array(rows, dtype=np.float32).reshape(-1, 7).T)

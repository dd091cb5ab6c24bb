"""Question, text -> where they agree: shared stretches, the words beside the question word, pairs of characters."""

import math
import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.answer.spans.trees import Floats
from retrieval.records import Query

__all__ = ["Ints", "Pairs", "agreements", "asked_word", "pairs_of"]

Ints = npt.NDArray[np.int32]
_OPEN = re.compile(r"什么|甚么|何|谁|哪|多少|几|多|怎|如何|为什么|啥")
_WORDS = ("什么", "谁", "哪", "多少", "几", "何", "怎", "如何", "为")


def asked_word(query: Query) -> int:
    """The number of the question word, from 1; 0 of an English question or none."""
    asked = query.details.get("read", "")
    begin, end = _place(query)
    found = asked[begin:end] or asked
    for number, word in enumerate(_WORDS, 1):
        if word in found:
            return number
    return 0


def _place(query: Query) -> tuple[int, int]:
    begin, end = (int(n) for n in query.details.get("wh", "0,0").split(","))
    return begin, end


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of neighbours in the question that stand in the text.

    ``hits`` (H, 2) are a pair's number and a place in the text; ``weights`` (Q) weigh rare ones more, ``total`` is
    their sum. ``before`` and ``behind`` (N) are the weights of the pairs left and right of the question word where
    they stand.
    """

    hits: Ints
    weights: Floats
    before: Floats
    behind: Floats

    @property
    def total(self) -> float:
        """The sum of all weights, never 0."""
        return float(self.weights.sum()) or 1.0


def pairs_of(query: Query, text: str, unit: Ints, units: int) -> Pairs:
    """Find the question's pairs; ``unit`` (N) is the sentence of a character, of ``units``."""
    asked = query.details.get("read", "")
    begin, end = _place(query)
    before, behind = (np.zeros(len(text), dtype=np.float32) for _ in range(2))
    hits: list[tuple[int, int]] = []
    weights: list[float] = []
    seen: set[str] = set()
    for at in range(len(asked) - 1 if query.language == "zh" else 0):
        pair = asked[at : at + 2]
        if pair in seen or at + 1 >= begin > at or begin <= at < end or not pair.isalnum():
            continue
        seen.add(pair)
        found = []
        start = text.find(pair)
        while start >= 0:
            found.append(start)
            start = text.find(pair, start + 1)
        held = len({int(unit[place]) for place in found})
        weight = math.log(1.0 + units / (1.0 + held))
        target = before if at < begin else behind
        for place in found:
            hits.append((len(weights), place))
            part = target[place : place + 2]
            np.maximum(part, weight, out=part)
        weights.append(weight)
    return Pairs(
        np.array(hits, dtype=np.int32).reshape(-1, 2),
        np.array(weights, dtype=np.float32),
        before,
        behind,
    )


def agreements(query: Query, text: str) -> tuple[Floats, Floats, Floats, Floats]:
    """``cover``, ``left``, ``right`` and ``open`` of ``Reading``."""
    asked = query.details.get("read", "")
    size = len(text)
    cover = np.zeros(size, dtype=np.float32)
    left, right, bare = (np.zeros(size + 1, dtype=np.float32) for _ in range(3))
    if query.language != "zh" or not asked or not size:
        return cover, left, right, bare
    begin, end = _place(query)
    word = _OPEN.search(asked, begin)
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    back = _runs(asked, codes)
    for row in back:
        for length in range(2, min(int(row.max(initial=0)), 12) + 1):
            for place in np.flatnonzero(row == length).tolist():
                part = cover[place + 1 - length : place + 1]
                np.maximum(part, length, out=part)
    ahead = _runs(asked[::-1], codes[::-1])
    if 0 < begin <= len(back):
        left[1:] = back[begin - 1]
    for target, stop in ((right, end), (bare, word.end() if word else end)):
        if 0 < stop < len(asked):
            target[:-1] = ahead[len(asked) - 1 - stop][::-1]
    return cover, left, right, bare


def _runs(asked: str, codes: npt.NDArray[np.uint32]) -> list[Floats]:
    """A row a character of ``asked``: how long the agreement is that ends there and at each place of the text."""
    rows: list[Floats] = []
    before = np.zeros(len(codes), dtype=np.float32)
    for char in asked:
        row = np.zeros(len(codes), dtype=np.float32)
        row[1:] = before[:-1]
        row = (row + 1) * (codes == ord(char))
        rows.append(row.astype(np.float32))
        before = rows[-1]
    return rows

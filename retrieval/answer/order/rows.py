"""Query, the scored sentences of one story -> a row of features each, for the trees that put them in order."""

import math
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.answer.fitting import holds_type
from retrieval.answer.needs import Need, met
from retrieval.answer.pool import Unit
from retrieval.answer.scoring import Scored, met_beside, met_in_paragraph
from retrieval.answer.spans.trees import Floats
from retrieval.records import HEAD, Kind, Query

__all__ = ["sentence_rows"]

_KINDS = tuple(Kind)
_TOP = 3  # needs that stand in columns of their own
_AROUND = 6  # characters beside the question word
_MARKED = re.compile(r"[《“「『\"]")
_FIGURE = re.compile(r"[\d零一二三四五六七八九十百千万亿]")
Column = npt.NDArray[np.generic]


def sentence_rows(query: Query, scored: Sequence[Scored], needs: Sequence[Need]) -> Floats:
    """(U, F) features of the sentences of one story, in the order in which they are printed."""
    story = scored[0].story
    values = np.array([[met(n, s.unit.plain) for n in needs] for s in scored], dtype=np.float32)
    values = values.reshape(len(scored), len(needs))
    score = np.array([s.score for s in scored], dtype=np.float32)
    days = np.array([s.day for s in scored], dtype=np.float32)
    heads = np.array([s.unit.paragraph == HEAD for s in scored])
    fits = np.array([holds_type(query, story, s.unit) for s in scored], dtype=np.float32)
    size = len(scored)
    place = np.arange(size)
    of = np.array([s.unit.paragraph for s in scored])
    told = np.array([[met(n, story.head), met(n, story.lead), met(n, story.whole)] for n in needs])
    told = told.reshape(len(needs), 3)
    columns: list[Column] = [
        *_with_lead(score),
        *_met(values, [s.unit for s in scored], told, needs),
        *_with_lead(days),
        *_with_lead(fits),
        heads,
        np.array([len(s.unit.plain) for s in scored]),
        place,
        place / size,
        of,
        np.argsort(np.argsort(-score, kind="stable"), kind="stable"),
        np.full(size, len(needs)),
        np.full(size, size),
        np.full(size, _KINDS.index(query.kind)),
        np.full(size, query.language == "en"),
        *_characters(query, [s.unit.plain for s in scored]),
    ]
    return np.column_stack(columns).astype(np.float32)


def _with_lead(column: Floats) -> list[Column]:
    """The column, and by how much each is behind the best."""
    return [column, column - column.max()]


def _met(
    values: Floats, units: Sequence[Unit], told: Column, needs: Sequence[Need]
) -> list[Column]:
    """Shares of the needs met in the sentence, beside it, in its paragraph, near it; and the foremost needs alone."""
    weight = np.array([n.weight for n in needs], dtype=np.float32)
    focal = weight * np.array([n.focal for n in needs], dtype=np.float32)
    beside, paragraph = met_beside(units, values), met_in_paragraph(units, values)
    # the weights of nearness as they were when the trees were trained
    everywhere = (told * [0.9, 0.7, 0.1]).max(axis=1, initial=0)
    near = np.maximum(np.maximum(values, everywhere), np.maximum(0.8 * beside, 0.5 * paragraph))
    columns: list[Column] = []
    for met_here, by in (
        (values, weight),
        (values, focal),
        (beside, weight),
        (beside, focal),
        (paragraph, focal),
        (near, weight),
        (near, focal),
    ):
        columns += _with_lead((met_here @ by / (by.sum() or 1.0)).astype(np.float32))
    columns.append((np.maximum(0, near - values) @ focal) / (focal.sum() or 1.0))
    count = (values >= 0.5).sum(axis=1).astype(np.float32)
    columns += [count / max(1, len(needs)), count - count.max()]
    for by in (focal, weight):
        first = np.argsort(-by, kind="stable")[:_TOP]
        columns += [
            values[:, first[n]] if n < len(first) else np.full(len(values), -1.0)
            for n in range(_TOP)
        ]
    return columns


def _characters(query: Query, texts: Sequence[str]) -> list[Column]:
    """Pairs of characters shared with the question, rare ones more; the longest stretch; what stands at the question word."""
    asked = query.details.get("read", "") if query.language == "zh" else ""
    begin, end = (int(n) for n in query.details.get("wh", "0,0").split(","))
    pairs = _pairs(asked)
    held = [_pairs(text) for text in texts]
    among = {pair: sum(pair in one for one in held) for pair in pairs}
    weight = {
        pair: math.log((len(texts) + 1) / (n + 0.5)) if n else 0.0 for pair, n in among.items()
    }
    total = sum(weight.values()) or 1.0
    shared = np.array([sum(weight[p] for p in pairs & one) / total for one in held], np.float32)
    alone = np.array(
        [sum(weight[p] for p in pairs & one if among[p] == 1) for one in held], np.float32
    )
    before = asked[max(0, begin - _AROUND) : begin] if end else asked[-_AROUND:]
    behind = asked[end : end + _AROUND - 2] if end else ""
    columns: list[Column] = [*_with_lead(shared), *_with_lead(alone)]
    for part in (before, behind, asked):
        columns += _with_lead(np.array([_stretch(part, text) for text in texts], np.float32))
    columns += [
        np.array([bool(before) and before[-2:] in text for text in texts]),
        np.array([len(behind) > 1 and behind[:2] in text for text in texts]),
        np.array([bool(_MARKED.search(text)) for text in texts]),
        np.array([bool(_FIGURE.search(text)) for text in texts]),
        np.append(0, shared[:-1]),
        np.append(shared[1:], 0),
    ]
    chars = set(asked)
    kept = np.array([len(chars & set(text)) / max(1, len(chars)) for text in texts], np.float32)
    return columns + _with_lead(kept)


def _pairs(text: str) -> set[str]:
    return {pair for at in range(len(text) - 1) if (pair := text[at : at + 2]).isalnum()}


def _stretch(part: str, text: str) -> int:
    """The length of the longest stretch of ``part`` that stands in the text."""
    best = 0
    for start in range(len(part)):
        while start + best < len(part) and part[start : start + best + 1] in text:
            best += 1
    return best

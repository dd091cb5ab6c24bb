"""A sentence with 分别 -> how well a span fits by its place: the second of two shares is told of the second of two years.

甲、乙两市分别投资3亿元和5亿元: 5亿元 is told of 乙. Where the question names one of the things, only its own share fits.
"""

import re
from collections.abc import Sequence

from retrieval.answer.binding import Sentence
from retrieval.answer.nearness import places_of
from retrieval.answer.needs import Need
from retrieval.records import Span

__all__ = ["respective"]

_CUE = re.compile(r"分别|依次|各占|各为|\brespectively\b")
_JOINT = re.compile(r"\s*(?:[、,，]|和|与|及|以及|\band\b)[^、,，和与及。;；]{0,8}")
_ROW = re.compile(
    r"(?:[^、,，。;；:：和与及]{1,16}、)*[^、,，。;；:：和与及]{1,16}(?:和|与|及|以及|、)[^、,，。;；:：和与及]{1,24}$"
)
_ANOTHER = 0.3  # the share of another thing


def respective(span: Span, sentence: Sentence, needs: Sequence[Need]) -> float:
    """1, or less for a span whose place in its row is not that of the thing that the question names."""
    cue = _CUE.search(sentence.text)
    if cue is None or span[0] < cue.end():
        return 1.0
    shares = _row(span, sentence, cue.end())
    named = _row_before(sentence.text[: cue.start()])
    if len(shares) < 2 or len(named) != len(shares):
        return 1.0
    held = [_held(text, needs) for text in named]
    if max(held) == min(held):
        return 1.0
    return 1.0 if held[shares.index(span)] == max(held) else _ANOTHER


def _row(span: Span, sentence: Sentence, start: int) -> list[Span]:
    """The figures behind the cue that stand in one row with ``span``."""
    row: list[Span] = []
    for figure in (f for f in sentence.figures if f[0] >= start):
        if row and not _JOINT.fullmatch(sentence.text[row[-1][1] : figure[0]]):
            if span in row:
                break
            row = []
        row.append(figure)
    return row if span in row else []


def _row_before(text: str) -> list[str]:
    """The things named last before the cue: 甲、乙和丙."""
    row = _ROW.search(text.rstrip("的年会都将"))
    return re.split(r"、|以及|和|与|及", row[0]) if row else []


def _held(text: str, needs: Sequence[Need]) -> float:
    return sum(need.weight * need.focal for need in needs if places_of(need, text))

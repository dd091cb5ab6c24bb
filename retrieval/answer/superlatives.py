"""最多, 最小, most, first: of candidates that each have a number beside them, the one with the extreme."""

import re
from collections.abc import Sequence

from retrieval.answer.candidates import Candidate
from retrieval.language.numbers import find_numbers
from retrieval.records import Query

__all__ = ["extreme", "wants_extreme"]

_MOST = re.compile(
    r"最(?:多|大|高|长|重|远|年长|快|贵|强|严重)|\b(?:most|largest|highest|biggest|longest|oldest|greatest|maximum)\b"
)
_LEAST = re.compile(
    r"最(?:少|小|低|短|轻|近|年轻|年幼|慢|便宜)|\b(?:least|smallest|lowest|shortest|youngest|fewest|minimum)\b"
)
_REACH = 24


def wants_extreme(query: Query) -> int:
    """1 where the most is asked for, -1 for the least, 0 for neither."""
    text = query.details.get("read", "").lower()
    return bool(_MOST.search(text)) - bool(_LEAST.search(text))


def extreme(query: Query, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate with the largest (or smallest) number in its clause, of those of the best story; ``None`` without two."""
    sign = wants_extreme(query)
    if not sign or len(candidates) < 2:
        return None
    words = (_MOST if sign > 0 else _LEAST).search(query.details["read"].lower())
    if words and any(words[0] in c.scored.unit.plain for c in candidates[:3]):
        return None
    story = candidates[0].scored.story
    measure = "age" if re.search("年[纪龄轻长]|岁|young|old", query.details["read"]) else None
    valued = [
        (value, c)
        for c in candidates
        if c.scored.story is story and (value := _value(c, measure)) is not None
    ]
    if len(valued) < 2:
        return None
    return max(valued, key=lambda pair: sign * pair[0])[1]


def _value(candidate: Candidate, measure: str | None) -> float | None:
    """The nearest number behind the candidate (else before it) in its clause."""
    text = candidate.scored.unit.text
    start, end = candidate.span
    for number in find_numbers(text):
        if measure and number.measure != measure:
            continue
        between = text[end : number.span[0]]
        if (
            number.span[0] >= end
            and len(between) <= _REACH
            and not re.search(r"[。;；、]", between)
        ):
            return number.value
    for number in reversed(find_numbers(text)):
        if measure and number.measure != measure:
            continue
        between = text[number.span[1] : start]
        if (
            number.span[1] <= start
            and len(between) <= 6
            and not re.search(r"[。;；、,，]", between)
        ):
            return number.value
    return None

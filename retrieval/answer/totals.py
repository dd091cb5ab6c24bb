"""Figures of a story -> the total first, where all of it is asked for: the losses of the county stand beside a village's."""

import re
from collections.abc import Sequence

from retrieval.answer.candidates import Candidate
from retrieval.language.numbers import find_numbers
from retrieval.records import Query

__all__ = ["total_first"]

_EVERY = re.compile(r"全部|所有|总共|一共|总计|共计|合计|累计")
_AS_GOOD = 0.9  # of the best score


def total_first(query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """``found`` (the best first) with the largest of those first that fit about as well as the best, in its story."""
    if not found or not _EVERY.search(query.details.get("read", "")):
        return list(found)
    best = found[0]
    near = [c for c in found if c.score >= _AS_GOOD * best.score]
    first = max((c for c in near if c.scored.story is best.scored.story), key=_value)
    return [first, *(c for c in found if c is not first)]


def _value(candidate: Candidate) -> float:
    return max((number.value for number in find_numbers(candidate.text)), default=0.0)

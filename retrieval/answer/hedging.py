"""Chosen candidates -> the same where they are sure, else the clause they stand in: better too much than half of it.

The right sentence is found more often than the right words in it. A clause that is quoted holds the answer where a
phrase cut out of it may miss it, and it says plainly what the paper says.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.candidates import Candidate
from retrieval.language.sentences import clauses
from retrieval.records import Kind, Query, Span

__all__ = ["hedged"]

_OPEN = frozenset({Kind.TEXT, Kind.PLACE, Kind.ORGANISATION, Kind.EVENT, Kind.TITLE})
_SURE = 0.6  # score of one phrase from which it is given as it is
_SURE_NAME = 0.5  # the same of a name of an organisation
_SURE_LIST = 0.57  # score of a list's first entry from which its entries are given one by one
_SURE_COUNTED = 0.45  # the same of as many as are asked for, and of people, whom the tagger knows
_LONGEST = 48  # characters of a clause that is still a short answer
_LONGEST_LIST = 120  # and of one that holds a list
_MARKS = " ,，。;；:：、!！?？"


def hedged(query: Query, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The candidates as they are, or one that is the clause around them.

    A list is quoted only where all its entries stand in one sentence; people, posts, days and numbers that stand
    alone are never widened.
    """
    first = chosen[0] if chosen else None
    several = len(chosen) > 1 or query.plural
    if first is None or (
        first.score >= _enough(query, chosen, several=several) and not _cut_short(query, chosen)
    ):
        return list(chosen)
    if not several and query.kind not in _OPEN and not _cut_short(query, chosen):
        return list(chosen)
    if any(candidate.scored is not first.scored for candidate in chosen):
        return list(chosen)
    text = first.scored.unit.text
    around = _around(text, (first.span[0], max(c.span[1] for c in chosen)))
    if query.kind is Kind.PLACE and not several and _WHERE.search(text[: first.span[0]]):
        around = (first.span[0] - 1, around[1])
    if around[1] - around[0] > (_LONGEST_LIST if several else _LONGEST):
        return list(chosen)
    return [replace(first, text=text[slice(*around)], span=around)]


_WHERE = re.compile(r"[在于到至赴往]$")  # what stands before it says who, not where

# a name goes on in a row of names
_GOES_ON = re.compile(r"\s*(?:[(（][^()（）]{0,12}[)）])?\s*(?:、|和(?![平谐睦])|与|以及)")
_WENT_ON = re.compile(r"[、和与]$")


def _cut_short(query: Query, chosen: Sequence[Candidate]) -> bool:
    """True for people of a row of names that was not given whole: its other names are not known as such."""
    if query.kind is not Kind.PEOPLE or query.details.get("count"):
        return False
    text = chosen[0].scored.unit.text
    first, last = min(c.span[0] for c in chosen), max(c.span[1] for c in chosen)
    return bool(_GOES_ON.match(text, last) or _WENT_ON.search(text[:first]))


def _enough(query: Query, chosen: Sequence[Candidate], *, several: bool) -> float:
    if several:
        counted = query.details.get("count") == str(len(chosen))
        return _SURE_COUNTED if counted or query.kind is Kind.PEOPLE else _SURE_LIST
    return _SURE_NAME if query.kind is Kind.ORGANISATION else _SURE


def _around(text: str, span: Span) -> Span:
    """The clauses that a span touches, without the marks at their ends."""
    touched = [part for part in clauses(text) if part[0] < span[1] and span[0] < part[1]]
    start, end = touched[0][0], touched[-1][1]
    while start < span[0] and text[start] in _MARKS:
        start += 1
    while end > span[1] and text[end - 1] in _MARKS:
        end -= 1
    return start, end

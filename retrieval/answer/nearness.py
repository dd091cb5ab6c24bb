"""How near a span stands to the words of the question in the same text: 1 beside them all, 0 far from all."""

import math
from collections.abc import Sequence
from functools import lru_cache

from retrieval.answer.apart import apart
from retrieval.answer.needs import Need
from retrieval.records import Span

__all__ = ["nearness", "places_of"]

_REACH = 14.0  # characters at which nearness has fallen to 1/e
_BREAK = 8  # a comma between counts as so many characters
_NAME = 0.5  # a name stands once, what is told of it stands around
_STOP = 18  # and the end of a sentence as so many


@lru_cache(maxsize=8192)
def places_of(need: Need, text: str) -> tuple[Span, ...]:
    """Where the words of a need stand in a normalised text (the best alternative's)."""
    best: list[Span] = []
    share = 0.0
    for bag in need.alternatives:
        found = [_all(word, text) for word in bag]
        hit = sum(map(bool, found)) / len(bag)
        if hit > share:
            best, share = [span for spans in found for span in spans], hit
    if not best and not need.hard and len(need.alternatives[0]) == 1:
        spread = apart(need.label, text)
        return () if spread is None else (spread,)
    return tuple(best)


def nearness(span: Span, text: str, needs: Sequence[Need], *, within: bool = False) -> float:
    """Weighed nearness of a span to the needs that are met in ``text``; a need that is not met adds nothing.

    Words ``within`` the span count only where that is asked for: 11个村 answers "how many villages".
    """
    total = near = 0.0
    for need in needs:
        weight = math.sqrt(need.weight) * need.focal * (_NAME if need.hard else 1.0)
        total += weight
        places = [p for p in places_of(need, text) if within or not _within(p, span)]
        if places:
            near += weight * max(math.exp(-_distance(span, p, text) / _REACH) for p in places)
    return near / total if total else 0.0


def _distance(one: Span, other: Span, text: str) -> float:
    start, end = (one[1], other[0]) if one[1] <= other[0] else (other[1], one[0])
    between = text[start:end] if start < end else ""
    commas = sum(between.count(mark) for mark in ",，:：")
    stops = sum(between.count(mark) for mark in "。;；!！?？")
    return len(between) + commas * _BREAK + stops * _STOP


def _within(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _all(word: str, text: str) -> list[Span]:
    found: list[Span] = []
    start = text.find(word)
    while start >= 0 and len(found) < 8:
        found.append((start, start + len(word)))
        start = text.find(word, start + 1)
    return found

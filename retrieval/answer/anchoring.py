"""Candidates of head lines -> the same answers where the body tells them: a headline names what its story proves.

A number counts as the same by its value, so that 六十五亿元 over 65亿元 is cited, and given, as the body prints it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from retrieval.answer.candidates import Candidate
from retrieval.answer.pool import plain_text
from retrieval.answer.scoring import Ranked, Scored
from retrieval.language.numbers import find_numbers
from retrieval.records import HEAD, Kind, NumberMention, Query, Span

__all__ = ["anchored"]


def anchored(query: Query, candidates: Sequence[Candidate], ranked: Ranked) -> list[Candidate]:
    """Each candidate of a head line as the best sentence of its story's body has it; the others as they are."""
    return [
        _in_body(query, candidate, ranked)
        if candidate.scored.unit.paragraph == HEAD
        else candidate
        for candidate in candidates
    ]


def _in_body(query: Query, candidate: Candidate, ranked: Ranked) -> Candidate:
    story = candidate.scored.story
    body = [ranked.by_unit[u] for u in story.units if u.paragraph != HEAD and u in ranked.by_unit]
    body.sort(key=lambda scored: -scored.score)
    for find in _WAYS if query.kind is Kind.NUMBER else _WAYS[:1]:
        for scored in body:
            span = find(candidate.text, scored)
            if span is not None:
                text = scored.unit.text[span[0] : span[1]]
                return replace(candidate, text=text, scored=scored, span=span)
    return candidate


def _same_words(words: str, scored: Scored) -> Span | None:
    plain = plain_text(words)
    place = scored.unit.plain.find(plain) if len(plain) > 1 else -1
    if place < 0 or (
        place and plain[0].isdigit() and scored.unit.plain[place - 1] in "0123456789."
    ):
        return None
    return place, place + len(plain)


def _same_in_digits(words: str, scored: Scored) -> Span | None:
    return _same_number(words, scored, digits=True)


def _same_number(words: str, scored: Scored, *, digits: bool = False) -> Span | None:
    told = next(iter(find_numbers(words)), None)
    if told is None:
        return None
    found = (n for n in find_numbers(scored.unit.text) if _agree(told, n))
    return next((n.span for n in found if n.text[0].isdigit() or not digits), None)


def _agree(told: NumberMention, other: NumberMention) -> bool:
    one, two = told.unit or "", other.unit or ""
    alike = two.startswith(one) or one.startswith(two) or told.measure == other.measure
    return other.value == told.value and bool(two) and alike


_WAYS: tuple[Callable[[str, Scored], Span | None], ...] = (
    _same_words,
    _same_in_digits,
    _same_number,
)

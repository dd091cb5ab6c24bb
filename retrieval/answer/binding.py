"""A span and its rivals in a sentence -> how far the question's words are told of this span, not of another: 0 to 1.

Newspapers pack figures of one kind into one sentence. A word of the question belongs to the figure beside it in its own
clause; words before all figures are told of each of them; what is said in a later clause is said of something else.
A figure without a noun of its own (北队投进11个) shares that of the figure before it.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.answer.nearness import places_of
from retrieval.answer.needs import Need
from retrieval.records import Span

__all__ = ["Sentence", "bound", "parts_of"]

_REACH = 14.0  # characters at which nearness has fallen to 1/e
_BREAK = 6  # the end of a clause counts as so many characters
_STOP = 18  # and the end of a sentence as so many
_NAME = 0.6  # a name stands once, what is told of it stands around
_OTHERS = 0.45  # a word that belongs to another figure
_BEHIND = 0.6  # a word in a later clause
_TOPIC = 0.7  # a word before all figures of its part
_SUBJECT = 0.3  # a word before all figures of the sentence
_SHARED = 0.8  # a noun that the figure before has
_TAKEN = 0.75  # a name that another figure has
_COUNTED = 1.5  # focal weight of the noun counted, at most
_QUALIFIER = 2.5  # and of a figure that the question gives, at least: 74厘米的
_FIGURE = re.compile(r"\d")
_PART = re.compile(r"[^,，。;；:：!！?？、()（）\n]+")
_WITHIN = re.compile(r"其中|包括|分别|含|\b(?:including|of whom)\b")

_CONTRAST = re.compile(r"而(?!且)|但|其余|其他|另|反之")  # what begins so is of another


def parts_of(text: str) -> list[Span]:
    """Spans of the parts of a text between its marks."""
    return [match.span() for match in _PART.finditer(text)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A normalised sentence, its parts, and every figure in it that might be meant."""

    text: str
    parts: tuple[Span, ...]
    figures: tuple[Span, ...]

    @classmethod
    def of(cls, text: str, figures: Sequence[Span]) -> "Sentence":
        """Cut the sentence."""
        return cls(text, tuple(parts_of(text)), tuple(figures))

    def part(self, place: int) -> Span:
        """The part that a place lies in."""
        return next((p for p in self.parts if p[0] <= place < p[1]), (place, place))

    def owner(self, place: Span) -> Span | None:
        """The figure nearest to the words at ``place`` within their part; of two as near the one before them."""
        part = self.part(place[0])
        inside = [f for f in self.figures if part[0] <= f[0] < part[1]]
        return min(inside, key=lambda f: (_gap(f, place), f[0]), default=None)


def bound(
    span: Span, sentence: Sentence, needs: Sequence[Need], nouns: Sequence[str] = ()
) -> float:
    """Weighed share of the needs that are told of the figure at ``span``, less where a name belongs to another figure.

    Args:
        span: the figure.
        sentence: its sentence with all its figures.
        needs: what the question says.
        nouns: what is counted; it says little of which figure is meant.
    """
    total = near = 0.0
    factor = 1.0
    for need in needs:
        weight = math.sqrt(need.weight) * _focal(need, nouns) * (_NAME if need.hard else 1.0)
        total += weight
        places = _places(need, sentence.text)
        near += weight * max((_told(span, place, sentence) for place in places), default=0.0)
        if need.hard and places and _held_by_another(span, places, sentence):
            factor = _TAKEN
    return factor * near / total if total else 0.0


def _places(need: Need, text: str) -> Sequence[Span]:
    """Where the words of a need stand; of a figure with its unit (74厘米) the figure alone."""
    places = places_of(need, text)
    figures = [place for place in places if _FIGURE.search(text[slice(*place)])]
    return figures or places


def _focal(need: Need, nouns: Sequence[str]) -> float:
    if need.label in nouns:
        return min(need.focal, _COUNTED)
    return max(need.focal, _QUALIFIER) if _FIGURE.search(need.label) else need.focal


def _held_by_another(span: Span, places: Sequence[Span], sentence: Sentence) -> bool:
    """True where a name stands beside other figures only, each in the part where the name is."""
    owners = [sentence.owner(place) for place in places]
    here = sentence.part(span[0])
    return all(o is not None and o != span and sentence.part(o[0]) != here for o in owners)


def _told(span: Span, place: Span, sentence: Sentence) -> float:
    """How far the words at ``place`` are told of the figure at ``span``."""
    if place[0] < span[1] and span[0] < place[1]:
        return 1.0
    here, there = sentence.part(span[0]), sentence.part(place[0])
    owner = sentence.owner(place)
    fit = math.exp(-_distance(span, place, sentence.text) / _REACH)
    if here != there and place[0] > span[0]:
        return fit * _BEHIND * (_OTHERS if owner else 1.0)
    if owner == span or (here != there and _WITHIN.match(sentence.text, here[0])):
        return fit
    first = next(f for f in sentence.figures if here[0] <= f[0])
    if owner is None or (here == there and place[1] <= first[0]):
        return max(fit, _TOPIC)  # told of each of the figures behind it
    if _shares_noun(span, owner, place, sentence):
        return _SHARED
    return max(fit * _OTHERS, _SUBJECT * _is_subject(place, here, sentence))


def _is_subject(place: Span, here: Span, sentence: Sentence) -> bool:
    """True for what a sentence begins with before all its figures: it is not said again, but for a contrast."""
    between = sentence.text[place[1] : here[0]]
    first = place[1] <= sentence.figures[0][0] and "。" not in between
    return first and not _CONTRAST.match(sentence.text, here[0])


def _shares_noun(span: Span, owner: Span, place: Span, sentence: Sentence) -> bool:
    """True for the noun behind an earlier figure of the same unit, where this one has none."""
    text = sentence.text
    bare = span[1] == len(text) or text[span[1]] in ",，。;；!！?？、)）"
    alike = text[owner[1] - 1] == text[span[1] - 1] and not text[span[1] - 1].isdigit()
    return bare and alike and owner[1] <= place[0] <= owner[1] + 2 and owner[0] < span[0]


def _gap(one: Span, other: Span) -> int:
    return max(0, other[0] - one[1], one[0] - other[1])


def _distance(one: Span, other: Span, text: str) -> int:
    start, end = (one[1], other[0]) if one[1] <= other[0] else (other[1], one[0])
    between = text[start:end]
    breaks = sum(between.count(mark) for mark in ",，:：()（）")
    stops = sum(between.count(mark) for mark in "。;；!！?？")
    return len(between) + breaks * _BREAK + stops * _STOP

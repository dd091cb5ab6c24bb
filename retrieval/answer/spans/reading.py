"""Query, best sentences -> one text with an array a character: classes, matches with the question, mentions.

The sentences stand one behind the other in ``text``, a line feed between. All offsets here are into it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.answer.days import dates_in
from retrieval.answer.nearness import places_of
from retrieval.answer.scoring import Ranked, Scored
from retrieval.answer.spans.clauses import Clauses, clauses_of
from retrieval.answer.spans.matching import Ints, Pairs, agreements, pairs_of
from retrieval.answer.spans.trees import Floats
from retrieval.answer.spans.words import all_words, tag_of
from retrieval.answer.typed import focus_words
from retrieval.language.numbers import find_numbers
from retrieval.records import NameKind, NumberMention, Query, Span

__all__ = ["CLASSES", "MENTIONS", "UNITS", "Ints", "Mention", "Reading", "read"]

Cut = Callable[[str], Sequence[Span]]

UNITS = 12  # sentences read
CLAUSE_ENDS = (1, 2, 4)  # classes of the marks that end a clause
MENTIONS = ("person", "place", "organisation", "title", "number", "date", "marked")
_MARKED = re.compile(
    r"《[^《》]{1,60}》|“[^“”]{1,40}”|「[^「」]{1,40}」|『[^『』]{1,40}』|\"[^\"]{1,40}\""
)
CLASSES = (
    "，,", "。；;！!？?…\n", "、", "：:", "（()）", '《“「『"', "》”」』", "的", "了着过", "是为即", "在于位至到",
    "由被让使", "和与及或跟", "以用把将对向从", "而则也又都还却但", "有无", "等", "该这那其此", "0123456789.",
    "一二三四五六七八九十百千万亿两几零", "年月日时分号", "个名人位次种家座条件部只", "省市县区州国村镇洲岛山河",
    "公司局院校学会社团队军党部", "abcdefghijklmnopqrstuvwxyz", " ·-—", "出发开成建创举进提",
)  # fmt: skip
_CLASS = {char: number for number, chars in enumerate(CLASSES, 1) for char in chars}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, number, date or marked text; ``fit`` says how well a number fits the measure asked for."""

    kind: int
    span: Span
    fit: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What features are worked out from.

    ``unit`` (N) is the sentence of a character; ``starts`` and ``ends`` (U) are their borders. ``cover`` (N) is the
    length of the longest stretch shared with the question that holds the character; ``weight`` and ``focal`` (N)
    are those of the word of the question that stands there. ``left`` (N + 1) is how many characters before a
    place agree with those before the question word, ``right`` how many behind it with those behind it, ``open``
    the same behind the bare question word. ``places`` (P) are the borders of words; ``words`` (W, 2) are the words
    without those within others, and the characters between them, ``tags`` (W) their classes.
    """

    query: Query
    scored: tuple[Scored, ...]
    text: str
    unit: Ints
    starts: Ints
    ends: Ints
    classes: Ints
    cover: Floats
    weight: Floats
    focal: Floats
    left: Floats
    right: Floats
    open: Floats
    places: Ints
    mentions: tuple[Mention, ...]
    focus: tuple[str, ...]
    words: Ints
    tags: Ints
    clauses: Clauses
    pairs: Pairs


def read(query: Query, ranked: Ranked, cut: Cut, tags: Mapping[str, int]) -> Reading:
    """Read the best sentences; ``cut`` gives the spans of the words of a text, ``tags`` the classes of words."""
    scored = ranked.reading(UNITS)
    text = "\n".join(s.unit.plain for s in scored)
    lengths = np.array([len(s.unit.plain) for s in scored], dtype=np.int32)
    ends = np.cumsum(lengths + 1, dtype=np.int32) - 1
    starts = ends - lengths
    mentions = tuple(
        Mention(m.kind, (m.span[0] + at, m.span[1] + at), m.fit)
        for s, at in zip(scored, starts.tolist(), strict=True)
        for m in _mentions(query, s)
    )
    places = {p for m in mentions for p in m.span}
    words: list[Span] = []
    for s, at in zip(scored, starts.tolist(), strict=True):
        spans = cut(s.unit.plain)
        here = all_words(s.unit.plain, spans)
        places.update(p + at for span in (*spans, *here) for p in span)
        words += [(first + at, last + at) for first, last in here]
    places |= {0, len(text)}
    cover, left, right, bare = agreements(query, text)
    weight, focal = _weights(ranked, scored, starts, len(text))
    unit = np.repeat(np.arange(len(scored), dtype=np.int32), lengths + 1)[: len(text)]
    classes = np.array([_CLASS.get(char, 0) for char in text], dtype=np.int32)
    pairs = pairs_of(query, text, unit, len(scored))
    return Reading(
        query,
        tuple(scored),
        text,
        unit,
        starts,
        ends,
        classes,
        cover,
        weight,
        focal,
        left,
        right,
        bare,
        np.array(sorted(places), dtype=np.int32),
        mentions,
        tuple(word for word in focus_words(query) if word),
        np.array(words, dtype=np.int32).reshape(-1, 2),
        np.array([tag_of(text[first:last], tags) for first, last in words], dtype=np.int32),
        clauses_of(np.isin(classes, CLAUSE_ENDS), unit, pairs),
        pairs,
    )


def _mentions(query: Query, scored: Scored) -> Iterator[Mention]:
    text = scored.unit.text
    for number, kind in enumerate(
        (NameKind.PERSON, NameKind.PLACE, NameKind.ORGANISATION, NameKind.TITLE)
    ):
        for name in scored.story.names(scored.unit, kind):
            yield Mention(number, name.span)
    for number_said in find_numbers(text):
        yield Mention(4, number_said.span, _fit(query, number_said))
    article = scored.story.article
    for date in dates_in(text, article.date or article.issue_date):
        yield Mention(5, date.span)
    for match in _MARKED.finditer(text):
        yield Mention(6, match.span())
        yield Mention(6, (match.start() + 1, match.end() - 1))


def _fit(query: Query, number: NumberMention) -> float:
    unit = number.unit or ""
    if query.unit and unit and (query.unit.startswith(unit) or unit in query.unit):
        return 1.0
    return 0.5 if query.measure is not None and query.measure == number.measure else 0.0


def _weights(
    ranked: Ranked, scored: Sequence[Scored], starts: Ints, size: int
) -> tuple[Floats, Floats]:
    """The weight of the question's words where they stand, plain and by their nearness to the question word."""
    weight, focal = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    for s, at in zip(scored, starts.tolist(), strict=True):
        for need in ranked.needs:
            for first, last in places_of(need, s.unit.plain):
                here = slice(at + first, at + last)
                weight[here] = np.maximum(weight[here], need.weight)
                focal[here] = np.maximum(focal[here], need.weight * need.focal)
    return weight, focal

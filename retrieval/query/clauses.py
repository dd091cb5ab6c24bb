"""A question's words -> weighted clauses for the index: names, dates, numbers and quotations weigh as such."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from retrieval.language.analyzer import Analyzer
from retrieval.language.jieba_tags import tag_of
from retrieval.language.names_lexicon import words_of
from retrieval.language.normalise import normalise
from retrieval.query.glued import pieces
from retrieval.query.synonyms import Synonyms
from retrieval.records import Clause, DateMention, Name, NumberMention, Span, Token

__all__ = [
    "common_words",
    "counted_words",
    "date_clauses",
    "exact_clauses",
    "overrun",
    "question_words",
    "word_clauses",
]

_ASKS = re.compile(r"[几哪](?!内亚)|多少")
_NAME_WEIGHT = 1.5  # times the BM25 of the name's words, beside the words themselves
_PHRASE_WEIGHT = 1.0
_DATE_WEIGHT = 0.8
_SYNONYM_WEIGHT = 1.0
_BIGRAM = "\u2060"


@cache
def question_words() -> frozenset[str]:
    """Words that only ask: those of ``config/lexicon/cues_question.txt``."""
    return frozenset(words_of("cues_question"))


@cache
def common_words() -> frozenset[str]:
    """Words that taggers take for places: those of ``config/lexicon/cues_common.txt``."""
    return frozenset(words_of("cues_common"))


def word_clauses(
    text: str,
    taken: Sequence[Span],
    analyzer: Analyzer,
    synonyms: Synonyms,
    borders: Sequence[int] = (),
    stands: Callable[[str], bool] = bool,
) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    """Clauses of the content words outside ``taken`` spans, and the words themselves.

    Each word is a clause with its synonyms as alternatives; all bigrams of the question together are one more.
    No word goes over the ``borders``, the ends of the noun asked for and of names: 馆 + 办 of 在哪个馆办的. A word that does not
    ``stand`` in the corpus may be a guess of the cutter: its pieces are words then.
    """
    left = _blank(text, taken)
    for border in sorted(set(borders), reverse=True):
        left = f"{left[:border]} {left[border:]}"
    tokens = [
        token
        for token in analyzer.tokens(left)
        if token.term not in question_words() and not _ASKS.match(token.term)
    ]
    said = [piece for token in tokens for piece in pieces(token.term, stands)]
    words = list(dict.fromkeys(word for word in said if word not in question_words()))
    clauses = [
        Clause(tuple((other,) for other in synonyms(word)), _SYNONYM_WEIGHT) for word in words
    ]
    pairs = tuple(dict.fromkeys(term for term in analyzer.terms(left) if term.startswith(_BIGRAM)))
    if pairs:
        clauses.append(Clause((pairs,)))
    return tuple(clauses), tuple(
        word for word in words if len(word) > 1 or not _contained(word, words)
    )


def overrun(border: int, tokens: Iterable[Token]) -> bool:
    """True if words go over a border that the cutter only guessed: 嘴矿 over the end of 黑石嘴."""
    over = [token.term for token in tokens if token.span[0] < border < token.span[1]]
    return bool(over) and all(tag_of(word) is None for word in over)


def exact_clauses(
    names: Iterable[Name],
    phrases: Iterable[str],
    numbers: Iterable[NumberMention],
    analyzer: Analyzer,
) -> tuple[Clause, ...]:
    """Clauses that add to the weight of the question's names, quotations and numbers."""
    weighed = [(name.text, _NAME_WEIGHT) for name in names]
    weighed += [(phrase, _PHRASE_WEIGHT) for phrase in phrases]
    weighed += [(number.text, _PHRASE_WEIGHT) for number in numbers]
    return tuple(
        Clause((tuple(terms),), weight)
        for text, weight in dict(weighed).items()
        if (terms := [term for term in analyzer.terms(text) if term not in question_words()])
    )


def date_clauses(dates: Iterable[DateMention]) -> tuple[Clause, ...]:
    """A clause a date: the ways a newspaper writes that day, month or year."""
    clauses = []
    for date in dates:
        forms = _forms(date)
        if forms:
            clauses.append(Clause(tuple(forms), _DATE_WEIGHT))
    return tuple(clauses)


def _forms(date: DateMention) -> list[tuple[str, ...]]:
    """Alternatives of terms, as the analyzer cuts 12月5日: the number, then the unit."""
    day, month, year = date.day, date.month, date.year
    forms: list[tuple[str, ...]] = []
    if day and month:
        forms.append((str(month), str(day)))
    elif day:
        forms.append((str(day),))
    elif month:
        forms.append((str(month),))
    if year and date.year_said:
        forms = [(str(year), *form) for form in forms] or [(str(year),)]
    return forms


# The demonstratives and counts of a question with their classifiers: 那条, 三位, 5个.
_COUNTED = re.compile(
    r"(?<![第\d零一二三四五六七八九十])(?:[这那哪某][一两二三四五六七八九十几]?|[一两二三四五六七八九十几]{1,2}|\d{1,2})"
    r"(?:[个位名条座种篇届场把件本张起辆艘架幅只间枚项份趟群款]|家(?=[^里长属庭族具电]|$))(?![号月年日])"
    r"|(?:多少|几)[口眼](?=井)|多少[个位名张辆艘架台套枚支盏棵株把扇间](?=[一-鿿])"
)


def counted_words(text: str) -> list[Span]:
    """Spans that only count or point: 那条, 三位; they say nothing to search for."""
    return [match.span() for match in _COUNTED.finditer(text)]


def _contained(word: str, words: Sequence[str]) -> bool:
    return any(word in other and word != other for other in words)


def _blank(text: str, taken: Sequence[Span]) -> str:
    plain = normalise(text)
    for start, end in taken:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return re.sub(r"[?？。!！]", " ", plain)

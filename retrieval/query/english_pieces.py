"""Small parts of an English question: its free words, its numbers as clauses, what a capital says."""

from collections.abc import Sequence

from retrieval.language.analyzer import Analyzer
from retrieval.language.dates import find_dates
from retrieval.query.english_numbers import Numeral
from retrieval.query.english_weights import Bag, pairs
from retrieval.query.english_words import Word, honorific, words_of
from retrieval.records import LENGTH, Clause, Span

__all__ = ["all_held", "capital", "free_words", "numeral", "proper", "within"]

_CAPITAL = 1.3  # weight of the clause of words with a capital: places, firms, peoples


def capital(word: str) -> bool:
    """True for a word that begins with a capital, and is not letters alone."""
    return word[0].isupper() and not word.isupper()


def proper(words: Sequence[Word]) -> float:
    """The weight of a clause: more for what is written with a capital within the question."""
    return _CAPITAL if words[0][1][0] > 0 and words[0][0][0].isupper() else 1.0


def numeral(number: Numeral, analyzer: Analyzer) -> Clause:
    """A number in any of its forms; the form itself comes first, for it is looked for as a whole."""
    bags = [
        (form, *(term for term in analyzer.terms(form) if term != form)) for form in number.forms
    ]
    return Clause(tuple(bags), weights=tuple(1 / len(bag) ** LENGTH for bag in bags))


def all_held(bag: Bag, held: set[str]) -> bool:
    """True if all pairs of a bag are among the terms held."""
    return all(term in held for term in pairs(bag))


def free_words(question: str) -> list[Word]:
    """The words of a question outside its dates, without Mr and Mrs."""
    taken = [mention.span for mention in find_dates(question)]
    return [
        (word, span)
        for word, span in words_of(question)
        if not (within(span, taken) or honorific(word))
    ]


def within(span: Span, taken: Sequence[Span]) -> bool:
    """True for a span that meets one of those taken."""
    return any(start < span[1] and span[0] < end for start, end in taken)

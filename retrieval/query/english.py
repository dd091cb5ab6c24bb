"""English question -> clauses in the corpus's own terms: a phrase at a time, the longest first.

Dates and numbers are taken out, then names spelt in pinyin, then phrases of the trade's glossary, then CC-CEDICT
reversed. A clause holds all Chinese words that may be meant, and of them only those that the corpus has; its score is
that of the best of them.
"""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from retrieval.language.analyzer import BIGRAM, Analyzer
from retrieval.language.dates import find_dates
from retrieval.query.english_dictionary import Dictionary, Translation, open_dictionary
from retrieval.query.english_glossary import read_glossary
from retrieval.query.english_words import content, stem, words_of
from retrieval.records import Clause, Span

__all__ = ["Bilingual"]

_LONGEST = 5  # words of the longest phrase looked up
_MOST = 12  # alternatives kept a clause


class Bilingual:
    """The bridge of one release. Making it is free; the dictionary is opened by the first English question."""

    def __init__(
        self,
        glossary: Path | None,
        present: Callable[[Iterable[str]], set[str]],
        names: Callable[[], Iterable[str]],
        cache: Path | None = None,
    ) -> None:
        """Take the glossary's file (or the folder of ``glossary.tsv``), the index's test of terms, and the names.

        ``present`` gives those of the terms that the index holds, ``names`` all people and places of the corpus.
        ``cache`` is the folder where the reversed dictionary is kept.
        """
        self._glossary_path = glossary
        self._present = present
        self._names = names
        self._cache = cache

    @cached_property
    def _dictionary(self) -> Dictionary:
        return open_dictionary(self._cache)

    @cached_property
    def _glossary(self) -> dict[str, tuple[str, ...]]:
        return read_glossary(self._glossary_path)

    def people(self, question: str) -> list[str]:  # noqa: ARG002
        """Names of people and places of the corpus that the question spells in pinyin, in any usual spelling."""
        return []

    def clauses(self, question: str, analyzer: Analyzer) -> tuple[Clause, ...]:
        """A clause a phrase of the question, in its order; empty where nothing of it is in the corpus."""
        taken = [mention.span for mention in find_dates(question)]
        words = [(word, span) for word, span in words_of(question) if not _within(span, taken)]
        clauses: list[Clause] = []
        start = 0
        while start < len(words):
            length, clause = self._phrase(
                [word for word, _ in words[start : start + _LONGEST]], analyzer
            )
            if clause is not None:
                clauses.append(clause)
            start += length
        return tuple(clauses)

    def _phrase(self, words: list[str], analyzer: Analyzer) -> tuple[int, Clause | None]:
        """How many words the longest known phrase takes, and its clause."""
        for length in range(len(words), 0, -1):
            part = words[:length]
            if not content(part[0]) and length < 2:
                return 1, None
            if not (content(part[0]) and content(part[-1])):
                continue
            key = " ".join(stem(word) for word in part if content(word))
            found = [Translation(text, 1.0) for text in self._glossary.get(key, ())]
            found += self._dictionary.lookup(key)
            clause = self._clause(found, analyzer)
            if clause is not None:
                return length, clause
        return 1, self._as_is(words[0], analyzer)

    def _as_is(self, word: str, analyzer: Analyzer) -> Clause | None:
        terms = tuple(analyzer.terms(word))
        return Clause((terms,)) if terms and self._present(terms) == set(terms) else None

    def _clause(self, found: list[Translation], analyzer: Analyzer) -> Clause | None:
        """The translations that the corpus holds, each as its terms."""
        bags = {text: tuple(analyzer.terms(text)) for text, _ in found}
        held = self._present(term for bag in bags.values() for term in bag)
        kept = [
            bags[text]
            for text, _ in sorted(found, key=lambda item: -item[1])
            if bags[text] and _all_held(bags[text], held)
        ]
        return Clause(tuple(dict.fromkeys(kept[:_MOST]))) if kept else None


def _all_held(bag: tuple[str, ...], held: set[str]) -> bool:
    """True where all pairs of neighbours of a word are in the corpus (the words themselves may be cut otherwise)."""
    pairs = [term for term in bag if term.startswith(BIGRAM)]
    return all(term in held for term in pairs or bag)


def _within(span: Span, taken: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)

"""English question -> clauses in the corpus's own terms: a phrase at a time, the longest first.

Dates are taken out, then names spelt in pinyin, then phrases of the trade's glossary, then CC-CEDICT reversed. A
clause holds the Chinese words that may be meant, of them only those that the corpus has; its score is that of the
best of them.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from retrieval.language.analyzer import Analyzer
from retrieval.language.dates import find_dates
from retrieval.query.english_clauses import Clauses
from retrieval.query.english_dictionary import Dictionary, open_dictionary
from retrieval.query.english_glossary import NAME, phrasal, read_glossary
from retrieval.query.english_names import Named, Pinyin
from retrieval.query.english_numbers import SMALL, numerals
from retrieval.query.english_pieces import capital, free_words, numeral, proper, within
from retrieval.query.english_places import KIND_WORDS
from retrieval.query.english_posts import head_called, is_verb
from retrieval.query.english_sounds import Sounds
from retrieval.query.english_spelling import CERTAIN, WHOLE_GLOSS, Spelling
from retrieval.query.english_weights import Bag, Weights
from retrieval.query.english_words import Word, base, content, degree, stem, words_of
from retrieval.records import Clause, Span

__all__ = ["Bilingual"]

_LONGEST = 5  # words of the longest phrase looked up
_SECOND = 0.6  # factor of the dictionary's words where the glossary has the phrase
_DIGIT = 0.8  # factor of a small number in digits: 5 for five
_FORM = 0.6  # factor of the translations of a past or plural itself, beside those of its base (felt, found)
_OWN = 0.6  # factor of the translations of a verb (leads) beside the titles of whoever does it


class Bilingual:
    """The bridge of one release. Making it is free; the dictionary is opened by the first English question."""

    def __init__(
        self,
        glossary: Path | None,
        present: Callable[[Iterable[str]], set[str]],
        names: Callable[[], Iterable[str]],
        cache: Path | None = None,
        weights: Weights | None = None,
        akin: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        """Take the glossary's file (or the folder of ``glossary.tsv``), the index's test of terms, and the names.

        ``present`` gives those of the terms that the index holds, ``names`` all people and places of the corpus.
        ``cache`` is the folder where the reversed dictionary is kept. With ``weights`` of the release, translations
        of one phrase are weighed as one term. ``akin`` gives what a newspaper may print for a word, itself first.
        """
        self._glossary_path = glossary
        self._present = present
        self._names = names
        self._cache = cache
        self._made = Clauses(present, weights or Weights(), akin)
        self._spelling = Spelling(
            self._made, lambda: self._pinyin, lambda: self._sounds, lambda: self._dictionary
        )

    @cached_property
    def _dictionary(self) -> Dictionary:
        return open_dictionary(self._cache / "cedict" if self._cache else None)

    @cached_property
    def _glossary(self) -> dict[str, Bag]:
        return read_glossary(self._glossary_path)

    @cached_property
    def _pinyin(self) -> Pinyin:
        return Pinyin(self._names(), self._present)

    @cached_property
    def _sounds(self) -> Sounds:
        return Sounds(self._names())

    def people(self, question: str) -> list[str]:
        """Names of people and places of the corpus that the question spells in pinyin, in any usual spelling.

        A foreign name is given where no dictionary has it and one name of the corpus alone sounds like it.
        """
        words = free_words(question)
        found = self._spelt_names(words)
        names = [name for named in found for name in named.names]
        spelt = {index for named in found for index in range(named.first, named.last)}
        for index, (word, (start, _)) in enumerate(words):
            if index not in spelt and start and word[0].isupper() and not self._known(word):
                like = self._sounds.like(word, CERTAIN)
                names += like if len(like) == 1 else []
        return list(dict.fromkeys(names))

    def _spelt_names(self, words: Sequence[Word]) -> list[Named]:
        """Names in pinyin, and foreign ones of two words that one name of the corpus sounds like: Lawrence Summers."""
        found = self._pinyin.find(words)
        taken = {index for named in found for index in range(named.first, named.last)}
        for index, ((one, first), (other, second)) in enumerate(pairwise(words)):
            apart = index in taken or index + 1 in taken or second[0] - first[1] != 1
            if apart or not (capital(one) and capital(other) and content(one) and content(other)):
                continue
            names = self._sounds.both(one, other, self.translations(one))
            if len(names) == 1:
                found.append(Named(index, index + 2, tuple(names)))
                taken |= {index, index + 1}
        return sorted(found)

    def _known(self, word: str) -> bool:
        key = stem(word)
        return not content(word) or key in self._glossary or bool(self._dictionary.lookup(key))

    def clauses(self, question: str, analyzer: Analyzer) -> tuple[Clause, ...]:
        """A clause a phrase of the question, in its order; empty where nothing of it is in the corpus."""
        return tuple(clause for clause, _ in self.phrases(question, analyzer))

    def phrases(self, question: str, analyzer: Analyzer) -> list[tuple[Clause, Span]]:
        """The same, each with the place of its words in the question."""
        dates = [mention.span for mention in find_dates(question)]
        numbers = [number for number in numerals(question) if not within(number.span, dates)]
        words = [
            word
            for word in free_words(question)
            if not within(word[1], [number.span for number in numbers])
        ]
        known = {named.first: named for named in self._spelt_names(words)}
        found = [(numeral(number, analyzer), number.span) for number in numbers]
        start = 0
        clause: Clause | None
        while start < len(words):
            named = known.get(start)
            post = self._head(words, start, analyzer)
            if post is not None:
                clause, length = post, 1
            elif named:
                clause, length = self._spelling.named(named, words, analyzer)
            else:
                stop = min([first for first in known if first > start], default=len(words))
                length, clause = self._phrase(words[start : min(stop, start + _LONGEST)], analyzer)
            if clause is not None:
                found.append((clause, (words[start][1][0], words[start + length - 1][1][1])))
            start += length
        return sorted(found, key=lambda one: one[1])

    def translations(self, word: str) -> tuple[str, ...]:
        """What a word may be in Chinese, whether or not the corpus has it."""
        key = " ".join(stem(part) for part, _ in words_of(word) if content(part))
        found = [one.text for one in self._dictionary.lookup(key)]
        return tuple(dict.fromkeys((*self._glossary.get(key, ()), *found)))

    def _phrase(self, words: Sequence[Word], analyzer: Analyzer) -> tuple[int, Clause | None]:
        """How many words the longest known phrase takes, and its clause."""
        for length in range(len(words), 0, -1):
            part = [word for word, _ in words[:length]]
            verb = self._glossary.get(phrasal(part), ())
            if verb and (clause := self._made.clause([(text, 1.0) for text in verb], analyzer)):
                return length, clause
            if not (content(part[0]) and content(part[-1])):
                continue
            found = self._forms(part)
            more = 0
            if capital(part[0]) and all(likely < WHOLE_GLOSS for _, likely in found):
                behind = [word for word, _ in words[length : length + KIND_WORDS]]
                spelt, more = self._named_so(part, behind, analyzer)
                found += spelt
            clause = self._made.clause(found, analyzer, proper(words[:length]))
            if clause is not None:
                return length + more, clause
        return self._spelling.spelt([word for word, _ in words], analyzer)

    def _forms(self, part: Sequence[str]) -> list[tuple[str, float]]:
        """The translations of a phrase, and of what its words are forms of: sat, fishermen, hardest."""
        bases = [base(word) for word in part]
        found = self._looked_up(bases)
        if bases != part:
            found += [(text, likely * _FORM) for text, likely in self._looked_up(part)]
        if not found and len(part) == 1 and not capital(part[0]):
            found = [one for root in degree(part[0]) for one in self._looked_up([root])]
        return found

    def _named_so(
        self, part: Sequence[str], behind: Sequence[str], analyzer: Analyzer
    ) -> tuple[list[tuple[str, float]], int]:
        """Runs of the text that one word spells, with the kind behind it, or several with capitals together."""
        if len(part) == 1:
            return self._spelling.runs(part, behind, analyzer)
        runs = self._spelling.runs(part, (), analyzer)[0] if all(map(capital, part)) else []
        return runs, 0

    def _head(self, words: Sequence[Word], start: int, analyzer: Analyzer) -> Clause | None:
        """Head of Lanqiao county, who heads the library: the post is that of the unit, beside what a verb itself may be."""
        titles = head_called([w for w, _ in words[start:]], [w for w, _ in words[:start]])
        if not titles:
            return None
        told = self._made.clause([(title, 1.0) for title in titles], analyzer)
        if told is None or not is_verb(words[start][0]):
            return told
        own = [(text, likely * _OWN) for text, likely in self._looked_up([words[start][0]])]
        return self._made.clause([*((title, 1.0) for title in titles), *own], analyzer)

    def _looked_up(self, part: Sequence[str]) -> list[tuple[str, float]]:
        """The glossary's words for a phrase, and the dictionary's where it has none or for a single word."""
        key = " ".join(stem(word) for word in part if content(word))
        named = self._glossary.get(NAME + key, ()) if part[0][0].isupper() else ()
        found = [(text, 1.0) for text in (*named, *self._glossary.get(key, ()))]
        if len(part) == 1 and part[0].lower() in SMALL:
            found.append((SMALL[part[0].lower()], _DIGIT))
        if not found or len(part) == 1:
            factor = _SECOND if found else 1.0
            found += [(text, likely * factor) for text, likely in self._dictionary.lookup(key)]
        return found

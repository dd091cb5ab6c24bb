"""What understanding a question needs of the corpus: gathered once a release, handed in as one value."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from retrieval.language.analyzer import Analyzer
from retrieval.language.tagger import Tagger
from retrieval.query.names import NameBook
from retrieval.query.synonyms import Synonyms
from retrieval.records import Clause, Library, Span

__all__ = ["QueryTools", "Translator"]


class Translator(Protocol):
    """English words -> the corpus's terms (``retrieval.query.english.Bilingual``)."""

    def clauses(self, question: str, analyzer: Analyzer) -> tuple[Clause, ...]:
        """Give a clause a content word, its alternatives terms of the corpus."""

    def phrases(self, question: str, analyzer: Analyzer) -> list[tuple[Clause, Span]]:
        """Give the same clauses, each with the place of its words in the question."""

    def people(self, question: str) -> list[str]:
        """Names of people and places of the corpus that the question spells in pinyin."""

    def translations(self, word: str) -> tuple[str, ...]:
        """What a word may be in Chinese, whether or not the corpus has it."""


@dataclass(frozen=True, slots=True)
class QueryTools:
    """The analyzer, the release's names and the lexicons; ``today`` anchors "yesterday" (else the corpus's last day)."""

    analyzer: Analyzer
    library: Library
    names: NameBook
    translator: Translator | None = None
    synonyms: Synonyms = field(default_factory=Synonyms)
    nouns: Synonyms = field(default_factory=Synonyms)
    today: dt.date | None = None
    tagger: Tagger | None = None

    @classmethod
    def of(
        cls,
        analyzer: Analyzer,
        library: Library,
        *,
        translator: Translator | None = None,
        today: dt.date | None = None,
        tagger: Tagger | None = None,
        words: Iterable[str] = (),
    ) -> "QueryTools":
        """Gather the names of a release.

        Args:
            analyzer: the one that the passages were cut with.
            library: the release.
            translator: for questions in English.
            today: what "yesterday" is counted from, where the corpus is not much older.
            tagger: finds names in a question that the corpus does not have, so that they are missed.
            words: lines of a synonym file; the shipped one where empty.
        """
        lines = tuple(words)
        synonyms = Synonyms.of(lines) if lines else Synonyms.shipped()
        return cls(
            analyzer,
            library,
            NameBook.of(library),
            translator,
            synonyms,
            Synonyms.nouns(),
            today,
            tagger,
        )

    def stands(self, word: str) -> bool:
        """Whether the corpus has a word as the analyzer cuts it."""
        return bool(self.library.terms_present({word}))

    def anchor(self) -> dt.date:
        """The day that "yesterday" and a date without a year are counted from."""
        days = self.library.span_of_days()
        if self.today is not None and (days is None or abs((self.today - days[1]).days) < 370):
            return self.today
        return days[1] if days else (self.today or dt.date(2000, 1, 1))

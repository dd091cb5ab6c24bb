"""A library -> the same, with one article in it: for a person who chose one of several events."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retrieval.records import (
    Article,
    DateRange,
    Event,
    Facts,
    Library,
    NameKind,
    Passage,
    PostHeld,
)

__all__ = ["Within"]


@dataclass(frozen=True, slots=True)
class Within:
    """``records.Library`` whose lists hold the article ``only`` and nothing else."""

    library: Library
    only: str

    @property
    def release(self) -> int:
        """The number of the release."""
        return self.library.release

    def article(self, article_id: str) -> Article | None:
        """The article, whole."""
        return self.library.article(article_id)

    def facts(self, article_id: str) -> Facts:
        """The facts of an article."""
        return self.library.facts(article_id)

    def passages(self, rows: Sequence[int]) -> list[tuple[Passage, Article]]:
        """The passages of these rows."""
        return self.library.passages(rows)

    def articles_between(self, first: dt.date, last: dt.date) -> list[str]:
        """The article, if it is dated within the range."""
        return self._kept(self.library.articles_between(first, last))

    def articles_naming(self, name: str) -> list[str]:
        """The article, if it names this."""
        return self._kept(self.library.articles_naming(name))

    def events_between(self, first: dt.date, last: dt.date) -> list[Event]:
        """Its events within the range."""
        return [
            event
            for event in self.library.events_between(first, last)
            if event.article_id == self.only
        ]

    def events_of(self, person: str) -> list[Event]:
        """Its events at which the person was."""
        return [event for event in self.library.events_of(person) if event.article_id == self.only]

    def posts_of(self, person: str) -> list[tuple[str, PostHeld]]:
        """The posts it gives a person."""
        return [held for held in self.library.posts_of(person) if held[0] == self.only]

    def holders(self, post: str) -> list[tuple[str, PostHeld]]:
        """The people it gives this post."""
        return [held for held in self.library.holders(post) if held[0] == self.only]

    def names(self, kind: NameKind) -> Iterable[str]:
        """All names of a kind in the release."""
        return self.library.names(kind)

    def span_of_days(self) -> DateRange | None:
        """The first and the last day of the corpus."""
        return self.library.span_of_days()

    def source_lines(self, source: str) -> Mapping[int, str]:
        """The lines of a source as read."""
        return self.library.source_lines(source)

    def terms_present(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that the index holds."""
        return self.library.terms_present(terms)

    def _kept(self, ids: Iterable[str]) -> list[str]:
        return [article_id for article_id in ids if article_id == self.only]

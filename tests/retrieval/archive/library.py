"""A library of articles in memory, for the tests of the archive."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from retrieval.records import (
    Article,
    DateRange,
    Event,
    Facts,
    Head,
    Hit,
    NameKind,
    Paragraph,
    Passage,
    Piece,
    PostHeld,
)

DAY = dt.date(2031, 5, 20)


def article(
    article_id: str,
    headline: str,
    *paragraphs: str,
    authors: tuple[str, ...] = (),
    date: dt.date | None = DAY,
) -> Article:
    """An article whose head stands on line 1 and whose paragraphs follow, every second line."""
    return Article(
        id=article_id,
        source="page.txt",
        heads=(Head("headline", headline, 1),) if headline else (),
        paragraphs=tuple(
            Paragraph(text, (Piece((0, len(text)), 3 + 2 * number, 0),))
            for number, text in enumerate(paragraphs)
        ),
        authors=authors,
        date=date,
        issue_date=date,
    )


def hit(found: Article, rank: int = 1) -> Hit:
    """A hit on the head of an article."""
    passage = Passage(found.id, 0, -1, (0, 0), found.headline or "")
    return Hit(passage, found, 1.0, rank, rank)


class ListLibrary:
    """A Library over lists."""

    release = 1

    def __init__(self, articles: Sequence[Article], facts: Sequence[Facts] = ()) -> None:
        self._articles = {a.id: a for a in articles}
        self._facts = {f.article_id: f for f in facts}

    def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def facts(self, article_id: str) -> Facts:
        return self._facts.get(article_id, Facts(article_id))

    def passages(self, rows: Sequence[int]) -> list[tuple[Passage, Article]]:
        return []

    def articles_between(self, first: dt.date, last: dt.date) -> list[str]:
        return [a.id for a in self._articles.values() if a.date and first <= a.date <= last]

    def articles_naming(self, name: str) -> list[str]:
        return [
            f.article_id
            for f in self._facts.values()
            if any(m.name.text == name for m in f.mentions)
        ]

    def events_between(self, first: dt.date, last: dt.date) -> list[Event]:
        return [
            e for e in self._events() if e.first and e.last and e.first <= last and e.last >= first
        ]

    def events_of(self, person: str) -> list[Event]:
        return [e for e in self._events() if any(a.person == person for a in e.attendances)]

    def posts_of(self, person: str) -> list[tuple[str, PostHeld]]:
        return [
            (f.article_id, p) for f in self._facts.values() for p in f.posts if p.person == person
        ]

    def holders(self, post: str) -> list[tuple[str, PostHeld]]:
        return [(f.article_id, p) for f in self._facts.values() for p in f.posts if post in p.post]

    def names(self, kind: NameKind) -> Iterable[str]:
        return sorted(
            {m.name.text for f in self._facts.values() for m in f.mentions if m.name.kind is kind}
        )

    def span_of_days(self) -> DateRange | None:
        days = [a.date for a in self._articles.values() if a.date]
        return (min(days), max(days)) if days else None

    def source_lines(self, source: str) -> Mapping[int, str]:
        return {}

    def terms_present(self, terms: Iterable[str]) -> set[str]:
        return set()

    def _events(self) -> list[Event]:
        return [event for facts in self._facts.values() for event in facts.events]

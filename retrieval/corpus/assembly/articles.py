"""A block -> an Article: paragraphs whole, names and day read off, an id from its content alone."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from retrieval.corpus.assembly.blocks import Block
from retrieval.corpus.assembly.bylines import authors_of
from retrieval.corpus.assembly.heads import heads_of
from retrieval.corpus.assembly.openings import Opening, opening
from retrieval.corpus.assembly.paragraphs import paragraph_of
from retrieval.language.dates import find_dates
from retrieval.language.sentences import sentences
from retrieval.records import Article, Grain, Head, Page, Paragraph

__all__ = ["article_id", "article_of"]

_LEAD = 160  # characters of a first sentence that are looked at
_DATELINE = 40  # characters of a dateline; marks inside it end no sentence
_BACK = dt.timedelta(days=366)  # how old a report may be
_DAYS = {Grain.DAY, Grain.MINUTE}


def article_of(block: Block, page: Page) -> Article:
    """Build the article of a block."""
    heads = tuple(heads_of(block.heads))
    paragraphs = tuple(paragraph_of(lines) for lines in block.paragraphs)
    texts = [paragraph.text for paragraph in paragraphs]
    flags = dict.fromkeys(block.flags)
    if not paragraphs:
        flags["headline_only"] = None
    if not heads:
        flags["no_headline"] = None
    return Article(
        id=article_id(heads, paragraphs),
        source=page.source,
        heads=heads,
        paragraphs=paragraphs,
        authors=authors_of(texts),
        date=_day(texts, page.issue_date.day) or page.issue_date.day,
        issue_date=page.issue_date.day,
        flags=tuple(flags),
        series=" ".join(form.text for form in block.banners) or None,
    )


def article_id(heads: Iterable[Head], paragraphs: Iterable[Paragraph]) -> str:
    """16 hexadecimal digits of the SHA-256 of the head and paragraph texts, a line each."""
    lines = [head.text for head in heads] + [""] + [each.text for each in paragraphs]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _day(texts: Sequence[str], issue: dt.date | None) -> dt.date | None:
    """The day of the dateline, or the first that the first sentence names; none after the issue's."""
    if not texts:
        return None
    lead = texts[0][:_LEAD]
    first = sentences(lead)[:1]
    dated = opening(lead[:_DATELINE]) is Opening.STRONG
    end = max(_DATELINE if dated else 0, first[0][1]) if first else 0
    for found in find_dates(lead[:end], issue):
        day = found.first
        if day is None or found.grain not in _DAYS or day != found.last:
            continue
        if issue is None:
            return day if found.year_said else None
        if issue - _BACK <= day <= issue:
            return day
    return None

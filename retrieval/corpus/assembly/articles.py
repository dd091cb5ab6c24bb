"""A block -> an Article: paragraphs whole, names and day read off, an id from its content alone."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence

from retrieval.corpus.assembly.blocks import Block
from retrieval.corpus.assembly.bylines import authors_of
from retrieval.corpus.assembly.heads import heads_of
from retrieval.corpus.assembly.paragraphs import paragraph_of
from retrieval.records import Article, Head, Page, Paragraph

__all__ = ["article_id", "article_of"]

_DAY = re.compile(r"(\d{1,2})月(\d{1,2})[日曰]")
_LEAD = 80  # characters in which the day of a dateline stands


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
    if issue is None or not texts:
        return None
    found = _DAY.search(texts[0][:_LEAD])
    if not found:
        return None
    try:
        day = dt.date(issue.year, int(found[1]), int(found[2]))
    except ValueError:
        return None
    return day if day <= issue + dt.timedelta(days=1) else day.replace(year=day.year - 1)

"""SourceText -> Page: its lines with the day of its issue."""

import datetime as dt

from retrieval.corpus.issue_date import issue_date
from retrieval.records import Page, SourceText

__all__ = ["page_of"]


def page_of(source: SourceText, given: dt.date | None = None) -> Page:
    """The page of a source; ``given`` is the day of the issue where a person named it."""
    return Page(source.name, source.lines, issue_date(source.lines, source.name, given))

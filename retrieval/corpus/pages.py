"""SourceText -> Page: its lines with the day of its issue; pages that come together help each other."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from retrieval.corpus.issue_clues import clues, date_of, last_day
from retrieval.corpus.issue_date import issue_date
from retrieval.language.normalise import normalise
from retrieval.records import IssueDate, Page, SourceText

__all__ = ["page_of", "pages_of"]

_NEAR = dt.timedelta(days=45)  # pages of one folder further apart say nothing of each other's year
_NEIGHBOURS = 2  # pages whose day is known that must speak for a year


def page_of(source: SourceText, given: dt.date | None = None) -> Page:
    """The page of a source; ``given`` is the day of the issue where a person named it."""
    return Page(source.name, source.lines, issue_date(source.lines, source.name, given))


def pages_of(sources: Sequence[SourceText], given: dt.date | None = None) -> list[Page]:
    """The pages of sources that come together, in their order.

    A page that tells the month and days it reports but not the year takes the year of its neighbours in the
    same folder, where two or more are of about those days and all such are of one year.
    """
    pages = [page_of(source, given) for source in sources]
    known: dict[str, list[dt.date]] = {}
    for page in pages:
        if page.issue_date.day:
            known.setdefault(_folder(page), []).append(page.issue_date.day)
    return [
        page if page.issue_date.day else replace(page, issue_date=_beside(page, known))
        for page in pages
    ]


def _folder(page: Page) -> str:
    return page.source.rpartition("/")[0]


def _beside(page: Page, known: dict[str, list[dt.date]]) -> IssueDate:
    """The issue date of a page by those of its neighbours; unknown where they do not agree."""
    neighbours = known.get(_folder(page), [])
    if len(neighbours) < _NEIGHBOURS:
        return IssueDate()
    whole = normalise("\n".join(line.text for line in page.lines))
    last = last_day(clues(whole.split("\n")).days)
    if last is None:
        return IssueDate()
    near = [
        here
        for day in neighbours
        for year in (day.year - 1, day.year, day.year + 1)
        if (here := date_of(year, last)) and abs(here - day) <= _NEAR
    ]
    if len(near) < _NEIGHBOURS or len(set(near)) > 1:
        return IssueDate()
    return IssueDate(near[0] + dt.timedelta(days=1), "text", inferred=True)

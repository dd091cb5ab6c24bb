"""Days of the question against days of an article: month and day where a year is missing, ranges where a span is said."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

from retrieval.answer.pool import Story, Unit
from retrieval.language.dates import find_dates
from retrieval.records import DateMention, Grain

__all__ = ["dates_in", "day_fit", "fits_day", "same_day"]


@lru_cache(maxsize=4096)
def dates_in(text: str, anchor: dt.date | None) -> tuple[DateMention, ...]:
    """``find_dates``, remembered."""
    return tuple(find_dates(text, anchor))


def same_day(asked: DateMention, said: DateMention) -> bool:
    """True if a date of the paper falls into the date asked for."""
    if asked.year_said and said.year is not None and asked.year != said.year:
        return False
    if asked.grain in {Grain.DAY, Grain.MINUTE} and said.grain in {Grain.DAY, Grain.MINUTE}:
        if asked.day != said.day:
            return False
        return asked.month is None or said.month is None or asked.month == said.month
    if asked.first and asked.last and said.first and said.last:
        if not asked.year_said and asked.month and asked.first.year != said.first.year:
            return _in_other_year(asked, said)
        return asked.first <= said.last and said.first <= asked.last and _no_wider(asked, said)
    return asked.month is not None and asked.month == said.month and asked.day in {None, said.day}


def _no_wider(asked: DateMention, said: DateMention) -> bool:
    """A year said does not say which day; a span of days does."""
    assert asked.first and asked.last and said.first and said.last  # noqa: S101 - narrowing
    return (said.last - said.first).days <= max(31, (asked.last - asked.first).days + 1)


def _in_other_year(asked: DateMention, said: DateMention) -> bool:
    return asked.month == said.month and (asked.day is None or asked.day == said.day)


def fits_day(asked: DateMention, day: dt.date | None) -> bool:
    """True if a day falls into the date asked for; a year that is not said fits any."""
    if day is None:
        return False
    if asked.grain in {Grain.DAY, Grain.MINUTE} and asked.day is not None:
        fits = asked.day == day.day and asked.month in {None, day.month}
        return fits and (not asked.year_said or asked.year == day.year)
    if asked.first and asked.last:
        return asked.first <= day <= asked.last
    return asked.month == day.month


def day_fit(asked: Sequence[DateMention], story: Story, unit: Unit) -> float:
    """How well a unit fits the days asked for: 1 said in it, less the farther it is said, 0 nowhere."""
    if not asked:
        return 1.0
    return min(_fit(date, story, unit) for date in asked)


def _fit(asked: DateMention, story: Story, unit: Unit) -> float:
    article = story.article
    anchor = article.date or article.issue_date
    said = dates_in(unit.text, anchor)
    if _any(asked, said):
        return 1.0
    clash = any(date.grain is Grain.DAY for date in said)
    if 0 <= unit.paragraph < len(article.paragraphs):
        text = article.paragraphs[unit.paragraph].text
        if _any(asked, dates_in(text, anchor)):
            return 0.7 if clash else 0.9
    if fits_day(asked, article.date):
        return 0.6 if clash else 0.85
    lead = article.paragraphs[0].text if article.paragraphs else ""
    if _any(asked, dates_in(lead, anchor)):
        return 0.5 if clash else 0.8
    if _any(asked, dates_in(story.head, anchor)):
        return 0.6
    return 0.25 if _any(asked, dates_in(story.whole, anchor)) else 0.0


def _any(asked: DateMention, said: Iterable[DateMention]) -> bool:
    return any(same_day(asked, date) for date in said)

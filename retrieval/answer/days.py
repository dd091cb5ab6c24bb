"""Days of the question against days of an article: month and day where a year is missing, ranges where a span is said."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from retrieval.answer.pool import Story, Unit, plain_text
from retrieval.language.dates import find_dates
from retrieval.records import DateMention, DateRange, Grain, Span

__all__ = ["DayFit", "dates_in", "day_fit", "fit_of_day", "fits_day", "in_months", "same_day"]


_SHORT = 31  # days of a span that says something of each of its days


@lru_cache(maxsize=4096)
def dates_in(
    text: str, anchor: dt.date | None, plain: str | None = None
) -> tuple[DateMention, ...]:
    """``find_dates``, remembered; ``plain`` is the normalised text of a unit, always given for one."""
    return tuple(find_dates(text, anchor, plain=plain_text(text) if plain is None else plain))


def same_day(asked: DateMention, said: DateMention) -> bool:
    """True if a date of the paper falls into the date asked for."""
    if said.first is None and plain_text(asked.text) == plain_text(said.text):
        return True
    if asked.year_said and said.year is not None and asked.year != said.year and said.year_said:
        return False
    if _is_day(asked) and _is_day(said):
        known = asked.year_said and said.first is not None
        fits = asked.day == said.day and (
            asked.month is None or said.month is None or asked.month == said.month
        )
        return fits and (not known or asked.year == said.year)
    if asked.first and asked.last and said.first and said.last:
        return _spans_meet(asked, said, (asked.first, asked.last), (said.first, said.last))
    return asked.month is not None and asked.month == said.month and asked.day in {None, said.day}


def _is_day(date: DateMention) -> bool:
    return date.grain in {Grain.DAY, Grain.MINUTE} and date.day is not None


def _spans_meet(asked: DateMention, said: DateMention, one: DateRange, other: DateRange) -> bool:
    """A day within a short span, or a time within the month or year asked for."""
    if not asked.year_said and asked.month and one[0].year != other[0].year:
        return asked.month == said.month and asked.day in {None, said.day}
    if _is_day(asked):
        told = said.grain in {Grain.SPAN, Grain.WEEK} and (other[1] - other[0]).days <= _SHORT
        return told and other[0] <= one[0] <= other[1]
    if said.grain is Grain.SPAN:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] <= other[0] and other[1] <= one[1]


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
    return DayFit(asked, story).of(unit)


class DayFit:
    """``day_fit`` of any units of one story: what its other parts say is looked at once."""

    def __init__(self, asked: Sequence[DateMention], story: Story) -> None:
        article = story.article
        self._anchor = article.date or article.issue_date
        self._first = _first_day(story) if asked else None
        self._asked = [(date, _Told(date, story, self._first)) for date in asked]

    def of(self, unit: Unit) -> float:
        """The fit of a unit of the story."""
        if not self._asked:
            return 1.0
        said = in_months(dates_in(unit.text, self._anchor, unit.plain), self._first)
        clash = any(date.grain is Grain.DAY for date in said)
        return min(
            1.0 if _any(date, said) else told.around(unit.paragraph, clash=clash)
            for date, told in self._asked
        )


def _first_day(story: Story) -> DateMention | None:
    """The first day of a story that is printed with its month, where nothing else dates the story."""
    article = story.article
    if article.date or article.issue_date:
        return None  # days without a month were read against it
    texts = (paragraph.text for paragraph in article.paragraphs)
    said = (date for text in texts for date in dates_in(text, None))
    return next((date for date in said if date.month and date.day), None)


def in_months(said: Sequence[DateMention], first: DateMention | None) -> tuple[DateMention, ...]:
    """Days without a month are of the month of the day before them, unless they might be of the next.

    4月5日电: 截至5日14时 speaks of no August; 4月29日电: 2日 is left open.
    """
    settled: list[DateMention] = []
    last = first
    for date in said:
        if date.month and date.day:
            last = date
        elif date.day and not date.month and last and last.day and date.day >= last.day:
            settled.append(replace(date, month=last.month))
            continue
        settled.append(date)
    return tuple(settled)


class _Told:
    """Where a story tells of a day, besides the sentence looked at."""

    def __init__(self, asked: DateMention, story: Story, first: DateMention | None) -> None:
        self._date = asked
        self._story = story
        self._article = story.article
        self._anchor = story.article.date or story.article.issue_date
        self._first = first
        self._known: dict[str, bool] = {}

    def around(self, paragraph: int, *, clash: bool) -> float:
        """The fit of a sentence of a paragraph that does not say the day; ``clash`` where it says another."""
        paragraphs = self._article.paragraphs
        if 0 <= paragraph < len(paragraphs) and self._says(paragraphs[paragraph].text):
            return 0.7 if clash else 0.9
        if fits_day(self._date, self._article.date):
            return 0.6 if clash else 0.85
        if self._says(paragraphs[0].text if paragraphs else ""):
            return 0.5 if clash else 0.8
        if self._says(self._story.head):
            return 0.6
        return 0.25 if any(self._says(one.text) for one in paragraphs) else 0.0

    def _says(self, text: str) -> bool:
        known = self._known.get(text)
        if known is None:
            said = in_months(dates_in(text, self._anchor), self._first)
            known = self._known[text] = _any(self._date, said)
        return known


def fit_of_day(asked: Sequence[DateMention], said: Sequence[DateMention], span: Span) -> float:
    """Less for a span that its own sentence tells of another day than the one asked for, where it names both.

    The day that holds for a span is the last one said before it: 1996年 of "1991年14吨,1996年30吨" holds for 30吨.
    """
    before = [date for date in said if date.span[1] <= span[0]]
    if not asked or not before:
        return 1.0
    holds = any(same_day(date, before[-1]) for date in asked)
    return 1.0 if holds or not any(_any(date, said) for date in asked) else 0.4


def _any(asked: DateMention, said: Iterable[DateMention]) -> bool:
    return any(same_day(asked, date) for date in said)

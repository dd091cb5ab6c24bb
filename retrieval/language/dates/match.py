"""Two date mentions -> do they mean the same day, or do their days meet?

A side that does not say its year is matched by month and day, a side that says a day alone by the day.
"""

import datetime as dt

from retrieval.records import DateMention, DateRange, Grain

__all__ = ["meets", "same_day"]

_DAYS = (Grain.DAY, Grain.MINUTE)


def same_day(one: DateMention, other: DateMention) -> bool:
    """True where both are days and nothing that both say differs: 12月5日 and 2023-12-05, 6号 and 12月6日.

    Years are compared where both are said (or counted from the anchor, as in 昨天); months where both
    are said or resolved.
    """
    if one.grain not in _DAYS or other.grain not in _DAYS:
        return False
    if _day(one) is None or _day(one) != _day(other):
        return False
    months = _month(one), _month(other)
    if None not in months and months[0] != months[1]:
        return False
    return not (one.year_said and other.year_said and one.year != other.year)


def meets(one: DateMention, other: DateMention) -> bool:
    """True where the days of the two have a day in common; a year that one side lacks is taken from the other."""
    if one.grain in _DAYS and other.grain in _DAYS:
        return same_day(one, other)
    first, second = _range(one), _range(other)
    if first is None or second is None:
        return _by_month(one, other)
    if one.year_said and other.year_said:
        return _overlap(first, second)
    return any(_overlap(_moved(first, by), second) for by in _shifts(first, second))


def _day(mention: DateMention) -> int | None:
    return mention.day or (mention.first.day if mention.first else None)


def _month(mention: DateMention) -> int | None:
    return mention.month or (mention.first.month if mention.first else None)


def _range(mention: DateMention) -> DateRange | None:
    return (mention.first, mention.last) if mention.first and mention.last else None


def _overlap(one: DateRange, other: DateRange) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _shifts(one: DateRange, other: DateRange) -> tuple[int, ...]:
    by = other[0].year - one[0].year
    return by - 1, by, by + 1


def _moved(days: DateRange, years: int) -> DateRange:
    first, last = (_in_year(day, years) for day in days)
    return first, last


def _in_year(day: dt.date, years: int) -> dt.date:
    year = min(max(day.year + years, 1), 9999)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)


def _by_month(one: DateMention, other: DateMention) -> bool:
    """Without days to compare: the months, and the years where both are said."""
    months = _month(one), _month(other)
    if None in months or months[0] != months[1]:
        return False
    if one.day and other.day and one.day != other.day:
        return False
    return not (one.year_said and other.year_said and one.year != other.year)

"""What a text says of a date (``Said``) + the anchor -> the days it means (``DateMention``).

A part that the text leaves out is looked for from the anchor: the nearest past occurrence, or the
nearest future one where a plan is spoken of. What cannot be resolved stays ``None``.
"""

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from retrieval.language.dates.lunar import feast, lunar_day, lunar_month
from retrieval.records import DateMention, DateRange, Grain, Span

__all__ = [
    "Said",
    "counted",
    "mention",
    "month_end",
    "period",
    "possible",
    "resolve",
    "shift_month",
]


@dataclass(frozen=True, slots=True)
class Said:
    """A date as a text says it: its parts, or (``fixed``) the days it counts from the anchor.

    ``part`` numbers a ten-days' third (1-3), a quarter (1-4) or a half (1-2). ``future`` is set where
    the words around it speak of a plan. ``relative`` dates need the anchor, so they are ``None`` without.
    """

    span: Span
    grain: Grain
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: int = 0
    fixed: DateRange | None = None
    relative: bool = False
    year_said: bool = False
    time: str | None = None
    future: bool = False
    feast: str | None = None  # its name, where the day depends on the year
    lunar: bool = False  # month and day are of the lunar calendar


_BY_YEAR = (Grain.YEAR, Grain.HALF, Grain.QUARTER)


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The year and month that lie ``by`` months away."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def period(said: Said, year: int, month: int | None = None) -> DateRange | None:
    """The days of ``said`` in ``year`` (and ``month``, where only a day is said); ``None`` if there are none."""
    if not 1 <= year <= 9998:
        return None
    if said.feast is not None or said.lunar:
        return _lunar(said, year)
    month = said.month or month
    try:
        return _days(said, year, month)
    except ValueError:  # 30 February
        return None


def _lunar(said: Said, year: int) -> DateRange | None:
    if said.feast is not None:
        day = feast(said.feast, year)
    elif said.day is None:
        return lunar_month(year, said.month or 1)
    else:
        day = lunar_day(year, said.month or 1, said.day)
    return None if day is None else (day, day)


def _days(said: Said, year: int, month: int | None) -> DateRange:
    match said.grain:
        case Grain.YEAR:
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        case Grain.HALF | Grain.QUARTER:
            length = 6 if said.grain is Grain.HALF else 3
            start = (said.part - 1) * length + 1
            return dt.date(year, start, 1), month_end(year, start + length - 1)
        case Grain.MONTH:
            return dt.date(year, month or 1, 1), month_end(year, month or 1)
        case Grain.TENDAYS:
            first = dt.date(year, month or 1, said.part * 10 - 9)
            last = month_end(year, month or 1) if said.part == 3 else first + dt.timedelta(days=9)
            return first, last
        case _:
            day = dt.date(year, month or 1, said.day or 1)
            return day, day


def _occurrences(said: Said, anchor: dt.date) -> Iterator[DateRange]:
    """All that ``said`` may mean around the anchor, the earliest first."""
    if (
        said.month is None
        and said.feast is None
        and said.grain in (Grain.DAY, Grain.MINUTE, Grain.TENDAYS)
    ):
        for by in range(-3, 4):
            year, month = shift_month(anchor.year, anchor.month, by)
            found = period(said, year, month)
            if found:
                yield found
        return
    for year in range(anchor.year - 8, anchor.year + 9):
        found = period(said, year)
        if found:
            yield found


def resolve(said: Said, anchor: dt.date | None) -> DateRange | None:
    """The days that ``said`` means, seen from the anchor; ``None`` where nothing resolves it."""
    if said.fixed is not None:
        return said.fixed
    if said.year is not None and (said.month or said.feast or said.grain in _BY_YEAR):
        return period(said, said.year)
    if anchor is None or said.relative or _clock_only(said):
        return None
    return _nearest(replace(said, span=(0, 0), time=None), anchor)


@lru_cache(maxsize=4096)
def _nearest(said: Said, anchor: dt.date) -> DateRange | None:
    """The last occurrence that has begun at the anchor, or the first that has not ended where a plan is spoken of."""
    found = list(_occurrences(said, anchor))
    past = [days for days in found if days[0] <= anchor][-1:]
    coming = [days for days in found if days[1] >= anchor][:1]
    chosen = coming + past if said.future else past + coming
    return chosen[0] if chosen else None


def _clock_only(said: Said) -> bool:
    return said.time is not None and said.day is None and said.feast is None


def possible(said: Said) -> bool:
    """False for what no calendar has: 2月30日, 2019年2月29日."""
    if said.fixed is not None or said.feast is not None or said.lunar:
        return True
    return period(said, said.year or 2000, said.month or 1) is not None


def mention(said: Said, text: str, anchor: dt.date | None) -> DateMention:
    """The record of a date said; month and day are those of our calendar, as said or as counted."""
    found = resolve(said, anchor)
    year, month, day = said.year, said.month, said.day
    if (said.fixed and said.grain is not Grain.SPAN) or said.feast or said.lunar:
        month, day = _parts(said.grain, found[0]) if found else (None, None)
    if found:
        year = found[0].year
    return DateMention(
        span=said.span,
        text=text[slice(*said.span)],
        grain=said.grain,
        first=found[0] if found else None,
        last=found[1] if found else None,
        year=year,
        month=month,
        day=day,
        year_said=said.year_said and year is not None,
        time=said.time,
    )


def _parts(grain: Grain, first: dt.date) -> tuple[int | None, int | None]:
    if grain in (Grain.DAY, Grain.MINUTE):
        return first.month, first.day
    return (first.month if grain in (Grain.MONTH, Grain.TENDAYS) else None), None


def counted(span: Span, grain: Grain, days: DateRange | None) -> Said:
    """A date counted from the anchor; ``days`` is ``None`` where there is no anchor."""
    return Said(span, grain, fixed=days, relative=True, year_said=days is not None)

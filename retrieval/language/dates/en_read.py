"""Matches of English dates -> what they say."""

import datetime as dt
import re

from retrieval.language.dates.said import Said, counted, month_end, shift_month
from retrieval.records import DateRange, Grain

__all__ = [
    "COUNTS",
    "NEAR_DAYS",
    "ago_rule",
    "bare_day_rule",
    "day_rule",
    "days_rule",
    "decade_rule",
    "feast_rule",
    "month_rule",
    "near_day_rule",
    "near_period_rule",
    "part_rule",
    "weekday_rule",
    "year_rule",
]

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
COUNTS = {word: number for number, word in enumerate(_NUMBERS.split(), 1)} | {"a": 1, "an": 1}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_SHIFT = {"last": -1, "this": 0, "next": 1, "past": -1, "previous": -1, "current": 0, "coming": 1}
_EDGE = {
    "early": 1,
    "mid": 2,
    "late": 3,
    "the beginning of": 1,
    "the start of": 1,
    "the end of": 3,
    "the middle of": 2,
}
NEAR_DAYS = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
}


def _month(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word[:3]))


def _year(match: re.Match[str], anchor: dt.date | None) -> tuple[int | None, bool, bool]:
    """(year, said, relative) of a match with the groups of ``_YEAR``."""
    groups = match.groupdict()
    if groups.get("year"):
        return int(groups["year"] or 0), True, False
    if groups.get("shift"):
        return (
            (anchor.year + _SHIFT[groups["shift"] or ""] if anchor else None),
            anchor is not None,
            True,
        )
    return None, False, False


def day_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Dec 5, 5 December, the 5th of December 2023."""
    year, said, relative = _year(match, anchor)
    return Said(
        match.span(),
        Grain.DAY,
        year=year,
        month=_month(match["month"]),
        day=int(match["day"]),
        year_said=said,
        relative=relative,
    )


def days_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Jan 7-9, 7 to 9 January 1998: the first and the last day of a span in one month."""
    year, said, _ = _year(match, anchor)
    month, first, last = _month(match["month"]), int(match["day"]), int(match["day2"])
    if first >= last:
        return None
    if year is None:
        if anchor is None:
            return Said(match.span(), Grain.SPAN, month=month, day=first, relative=True)
        year = anchor.year if (month, first) <= (anchor.month, anchor.day) else anchor.year - 1
    try:
        days = (dt.date(year, month, first), dt.date(year, month, last))
    except ValueError:
        return None
    return Said(
        match.span(), Grain.SPAN, year=year, month=month, day=first, fixed=days, year_said=said
    )


def month_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """March 2011, this January, last May, late November, in May."""
    year, said, relative = _year(match, anchor)
    month = _month(match["month"])
    near = match["near"]
    if near and anchor is not None:
        past = anchor.year if month < anchor.month else anchor.year - 1
        year = {
            "last": past,
            "this": anchor.year,
            "next": past + 1 + (month == anchor.month and 0),
        }[near]
        said = relative = True
    elif near:
        relative = True
    part = _EDGE.get((match["edge"] or "").replace("-", " ").strip(), 0)
    grain = Grain.TENDAYS if part else Grain.MONTH
    return Said(
        match.span(), grain, year=year, month=month, part=part, year_said=said, relative=relative
    )


def bare_day_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    """On the 7th."""
    return Said(match.span("said"), Grain.DAY, day=int(match["day"]))


def weekday_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Last Tuesday, on Friday, next Monday: "last" is the latest before the anchor, "this" is in its week."""
    if anchor is None:
        return counted(match.span(), Grain.DAY, None)
    index = next(i for i, name in enumerate(_WEEKDAYS) if name.startswith(match["weekday"][:3]))
    shift = match["near"]
    monday = anchor - dt.timedelta(days=anchor.weekday())
    day = monday + dt.timedelta(days=index)
    if shift == "next":
        day += dt.timedelta(weeks=1)
    elif shift in ("last", "past", "previous"):
        day -= dt.timedelta(weeks=1 if day >= anchor else 0)
    elif shift != "this" and day > anchor:
        day -= dt.timedelta(weeks=1)
    return counted(match.span(), Grain.DAY, (day, day))


def near_day_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Yesterday, tonight, the day after tomorrow."""
    days = None
    if anchor is not None:
        day = anchor + dt.timedelta(days=NEAR_DAYS[match[0]])
        days = (day, day)
    return counted(match.span(), Grain.DAY, days)


def near_period_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Last week, this month, next quarter, last year, the end of last year."""
    unit, by = match["unit"], _SHIFT[match["near"]]
    grain = {
        "week": Grain.WEEK,
        "weekend": Grain.SPAN,
        "month": Grain.MONTH,
        "quarter": Grain.QUARTER,
        "year": Grain.YEAR,
    }[unit]
    if anchor is None:
        return counted(match.span(), grain, None)
    edge = _EDGE.get(match["edge"] or "", 0)
    if unit == "year":
        year = anchor.year + by
        if edge in (1, 3):
            return Said(
                match.span(),
                Grain.MONTH,
                year=year,
                month=1 if edge == 1 else 12,
                year_said=True,
                relative=True,
            )
        return Said(match.span(), grain, year=year, year_said=True, relative=True)
    if unit in ("month", "quarter"):
        start = anchor.month if unit == "month" else (anchor.month - 1) // 3 * 3 + 1
        length = 1 if unit == "month" else 3
        year, month = shift_month(anchor.year, start, by * length)
        if edge:
            return Said(
                match.span(),
                Grain.TENDAYS,
                year=year,
                month=month,
                part=edge,
                year_said=True,
                relative=True,
            )
        last_year, last_month = shift_month(year, month, length - 1)
        return counted(
            match.span(), grain, (dt.date(year, month, 1), month_end(last_year, last_month))
        )
    monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=by)
    first = monday + dt.timedelta(days=5 if unit == "weekend" else 0)
    return counted(match.span(), grain, (first, monday + dt.timedelta(days=6)))


def part_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Q1 2024, the first quarter of this year, the second half of 2023."""
    year, said, relative = _year(match, anchor)
    word = match["q"] or match["nth"]
    part = int(word) if word.isdigit() else _ORDINALS[word]
    grain = Grain.HALF if match["what"] == "half" else Grain.QUARTER
    if part > (2 if grain is Grain.HALF else 4):
        return None
    return Said(match.span(), grain, year=year, part=part, year_said=said, relative=relative)


def year_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    """In 2000, since 1998, late 2023, the end of 2023."""
    year = int(match["bare"])
    edge = _EDGE.get((match["edge"] or "").replace("-", " ").strip(), 0)
    span = (match.start("edge") if match["edge"] else match.start("bare"), match.end("bare"))
    if edge in (1, 3):
        return Said(span, Grain.MONTH, year=year, month=1 if edge == 1 else 12, year_said=True)
    return Said(span, Grain.YEAR, year=year, year_said=True)


def decade_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    """The 1990s."""
    first = int(match["decade"])
    return Said(
        match.span(),
        Grain.SPAN,
        fixed=(dt.date(first, 1, 1), dt.date(first + 9, 12, 31)),
        year_said=True,
    )


def ago_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Two days ago, three weeks later, a year ago."""
    unit = match["unit"].removesuffix("s")
    grain = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR}[unit]
    if anchor is None:
        return counted(match.span(), grain, None)
    count = COUNTS.get(match["count"]) or int(match["count"])
    if unit == "year":
        return Said(match.span(), grain, year=anchor.year - count, year_said=True, relative=True)
    if unit == "month":
        year, month = shift_month(anchor.year, anchor.month, -count)
        return Said(match.span(), grain, year=year, month=month, year_said=True, relative=True)
    day = anchor - dt.timedelta(days=count * (7 if unit == "week" else 1))
    days: DateRange = (day, day)
    if unit == "week":
        monday = day - dt.timedelta(days=day.weekday())
        days = (monday, monday + dt.timedelta(days=6))
    return counted(match.span(), grain, days)


def feast_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Spring Festival 2024, 2024 Spring Festival, Christmas."""
    year, said, relative = _year(match, anchor)
    if match["before"]:
        year, said = int(match["before"]), True
    return Said(
        match.span(),
        Grain.DAY,
        year=year,
        feast=match["feast"].replace("’", "'"),
        year_said=said,
        relative=relative,
    )

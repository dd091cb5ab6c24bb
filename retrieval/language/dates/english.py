"""Normalised (lower-case) English text -> dates as they are said: Dec 5, 5 December 2023, last Tuesday, the 7th, Q1 2024, the 1990s."""

import datetime as dt
import re
from collections.abc import Iterator

from retrieval.language.dates.lunar import LUNAR_FEASTS, SOLAR_FEASTS
from retrieval.language.dates.said import Said, counted, month_end, shift_month
from retrieval.records import DateRange, Grain

__all__ = ["RULES"]

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december".split(
        "|"
    )
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday".split("|")
_WEEKDAY = r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DAY2 = r"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,? {1,2}(?:of )?(?P<year>(?:1[5-9]|20|21)\d\d)(?![\d.,]\d|\d)|,? (?:of )?(?P<shift>last|this|next) year)"
_COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1}
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"
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


def _day_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
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


def _days_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
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


_EDGE = {
    "early": 1,
    "mid": 2,
    "late": 3,
    "the beginning of": 1,
    "the start of": 1,
    "the end of": 3,
    "the middle of": 2,
}


def _month_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
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


def _bare_day_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    """On the 7th."""
    return Said(match.span("said"), Grain.DAY, day=int(match["day"]))


def _weekday_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
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


_NEAR_DAYS = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
}


def _near_day_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    days = None
    if anchor is not None:
        day = anchor + dt.timedelta(days=_NEAR_DAYS[match[0]])
        days = (day, day)
    return counted(match.span(), Grain.DAY, days)


def _near_period_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
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


def _part_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Q1 2024, the first quarter of this year, the second half of 2023."""
    year, said, relative = _year(match, anchor)
    word = match["q"] or match["nth"]
    part = int(word) if word.isdigit() else _ORDINALS[word]
    grain = Grain.HALF if match["what"] == "half" else Grain.QUARTER
    if part > (2 if grain is Grain.HALF else 4):
        return None
    return Said(match.span(), grain, year=year, part=part, year_said=said, relative=relative)


def _year_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """In 2000, since 1998, late 2023, the end of 2023."""
    year = int(match["bare"])
    edge = _EDGE.get((match["edge"] or "").replace("-", " ").strip(), 0)
    span = (match.start("edge") if match["edge"] else match.start("bare"), match.end("bare"))
    if edge in (1, 3):
        return Said(span, Grain.MONTH, year=year, month=1 if edge == 1 else 12, year_said=True)
    return Said(span, Grain.YEAR, year=year, year_said=True)


def _decade_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    first = int(match["decade"])
    return Said(
        match.span(),
        Grain.SPAN,
        fixed=(dt.date(first, 1, 1), dt.date(first + 9, 12, 31)),
        year_said=True,
    )


def _ago_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """Two days ago, three weeks later, a year ago."""
    unit = match["unit"].removesuffix("s")
    grain = {"day": Grain.DAY, "week": Grain.WEEK, "month": Grain.MONTH, "year": Grain.YEAR}[unit]
    if anchor is None:
        return counted(match.span(), grain, None)
    count = _COUNTS.get(match["count"]) or int(match["count"])
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


def _feast_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
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


def _patterns() -> Iterator[tuple[re.Pattern[str], object]]:
    sep = r" ?(?:-|–|—|~|to|and|until|through) ?(?:the )?"
    ends = r"(?=[?!.,;:)]|$| (?:and|to|was|were|is|did|do|does|at|by|for|in|who|what|when|where|from|about|with)\b)"
    feasts = "|".join(
        sorted(
            (name.replace("'", "['’]") for name in LUNAR_FEASTS | SOLAR_FEASTS if name.isascii()),
            key=len,
            reverse=True,
        )
    )
    yield re.compile(rf"\b{_MONTH} {{0,2}}{_DAY}\b(?!:\d|\.\d| ?%)(?:{_YEAR})?"), _day_rule
    yield (
        re.compile(rf"(?<![\d.,:$]){_DAY} {{0,2}}(?:day )?(?:of )?{_MONTH}(?:{_YEAR})?"),
        _day_rule,
    )
    yield re.compile(rf"\b{_MONTH} {{0,2}}{_DAY}{sep}{_DAY2}\b(?!:\d)(?:{_YEAR})?"), _days_rule
    yield re.compile(rf"(?<![\d.,:$]){_DAY}{sep}{_DAY2} (?:of )?{_MONTH}(?:{_YEAR})?"), _days_rule
    yield (
        re.compile(
            rf"(?:\b(?P<near>last|this|next) )?(?:\b(?P<edge>early|mid|late|the (?:beginning|start|middle|end) of)[ -])?\b{_MONTH}(?:{_YEAR})?(?! ?\d)"
        ),
        _month_rule,
    )
    yield (
        re.compile(
            rf"(?P<said>(?<=\bon )the {_DAY[:-1]})|(?P<x>)$^"
            if False
            else rf"\b(?P<said>the (?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)){ends}"
        ),
        _bare_day_rule,
    )
    yield (
        re.compile(
            r"(?<=\bon )(?P<said>(?:the )?(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))" + ends
        ),
        _bare_day_rule,
    )
    yield (
        re.compile(rf"(?:\b(?P<near>last|this|next|past|previous) )?\b{_WEEKDAY}(?!['’])"),
        _weekday_rule,
    )
    yield re.compile(r"\b(?:" + "|".join(_NEAR_DAYS) + r")\b"), _near_day_rule
    yield (
        re.compile(
            r"(?:\b(?P<edge>early|late|the (?:beginning|start|middle|end) of) )?\b(?:the )?(?P<near>last|this|next|past|previous|current|coming) (?P<unit>week|weekend|month|quarter|year)\b"
        ),
        _near_period_rule,
    )
    yield (
        re.compile(
            rf"\b(?:q(?P<q>[1-4])|(?:the )?(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th)) (?P<what>quarter|half)(?! (?:of )?(?:an hour|a million|the match|the game)))(?:{_YEAR}|(?= of the year))?"
        ),
        _part_rule,
    )
    yield (
        re.compile(
            r"\b(?:(?P<edge>early|late|mid|the (?:beginning|start|middle|end) of)[ -]|(?:in|of|since|by|from|until|till|before|after|during|year|for|to|between|and|through|the) )(?P<bare>(?:1[5-9]|20)\d\d)(?![\d%]|[.,:/\-]\d|s\b| (?:people|students|workers|yuan|dollars|mu|metres|meters|tons|tonnes|km|kg|million|billion|households|families|households|houses|cases|copies|men|women|children|farmers|residents|soldiers))"
        ),
        _year_rule,
    )
    yield re.compile(r"(?<=\d\d\d\d[-–—])(?P<edge>(?!))?(?P<bare>(?:19|20)\d\d)(?!\d)"), _year_rule
    yield re.compile(r"\b(?:the )?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"), _decade_rule
    yield (
        re.compile(rf"\b{_COUNT} (?P<unit>days?|weeks?|months?|years?) (?:ago|earlier)\b"),
        _ago_rule,
    )
    yield (
        re.compile(rf"(?:\b(?P<before>(?:19|20)\d\d) )?\b(?P<feast>{feasts})(?:{_YEAR})?"),
        _feast_rule,
    )


RULES = tuple(_patterns())

"""Normalised text -> dates in digits alone: 2023-12-05, 2023.12, 12/5/2023, 20231205, 12.5 and 12/5 where no number can be meant."""

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

from retrieval.language.dates.said import Said
from retrieval.language.dates.zh_parts import Rule
from retrieval.records import Grain

__all__ = ["rules"]

Reader = Callable[[re.Match[str], dt.date | None], Said | None]

_MEASURE = "个名位家万亿多余人元岁天年月周届期次条项点分秒时米吨亩倍%级户台辆套只头座间处份公平立千百厘毫克斤升度角毛折摄号版型代寸英股"


def _full(match: re.Match[str], _: dt.date | None) -> Said | None:
    """Year, month and day in any order that only one reading allows; day before month where both fit."""
    first, second, third = (int(match[name]) for name in "abc")
    if len(match["a"]) == 4:
        year, month, day = first, second, third
    elif len(match["c"]) == 4 or (first <= 31 and (third > 31 or match["c"].startswith("0"))):
        year, month, day = third, second, first
        if month > 12:
            month, day = day, month
    else:
        return _two_digit_year(match)
    if year < 100:
        year += 1900 if year >= 50 else 2000
    return _checked(match, year, month, day)


def _two_digit_year(match: re.Match[str]) -> Said | None:
    first, second, third = (int(match[name]) for name in "abc")
    if first > 12 or (first > 9 and third > 9 and second <= 12):  # 27-7-3, 12-11-10
        year, month, day = first, second, third
    else:  # 3-7-27
        year, month, day = third, second, first
    return _checked(match, year + (1900 if year >= 50 else 2000), month, day)


def _checked(match: re.Match[str], year: int, month: int, day: int) -> Said | None:
    if not (1 <= month <= 12 and 1 <= day <= 31 and year >= 1):
        return None
    return Said(match.span(), Grain.DAY, year=year, month=month, day=day, year_said=True)


def _american(match: re.Match[str], _: dt.date | None) -> Said | None:
    """12/5/2023 in an English text: the month first."""
    first, second, year = (int(match[name]) for name in "abc")
    month, day = (first, second) if first <= 12 else (second, first)
    if year < 100:
        year += 1900 if year >= 50 else 2000
    return _checked(match, year, month, day)


def _run(match: re.Match[str], _: dt.date | None) -> Said | None:
    digits = match[0]
    return _checked(match, int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _year_month(match: re.Match[str], _: dt.date | None) -> Said | None:
    month = int(match["m"])
    if not 1 <= month <= 12:
        return None
    return Said(match.span(), Grain.MONTH, year=int(match["y"]), month=month, year_said=True)


def _month_day(match: re.Match[str], _: dt.date | None) -> Said | None:
    """12.5, 12/5: never where the sides could be a score, a fraction or a measure."""
    month, day = int(match["m"]), int(match["d"])
    if match["sep"] == "/" and month < day <= 12:  # 2/3 is a fraction
        return None
    return Said(match.span(), Grain.DAY, month=month, day=day)


_MONTH_DAY = r"(?P<m>1[0-2]|0?[1-9])(?P<sep>[./])(?P<d>3[01]|[12]\d|0?[1-9])"
_AFTER = rf"(?! {{0,1}}[\d.\-/{_MEASURE}%‰℃])"

_FIRST = r"(?<![\d./a-z])(?<!\d-)"
_PATTERNS: tuple[tuple[str, Reader], ...] = (
    # a year first: with strokes, dots or spaces; behind the hyphen of a range only with another mark
    (
        r"(?<![\d./a-z])(?P<a>\d{4})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{1,2})(?!\d|(?P=sep)\d)",
        _full,
    ),
    (
        rf"{_FIRST}(?P<a>\d{{4}})(?P<sep>-| (?=\d\d \d\d))(?P<b>\d{{1,2}})(?P=sep)(?P<c>\d{{1,2}})(?!\d|-\d|/|\.\d)",
        _full,
    ),
    (
        r"(?<![\d./a-z])(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{1,2})(?!\d|(?P=sep)\d|%)",
        _full,
    ),
    (
        rf"{_FIRST}(?P<a>\d{{1,2}})(?P<sep>-)(?P<b>\d{{1,2}})-(?P<c>\d{{4}}|\d{{1,2}})(?!\d|[-/]\d|\.\d|%)",
        _full,
    ),
    (r"(?<!\d)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)", _run),
    (r"(?<![\d.\-/])(?P<y>(?:19|20)\d\d)[-/.](?P<m>0[1-9]|1[0-2])(?![\d\-/]|\.\d)", _year_month),
    (
        rf"(?<![\d.\-/a-z约达近为到至超跌涨长均占比第章节表图版价第])(?<!版本)(?<!版本 ){_MONTH_DAY}{_AFTER}(?= ?[^\W\d_a-z])",
        _month_day,
    ),
    (  # “5·12”, 9·11事件
        r"(?<![\d.·])(?P<m>1[0-2]|0?[1-9])(?P<sep>·)(?P<d>3[01]|[12]\d|0?[1-9])(?=[”’」』\"']|特大|大?地震|事件|事故|空难|案)",
        _month_day,
    ),
    (rf"(?:^|(?<=[在自从于])){_MONTH_DAY}{_AFTER}(?! ?[a-z])", _month_day),
)
_AMERICAN = r"(?<![\d.\-/a-z])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<c>\d{4}|\d\d)(?![\d\-/])"


@cache
def rules(*, american: bool) -> tuple[Rule, ...]:
    """The table, compiled at its first use; ``american`` reads 12/5/2023 with the month first."""
    table = tuple((re.compile(pattern), read) for pattern, read in _PATTERNS)
    return ((re.compile(_AMERICAN), _american), *table) if american else table

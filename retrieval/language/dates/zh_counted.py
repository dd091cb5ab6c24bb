"""Matches of Chinese dates -> days counted from the anchor: 上周三, 昨天, 三天前, 近三年."""

import datetime as dt
import re

from retrieval.language.dates.said import Said, counted, month_end, shift_month
from retrieval.language.numerals import small_value
from retrieval.records import DateRange, Grain

__all__ = [
    "ago_rule",
    "near_day_rule",
    "quarter_rule",
    "stretch_rule",
    "week_rule",
]

_DAYS = {
    "大前": -3,
    "前": -2,
    "昨": -1,
    "今": 0,
    "明": 1,
    "后": 2,
    "大后": 3,
}


def quarter_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """本季度, 上季度, 下季度."""
    if anchor is None:
        return counted(match.span(), Grain.QUARTER, None)
    by = {"上": -3, "下": 3}.get(match[0][0], 0)
    year, month = shift_month(anchor.year, (anchor.month - 1) // 3 * 3 + 1, by)
    return counted(
        match.span(), Grain.QUARTER, (dt.date(year, month, 1), month_end(year, month + 2))
    )


def week_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """上周, 本周三, 下周末, 周日."""
    shift, name = match["shift"] or "", match["name"]
    if not shift and not name:
        return None
    grain = Grain.SPAN if name and name.startswith("末") else Grain.DAY if name else Grain.WEEK
    if anchor is None:
        return counted(match.span(), grain, None)
    monday = anchor - dt.timedelta(days=anchor.weekday())
    monday += dt.timedelta(weeks=shift.count("下") - shift.count("上"))
    if not name:
        return counted(match.span(), grain, (monday, monday + dt.timedelta(days=6)))
    if grain is Grain.SPAN:
        return counted(
            match.span(), grain, (monday + dt.timedelta(days=5), monday + dt.timedelta(days=6))
        )
    day = monday + dt.timedelta(days="一二三四五六日天".index(name) if name != "天" else 6)
    if not shift and day > anchor:  # the last one; `find_dates` moves it where a plan is spoken of
        day -= dt.timedelta(weeks=1)
    return counted(match.span(), grain, (day, day))


def near_day_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """昨天, 今晚, 大后天."""
    days: DateRange | None = None
    if anchor is not None:
        day = anchor + dt.timedelta(days=_DAYS[match["when"]])
        days = (day, day)
    return counted(match.span(), Grain.DAY, days)


def ago_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """三天前, 两周后, 5年前, 3个月后."""
    count = small_value(match["n"])
    unit, sign = match["unit"], -1 if match["way"].endswith("前") else 1
    grain = {
        "天": Grain.DAY,
        "周": Grain.WEEK,
        "星期": Grain.WEEK,
        "月": Grain.MONTH,
        "年": Grain.YEAR,
    }[unit]
    if count is None:
        return None
    if anchor is None:
        return counted(match.span(), grain, None)
    if unit == "年":
        return Said(
            match.span(), grain, year=anchor.year + sign * count, year_said=True, relative=True
        )
    if unit == "月":
        year, month = shift_month(anchor.year, anchor.month, sign * count)
        return Said(match.span(), grain, year=year, month=month, year_said=True, relative=True)
    day = anchor + dt.timedelta(days=sign * count * (1 if unit == "天" else 7))
    if unit == "天":
        return counted(match.span(), grain, (day, day))
    monday = day - dt.timedelta(days=day.weekday())
    return counted(match.span(), grain, (monday, monday + dt.timedelta(days=6)))


def stretch_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """近三年, 过去十天, 未来两天: a stretch that ends or begins at the anchor."""
    count = small_value(match["n"])
    if count is None:
        return None
    if anchor is None:
        return counted(match.span(), Grain.SPAN, None)
    unit = match["unit"]
    if count == 1 and unit in "天日" and match["way"] in ("前", "后"):
        return None  # 前一天 is the day before another
    ahead = match["way"] in ("未来", "今后", "后", "下")
    first, last = anchor, anchor
    sign = 1 if ahead else -1
    if unit in ("年", "月"):
        year, month = shift_month(
            anchor.year, anchor.month, sign * count * (12 if unit == "年" else 1)
        )
        edge = dt.date(year, month, min(anchor.day, month_end(year, month).day))
    else:
        edge = anchor + dt.timedelta(days=sign * count * (1 if unit in "天日" else 7))
    first, last = (
        (anchor + dt.timedelta(days=1), edge) if ahead else (edge, anchor - dt.timedelta(days=1))
    )
    return counted(match.span(), Grain.SPAN, (first, last))

"""Matches of Chinese dates -> what they say: dates of the calendar, feasts, quarters, decades."""

import datetime as dt
import re

from retrieval.language.dates.said import Said, counted, month_end, shift_month
from retrieval.language.dates.zh_parts import HAN, year_of
from retrieval.language.numerals import small_value
from retrieval.records import Grain

__all__ = [
    "day_rule",
    "decade_rule",
    "feast_rule",
    "month_edge_rule",
    "month_rule",
    "months_rule",
    "nth_rule",
    "part_rule",
    "season_rule",
    "year_edge_rule",
    "year_end_rule",
    "year_rule",
]

_BARE_YEAR = re.compile(
    rf"\d{{4}}|[{HAN}]{{4}}|[两二]千.{{0,3}}|[5-9]\d|0\d|[五六七八九零〇○][{HAN}]"
)
_RUN = ("五六", "六七", "七八", "八九")  # 七八年 is a length of time


def _is_year(match: re.Match[str], *, with_more: bool) -> bool:
    """A number before 年 is a year, not a length of time: four digits, or two that stand for 19xx or 200x."""
    text = match["y"]
    if not text or with_more or len(text) == 4:
        return not text or text not in _RUN
    before = match.string[max(0, match.start() - 2) : match.start()]
    if len(text) == 3 and text.isdigit():
        return before.endswith(("在", "公元", "于", "自"))
    if text in _RUN or re.search(r"[第约近达满共超了有建过历]$", before):
        return False
    after = match.string[match.end() : match.end() + 1]
    return bool(_BARE_YEAR.fullmatch(text)) and after not in set("来间前内多之中半长的") | set(
        "，。"
    )


def month_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """年月日, 年月, 月日, 月, 月上旬, 本月十日."""
    year, said, relative = year_of(match, anchor)
    lunar = bool(match["lunar"] or match["first"] or (match["m"] or "") in ("正", "腊", "冬"))
    month: int | None
    if match["rm"]:
        if anchor is None:
            said_day = small_value(match["d"] or "")
            grain = Grain.DAY if said_day else Grain.MONTH
            return Said(match.span(), grain, day=said_day, relative=True)
        by = match["rm"].count("下") - match["rm"].count("上")
        shifted, month = shift_month(anchor.year, anchor.month, by)
        year = shifted if year is None else year
        said = relative = True
    else:
        month = {"正": 1, "冬": 11, "腊": 12}.get(match["m"]) or small_value(match["m"])
    day = small_value(
        match["d"] or match["bare"] or (match["first"] or "").removeprefix("初") or ""
    )
    part = _PARTS.get(match["part"] or "", 0)
    grain = Grain.DAY if day else Grain.TENDAYS if part else Grain.MONTH
    return Said(
        match.span(),
        grain,
        year=year,
        month=month,
        day=day,
        part=part,
        year_said=said,
        relative=relative,
        lunar=lunar,
    )


def day_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    """6日, 6号: a day whose month is not said."""
    return Said(match.span(), Grain.DAY, day=small_value(match["d"]))


def year_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """2003年, 今年, 去年底."""
    part = match["part"] or ""
    if not _is_year(match, with_more=bool(part)):
        return None
    year, said, relative = year_of(match, anchor)
    if part:
        months = {"初": 1, "底": 12, "末": 12}
        month = months.get(part[-1])
        grain = Grain.MONTH
        return Said(match.span(), grain, year=year, month=month, year_said=said, relative=relative)
    return Said(match.span(), Grain.YEAR, year=year, year_said=said, relative=relative)


def year_end_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """年底, 年初 of the anchor's year."""
    month = 1 if match[0].endswith("初") else 12
    year = anchor.year if anchor else None
    return Said(
        match.span(),
        Grain.MONTH,
        year=year,
        month=month,
        relative=True,
        year_said=anchor is not None,
    )


def part_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """2024年一季度, 上半年, 第三季度."""
    year, said, relative = year_of(match, anchor)
    if match["half"]:
        grain, part = Grain.HALF, 1 if match["half"] == "上" else 2
    else:
        grain, part = Grain.QUARTER, "首一二三四".find(match["q"]) or 1
        if match["q"].isascii():
            part = int(match["q"])
    return Said(match.span(), grain, year=year, part=part, year_said=said, relative=relative)


def months_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """前三季度, 今年前10个月: from January on."""
    year, said, _ = year_of(match, anchor)
    year = year or (anchor.year if anchor else None)
    count = small_value(match["n"]) or 0
    months = count * 3 if match[0].endswith("季度") else count
    if not 1 <= months <= 12:
        return None
    if year is None:
        return counted(match.span(), Grain.SPAN, None)
    days = (dt.date(year, 1, 1), month_end(year, months))
    return Said(match.span(), Grain.SPAN, fixed=days, year=year, year_said=said, relative=not said)


def feast_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """春节, 今年中秋节, 2024年元旦."""
    year, said, relative = year_of(match, anchor)
    return Said(
        match.span(), Grain.DAY, year=year, feast=match["feast"], year_said=said, relative=relative
    )


def decade_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """20世纪80年代, 上世纪90年代, 九十年代."""
    decade = small_value(match["tens"])
    word = match["century"]
    if decade is None or decade % 10:
        return None
    now = (anchor.year - 1) // 100 if anchor else 20
    century = {"上": now - 1, "本": now, None: 19}.get(word) or (small_value(word or "") or 20) - 1
    first = century * 100 + decade
    return Said(
        match.span(),
        Grain.SPAN,
        fixed=(dt.date(first, 1, 1), dt.date(first + 9, 12, 31)),
        year_said=True,
    )


def season_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """今年夏天, 2021年春季: the three months that the weather service calls so."""
    year, said, _ = year_of(match, anchor)
    if year is None:
        return counted(match.span(), Grain.SPAN, None)
    first = {"春": 3, "夏": 6, "秋": 9, "冬": 12}[match["season"]]
    last_year, last = shift_month(year, first, 2)
    days = (dt.date(year, first, 1), month_end(last_year, last))
    return Said(match.span(), Grain.SPAN, fixed=days, year=year, year_said=said)


def nth_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """十月的第一周, 六月第3个星期日, 四月的最后一个星期一."""
    year, said, _ = year_of(match, anchor)
    month = small_value(match["m"]) or 1
    if year is None:
        if anchor is None:
            return counted(match.span(), Grain.WEEK, None)
        year = anchor.year if month <= anchor.month else anchor.year - 1
    weekday = "一二三四五六日".find((match["name"] or "一").replace("天", "日"))
    if match["n"] == "最后一":
        end = month_end(year, month)
        day = end - dt.timedelta(days=(end.weekday() - weekday) % 7)
    else:
        start = dt.date(year, month, 1)
        nth = small_value(match["n"]) or 1
        day = start + dt.timedelta(days=(weekday - start.weekday()) % 7 + 7 * (nth - 1))
        if day.month != month:
            return None
    grain = Grain.DAY if match["name"] else Grain.WEEK
    days = (day, day if match["name"] else day + dt.timedelta(days=6))
    return Said(match.span(), grain, fixed=days, year_said=said)


def year_edge_rule(match: re.Match[str], _: dt.date | None) -> Said | None:
    """An end of 2016-2018, or a year that stands alone: 在2018."""
    return Said(match.span(), Grain.YEAR, year=int(match[0]), year_said=True)


def month_edge_rule(match: re.Match[str], anchor: dt.date | None) -> Said | None:
    """The first end of 1-10月, 去年一至十一月."""
    year, said, relative = year_of(match, anchor)
    return Said(
        match.span(),
        Grain.MONTH,
        year=year,
        month=small_value(match["m"]),
        year_said=said,
        relative=relative,
    )


_PARTS = {"上旬": 1, "初": 1, "中旬": 2, "中": 2, "下旬": 3, "底": 3, "末": 3}

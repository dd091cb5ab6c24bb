"""Dates said one by one -> chosen, joined to ranges, with their clock times.

12月4日 + 至 + 7日 becomes one span; 16日 + 2时许 becomes one minute.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.language.dates.clock import DAYPART
from retrieval.language.dates.said import Said, resolve
from retrieval.records import Grain, Span

__all__ = ["attach_times", "choose", "join_ranges"]

_BETWEEN = re.compile(
    r" {0,2}(?:起?至|到|~|-{1,2}|–|—{1,2}|―|、|to|until|till|through|and(?= )|与) {0,2}(?:the )?"
)
_WEEKDAY = re.compile(
    r"(?:周|星期|礼拜)[一二三四五六日天]|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_DAYPART = re.compile(rf"(?:{DAYPART})(?![会报饭餐宴场霞稻])")
_BEFORE_TIME = re.compile(rf"[ ,，]{{0,2}}(?:at |around |about )?(?:的|{DAYPART})?")
_BEFORE_DATE = re.compile(r" {0,2}(?:,|on|of)? {0,2}(?:the )?")


def choose(found: Iterable[Said]) -> list[Said]:
    """Those that do not overlap: the earliest first, the longest of those that begin together."""
    chosen: list[Said] = []
    end = 0
    for said in sorted(found, key=lambda said: (said.span[0], -said.span[1])):
        if said.span[0] >= end:
            chosen.append(said)
            end = said.span[1]
    return chosen


def with_weekdays(dates: Sequence[Said], plain: str) -> list[Said]:
    """12月5日，星期二 is one date, and the weekday of 12月5日（周二） is none of its own."""
    kept: list[Said] = []
    for said in dates:
        before = kept[-1] if kept else None
        gap = plain[before.span[1] : said.span[0]] if before else ""
        if (
            before
            and before.grain is Grain.DAY
            and before.month
            and 0 < len(gap) <= 2
            and gap.strip() in (",", "，", "(", "（", "")
            and _WEEKDAY.fullmatch(plain[slice(*said.span)])
        ):
            if gap.strip() in (",", "，", ""):
                kept[-1] = replace(before, span=(before.span[0], said.span[1]))
            continue
        kept.append(said)
    return kept


def join_ranges(
    dates: Sequence[Said], plain: str, anchor: dt.date | None, edges: frozenset[tuple[int, int]]
) -> list[Said]:
    """Join two neighbours with 至 or "to" between them; an edge (a bare number) that joins nothing is dropped."""
    joined: list[Said] = []
    index = 0
    while index < len(dates):
        left = dates[index]
        right = dates[index + 1] if index + 1 < len(dates) else None
        both = _range(left, right, plain, anchor) if right else None
        if both:
            joined.append(both)
            index += 2
            continue
        if left.span not in edges:
            joined.append(left)
        index += 1
    return joined


def _range(left: Said, right: Said | None, plain: str, anchor: dt.date | None) -> Said | None:
    if right is None or not _may_join(left, right, plain):
        return None
    right = _completed(left, right)
    if left.year is None and right.year is not None and not left.fixed:
        earlier = (left.month or 0) > (right.month or 12)
        left = replace(left, year=right.year - earlier, year_said=right.year_said)
    first = resolve(left, anchor)
    last = resolve(right, anchor)
    if first and last and last[1] < first[0] and right.year is None:
        last = resolve(replace(right, year=first[0].year), anchor)
        if last and last[1] < first[0]:
            last = resolve(replace(right, year=first[0].year + 1), anchor)
    if first and last and last[1] < first[0]:
        return None
    days = (first[0], last[1]) if first and last else None
    return Said(
        (left.span[0], right.span[1]),
        Grain.SPAN,
        year=days[0].year if days else left.year,
        month=left.month or (days[0].month if days and left.grain is Grain.DAY else None),
        day=left.day or (days[0].day if days and left.grain is Grain.DAY else None),
        fixed=days,
        relative=True,
        year_said=left.year_said or right.year_said,
    )


def _may_join(left: Said, right: Said, plain: str) -> bool:
    gap = plain[left.span[1] : right.span[0]]
    if len(gap) > 12 or not _BETWEEN.fullmatch(gap):
        return False
    if gap == "与":
        return re.match("之?间", plain[right.span[1] : right.span[1] + 2]) is not None
    if "、" in gap or "and" in gap:
        listed = "and" in gap and re.search(
            r"between (?:the )?$", plain[max(0, left.span[0] - 12) : left.span[0]]
        )
        bare = plain[left.span[1] - 1].isdigit() and "、" in gap and left.month is None
        return bool(listed or bare)
    return Grain.SPAN not in (left.grain, right.grain)


def _completed(left: Said, right: Said) -> Said:
    """The right end with what it leaves out: 12月4日至7日, 2021年3月至5月."""
    if right.fixed or right.feast:
        return right
    month = right.month
    if right.grain is Grain.DAY and month is None:
        month = left.month
    year, said = right.year, right.year_said
    if year is None and left.year is not None:
        year = left.year + (1 if (month or 12) < (left.month or 0) else 0)
        said = left.year_said
    return replace(right, month=month, year=year, year_said=said)


def attach_times(
    dates: Sequence[Said], times: Sequence[tuple[Said, bool]], plain: str
) -> list[Said]:
    """Join each time to the day beside it; a time alone is kept if it is surely one."""
    merged = list(dates)
    starts = [date.span[0] for date in merged]
    alone: list[Said] = []
    for time, sure in times:
        after = bisect_right(starts, time.span[0])
        before = after - 1
        if before >= 0 and _follows(merged[before], time, plain):
            merged[before] = _at(merged[before], time, (merged[before].span[0], time.span[1]))
        elif after < len(merged) and _precedes(time, merged[after], plain):
            merged[after] = _at(merged[after], time, (time.span[0], merged[after].span[1]))
        elif sure:
            alone.append(time)
    return choose([*merged, *alone])


def with_dayparts(dates: Sequence[Said], plain: str) -> list[Said]:
    """二十九日晚 is one date as printed: the part of the day right behind a day belongs to its span."""
    whole = []
    for said in dates:
        part = _DAYPART.match(plain, said.span[1]) if said.grain is Grain.DAY else None
        whole.append(replace(said, span=(said.span[0], part.end())) if part else said)
    return whole


def _follows(date: Said, time: Said, plain: str) -> bool:
    """True for a time right after a day: 12月5日下午3点; 今晚8点 shares the part of the day."""
    if (
        date.grain is not Grain.DAY
        or not date.span[1] - 1 <= time.span[0] < time.span[1] > date.span[1]
    ):
        return False
    gap = plain[date.span[1] : time.span[0]]
    return len(gap) <= 10 and _BEFORE_TIME.fullmatch(gap) is not None


def _precedes(time: Said, date: Said, plain: str) -> bool:
    """True for "6:44 pm on Dec 5"."""
    gap = plain[time.span[1] : date.span[0]]
    if date.grain is not Grain.DAY or time.span[1] > date.span[0] or len(gap) > 10:
        return False
    return bool(gap.strip()) and _BEFORE_DATE.fullmatch(gap) is not None


def _at(date: Said, time: Said, span: Span) -> Said:
    return replace(date, span=span, time=time.time, grain=Grain.MINUTE)

"""Dates said one by one -> chosen, joined to ranges, with their clock times.

12月4日 + 至 + 7日 becomes one span; 16日 + 2时许 becomes one minute.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.language.dates.clock import DAYPART
from retrieval.language.dates.said import Said, resolve
from retrieval.records import Grain

__all__ = ["attach_times", "choose", "join_ranges"]

_BETWEEN = re.compile(
    r" {0,2}(?:起?至|到|~|-{1,2}|–|—{1,2}|―|、|to|until|till|through|and(?= )|与(?=.{1,12}间)) {0,2}(?:the )?"
)
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
    """Join each time to the date beside it; a time alone is kept if it is surely one."""
    merged = list(dates)
    for time, sure in times:
        before = _neighbour(merged, plain, time, after=False)
        if before is not None:
            date = merged[before]
            if date.span[1] <= time.span[0]:
                merged[before] = replace(
                    date, span=(date.span[0], time.span[1]), time=time.time, grain=_grain(date)
                )
            continue
        behind = _neighbour(merged, plain, time, after=True)
        if behind is not None:
            date = merged[behind]
            merged[behind] = replace(
                date, span=(time.span[0], date.span[1]), time=time.time, grain=_grain(date)
            )
        elif sure and not any(_overlap(time, date) for date in merged):
            merged.append(time)
    return sorted(merged, key=lambda said: said.span)


def _grain(date: Said) -> Grain:
    return Grain.MINUTE if date.grain is Grain.DAY else date.grain


def _overlap(one: Said, other: Said) -> bool:
    return one.span[0] < other.span[1] and other.span[0] < one.span[1]


def _neighbour(dates: Sequence[Said], plain: str, time: Said, *, after: bool) -> int | None:
    """Index of the day right before (or after) the time, with nothing but joining words between."""
    for index, date in enumerate(dates):
        if date.grain is not Grain.DAY:
            continue
        if after:
            gap, joins = plain[time.span[1] : date.span[0]], date.span[0] >= time.span[1]
            pattern = _BEFORE_DATE
        else:
            gap, joins = plain[date.span[1] : time.span[0]], date.span[1] <= time.span[0]
            pattern = _BEFORE_TIME
        if joins and len(gap) <= 10 and pattern.fullmatch(gap) and (not after or gap.strip()):
            return index
    return None

"""Normalised lines of a page -> what they say of the time of its issue, and the day that follows from it.

The days without a year that a page reports crowd in the week before its issue; the years it names as past
lie before its year, or are it, those it plans lie after. Where this leaves one year it is taken; where it
leaves more, the day is unknown.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

__all__ = ["Clues", "clues", "date_of", "infer", "last_day", "weekday_of", "year_of"]

MonthDay = tuple[int, int]

_HAN = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)年(?:(?:\s*(\d{1,2})月)?(?:\s*(\d{1,2})[日号])?)"
    r"|([一二][〇零○一二三四五六七八九]{3})年"
)
_SHORT = re.compile(r"(?<![\d年.])(\d{1,2})月(\d{1,2})日")
_WEEKDAY = re.compile(r"[\s(,、]*(?:星期|周|礼拜)([一二三四五六日天])")
_AGENCY = re.compile(r"[电讯]")
_CLAUSE_END = re.compile(r"[。！？!?；;，,]")
# Before a day or a year in its clause, or after it: it is planned, not reported.
_PLAN = re.compile(r"计划|预计|将[于在从到]|[将拟]|力争|争取|定于|有望|确保|规划|目标|到$|至$")
_PLAN_AFTER = re.compile(
    r"[前末底初]?(?:以前|之前|前|底前|[^。，,]{0,14}(?:投入使用|投用|建成|完工|竣工|通车|投产|实现|达到|将))"
)
_NEW_YEAR = re.compile(r"的?(?:元旦|新年)")
_REMEMBERED = re.compile(r"周年|诞辰|逝世|生于|出生")  # days of other years come back with these
_THIS_YEAR = re.compile(r"今年|去年|明年")
_WINDOW = 7  # days before an issue in which most of what it reports lies
_NEAR = 12  # days between an issue and a day named with its year that speaks for that year


@dataclass(frozen=True, slots=True)
class Clues:
    """What a page says of time: days without a year (how often), years reported and planned, full days."""

    days: Counter[MonthDay] = field(default_factory=Counter)
    past: frozenset[int] = frozenset()
    planned: frozenset[int] = frozenset()
    full: tuple[dt.date, ...] = ()
    weekdays: tuple[tuple[MonthDay, int], ...] = ()
    this_year: bool = False  # speaks of 今年: its own year is not one of those it names by number


def clues(texts: Sequence[str]) -> Clues:
    """Gather what the lines of a page (normalised) say of time."""
    days: Counter[MonthDay] = Counter()
    past, planned, full, weekdays = (
        set[int](),
        set[int](),
        list[dt.date](),
        list[tuple[MonthDay, int]](),
    )
    for text in texts:
        for match in _YEAR.finditer(text):
            year = int((match[1] or match[4]).translate(_HAN))
            (planned if _is_planned(text, match.span()) else past).add(year)
            if _REMEMBERED.search(text, max(0, match.start() - 60), match.end() + 60):
                continue
            if day := _full_day(text, match, year):
                full.append(day)
        for match in _SHORT.finditer(text):
            day_ = (int(match[1]), int(match[2]))
            if date_of(2000, day_) is None or _is_planned(text, match.span()):
                continue
            days[day_] += 2 if _AGENCY.match(text, match.end()) else 1
            if week := _WEEKDAY.match(text, match.end()):
                weekdays.append((day_, weekday_of(week[1])))
    said = any(_THIS_YEAR.search(text) for text in texts)
    return Clues(days, frozenset(past), frozenset(planned), tuple(full), tuple(weekdays), said)


def _full_day(text: str, match: re.Match[str], year: int) -> dt.date | None:
    """The day of a year that is said in full: with month and day, or as its first."""
    if match[3] and (day := date_of(year, (int(match[2]), int(match[3])))):
        return day
    return dt.date(year, 1, 1) if _NEW_YEAR.match(text, match.end()) else None


def infer(said: Clues) -> dt.date | None:
    """The day after the last one that the page reports, where its year is beyond doubt."""
    last = last_day(said.days)
    if last is None:
        return None
    year = year_of(said, last)
    day = date_of(year, last) if year else None
    return day + dt.timedelta(days=1) if day else None


def year_of(said: Clues, day: MonthDay, weekday: int | None = None) -> int | None:
    """The one year in which ``day`` fits all that the page says of years; ``None`` where several do."""
    newest = max(said.past, default=0)
    near = {
        year
        for full in said.full
        for year in (full.year - 1, full.year, full.year + 1)
        if year >= newest and (here := date_of(year, day)) and abs((full - here).days) <= _NEAR
    }
    for years in (sorted(near), _between(said), _since(said, weekday)):
        fits = [year for year in years if _fits_weekdays(year, day, weekday, said)]
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _between(said: Clues) -> list[int]:
    """The year that a page which says 今年 leaves out between those it reports and those it plans.

    One past and one planned year may be chance; a series that ends or begins there is not.
    """
    if not (said.this_year and said.past and said.planned):
        return []
    last, first = max(said.past), min(said.planned)
    series = last - 1 in said.past or first + 1 in said.planned
    return [last + 1] if first - last == 2 and series else []


def _since(said: Clues, weekday: int | None) -> list[int]:
    """Where a weekday can tell: the years from the last one reported, before weekdays come round."""
    if not said.past or (weekday is None and not said.weekdays):
        return []
    return list(range(max(said.past), max(said.past) + 5))


def _fits_weekdays(year: int, day: MonthDay, weekday: int | None, said: Clues) -> bool:
    named = [*said.weekdays] if weekday is None else [(day, weekday), *said.weekdays]
    return all(
        (that := date_of(year, other)) is None or that.weekday() == wanted
        for other, wanted in named
    )


def _is_planned(text: str, span: tuple[int, int]) -> bool:
    """Whether the clause around a date speaks of it as still to come."""
    before = _CLAUSE_END.split(text[max(0, span[0] - 20) : span[0]])[-1]
    return bool(_PLAN.search(before) or _PLAN_AFTER.match(text, span[1]))


def last_day(days: Counter[MonthDay]) -> MonthDay | None:
    """The last day of the week that holds most of the days reported; ``None`` where none stands out."""
    weight = {dt.date(2000, *day).timetuple().tm_yday: count for day, count in days.items()}
    if not weight:
        return None

    def crowd(last: int) -> int:
        return sum(count for day, count in weight.items() if (last - day) % 366 < _WINDOW)

    best = max(sorted(weight), key=crowd)
    if crowd(best) < 3 or crowd(best) * 5 < sum(weight.values()) * 3:
        return None
    found = dt.date(2000, 1, 1) + dt.timedelta(days=best - 1)
    return found.month, found.day


def weekday_of(char: str) -> int:
    """Monday is 0, as in ``datetime``; the char is that after 星期."""
    return "一二三四五六日".find("日" if char == "天" else char)


def date_of(year: int, day: MonthDay) -> dt.date | None:
    """The date, ``None`` where the calendar has none."""
    with suppress(ValueError):
        return dt.date(year, *day)
    return None

"""Chinese patterns of dates -> those worth trying on a text: each has something that a match cannot do without.

Most sentences tell no date, and to look for what a pattern needs, which begins with one of a few characters, costs
a fraction of trying the pattern at every place.
"""

import re
from functools import cache, lru_cache

from retrieval.language.dates.chinese import rules
from retrieval.language.dates.lunar import LUNAR_FEASTS, SOLAR_FEASTS
from retrieval.language.dates.zh_calendar import (
    day_rule,
    decade_rule,
    feast_rule,
    month_edge_rule,
    month_rule,
    months_rule,
    nth_rule,
    part_rule,
    season_rule,
    year_edge_rule,
    year_end_rule,
    year_rule,
)
from retrieval.language.dates.zh_counted import (
    ago_rule,
    near_day_rule,
    quarter_rule,
    stretch_rule,
    week_rule,
)
from retrieval.language.dates.zh_parts import HAN, Reader, Rule

__all__ = ["may_be_numeric", "worth_trying"]

_N = rf"[\d{HAN}十]"
_D = rf"[\d{HAN}十廿]"
_FEASTS = sorted(name for name in LUNAR_FEASTS | SOLAR_FEASTS if not name.isascii())
_WEEK = "周|星期|礼拜"
_TO = "[-–—―~至到、]"
# what some text within each match looks like, and characters of which it has at least one
_NEEDS: dict[Reader, tuple[str, str]] = {
    month_rule: (rf"[\d{HAN}十正腊冬上下个本]月", "月"),
    month_edge_rule: (rf"{_TO}{_N}{{1,2}}月", "月"),
    nth_rule: (_WEEK, "月"),
    year_rule: (rf"[\d{HAN}十 前去上今本明来下后元]年", "年"),
    year_end_rule: ("年[底末初]", "年"),
    part_rule: ("半年|季度", "半季"),
    months_rule: (rf"前[\d{HAN}十两]", "月季"),
    quarter_rule: ("季度", "季"),
    season_rule: ("[春夏秋冬][天季]", "春夏秋冬"),
    week_rule: (_WEEK, "周星礼"),
    near_day_rule: ("[前昨今明后][天日晚夜晨早]", "天日晚夜晨早"),
    ago_rule: ("[天周期月年]以?之?[前后]", "天周期月年"),
    stretch_rule: (rf"[去的近来后前上下] ?[\d{HAN}十两]", "天日周期月年"),
    feast_rule: ("|".join(_FEASTS), "".join({name[0] for name in _FEASTS})),
    decade_rule: ("年代", "代"),
}
# the same of functions that read several patterns, in the order of these
_NEEDS_OF_EACH: dict[Reader, tuple[tuple[str, str], ...]] = {
    day_rule: (
        (rf"{_D} ?日", "日"),
        (rf"{_D} ?号", "号"),
        (rf"{_D} ?号", "号"),
        (rf"{_TO}{_D}{{1,3}}[日号]", "日号"),
    ),
    year_edge_rule: (
        (rf"{_TO} ?(?:19|20)\d\d", "12"),
        (rf"{_TO}(?:19|20)\d\d", "12"),
        (r"(?:1[5-9]|20|21)\d\d", "12"),
    ),
}
_NUMERIC = re.compile(r"\d(?:[/.\-·]\d| \d\d \d\d|\d{7})")


@cache
def _table() -> tuple[tuple[frozenset[str], re.Pattern[str], Rule], ...]:
    each = {read: iter(needs) for read, needs in _NEEDS_OF_EACH.items()}
    rows = []
    for rule in rules():
        what, one = _NEEDS.get(rule[1]) or next(each[rule[1]])
        rows.append((frozenset(one), re.compile(what), rule))
    return tuple(rows)


@cache
def _keys() -> frozenset[str]:
    return frozenset().union(*(one for one, _, _ in _table()))


@lru_cache(maxsize=4096)
def _rows(keys: frozenset[str]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    """The part of the table for a text with these of the characters that it names."""
    return tuple((needed, rule) for one, needed, rule in _table() if not keys.isdisjoint(one))


def worth_trying(plain: str) -> list[Rule]:
    """The rules of Chinese that may read something in a normalised text."""
    rows = _rows(_keys().intersection(plain))
    return [rule for needed, rule in rows if needed.search(plain)]


def may_be_numeric(plain: str) -> bool:
    """Whether a normalised text may hold a date in digits alone."""
    return _NUMERIC.search(plain) is not None

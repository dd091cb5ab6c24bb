"""The patterns of English dates in normalised (lower-case) text: Dec 5, last Tuesday, the 7th, Q1 2024, the 1990s."""

import re
from collections.abc import Iterator
from functools import cache

from retrieval.language.dates.en_read import (
    COUNTS,
    NEAR_DAYS,
    ago_rule,
    bare_day_rule,
    day_rule,
    days_rule,
    decade_rule,
    feast_rule,
    month_rule,
    near_day_rule,
    near_period_rule,
    part_rule,
    weekday_rule,
    year_rule,
)
from retrieval.language.dates.lunar import LUNAR_FEASTS, SOLAR_FEASTS
from retrieval.language.dates.zh_parts import Rule

__all__ = ["rules"]

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b\.?"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DAY2 = r"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,? {1,2}(?:of )?(?P<year>(?:1[5-9]|20|21)\d\d)(?![\d.,]\d|\d)|,? (?:of )?(?P<shift>last|this|next) year)"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")"


@cache
def rules() -> tuple[Rule, ...]:
    """The table, compiled at its first use."""
    return tuple(_patterns())


def _patterns() -> Iterator[Rule]:
    sep = r" ?(?:-|–|—|~|to|and|until|through) ?(?:the )?"
    ends = r"(?=[?!.,;:)]|$| (?:and|to|was|were|is|did|do|does|at|by|for|in|who|what|when|where|from|about|with)\b)"
    feasts = "|".join(
        sorted(
            (name.replace("'", "['’]") for name in LUNAR_FEASTS | SOLAR_FEASTS if name.isascii()),
            key=len,
            reverse=True,
        )
    )
    yield re.compile(rf"\b{_MONTH} {{0,2}}{_DAY}\b(?!:\d|\.\d| ?%)(?:{_YEAR})?"), day_rule
    yield (
        re.compile(rf"(?<![\d.,:$]){_DAY} {{0,2}}(?:day )?(?:of )?{_MONTH}(?:{_YEAR})?"),
        day_rule,
    )
    yield re.compile(rf"\b{_MONTH} {{0,2}}{_DAY}{sep}{_DAY2}\b(?!:\d)(?:{_YEAR})?"), days_rule
    yield re.compile(rf"(?<![\d.,:$]){_DAY}{sep}{_DAY2} (?:of )?{_MONTH}(?:{_YEAR})?"), days_rule
    yield (
        re.compile(
            rf"(?:\b(?P<near>last|this|next) )?(?:\b(?P<edge>early|mid|late|the (?:beginning|start|middle|end) of)[ -])?\b{_MONTH}(?:{_YEAR})?(?! ?\d)"
        ),
        month_rule,
    )
    yield (
        re.compile(rf"\b(?P<said>the (?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)){ends}"),
        bare_day_rule,
    )
    yield (
        re.compile(
            r"(?<=\bon )(?P<said>(?:the )?(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))" + ends
        ),
        bare_day_rule,
    )
    yield (
        re.compile(rf"(?:\b(?P<near>last|this|next|past|previous) )?\b{_WEEKDAY}(?!['’])"),
        weekday_rule,
    )
    yield re.compile(r"\b(?:" + "|".join(NEAR_DAYS) + r")\b"), near_day_rule
    yield (
        re.compile(
            r"(?:\b(?P<edge>early|late|the (?:beginning|start|middle|end) of) )?\b(?:the )?(?P<near>last|this|next|past|previous|current|coming) (?P<unit>week|weekend|month|quarter|year)\b"
        ),
        near_period_rule,
    )
    yield (
        re.compile(
            rf"\b(?:q(?P<q>[1-4])|(?:the )?(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th)) (?P<what>quarter|half)(?! (?:of )?(?:an hour|a million|the match|the game)))(?:{_YEAR}|(?= of the year))?"
        ),
        part_rule,
    )
    yield (
        re.compile(
            r"\b(?:(?P<edge>early|late|mid|the (?:beginning|start|middle|end) of)[ -]|(?:in|of|since|by|from|until|till|before|after|during|year|for|to|between|and|through|the) )(?P<bare>(?:1[5-9]|20)\d\d)(?![\d%]|[.,:/\-]\d|s\b| (?:people|students|workers|yuan|dollars|mu|metres|meters|tons|tonnes|km|kg|million|billion|households|families|households|houses|cases|copies|men|women|children|farmers|residents|soldiers))"
        ),
        year_rule,
    )
    yield re.compile(r"(?<=\d\d\d\d[-–—])(?P<edge>(?!))?(?P<bare>(?:19|20)\d\d)(?!\d)"), year_rule
    yield re.compile(r"\b(?:the )?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b"), decade_rule
    yield (
        re.compile(rf"\b{_COUNT} (?P<unit>days?|weeks?|months?|years?) (?:ago|earlier)\b"),
        ago_rule,
    )
    yield (
        re.compile(rf"(?:\b(?P<before>(?:19|20)\d\d) )?\b(?P<feast>{feasts})(?:{_YEAR})?"),
        feast_rule,
    )

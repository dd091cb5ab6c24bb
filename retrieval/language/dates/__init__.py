"""Text -> the dates in it, with exact spans: what is said, and the days it means from an anchor.

    find_dates("会议于12月4日至7日举行", dt.date(2023, 12, 8))  ->  [2023-12-04 .. 2023-12-07]

Chinese and English are read in one pass. A date without a year is the nearest past one (the nearest future one where
a plan is spoken of); what nothing resolves has ``first`` and ``last`` ``None``. Lengths of time (3天), numbers (12.5亿元)
and vague words (近日) are no dates.
"""

import datetime as dt
import re
from dataclasses import replace

from retrieval.language.dates import english, numeric
from retrieval.language.dates.clock import find_times
from retrieval.language.dates.join import (
    attach_times,
    choose,
    join_ranges,
    with_dayparts,
    with_weekdays,
)
from retrieval.language.dates.match import meets, same_day
from retrieval.language.dates.said import Said, mention, possible
from retrieval.language.dates.sieve import may_be_numeric, worth_trying
from retrieval.language.normalise import normalise
from retrieval.records import DateMention, Grain

__all__ = ["find_dates", "meets", "same_day"]

_PLAN = re.compile(
    r"计划|预计|将于|将在|将从|拟|力争|争取|定于|有望|确保|will |to be |plan|expect|schedul|due "
)
_PLAN_AFTER = re.compile(r"(?:以?前(?!往|来|后|夕)|之前|起?将)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[a-z]")


def find_dates(
    text: str, anchor: dt.date | None = None, *, plain: str | None = None
) -> list[DateMention]:
    """The dates of a text in its order; they do not overlap, and ``mention.text`` is ``text[span]``.

    ``anchor`` is the day from which 昨天 or 5日 are counted: of the issue for an article, the last day
    of the corpus (or today) for a question. ``plain`` is the normalised text, where it is at hand. Never raises.
    """
    plain = normalise(text) if plain is None else plain
    found = [said for said in _found(plain, text, anchor) if possible(said)]
    edges = frozenset(
        said.span for said in found if plain[said.span[1] - 1].isdigit() and _edge(said, plain)
    )
    dates = [_planned(said, plain) for said in with_weekdays(choose(found), plain)]
    dates = join_ranges(dates, plain, anchor, edges)
    if ":" in plain or "时" in plain or "点" in plain or _LETTER.search(plain):
        dates = attach_times(dates, list(find_times(plain)), plain)
    return _mentions(with_dayparts(dates, plain), text, anchor)


def _found(plain: str, text: str, anchor: dt.date | None) -> list[Said]:
    han = _HAN.search(plain)
    rules = [*numeric.rules(american=not han)] if may_be_numeric(plain) else []
    if han:
        rules += worth_trying(plain)
    if _LETTER.search(plain):
        rules += english.rules()
    found = []
    for pattern, read in rules:
        for match in pattern.finditer(plain):
            said = read(match, anchor)
            if said is not None and not _verb(said, plain, text):
                found.append(said)
    return found


_PREPOSITION = re.compile(
    r"\b(?:in|of|by|since|until|till|from|during|for|to|and|before|after|through|between|last|this|next|early|mid|late)[ -]$"
)


_MONTH = re.compile(
    r"jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|april|june|july|august|sun|mon|wen|sat"
)
_SURNAME = re.compile(
    r"\b(?!(?:In|Of|By|On|At|Since|Until|Till|From|During|For|To|And|Before|After|Through|Between|Last|This|Next|Early"
    r"|Mid|Late|The|What|When|Which|Who|How|Where|Why|Did|Does|Was|Were|Is|Are|Every|Each) )[A-Z][a-z]+(?:-[a-z]+)? $"
)
_GIVEN = re.compile(r" (?!(?:Day|Fourth|First|Meeting|Conference)\b)[A-Z][a-z]+\b")


def _in_name(word: str, span: tuple[int, int], text: str) -> bool:
    """True for a month that is a part of somebody's name: Tian Jun, April Wang, and no month of a preposition."""
    start, end = span
    if not _MONTH.fullmatch(word) or not text[start].isupper():
        return False
    if _SURNAME.search(text[max(0, start - 24) : start]):
        return True
    before = text[max(0, start - 9) : start].lower()
    return _GIVEN.match(text, end) is not None and not _PREPOSITION.search(before)


def _verb(said: Said, plain: str, text: str) -> bool:
    """True for "may" and "march" where they are no months, and "sat", "sun", "mon" that are no days."""
    start, end = said.span
    word = plain[start:end].rstrip(".")
    if _in_name(word, said.span, text):
        return True
    if word in (
        "may",
        "march",
        "mar",
        "dec",
        "jan",
        "sat",
        "sun",
        "mon",
        "wed",
        "fri",
        "thu",
        "tue",
    ):
        capital = text[start].isupper() and start > 0
        return not _PREPOSITION.search(plain[max(0, start - 9) : start]) and not (
            capital and word != "may"
        )
    return False


def _edge(said: Said, plain: str) -> bool:
    """True for a bare number that is a date only as an end of a range: the 4 of 4至7日."""
    return said.year is None and plain[slice(*said.span)].isdigit()


def _planned(said: Said, plain: str) -> Said:
    """Mark what a plan is spoken of: the date lies ahead of the anchor."""
    start, end = said.span
    before = plain[max(0, start - 8) : start]
    if _PLAN.search(before) or (
        _PLAN.search(plain[max(0, start - 24) : start], 0) and before.isascii()
    ):
        return replace(said, future=True)
    if said.month and not said.year and _PLAN_AFTER.match(plain, end):
        return replace(said, future=True)
    return said


def _mentions(dates: list[Said], text: str, anchor: dt.date | None) -> list[DateMention]:
    """Resolve in order; a bare day is looked for around the date before it."""
    mentions: list[DateMention] = []
    near: dt.date | None = None
    for said in dates:
        found = mention(_dated(said, near), text, anchor)
        mentions.append(found)
        if found.first and (anchor is None or abs((found.first - anchor).days) < 62):
            near = found.first if found.grain in (Grain.DAY, Grain.MINUTE, Grain.SPAN) else near
    return mentions


def _dated(said: Said, near: dt.date | None) -> Said:
    """A day alone in the month that brings it nearest to the date before it."""
    if near is None or said.day is None or said.month or said.year or said.fixed:
        return said
    best = min(
        (day for day in (_in_month(near, by, said.day) for by in (-1, 0, 1)) if day),
        key=lambda day: abs((day - near).days),
        default=None,
    )
    return said if best is None else replace(said, fixed=(best, best))


def _in_month(near: dt.date, by: int, day: int) -> dt.date | None:
    index = near.year * 12 + near.month - 1 + by
    try:
        return dt.date(index // 12, index % 12 + 1, day)
    except ValueError:
        return None

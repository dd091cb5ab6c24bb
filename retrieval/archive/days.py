"""The acts of a story, parted by the days that their sentences speak of."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.archive.acts import Act
from retrieval.archive.bylines import dateline
from retrieval.archive.telling import Told, one_day
from retrieval.language.dates import find_dates
from retrieval.language.sentences import sentences
from retrieval.records import HEAD, DateMention, Span

__all__ = ["OtherDay", "part_by_day"]

_BESIDE = 2  # characters: a date says when somebody acted if it stands before them or right after
_NEAR = 31  # days: what lies further off is told for comparison, not reported


@dataclass(frozen=True, slots=True)
class OtherDay:
    """What a story tells of another day than its own: the date, and the text with the acts of that day."""

    said: DateMention
    told: Told
    sentence: Span


def part_by_day(
    told: Sequence[Told], where: int, said: DateMention | None, anchor: dt.date | None
) -> tuple[list[Told], list[OtherDay]]:
    """The texts with the acts of the event's day, and the acts of other days near it.

    ``said`` is the event's date, which stands in paragraph ``where``. Acts of other times (2021年,他对各地
    进行调研) belong to nothing.
    """
    main: list[Told] = []
    apart: list[OtherDay] = []
    for text in told:
        if text.paragraph == HEAD or not text.acts:
            main.append(text)
            continue
        dates = find_dates(text.text, anchor)
        own = said if text.paragraph == where else None
        kept: list[Act] = []
        others: dict[int, list[Act]] = {}
        for act in text.acts:
            near = _date_of(text.text, act, dates, own)
            if near is None or not _elsewhen(near, anchor, said):
                kept.append(act)
            elif _is_near(near, anchor):
                others.setdefault(dates.index(near), []).append(act)
        main.append(replace(text, acts=kept))
        apart += [_other_day(text, dates[number], acts) for number, acts in others.items()]
    return main, apart


def _other_day(text: Told, said: DateMention, acts: Sequence[Act]) -> OtherDay:
    spans = sentences(text.text)
    span = next((s for s in spans if s[0] <= said.span[0] < s[1]), (0, len(text.text)))
    return OtherDay(said, replace(text, acts=acts), span)


def _date_of(
    text: str, act: Act, dates: Sequence[DateMention], said: DateMention | None
) -> DateMention | None:
    """The date that says when somebody acted, ``None`` for that of the event.

    It is the last before the name in its sentence, else the day with which an earlier sentence of the
    paragraph began.
    """
    if said is not None and act.evidence[0] <= said.span[0] < act.evidence[1]:
        return None
    line = dateline(text)
    starts = [max(line, start) for start, _ in sentences(text) if start <= act.evidence[0]]
    begin = max(starts, default=line)
    stop = min(act.evidence[1], act.name.span[1] + _BESIDE)
    near = [date for date in dates if begin <= date.span[0] < stop]
    if near:
        return near[-1]
    began = [date for date in dates if date.span[0] in starts and one_day(date)]
    return began[-1] if began else None


def _elsewhen(other: DateMention, anchor: dt.date | None, said: DateMention | None) -> bool:
    """Whether a date means other days than those of the event."""
    if other.first is None or other.last is None or anchor is None:
        return bool(said and other.day and said.day and other.day != said.day)
    first, last = anchor, anchor
    if said and said.first and said.last:
        first, last = said.first, said.last
    return other.last < first or other.first > last


def _is_near(other: DateMention, anchor: dt.date | None) -> bool:
    if not one_day(other):
        return False
    return not (anchor and other.first) or abs((other.first - anchor).days) <= _NEAR

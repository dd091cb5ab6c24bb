"""Normalised text -> clock times: 16日2时许, 傍晚六时四十四分, 晚8点, 18:44, 6:44 pm, 8 o'clock.

A time is a ``Said`` without a day; the caller joins it to the date beside it.
"""

import re
from collections.abc import Iterator

from retrieval.language.dates.said import Said
from retrieval.language.numerals import small_value
from retrieval.records import Grain, Span

__all__ = ["DAYPART", "find_times"]

_AFTERNOON = ("下午", "傍晚", "晚上", "晚间", "晚", "夜间", "夜里", "深夜", "夜", "午后", "当晚")
_DAYLIGHT = ("下午", "傍晚", "午后")
_MORNING = ("凌晨", "清晨", "早晨", "早上", "上午", "早", "晨")
_NOON = ("中午", "正午")
DAYPART = "|".join((*_AFTERNOON, *_MORNING, *_NOON))
_H = "零〇○一二三四五六七八九"
_N = rf"\d{{1,2}}|[{_H}十两]{{1,3}}"
_HAN = re.compile(
    rf"(?P<part>{DAYPART})?(?P<sure>的)?(?<![\d.:·十{_H}第])(?P<h>{_N})(?P<mark>时|点钟?)"
    rf"(?!间|代|候|期|装|建|意|要|问|尾|半价|[\u4e00-\u9fff]?以)(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<m>{_N})(?P<unit>分钟?)?(?:(?<=分)(?:\d{{1,2}})秒)?)?(?P<about>许|整|左右)?"
)
_COLON = re.compile(
    rf"(?P<part>{DAYPART})?(?<![\d:.])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])"
    r"(?: ?(?P<ampm>[ap])\.?m\b\.?)?(?P<about>许|左右)?"
)
_ENGLISH = re.compile(
    r"(?<![\d:.])(?P<h>1[0-2]|0?[1-9])(?:[:.](?P<m>[0-5]\d))?(?: ?(?P<ampm>[ap])\.?m\b\.?| o'clock)(?: in the (?P<when>morning|afternoon|evening))?"
)
_HAN_NEEDS = re.compile(rf"[\d{_H}十两][时点]")  # a fraction of what trying the pattern costs
_SCORE = re.compile(r"[比胜负平赢输克]|score|beat|won|lost")


def _clock(hour: int, minute: int, part: str | None) -> str | None:
    """The time as hh:mm; ``part`` is the part of the day that was said."""
    evening = (
        part in _AFTERNOON and (1 if part in _DAYLIGHT else 5) <= hour < 12
    )  # 夜里两点 is 02:00
    if evening or (part in _NOON and hour < 3) or (part == "p" and hour < 12):
        hour += 12
    elif part == "a" and hour == 12:
        hour = 0
    if hour == 24:
        hour = 0 if minute == 0 else 99
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _said(span: Span, time: str | None) -> Said | None:
    return None if time is None else Said(span, Grain.MINUTE, time=time)


def _han(match: re.Match[str]) -> tuple[Said | None, bool]:
    """The time of a match, and whether it is a time wherever it stands."""
    hour = small_value(match["h"])
    if hour is None:
        return None, False
    minute = small_value(match["m"]) if match["m"] else 0
    if match["half"]:
        minute = 30
    elif match["quarter"]:
        minute = 15 if match["quarter"] == "一" else 45
    said = _said(match.span(), _clock(hour, minute or 0, match["part"]))
    exact = bool(match["unit"] or match["half"] or match["quarter"] or match["about"])
    sure = bool(match["part"]) or match["mark"] == "点钟" or exact
    return said, sure or (match["mark"] == "时" and match["h"].isdigit())


def find_times(plain: str) -> Iterator[tuple[Said, bool]]:
    """Times in order of pattern, each with whether it is one even with no date before it."""
    for match in _HAN.finditer(plain) if _HAN_NEEDS.search(plain) else ():
        said, sure = _han(match)
        if said:
            yield said, sure
    for match in _COLON.finditer(plain) if ":" in plain else ():
        said = _said(
            match.span(), _clock(int(match["h"]), int(match["m"]), match["ampm"] or match["part"])
        )
        if said:
            around = plain[max(0, match.start() - 8) : match.start()]
            yield said, bool(match["ampm"] or match["part"] or not _SCORE.search(around))
    for match in _ENGLISH.finditer(plain) if "m" in plain or "o'clock" in plain else ():
        part = match["ampm"] or ("p" if match["when"] in ("afternoon", "evening") else None)
        said = _said(match.span(), _clock(int(match["h"]), int(match["m"] or 0), part))
        if said:
            yield said, True

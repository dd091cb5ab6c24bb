"""What the patterns for Chinese dates are made of: numerals, separators, and the year in all its forms."""

import datetime as dt
import re
from collections.abc import Callable

from retrieval.language.dates.said import Said
from retrieval.language.numerals import digits_value, han_value, small_value

__all__ = [
    "DAY",
    "HAN",
    "MEASURE",
    "MONTH",
    "SEPARATOR",
    "YEAR",
    "YEAR_FIRST",
    "Reader",
    "Rule",
    "year_of",
]

Reader = Callable[[re.Match[str], dt.date | None], Said | None]
Rule = tuple[re.Pattern[str], Reader]

HAN = "〇零○一二三四五六七八九"
SEPARATOR = r"(?:[-–—―~至到、]|——|--)"  # between the ends of a range
_ERAS = {
    "民国": 1911,
    "顺治": 1643,
    "康熙": 1661,
    "雍正": 1722,
    "乾隆": 1735,
    "嘉庆": 1795,
    "道光": 1820,
    "咸丰": 1850,
    "同治": 1861,
    "光绪": 1874,
    "宣统": 1908,
}
YEAR = (
    rf"(?:(?<![\d.\-])(?P<y>\d{{4}}|\d{{2,3}}|[{HAN}]{{2,4}}|[两二][千〇零○][零〇○]?[{HAN}十]{{0,3}}) {{0,2}}年度?"
    r"|(?P<ry>大前年|前年|去年|上年度?|今年|本年度?|明年|来年|下年度?|大后年|后年)"
    rf"|(?P<era>{'|'.join(_ERAS)})(?P<ey>元|\d{{1,2}}|[{HAN}十]{{1,3}})年)"
)
# what a year begins with: a pattern that may begin with one is told so, as the engine tries each place
YEAR_FIRST = rf"\d{HAN}两大前去上今本明来下后{''.join(era[0] for era in _ERAS)}"
_RELATIVE_YEARS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "下年": 1,
    "后年": 2,
    "大后年": 3,
}
MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])"
MEASURE = (
    r"个名位家万亿多余人元岁天年月周届期次条项点分秒时米吨亩倍%级户台辆套只头座间处份间所例起"
)


def year_of(match: re.Match[str], anchor: dt.date | None) -> tuple[int | None, bool, bool]:
    """(year, said, relative) of a match with the groups of ``YEAR``; a year that cannot be is None."""
    word = match["ry"]
    if word:
        if anchor is None:
            return None, False, True
        return anchor.year + _RELATIVE_YEARS[word.removesuffix("度")], True, True
    if match["era"]:
        count = 1 if match["ey"] == "元" else small_value(match["ey"])
        return (_ERAS[match["era"]] + count if count else None), bool(count), False
    text = match["y"]
    if not text:
        return None, False, False
    value = digits_value(text)
    if value is None:
        spelt = han_value(text)
        value = None if spelt is None else int(spelt)
    if value is not None and len(text) == 2 and value < 100:
        value += 1900 if value >= 50 else 2000
    return value, value is not None, False

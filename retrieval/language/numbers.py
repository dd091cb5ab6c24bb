"""Text -> numbers with their units and exact spans: 9.98亿元, 二百四十五人, 百分之三十, $3.2bn, 3-5人.

A mention's span holds the number and its unit as printed, without 约 before it. Dates, ordinals (第44次), names of
roads and rooms (5号楼) and codes (G60) are no numbers here. Of a range the value is the lower end.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from retrieval.language.dates import find_dates
from retrieval.language.normalise import normalise
from retrieval.language.numbers_units import ENGLISH_UNITS, UNITS, measure_of
from retrieval.language.numerals import han_value
from retrieval.records import NumberMention

__all__ = ["find_numbers", "measure_of"]

_DIGITS = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|\d{1,15}(?:[.·]\d{1,6})?"
_POWERS = r"[十百千万亿]{0,2}"
_HAN = r"[零〇○一二两三四五六七八九十百千万亿]{1,16}"
_APPROX = r"[多余几来]?"
_ARABIC = rf"(?:{_DIGITS}) ?{_POWERS}{_APPROX}[万亿]{{0,2}}"
_SPELT = rf"{_HAN}(?:点[零〇○一二三四五六七八九]{{1,6}}[万亿]{{0,2}})?{_APPROX}[万亿]{{0,2}}"
_BEFORE = r"(?<![\d.·])(?<!\d,)(?<![a-z][-—])(?<![a-z第零〇○一二两三四五六七八九十百千万亿])"
_UNIT = "|".join(re.escape(unit) for unit in UNITS)
_NUMBER = re.compile(
    rf"{_BEFORE}(?P<low>{_ARABIC}|{_SPELT})(?P<range>(?P<between>[-–—―~至到]|——)(?P<high>{_ARABIC}|{_SPELT}))?"
    rf" ?(?P<unit>(?:{_UNIT})(?:/(?:亩|吨|人|斤|公斤|平方米|米|天|年|月|小时|秒|户|套|台|次|股|桶))?)?(?P<half>半(?!年|天|个|数))?"
)
_FRACTION = re.compile(
    rf"(?P<whole>百|千|{_HAN}|\d{{1,4}})分之(?P<part>{_DIGITS}|{_HAN}(?:点[零〇○一二三四五六七八九]{{1,6}})?|几)"
)
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_TENS = {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SPELT_EN = {word: number for number, word in enumerate(_WORDS.split(), 1)} | _TENS
_SCALE = {
    "hundred": 100,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_EN_UNIT = "|".join(
    sorted(
        (re.escape(word) for text in ENGLISH_UNITS.values() for word in text.split()),
        key=len,
        reverse=True,
    )
)
_ENGLISH = re.compile(
    rf"(?<![\w.,·])(?P<money>(?:us|hk)?\$|€|£|¥|rmb ?|yuan )?(?P<n>{_DIGITS}|{'|'.join(_SPELT_EN)})"
    rf"(?: ?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|(?<=\d)[km](?!\w)))?"
    rf"(?: ?(?P<unit>(?:square|cubic) (?:metres?|meters?|kilometres?|kilometers?|miles?|feet)|{_EN_UNIT}))?(?!\w)"
)
_NOT_AFTER = re.compile(r" ?(?:号|[年月日](?!间)|版|路|届|次会议)")
# words that begin like a unit: 六年级, 101国道, 零部件, 红十字会, 二级公路, 十字路口
_NO_UNIT = re.compile(
    r"年级|国道|省道|部件|字会|字架|字路|[一二三四五六七八九十]级(?!地?震)|级公路|度[^电]?计划|世纪|道高速"
)


def find_numbers(text: str) -> list[NumberMention]:
    """The numbers of a text, in order, without overlap; ``mention.text`` is ``text[span]``. Never raises."""
    plain = normalise(text)
    dates = [mention.span for mention in find_dates(text)]
    starts = [start for start, _ in dates]
    found: list[NumberMention] = []
    end = 0
    for mention in sorted(_all(plain, text), key=lambda m: (m.span[0], -m.span[1])):
        start = mention.span[0]
        at = bisect_left(starts, mention.span[1]) - 1
        if start < end or (at >= 0 and dates[at][1] > start):
            continue
        found.append(mention)
        end = mention.span[1]
    return found


def _all(plain: str, text: str) -> Iterator[NumberMention]:
    for match in _FRACTION.finditer(plain):
        yield from _fraction(match, text)
    for match in _NUMBER.finditer(plain):
        yield from _number(match, text)
    for match in _ENGLISH.finditer(plain):
        if match["scale"] or match["money"] or match["unit"]:
            yield from _english(match, text)


def _mention(span: tuple[int, int], text: str, value: float, unit: str | None) -> NumberMention:
    return NumberMention(
        span, text[slice(*span)], float(value), unit, measure_of(unit) if unit else None
    )


def _fraction(match: re.Match[str], text: str) -> Iterator[NumberMention]:
    """百分之三十 is 30 %, 三分之一 a share of .333."""
    whole = {"百": 100.0, "千": 1000.0}.get(match["whole"]) or _value(match["whole"])
    part = _value(match["part"])
    if not whole or part is None:
        return
    if whole in (100.0, 1000.0):
        yield _mention(match.span(), text, part, "%" if whole == 100 else "‰")
    else:
        yield NumberMention(match.span(), text[slice(*match.span())], part / whole, None, "share")


def _number(match: re.Match[str], text: str) -> Iterator[NumberMention]:
    value = _value(match["low"])
    unit = match["unit"]
    if value is None or not _counts(match):
        return
    span = match.span()
    if match["range"]:
        if _value(match["high"]) is None or (unit is None and match["between"] in "-至到"):
            return
        value = _scaled(value, match["low"], match["high"])
    elif unit is None:
        span = (match.start(), match.start() + len(match[0].rstrip(" 半")))
    if match["half"] or (unit or "").startswith("个半"):
        value += 0.5
    yield _mention(span, text, value * 10 if unit == "成" else value, unit)


def _counts(match: re.Match[str]) -> bool:
    """False for what only looks like a number: idioms, codes, ordinals, days of the month."""
    unit, spelt = match["unit"], not match["low"][0].isdigit()
    if unit is None and spelt:
        return _BARE.fullmatch(match["low"]) is not None and not match["range"]
    if unit is None:
        return _NOT_AFTER.match(match.string, match.end()) is None
    if (spelt and _idle(match)) or _NO_UNIT.match(match.string, match.start("unit")):
        return False
    # 二期, 二级 and 三代 are ordinals; 12日 is a day of the month
    return unit not in ("期", "级", "代", "日") or spelt != (unit != "日")


# 六十万绝对贫困人口: a spelt number needs no unit where it counts ten thousands
_BARE = re.compile(
    r"[一二两三四五六七八九][零一二三四五六七八九十百千]*[十百千一二三四五六七八九]?[万亿]?[多余]?[万亿](?:[多余])?"
)


def _idle(match: re.Match[str]) -> bool:
    """True for 一个, 一位, 一起, 十分, 一方面: words rather than counts, and for idioms with 万 or 千 alone."""
    word = match["low"] + (match["unit"] or "")
    return word in _WORDS_ZH or (
        match["low"] in ("万", "千", "百", "亿", "千万", "百万") and not match["range"]
    )


_IDLE = "一个 一位 一些 一次 一起 一家 一条 一点 一面 一方 一道 一层 一级 一分 十分 一代 一口 一对 一双 一路 一部 一步 一场 一出 一声 一路 一名 一者 二者 两者 一人 一门 一面 一份 一块 一团 一批 一把 一首 一本 一日 一项 一期 一套 一种 一类 一件 三角 一段 一边 四方 八方 一成 千里 万里 百年 千年 万年 一国 两国 三军 一村 一年 百口 万口 一发 一节 一连"
_WORDS_ZH = frozenset(_IDLE.split())


def _scaled(value: float, low: str, high: str) -> float:
    """The lower end with the power that only the upper end says: 3-5万人."""
    if any(power in low for power in "十百千万亿"):
        return value
    for power, factor in (("亿", 10**8), ("万", 10**4)):
        if power in high:
            return value * factor
    return value


def _value(text: str) -> float | None:
    """Value of a printed number with its powers: "9.98亿", "7000余", "200多万", "二百四十五", "14896·40"."""
    plain = re.sub(r"[多余几来, ]", "", text).replace("·", ".")
    digits = re.match(r"[\d.]+", plain)
    if digits is None:
        return han_value(plain)
    value = float(digits[0])
    for char in plain[digits.end() :]:
        value *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}.get(char, 1)
    return round(value, 6)


def _english(match: re.Match[str], text: str) -> Iterator[NumberMention]:
    number = match["n"]
    value = float(_SPELT_EN[number]) if number in _SPELT_EN else _value(number)
    if value is None:
        return
    value *= _SCALE.get(match["scale"] or "", 1)
    unit = match["unit"] or (match["money"] or "").strip() or None
    measure = "money" if match["money"] else _english_measure(unit)
    yield NumberMention(match.span(), text[slice(*match.span())], value, unit, measure)


def _english_measure(unit: str | None) -> str | None:
    if unit and unit.startswith(("square", "cubic")):
        return "area" if unit.startswith("square") else "volume"
    return measure_of(unit) if unit else None

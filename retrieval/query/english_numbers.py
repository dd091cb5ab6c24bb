"""Numbers of an English question -> as a Chinese paper prints them: 250,000 is 25万 or 二十五万, the 8th is 第8 or 第八."""

import re
from typing import NamedTuple

from retrieval.records import Span

__all__ = ["SMALL", "Numeral", "numerals"]

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: number for number, word in enumerate(_ONES, 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
SMALL = {word: str(_VALUES[word]) for word in _ONES[1:10]}  # two to ten in digits
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![\w.,-])(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)|(?P<tens>{_WORD})(?:[- ](?P<ones>{_WORD}))?)"
    rf"(?:[- ](?P<scale>{'|'.join(_SCALES)}))?(?:[- ](?P<scale2>thousand|million|billion))?(?![\w]|\.\d|,\d)",
    re.IGNORECASE,
)
_ORDINAL_WORDS = [
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_ORDINAL = re.compile(
    rf"\b(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINAL_WORDS)}))\b"
    r"(?! (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.IGNORECASE,
)
_LEAST = 10  # number words up to which a question means the words themselves, as any others
_HAN = "零一二三四五六七八九"
_POWERS = ((10**8, "亿"), (10**4, "万"))


class Numeral(NamedTuple):
    """A number, where it stands, and its forms in Chinese print."""

    span: Span
    value: float
    forms: tuple[str, ...]


def numerals(text: str) -> list[Numeral]:
    """The numbers of a question; small ones in words (two, ten) are left to the dictionary."""
    found = []
    for match in _NUMBER.finditer(text):
        value = _value(match)
        if match["digits"] or value > _LEAST:
            found.append(Numeral(match.span(), value, _forms(value)))
    for match in _ORDINAL.finditer(text):
        digits, word = match["digits"], match["word"]
        number = int(digits) if digits else _ORDINAL_WORDS.index(word.lower()) + 3
        found.append(Numeral(match.span(), number, (f"第{number}", f"第{_han(number)}")))
    return found


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        value = float(match["digits"].replace(",", ""))
    else:
        value = float(_VALUES[match["tens"].lower()])
        if match["ones"]:
            value += _VALUES[match["ones"].lower()]
    for name in ("scale", "scale2"):
        if match[name]:
            value *= _SCALES[match[name].lower()]
    return round(value, 6)


def _forms(value: float) -> tuple[str, ...]:
    forms = [_digits(value)]
    for size, name in _POWERS:
        if value >= size:
            forms.append(_digits(value / size) + name)
    if value == int(value) and value < 10**12:
        forms.append(_han(int(value)))
    return tuple(dict.fromkeys(forms))


def _digits(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")


def _han(value: int) -> str:
    """A whole number below 10^12 in characters."""
    for size, name in _POWERS:
        if value >= size:
            rest = value % size
            gap = "零" if 0 < rest < size // 10 else ""
            return _han(value // size) + name + gap + (_han(rest) if rest else "")
    text = ""
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        digit = value // size % 10
        if digit:
            text += _HAN[digit] + name
        elif text and value % size and not text.endswith("零"):
            text += "零"
    text += _HAN[value % 10] if value % 10 or not text else ""
    return text.removeprefix("一") if text.startswith("一十") else text

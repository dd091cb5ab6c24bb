"""Chinese and Arabic numerals -> values: 二百四十五, 二○○三, 廿, 两千, 9.98, 1,200.

Input is normalised text (half width, simplified). What is no numeral is ``None``, never an error.
"""

import math
import re

__all__ = ["HAN_DIGITS", "digits_value", "han_value", "small_value"]

HAN_DIGITS = "零〇○一二两三四五六七八九"
_VALUE = {
    **dict.fromkeys("零〇○", 0),
    **{char: number for number, char in enumerate("一二三四五六七八九", 1)},
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_FRONT = {"廿": "二十", "卅": "三十"}


def digits_value(text: str) -> int | None:
    """Value of digits said one by one: "二○○三" -> 2003, "1998" -> 1998."""
    value = 0
    for char in text:
        digit = _VALUE.get(char, -1) if not char.isascii() else _ascii_digit(char)
        if digit < 0:
            return None
        value = value * 10 + digit
    return value if text else None


def _ascii_digit(char: str) -> int:
    return ord(char) - 48 if "0" <= char <= "9" else -1


def han_value(text: str) -> float | None:
    """Value of a Chinese numeral with its powers of ten: "一百五十万零一百" -> 1500100, "三点五万" -> 35000."""
    whole, point, part = text.partition("点")
    for char, spelt in _FRONT.items():
        whole = whole.replace(char, spelt)
    value: float | None
    if re.fullmatch(f"[{HAN_DIGITS}]+", whole) and len(whole) > 1:
        value = digits_value(whole)
    else:
        value = _powers(whole)
    if value is None or not point:
        return value
    digits = part.rstrip("万亿兆")  # 十四点八万
    fraction = digits_value(digits)
    if fraction is None:
        return None
    power: float = math.prod(_LARGE[char] for char in part[len(digits) :])
    printed: float = value + fraction / 10 ** len(digits)
    return round(printed * power, 6)


def _powers(text: str) -> int | None:
    """Sum a numeral's sections: units below 万, then 万, 亿 and 兆 over what stands before them."""
    total, section, digit = 0, 0, 0
    last = 1  # the power just said, for a trailing bare digit: 三万五 is 35,000
    for char in text:
        if char in _VALUE:
            digit = _VALUE[char]
            last = 1 if digit == 0 else last
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit, last = 0, _SMALL[char]
        elif char in _LARGE:
            power = _LARGE[char]
            total = (
                (total + section + digit) * power
                if power > _top(total)
                else (total + (section + digit) * power)
            )
            section, digit, last = 0, 0, power
        else:
            return None
    if not text:
        return None
    return total + section + digit * (last // 10 if last > 10 else 1)


def _top(total: int) -> int:
    """The power that ``total`` already holds, so that 一亿二千万 adds and 一万亿 multiplies."""
    return 10**8 if total >= 10**8 else 10**4 if total >= 10**4 else 1


def small_value(text: str) -> int | None:
    """Value of a day, month or hour: "12", "十二", "二十一", "廿", "三十一", "〇八"; ``None`` beyond 99."""
    if text.isascii():
        return int(text) if text.isdigit() and len(text) <= 2 else None
    value = han_value(text)
    return int(value) if value is not None and value < 100 else None

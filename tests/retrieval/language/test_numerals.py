"""Numerals and their values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.numerals import digits_value, han_value, small_value

VALUES = {
    "二百四十五": 245,
    "一百五十万零一百": 1_500_100,
    "三点五": 3.5,
    "十四点八万": 148_000,
    "一点五万亿": 1_500_000_000_000,
    "二○○三": 2003,
    "两千零四": 2004,
    "一亿二千万": 120_000_000,
    "一万亿": 10**12,
    "三万五": 35_000,
    "十": 10,
    "十二": 12,
    "廿一": 21,
    "三十": 30,
    "一百零五": 105,
    "二十万零三百": 200_300,
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_a_spelt_numeral_has_its_value(text: str, value: float) -> None:
    assert han_value(text) == value


@pytest.mark.parametrize("text", ["", "人", "三人", "百x"])
def test_what_is_no_numeral_has_no_value(text: str) -> None:
    assert han_value(text) is None


def test_digits_are_read_one_by_one() -> None:
    assert (digits_value("二〇二三"), digits_value("1998"), digits_value("二x")) == (
        2023,
        1998,
        None,
    )


def test_small_values_stop_below_a_hundred() -> None:
    assert (small_value("三十一"), small_value("07"), small_value("一百"), small_value("123")) == (
        31,
        7,
        None,
        None,
    )


_ONES = "零一二三四五六七八九"


def _spelt(number: int) -> str:
    """The textbook spelling of 1 to 99,999, written here on its own."""
    if number < 10:
        return _ONES[number]
    for power, name in ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= power:
            head, rest = divmod(number, power)
            text = _spelt(head) + name
            if not rest:
                return text
            return text + ("零" if rest < power // 10 else "") + _spelt(rest)
    return ""


@given(st.integers(1, 99_999))
def test_every_number_reads_back_as_itself(number: int) -> None:
    assert han_value(_spelt(number)) == number

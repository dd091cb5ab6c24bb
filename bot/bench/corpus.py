"""A seed and a number -> an invented paper: passages of words drawn as Chinese draws them, names, days.

The words and their frequencies are those of the cutter's dictionary (Zipfian, as in any language); the
people and the order of the words are invented. Nothing is downloaded, and the same seed gives the same text.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["BLOCK", "Text", "month", "passages", "questions", "short_questions"]

_SEED = 20251206
_FIRST = dt.date(2006, 1, 1).toordinal()
_DAYS = 20 * 365
BLOCK = 2_000  # passages drawn at once
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "建国志明秀英丽华海燕春梅玉兰俊杰晓峰文博思远子涵雨桐宏伟永强德才金凤美玲少卿云帆若曦"
_PEOPLE = 20_000
_PHRASES = 200_000  # so many, that the kinds of terms grow as in real text


@dataclass(frozen=True, slots=True)
class Text:
    """A passage of the invented paper; ``day`` is its ordinal, and they come in the order of their days."""

    day: int
    text: str


def passages(
    count: int, seed: int = _SEED, first: int = 0, last: int | None = None
) -> Iterator[Text]:
    """The passages, in the order of their days, of 60 to 200 characters, some 130 on average.

    ``first`` and ``last`` are the part of them wanted, first a multiple of ``BLOCK``.
    """
    words, stock, chances = _language()
    for start in range(first, count if last is None else min(last, count), BLOCK):
        draw = np.random.default_rng((seed, start))
        size = min(BLOCK, count - start)
        clauses = draw.integers(4, 12, size)
        ends = clauses.cumsum()
        phrases = (stock[_zipf(draw, int(ends[-1]) * 2)]).reshape(int(ends[-1]), -1)
        fresh = chances.searchsorted(draw.random((int(ends[-1]), 1)))
        drawn = np.concatenate([phrases, fresh], axis=1)
        people = draw.zipf(1.3, size) % _PEOPLE
        for number in range(size):
            day = _FIRST + (start + number) * _DAYS // count
            part = drawn[ends[number] - clauses[number] : ends[number]]
            body = ["".join([words[i] for i in clause]) for clause in part.tolist()]
            yield Text(day, "，".join([_opening(day, int(people[number])), *body]) + "。")


def questions(sample: Sequence[Text], seed: int = _SEED) -> list[str]:
    """A question of each passage: a few of its words, as people ask, two in three with its person."""
    draw = np.random.default_rng(seed)
    asked = []
    for number, text in enumerate(sample):
        parts = text.text[:-1].split("，")
        body = parts[int(draw.integers(1, len(parts)))]
        start = int(draw.integers(0, max(1, len(body) - 14)))
        who = parts[0].split("日")[-1][:3] if number % 3 else ""
        asked.append(f"{who}{body[start : start + 14]}是什么时候？")
    return asked


def short_questions(sample: Sequence[Text], seed: int = _SEED) -> list[str]:
    """A person and a word or two of each passage: what most people type."""
    draw = np.random.default_rng(seed)
    asked = []
    for text in sample:
        parts = text.text[:-1].split("，")
        body = parts[int(draw.integers(1, len(parts)))]
        start = int(draw.integers(0, max(1, len(body) - 4)))
        asked.append(f"{parts[0].split('日')[-1][:3]} {body[start : start + 4]}")
    return asked


def month(number: int) -> tuple[int, int]:
    """The ordinals of a month's first and last day within the paper's years."""
    first = _FIRST + (number * 397) % (_DAYS - 31)
    return first, first + 29


def _zipf(draw: np.random.Generator, size: int) -> NDArray[np.int64]:
    """Ranks of phrases, from 0: the chance of rank r is about 1 / (r + 30)."""
    ranks: NDArray[np.int64] = (30 * (_PHRASES / 30 + 1) ** draw.random(size) - 30).astype(
        np.int64
    )
    return ranks


def _opening(day: int, person: int) -> str:
    date = dt.date.fromordinal(day)
    return f"{date.month}月{date.day}日{_person(person)}"


def _person(number: int) -> str:
    surname, rest = number % len(_SURNAMES), number // len(_SURNAMES)
    first, second = rest % len(_GIVEN), rest * 7 // len(_GIVEN) % len(_GIVEN)
    return _SURNAMES[surname] + _GIVEN[first] + _GIVEN[second]


@cache
def _language() -> tuple[list[str], NDArray[np.int64], NDArray[np.float64]]:
    """The dictionary's words; phrases of four of them, which recur; the sums of the words' chances."""
    from retrieval.language.cutter import dictionary

    words, counts = zip(*dictionary(), strict=True)
    sums = np.cumsum(np.array(counts, np.float64))
    chances = sums / sums[-1]
    stock = chances.searchsorted(np.random.default_rng(_SEED).random((_PHRASES, 4)))
    return list(words), stock, chances
